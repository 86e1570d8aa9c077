"""The computed first reason of each meeting that was not placed: which rules block how many of its starts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from summitry.planning.legal.spans import Spans
from summitry.planning.legal.together import Together
from summitry.planning.legal.ways import Way, Ways
from summitry.planning.starts import Mask
from summitry.summit import Meeting, Plan, Reason, Rung, Summit, Unplaced

_NUM_NAMED = 3  # so many of those who block most are named with a reason


def reasons_for(summit: Summit, plan: Plan) -> Plan:
    """Return a plan with an entry for each meeting to place that it does not hold, with computed reasons.

    Each meeting is held against the rest of the plan, by every hard rule; only the evenness of interpreters' breaks is
    left out.
    """
    placed = {a.meeting for a in plan.assignments}
    missing = [m for m in summit.to_place(include_pending=plan.include_pending) if m.id not in placed]
    asking = _Asking(summit, plan)
    return replace(plan, unplaced=tuple(asking.unplaced(meeting) for meeting in missing))


class _Option(NamedTuple):
    """A way to hold a meeting in one of its rooms, with the starts that each rule forbids."""

    rung: Rung
    forbidden: Mapping[str, Mask]


class _Asking:
    """What finds the reasons of one plan."""

    def __init__(self, summit: Summit, plan: Plan) -> None:
        self._summit = summit
        self._spans = Spans(summit, plan)
        self._ways = Ways(self._spans)
        self._together = Together(self._spans)

    def unplaced(self, meeting: Meeting) -> Unplaced:
        """Return why a meeting is not placed."""
        lengths = [rung.duration_min for rung in self._summit.ladder(meeting)]
        possible: Mask = np.logical_or.reduce([self._spans.in_hours(length) for length in lengths])
        options = [option for way in self._ways.of(meeting) for option in self._options(way, possible)]
        if not possible.any():
            return Unplaced(meeting=meeting.id, reasons=(Reason("day_bounds", 0, "longer than any day is open"),))
        blocked = np.logical_and.reduce([_blocked(option) for option in options]) & possible
        num_free = int((possible & ~blocked).sum())
        counts = _blocking_counts(options, blocked)
        blockers = self._blockers(meeting, possible)
        reasons = [Reason(rule, num, _named(blockers.get(rule, Counter()))) for rule, num in counts.most_common()]
        if num_free:
            reasons.insert(0, Reason("value_held", num_free, _why_left_out(self._summit, meeting)))
        return Unplaced(meeting=meeting.id, num_starts=int(possible.sum()), reasons=tuple(reasons))

    def _options(self, way: Way, possible: Mask) -> Iterator[_Option]:
        """Yield a way in each of its rooms, or without one; `possible` are the starts that are asked about."""
        everywhere = self._forbidden(way, possible)
        for room in way.rooms or (None,):
            forbidden = {rule: mask.copy() for rule, mask in everywhere.items()}
            for span in self._ways.of_room(way, room) if room else ():
                forbidden.setdefault(span.rule, self._nowhere())[span.lo : span.hi] = True
            yield _Option(way.rung, forbidden)

    def _forbidden(self, way: Way, possible: Mask) -> dict[str, Mask]:
        """Return the starts that each rule forbids to a way whatever the room."""
        found: defaultdict[str, Mask] = defaultdict(self._nowhere)
        found["day_bounds"] = ~self._spans.in_hours(way.duration_min)
        for span in way.spans:
            found[span.rule][span.lo : span.hi] = True
        if self._together.concerns(way):
            for idx in np.flatnonzero(possible).tolist():
                for rule in self._together.broken(way, idx):
                    found[rule][idx] = True
        return dict(found)

    def _nowhere(self) -> Mask:
        return np.zeros(len(self._spans.minutes), dtype=np.bool_)

    def _blockers(self, meeting: Meeting, possible: Mask) -> dict[str, Counter[str]]:
        """Return for rules on people how many starts of the first form each engagement blocks, save of stand-ins."""
        duration = self._summit.ladder(meeting)[0].duration_min
        found: dict[str, Counter[str]] = {"presence": Counter(), "person_no_overlap": Counter()}
        for person in dict.fromkeys(seat[0] for seat in self._summit.seats_by_meeting[meeting.id] if len(seat) == 1):
            name = self._summit.person_by_id[person].name
            away = self._spans.starts.presence(person, duration)
            found["presence"][f"{name} is not there"] += int((possible & ~away[self._spans.grid]).sum())
            for held in self._spans.held(person):
                lo, hi = self._spans.near(held.interval, duration)
                found["person_no_overlap"][f"{name} in {held.title}"] += int(possible[lo:hi].sum())
        return found


def _blocked(option: _Option) -> Mask:
    blocked: Mask = np.logical_or.reduce(list(option.forbidden.values()))
    return blocked


def _blocking_counts(options: Sequence[_Option], blocked: Mask) -> Counter[str]:
    """Return how many of the blocked starts each rule blocks, by the rule book's reading of *blocked by*.

    1. Where some rules forbid the meeting however it is held, these.
    2. Elsewhere, the rules that forbid its first form however that is held.
    3. Elsewhere, the rules that forbid its first form in some way.
    """
    first_form = [option for option in options if option.rung == options[0].rung]
    counts: Counter[str] = Counter()
    left = blocked.copy()
    for among, combine in ((options, np.logical_and), (first_form, np.logical_and), (first_form, np.logical_or)):
        settled = np.zeros_like(left)
        for rule in dict.fromkeys(rule for option in among for rule in option.forbidden):
            forbids = combine.reduce([o.forbidden.get(rule, np.zeros_like(left)) for o in among])
            counts[rule] += int((forbids & left).sum())
            settled |= forbids
        left &= ~settled
    return +counts


def _named(blockers: Counter[str]) -> str:
    return "; ".join(f"{who} ({num})" for who, num in blockers.most_common(_NUM_NAMED) if num)


def _why_left_out(summit: Summit, meeting: Meeting) -> str:
    weights = summit.settings.priority_weight
    is_worth = meeting.bonus or any(weights[summit.reply_of(meeting, code).priority] for code in meeting.parties)
    return (
        "free, but there was no time to find that" if is_worth else "free, but the meeting is worth nothing to anybody"
    )
