"""Exact planning with CP-SAT: hard rules as constraints, soft levels one after the other."""
