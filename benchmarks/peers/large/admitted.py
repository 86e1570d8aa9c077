"""What a solver wishes, made a plan: rooms are given out, and what breaks a rule that it could not state is dropped."""

from collections.abc import Iterable
from typing import NamedTuple

from benchmarks.peers.large.ledger import Ledger
from benchmarks.peers.large.outcome import value_of

from summitry.summit import Assignment, Meeting, Summit


class Wish(NamedTuple):
    """A meeting that a solver would hold at a start in a form, in one of some rooms (none: without a room)."""

    meeting: Meeting
    form: str
    start: int
    rooms: frozenset[str]


class Admitted(NamedTuple):
    """What could be kept of the wishes, and how many could not."""

    assignments: tuple[Assignment, ...]
    num_dropped: int

    @property
    def note(self) -> str:
        """The same in words; empty where nothing was dropped."""
        return f"{self.num_dropped} dropped for rules it does not state" if self.num_dropped else ""


def admitted(summit: Summit, wishes: Iterable[Wish]) -> Admitted:
    """Place every wish that breaks no rule, by start, and at one start the meeting worth most first.

    Rooms of one kind in this order are given out without a loss. What is dropped is not placed elsewhere.
    """
    ledger = Ledger(summit)
    wanted = sorted(wishes, key=lambda wish: (wish.start, -value_of(summit, wish.meeting)))
    num_dropped = sum(not _place(ledger, wish) for wish in wanted)
    return Admitted(tuple(ledger.assignments), num_dropped)


def _place(ledger: Ledger, wish: Wish) -> bool:
    for way in ledger.ways(wish.meeting):
        if way.rung.form != wish.form or (way.room is not None and way.room not in wish.rooms):
            continue
        if ledger.is_open(wish.meeting, way, wish.start):
            interpreters = ledger.interpreters(wish.meeting, way, wish.start)
            if interpreters is not None:
                ledger.place(wish.meeting, way, wish.start, interpreters)
                return True
    return False
