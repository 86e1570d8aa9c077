"""What every way of planning hands to the front door, which completes and certifies it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from summitry.planning.result import LevelValue, Status
from summitry.summit import Assignment

BoundsFor = Callable[[Mapping[str, LevelValue]], Mapping[str, LevelValue]]


@dataclass(frozen=True, slots=True)
class SolvedLevel:
    """What was proven of one level: `bound` holds for plans that keep the levels above."""

    name: str
    bound: LevelValue
    runtime_s: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a way of planning found; `assignments` is ``None`` if it found no plan.

    Parameters
    ----------
    bounds
        Gives further bounds of levels for what a plan reaches; they hold for every plan that keeps that.
    notes
        Sentences on what befell the run, for the user.
    """

    status: Status
    assignments: tuple[Assignment, ...] | None = None
    levels: tuple[SolvedLevel, ...] = ()
    interrupted: bool = False
    bounds: BoundsFor | None = None
    notes: tuple[str, ...] = ()
