"""Greedy first-fit on any summit, as event tools do: nothing that is placed is ever moved."""

from collections.abc import Iterable

from benchmarks.peers.large.ledger import Ledger, Way
from benchmarks.peers.large.outcome import Clock, Outcome, value_of

from summitry.summit import Meeting, Summit


def in_given_order(summit: Summit, *, time_limit_s: float, threads: int, seed: int) -> Outcome:
    """Take the meetings as they were asked for; pinned ones come first. Nothing is left to chance or to the limit."""
    del time_limit_s, threads, seed
    return _placed("first fit, as asked", summit, summit.to_place())


def by_value(summit: Summit, *, time_limit_s: float, threads: int, seed: int) -> Outcome:
    """Take the meetings worth most first, among equals as they were asked for."""
    del time_limit_s, threads, seed
    meetings = sorted(summit.to_place(), key=lambda meeting: -value_of(summit, meeting))
    return _placed("first fit, by value", summit, meetings)


def _placed(peer: str, summit: Summit, meetings: Iterable[Meeting]) -> Outcome:
    clock = Clock()
    ledger = Ledger(summit)
    clock.is_built()
    for meeting in sorted(meetings, key=lambda meeting: meeting.id not in summit.pin_by_meeting):
        place_first(ledger, meeting)
    return clock.outcome(peer, summit, tuple(ledger.assignments))


def place_first(ledger: Ledger, meeting: Meeting) -> bool:
    """Place a meeting at the first start, in the first form, in the first room that break no rule, if there are any."""
    ways = [(way, ledger.starts(meeting, way)) for way in ledger.ways(meeting) if _suits_pin(ledger, meeting, way)]
    left = 0
    for _, mask in ways:
        left |= mask
    while left:
        bit = left & -left
        left ^= bit
        start = ledger.minutes[bit.bit_length() - 1]
        tried: set[tuple[str, str]] = set()  # rooms in one zone are alike to the rules on several people
        for way, mask in ways:
            key = (way.rung.form, way.place.zone)
            if not mask & bit or key in tried:
                continue
            tried.add(key)
            interpreters = ledger.interpreters(meeting, way, start)
            if interpreters is not None:
                ledger.place(meeting, way, start, interpreters)
                return True
    return False


def _suits_pin(ledger: Ledger, meeting: Meeting, way: Way) -> bool:
    pin = ledger.summit.pin_by_meeting.get(meeting.id)
    return pin is None or (pin.form in {"", way.rung.form} and pin.room in {"", way.room})
