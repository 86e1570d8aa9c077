"""What Summitry's planner is measured against on the published problem, written from the papers' descriptions."""
