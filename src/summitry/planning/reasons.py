"""The computed first reason of each meeting that was not placed: which rules block how many of its starts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np

from summitry.planning.against import Against, Way
from summitry.planning.starts import Mask
from summitry.summit import Meeting, Plan, Reason, Summit, Unplaced

_NUM_NAMED = 3  # so many of those who block most are named with a reason
_MOST_ATTENDANCES = 64  # where stand-ins allow more, each seat's are tried one seat at a time


def reasons_for(summit: Summit, plan: Plan) -> Plan:
    """Return a plan with an entry for each meeting to place that it does not hold, with computed reasons.

    Each meeting is held against the rest of the plan, by every hard rule; only the evenness of interpreters' breaks is
    left out.
    """
    placed = {a.meeting for a in plan.assignments}
    missing = [m for m in summit.to_place(include_pending=plan.include_pending) if m.id not in placed]
    against = Against(summit, plan)
    return replace(plan, unplaced=tuple(_unplaced(against, meeting) for meeting in missing))


class _Option(NamedTuple):
    """A way to hold a meeting, with the starts that each rule allows."""

    way: Way
    free: Mapping[str, Mask]


def _unplaced(against: Against, meeting: Meeting) -> Unplaced:
    attendances = _attendances(against.summit.seats_by_meeting[meeting.id])
    options = [_Option(way, against.free(way)) for way in against.ways(meeting, attendances)]
    possible: Mask = np.logical_or.reduce([option.free["day_bounds"] for option in options])
    blocked = np.logical_and.reduce([_blocked(option) for option in options]) & possible
    if not possible.any():
        return Unplaced(meeting=meeting.id, reasons=(Reason("day_bounds", 0, "longer than any day is open"),))
    num_free = int((possible & ~blocked).sum())
    counts = _blocking_counts(options, blocked)
    blockers = _blockers(against, meeting, possible)
    reasons = [Reason(rule, num, _named(blockers.get(rule, Counter()))) for rule, num in counts.most_common()]
    if num_free:
        reasons.insert(0, Reason("value_held", num_free, _why_left_out(against.summit, meeting)))
    return Unplaced(meeting=meeting.id, num_starts=int(possible.sum()), reasons=tuple(reasons))


def _attendances(seats: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    if prod(map(len, seats)) <= _MOST_ATTENDANCES:
        return tuple(product(*seats))
    preferred = tuple(seat[0] for seat in seats)
    others = ((*preferred[:idx], p, *preferred[idx + 1 :]) for idx, seat in enumerate(seats) for p in seat[1:])
    return (preferred, *others)


def _blocked(option: _Option) -> Mask:
    blocked: Mask = np.logical_or.reduce([~mask for mask in option.free.values()])
    return blocked


def _blocking_counts(options: Sequence[_Option], blocked: Mask) -> Counter[str]:
    """Return how many of the blocked starts each rule blocks, by the rule book's reading of *blocked by*.

    1. Where some rules forbid the meeting however it is held, these.
    2. Elsewhere, the rules that forbid its first form however that is held.
    3. Elsewhere, the rules that forbid its first form in some way.
    """
    first_form = [option for option in options if option.way.rung == options[0].way.rung]
    counts: Counter[str] = Counter()
    left = blocked.copy()
    for among, combine in ((options, np.logical_and), (first_form, np.logical_and), (first_form, np.logical_or)):
        settled = np.zeros_like(left)
        for rule in dict.fromkeys(rule for option in among for rule in option.free):
            forbids = combine.reduce([~o.free[rule] if rule in o.free else np.zeros_like(left) for o in among])
            counts[rule] += int((forbids & left).sum())
            settled |= forbids
        left &= ~settled
    return +counts


def _blockers(against: Against, meeting: Meeting, possible: Mask) -> dict[str, Counter[str]]:
    """Return for rules on people how many starts of the first form each engagement of theirs blocks, save stand-ins."""
    duration = against.summit.ladder(meeting)[0].duration_min
    found: dict[str, Counter[str]] = {"presence": Counter(), "person_no_overlap": Counter()}
    for person in dict.fromkeys(seat[0] for seat in against.summit.seats_by_meeting[meeting.id] if len(seat) == 1):
        name = against.summit.person_by_id[person].name
        away = possible & ~against.starts.presence(person, duration)
        found["presence"][f"{name} is not there"] += int(away.sum())
        for held in against.held_by_person.get(person, ()):
            taken = possible & ~against.starts.clear_of(duration, held.interval)
            found["person_no_overlap"][f"{name} in {held.title}"] += int(taken.sum())
    return found


def _named(blockers: Counter[str]) -> str:
    return "; ".join(f"{who} ({num})" for who, num in blockers.most_common(_NUM_NAMED) if num)


def _why_left_out(summit: Summit, meeting: Meeting) -> str:
    weights = summit.settings.priority_weight
    is_worth = meeting.bonus or any(weights[summit.reply_of(meeting, code).priority] for code in meeting.parties)
    return (
        "free, but there was no time to find that" if is_worth else "free, but the meeting is worth nothing to anybody"
    )
