"""The command line: parse, call the engine, print. Nothing here decides anything about a plan."""
