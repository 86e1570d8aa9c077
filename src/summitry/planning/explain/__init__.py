"""Why a plan does not hold a meeting, or does not hold it at another time: in words, and what would let it in."""

from summitry.planning.explain.changes import Change
from summitry.planning.explain.explanation import Explanation, explain
from summitry.planning.explain.told import Told, told_to

__all__ = ["Change", "Explanation", "Told", "explain", "told_to"]
