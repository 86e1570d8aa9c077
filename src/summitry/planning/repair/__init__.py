"""Live repair: what happened, turned into facts, and the plan that follows with the fewest and gentlest changes."""
