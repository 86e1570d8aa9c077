"""What every way of planning hands to the front door, which completes and certifies it."""

from dataclasses import dataclass

from summitry.planning.result import LevelValue, Status
from summitry.summit import Assignment


@dataclass(frozen=True, slots=True)
class SolvedLevel:
    """What was proven of one level: `bound` holds for plans that keep the levels above."""

    name: str
    bound: LevelValue
    runtime_s: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a way of planning found; `assignments` is ``None`` if it found no plan."""

    status: Status
    assignments: tuple[Assignment, ...] | None = None
    levels: tuple[SolvedLevel, ...] = ()
    interrupted: bool = False
