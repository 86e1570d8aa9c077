"""A real day run again: what happened, told to a plan as it became known, and repaired step by step."""
