"""What Summitry's planner is measured against on large summits, with every rule of the rule book."""
