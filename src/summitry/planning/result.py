"""What a run of the planner gives back."""

from dataclasses import dataclass
from enum import StrEnum

from summitry.planning.progress import Point
from summitry.rules.report import Certificate
from summitry.summit import Plan

LevelValue = int | tuple[int, ...]


class Status(StrEnum):
    """How a run, or one level of it, ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelResult:
    """Value and proven bound of one soft level; `share_floor` has ten counts for each, other levels one number.

    The bound holds for plans that keep what the levels above it reached.
    """

    name: str
    value: LevelValue
    bound: LevelValue
    runtime_s: float = 0.0

    @property
    def status(self) -> Status:
        """``optimal`` if the value meets its bound, else ``feasible``."""
        return Status.OPTIMAL if self.value == self.bound else Status.FEASIBLE

    @property
    def gap(self) -> float:
        """Distance from value to bound as a share of the value; of the first count that differs for `share_floor`."""
        if isinstance(self.value, tuple) and isinstance(self.bound, tuple):
            pairs = zip(self.value, self.bound, strict=True)
            value, bound = next(((v, b) for v, b in pairs if v != b), (0, 0))
        else:
            value, bound = int(self.value), int(self.bound)  # type: ignore[arg-type]  # levels have numbers or tuples, alike
        return abs(value - bound) / max(1, abs(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A plan with its certificate, or the status that says why there is none.

    Parameters
    ----------
    levels
        Soft levels in the order of the rule book.
    runtime_s, building_s
        Seconds of the whole run, and of those the seconds in which it built what it then solved.
    interrupted
        Whether somebody stopped the run before it ended by itself.
    notes
        Sentences on what befell the run, for the user.
    """

    status: Status
    plan: Plan | None = None
    certificate: Certificate | None = None
    levels: tuple[LevelResult, ...] = ()
    progress: tuple[Point, ...] = ()
    runtime_s: float = 0.0
    building_s: float = 0.0
    seed: int = 0
    threads: int = 1
    interrupted: bool = False
    notes: tuple[str, ...] = ()
