"""Where a meeting could start in a plan, and what stands in its way."""

from summitry.planning.legal.blocker import Blocker, Kind
from summitry.planning.legal.opening import Fit, Obstacle, Opening, State
from summitry.planning.legal.openings import Openings

__all__ = ["Blocker", "Fit", "Kind", "Obstacle", "Opening", "Openings", "State"]
