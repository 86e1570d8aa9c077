"""What a rehearsal tells: the odds of each meeting, what causes most loss, and where more time buys most."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.run import Policy


class Origin(StrEnum):
    """What a culprit is."""

    PERSON = "person"
    SESSION = "session"
    ARRIVAL = "arrival"
    TRANSFER = "transfers"
    CALLED_OFF = "called off"
    PLAN = "plan"


class Culprit(NamedTuple):
    """Through what meetings are lost: each loss is traced to the one thing that went wrong first.

    Parameters
    ----------
    id
        Of the person or session; empty for transfers, for what is called off, and for what the plan itself loses.
    lost
        Meetings lost through it, on average of a summit. Over all culprits this sums to all that are lost.
    value
        Value lost through it, lesser forms included, on average of a summit.
    """

    origin: Origin
    id: str
    lost: float
    value: float


class Odds(NamedTuple):
    """How one meeting of the plan fares.

    Parameters
    ----------
    held, full, on_time
        Shares of the simulated summits on which it is held in any form, in the form planned, and begins within
        `Habits.on_time_min` of its time.
    late_min
        Minutes by which it begins late on average where it is held.
    causes
        Through what it is lost or cut, most first, with the figures of this meeting alone.
    """

    meeting: str
    held: float
    full: float
    on_time: float
    late_min: float
    causes: tuple[Culprit, ...]


class Without(NamedTuple):
    """What a summit would be like on which one culprit never is late, on the same simulated days."""

    origin: Origin
    id: str
    saved: float
    saved_value: float


class Place(StrEnum):
    """Where there may be more time."""

    AFTER_SESSION = "after the session"
    AFTER_MEETING = "after the meeting"
    AFTER_MEETINGS_OF = "after the meetings of"
    BEFORE_DEPARTURE = "before the departure of"


class Buffer(NamedTuple):
    """What ten minutes more in one place would save, in meetings and in value, on average of a summit."""

    place: Place
    id: str
    saved: float
    saved_value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """A plan rehearsed under one policy.

    Parameters
    ----------
    num_planned
        Meetings in the plan.
    held, value
        Meetings held and value held, each on average of a summit; a lesser form counts with what is left of its value.
    held_error
        Standard error of `held`.
    all_held
        Share of the summits on which every meeting of the plan is held.
    lost_at
        Meetings lost on the median summit, and on all but the worst tenth and hundredth.
    meetings
        Odds of each meeting of the plan, the least likely to be held first.
    culprits
        What meetings are lost through, most value first.
    """

    policy: Policy
    num_planned: int
    planned_value: int
    held: float
    held_error: float
    value: float
    all_held: float
    lost_at: tuple[int, int, int]
    meetings: tuple[Odds, ...]
    culprits: tuple[Culprit, ...]

    @property
    def lost(self) -> float:
        """Meetings lost on average of a summit."""
        return self.num_planned - self.held

    @property
    def called_off(self) -> float:
        """Meetings of these that were called off, which no plan prevents."""
        return sum(culprit.lost for culprit in self.culprits if culprit.origin is Origin.CALLED_OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A plan rehearsed.

    Parameters
    ----------
    days
        Simulated summits, each with all its days.
    rehearsed
        Under each policy.
    days_again
        Simulated summits, the first of the same, on which `without` and `buffers` were worked out.
    without, buffers
        Under the fast repair, most value first.
    """

    summit: str
    days: int
    seed: int
    noise: Noise
    habits: Habits
    rehearsed: tuple[Rehearsed, ...]
    days_again: int
    without: tuple[Without, ...]
    buffers: tuple[Buffer, ...]
    notes: tuple[str, ...] = ()

    def of(self, policy: Policy) -> Rehearsed:
        """Return it under one policy."""
        return next(rehearsed for rehearsed in self.rehearsed if rehearsed.policy is policy)
