"""What a solver wishes, made a plan: rooms are given out, and what breaks a rule that it could not state is moved."""

from collections.abc import Iterable
from typing import NamedTuple

from benchmarks.peers.large.first_fit import place_first
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
    """What became of the wishes, and how many could not be kept as they were."""

    assignments: tuple[Assignment, ...]
    num_moved: int
    num_dropped: int

    @property
    def note(self) -> str:
        """The same in words."""
        return f"{self.num_moved} moved and {self.num_dropped} dropped for rules that it does not state"


def admitted(summit: Summit, wishes: Iterable[Wish]) -> Admitted:
    """Place every wish that breaks no rule, by start, and at one start the meeting worth most first.

    Rooms of one kind in this order are given out without a loss. What breaks a rule is then placed by first fit, where
    that can be: a user of the solver would do no less.
    """
    ledger = Ledger(summit)
    wanted = sorted(wishes, key=lambda wish: (wish.start, -value_of(summit, wish.meeting)))
    refused = [wish.meeting for wish in wanted if not _place(ledger, wish)]
    num_moved = sum(place_first(ledger, meeting) for meeting in sorted(refused, key=lambda m: -value_of(summit, m)))
    return Admitted(tuple(ledger.assignments), num_moved, len(refused) - num_moved)


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
