"""Summits, their facts and their plans."""
