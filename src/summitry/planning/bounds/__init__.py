"""Bounds that hold for every plan, however large the summit; how they are proven is told module by module."""

from summitry.planning.bounds.bounds import Bounds

__all__ = ["Bounds"]
