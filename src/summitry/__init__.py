"""Summitry: plan a summit, run it on the day, keep the record."""
