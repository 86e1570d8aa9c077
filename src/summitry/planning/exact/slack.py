"""The soft level `slack_kept`: minutes missing against wanted buffers."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.exact.blocks import Block, blocks_of
from summitry.planning.exact.costs import Costs, StartCosts, is_ever_paid, staircase
from summitry.planning.exact.decisions import Buffer, Linear, Literal, Mode, Part
from summitry.planning.exact.variables import Variables
from summitry.planning.starts import Mask
from summitry.summit.summit import Stay


class Slack(NamedTuple):
    """The level in two parts: minutes missing after meetings of people known to overrun, and everything else.

    `last_meetings` tells for each stay with a departure whether it is paid for that a meeting comes last.
    """

    others: Linear
    after_overruns: Linear
    last_meetings: tuple[Literal, ...]


def slack_kept(v: Variables) -> Slack:
    """Return the minutes missing against wanted buffers; to be minimised.

    Buffers count between consecutive engagements only. Since moves obey the triangle inequality, what is missing is
    largest for the nearest engagement, so it is the maximum over all later ones, and nothing needs to be put in order.
    """
    costs = StartCosts(v)
    terms: list[Linear] = []
    missing: list[cp_model.IntVar] = []
    last_meetings: list[Literal] = []
    for person, parts in v.guests().items():
        for part in parts:
            for stay in v.summit.stays_by_person[person]:
                if stay.departure is not None:
                    costs.add(part, _departure_buffer(v, stay))
        terms += _after_long_sessions(v, person, parts, costs)
        last_meetings += _last_before_departure(v, person, parts)
        for part in parts:
            missing += _after_overrun(v, person, part, parts)
    terms += [v.summit.settings.last_before_departure_min * literal for literal in last_meetings]
    return Slack(sum(terms, start=costs.expression()), sum(missing, start=0), tuple(last_meetings))


def _departure_buffer(v: Variables, stay: Stay) -> Callable[[Mode], Costs]:
    def cost_in(mode: Mode) -> Costs:
        starts = v.starts.minutes
        ends = starts + mode.rung.duration_min
        missing = np.maximum(0, v.summit.settings.departure_buffer_min - (stay.usable.end - ends))
        return np.where((starts >= stay.usable.start) & (ends <= stay.usable.end), missing, 0)

    return cost_in


def _after_long_sessions(v: Variables, person: str, parts: Sequence[Part], costs: StartCosts) -> list[Linear]:
    settings = v.summit.settings
    terms: list[Linear] = []
    for block, following in pairwise([*blocks_of(v.summit, person), None]):
        if block is None or block.latest.interval.length < settings.long_session_min:
            continue
        cost_in = _after_session(v, block, following, settings.long_session_buffer_min)
        near = [part for part in parts if is_ever_paid(part, cost_in)]
        if len(near) == 1:
            costs.add(near[0], cost_in)
        elif near:
            missing = v.model.new_int_var(0, settings.long_session_buffer_min, "")
            for part in near:
                v.model.add(missing >= staircase(v, part, [cost_in(mode) for mode in part.variables.modes]))
            terms.append(missing)
    return terms


def _after_session(v: Variables, block: Block, following: Block | None, wanted_min: int) -> Callable[[Mode], Costs]:
    """Return the cost of a meeting that comes next after a session."""

    def cost_in(mode: Mode) -> Costs:
        starts = v.starts.minutes
        next_is_it = (starts >= block.end) & _on_day(v, block)
        if following is not None:
            next_is_it &= starts < following.start
        free = starts - block.end - v.summit.move_min(block.venue, mode.place.venue)
        return np.where(next_is_it, np.maximum(0, wanted_min - free), 0)

    return cost_in


def _last_before_departure(v: Variables, person: str, parts: Sequence[Part]) -> list[Literal]:
    found: list[Literal] = []
    for stay in v.summit.stays_by_person[person]:
        day = v.summit.day_idx(stay.usable.end - 1)
        if stay.departure is None or day is None:
            continue
        span = v.summit.day_spans[day]
        here = [
            s.end
            for s in v.summit.sessions_by_person.get(person, ())
            if stay.usable.start <= s.start < stay.usable.end and span.start <= s.start < span.end
        ]
        starts = v.starts.minutes
        that_day = (starts >= max(stay.usable.start, span.start)) & (starts < min(stay.usable.end, span.end))
        is_last = v.model.new_bool_var(f"last[{person}]")
        for part in parts:
            for mode in part.variables.modes:
                after = that_day & (starts + mode.rung.duration_min > max(here, default=-1))
                v.outside(part.variables, after, [mode.literal, part.literal, ~is_last])
        found.append(is_last)
    return found


def _wanted_after(v: Variables, part: Part) -> Iterator[tuple[int, tuple[Literal, ...]]]:
    """Yield the buffers wanted after a meeting, each with the literals under which it is."""
    people = v.summit.person_by_id
    sure = [people[p].overrun_min for seat in part.variables.seats if len(seat) == 1 for p in seat]
    least = max(sure, default=0)
    if least:
        yield least, ()
    for seat in part.variables.seats:
        for person, literal in seat.items():
            if len(seat) > 1 and people[person].overrun_min > least:
                yield people[person].overrun_min, (literal,)


def _after_overrun(v: Variables, person: str, part: Part, parts: Sequence[Part]) -> list[cp_model.IntVar]:
    """Return what the time after a meeting lacks for one of its attendees, if it wants a buffer at all."""
    wanted = tuple(_wanted_after(v, part))
    if not wanted:
        return []
    missing = v.model.new_int_var(0, max(minutes for minutes, _ in wanted), "")
    if wanted[0][1] == ():
        v.buffers[person, part.variables.meeting.id] = Buffer(wanted[0][0], missing)
    for minutes, given in wanted:
        blocks = blocks_of(v.summit, person)
        for previous, block in zip([None, *blocks], blocks, strict=False):
            cost_in = _before_session(v, previous, block, minutes)
            if is_ever_paid(part, cost_in):
                costs = [cost_in(mode) for mode in part.variables.modes]
                v.model.add(missing >= staircase(v, part, costs, given))
        for other in parts:
            if other.variables is not part.variables:
                _too_soon(v, part, other, missing, minutes, given)
    return [missing]


def _before_session(v: Variables, previous: Block | None, block: Block, wanted_min: int) -> Callable[[Mode], Costs]:
    """Return the cost of a meeting after which a session comes next, as far as sessions go."""

    def cost_in(mode: Mode) -> Costs:
        starts = v.starts.minutes
        ends = starts + mode.rung.duration_min
        it_is_next = (ends <= block.start) & _on_day(v, block)
        if previous is not None:
            it_is_next &= starts >= previous.start
        free = block.start - ends - v.summit.move_min(mode.place.venue, block.start_venue)
        return np.where(it_is_next, np.maximum(0, wanted_min - free), 0)

    return cost_in


def _on_day(v: Variables, block: Block) -> Mask:
    span = v.summit.day_spans[block.day_idx]
    return (v.starts.minutes >= span.start) & (v.starts.minutes < span.end)


def _too_soon(
    v: Variables, first: Part, second: Part, missing: cp_model.IntVar, wanted_min: int, given: tuple[Literal, ...]
) -> None:
    """If `second` comes after `first`, count what lacks of the buffer between them."""
    order = v.ordered(first, second)
    for origin in first.variables.venues:
        for destination in second.variables.venues:
            conditions = v.at_venues(first.variables, origin, second.variables, destination)
            move = v.summit.move_min(origin, destination)
            lack = wanted_min + move + first.variables.end - second.variables.start_minute
            for same_day in _on_one_day(v, first, second, wanted_min + move):
                sure = (order, first.literal, second.literal, *given, *conditions, *same_day)
                v.model.add(missing >= lack).only_enforce_if(*sure)


def _on_one_day(v: Variables, first: Part, second: Part, near_min: int) -> list[tuple[Literal, ...]]:
    """Return, for each day that two meetings may share, the literals under which they do; none if nights part them."""
    if all(later.opens - sooner.closes >= near_min for sooner, later in pairwise(v.summit.days)):
        return [()]
    one, two = first.variables.days, second.variables.days
    return [(literal, two[day]) for day, literal in one.items() if day in two]
