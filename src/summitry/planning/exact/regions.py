"""Cuts on how many of somebody's meetings fit between sessions that only their partners attend.

A meeting in a free stretch of a partner's day lies in that stretch of everybody who takes part, so a person's meetings
there must fit into it one after the other, though nothing in their own day bounds it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from summitry.planning.exact.decisions import Literal, Part
from summitry.planning.exact.gaps import Gap, limit_number, needed_by
from summitry.planning.exact.variables import Variables
from summitry.summit import Interval


def add_region_cuts(v: Variables, gaps: Sequence[Gap]) -> None:
    """Add, for each person and each stretch between sessions of a partner, that their meetings there fit into it."""
    stretches: defaultdict[str, set[Interval]] = defaultdict(set)
    for gap in gaps:
        for part, _ in gap.parts:
            if part.literal is part.variables.placed:  # where another may fill the seat, this stretch bounds nothing
                stretches[part.variables.meeting.id].add(Interval(gap.start, gap.end))
    for own in gaps:
        if len(own.parts) > 1:
            around = {s for part, _ in own.parts for s in stretches[part.variables.meeting.id]}
            for window in _windows(own, around):
                _fit(v, own, window, stretches)


def _windows(own: Gap, around: Iterable[Interval]) -> list[Interval]:
    """Return what partners' stretches leave of a person's own, where that is less than the whole."""
    whole = Interval(own.start, own.end)
    bounds = sorted({minute for s in around for minute in s if whole.start <= minute <= whole.end} | {*whole})
    pairs = (Interval(a, b) for a, b in product(bounds, bounds) if a < b)
    return [pair for pair in pairs if pair != whole]


def _fit(v: Variables, own: Gap, window: Interval, stretches: Mapping[str, set[Interval]]) -> None:
    minutes = v.starts.minutes
    inside: list[tuple[Part, Literal]] = []
    for part, _ in own.parts:
        longest = max(mode.rung.duration_min for mode in part.variables.modes)
        region = (minutes >= window.start) & (minutes + longest <= window.end)
        if (part.variables.mask & region).any():
            inside.append((part, v.both(v.inside(part.variables, region), part.literal)))
    if len(inside) < 2:
        return
    needed, last_buffer = needed_by(v, own.person, inside)
    bounding = [stretches[part.variables.meeting.id] for part, _ in inside]
    ends_at_session = _is_session(v, window.end) and all(
        any(s.end == window.end for s in around) for around in bounding
    )
    starts_at_session = _is_session(v, window.start) and all(
        any(s.start == window.start for s in around) for around in bounding
    )
    room = window.length - v.least_move_min * starts_at_session
    if not ends_at_session:
        room += v.least_move_min
    if own.after is None or window.end != own.end:
        room += last_buffer  # wanted before the person's own next engagement only
    if room < 0:
        v.model.add_bool_and(*(~literal for _, literal in inside))
        return
    v.model.add(needed <= room)
    limit_number(v, inside, room)


def _is_session(v: Variables, minute: int) -> bool:
    """Tell whether a bound of a gap is that of a session, not of a day."""
    return all(minute not in span for span in v.summit.day_spans)
