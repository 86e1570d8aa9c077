"""The web application: what the engine does, for people who do not open a terminal."""
