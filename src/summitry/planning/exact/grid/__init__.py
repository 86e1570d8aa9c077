"""The grid formulation: meetings of equal length in numbered slots, in rooms that no fact tells apart."""
