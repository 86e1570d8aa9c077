"""A plan: where each meeting was placed, and why the others were not."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One placed meeting.

    Parameters
    ----------
    start
        Minutes from the epoch.
    room
        Id of the room; ``None`` for a form that takes none.
    attendees
        Ids of the persons who attend, one for each seat of the meeting's attendance, in that order.
    interpreters
        Ids of the interpreters who work in it.
    pinned
        Fixed by a person; the planner may not move it.
    """

    meeting: str
    form: str
    start: int
    room: str | None = None
    attendees: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    pinned: bool = False


class Reason(NamedTuple):
    """How many of a meeting's possible starts one rule blocks, and who or what stands behind it."""

    rule: str
    num_starts: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """An agreed meeting that was not placed, with the computed reasons, the most frequent first."""

    meeting: str
    num_starts: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The set of assignments of one summit, sorted by start then meeting.

    Parameters
    ----------
    summit
        Id of the summit it was made for.
    facts_digest
        Digest of the facts it was made from.
    include_pending
        Whether meetings without every party's acceptance were placed too.
    """

    summit: str
    facts_digest: str = ""
    assignments: tuple[Assignment, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    include_pending: bool = False

    def __post_init__(self) -> None:
        """Sort the parts, so that equal plans are equal values."""
        object.__setattr__(self, "assignments", tuple(sorted(self.assignments, key=lambda a: (a.start, a.meeting))))
        object.__setattr__(self, "unplaced", tuple(sorted(self.unplaced, key=lambda u: u.meeting)))

    def of(self, meeting: str) -> Assignment | None:
        """Return the assignment of a meeting, or ``None`` if it is not placed."""
        return next((a for a in self.assignments if a.meeting == meeting), None)
