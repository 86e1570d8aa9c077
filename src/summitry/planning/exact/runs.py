"""Limits that follow a person through a day: runs of engagements without a rest, and a free meal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.exact.decisions import Linear, Literal, Part
from summitry.planning.exact.variables import Variables
from summitry.summit import Interval, Session


@dataclass(frozen=True, slots=True)
class _Link:
    """One engagement of a run: `total` is what the run holds up to and with it."""

    start: Linear
    end: Linear
    amount: Linear
    total: cp_model.IntVar
    present: tuple[Literal, ...]
    part: Part | None
    fixed: Interval | None = None


def runs_within(
    v: Variables,
    person: str,
    amounts: Sequence[tuple[Part, Mapping[int, int]]],
    others: Iterable[Part],
    rest_min: int,
    limit: int,
) -> None:
    """Keep the sum of amounts in every run of a person within a limit.

    Parameters
    ----------
    amounts
        Meetings that count, each with its amount by rung of its ladder.
    others
        Meetings that lengthen a run but count nothing.
    rest_min
        Minutes without engagement that end a run.
    limit
        The largest sum in one run.
    """
    links = [_session_link(v, session, limit) for session in v.summit.sessions_by_person.get(person, ())]
    links += [_meeting_link(v, part, amount, limit) for part, amount in amounts]
    links += [_meeting_link(v, part, {}, limit) for part in others]
    for one, two in combinations(links, 2):
        if one.fixed is not None and two.fixed is not None:
            if two.fixed.start - one.fixed.end < rest_min:  # sessions come by start
                v.model.add(two.total >= one.total)
            continue
        order = _order(v, one, two)
        _join(v, one, two, order, rest_min)
        _join(v, two, one, ~order, rest_min)


def _session_link(v: Variables, session: Session, limit: int) -> _Link:
    total = v.model.new_int_var(0, limit, "")
    return _Link(session.start, session.end, 0, total, (), None, session.interval)


def _meeting_link(v: Variables, part: Part, amount_by_rung: Mapping[int, int], limit: int) -> _Link:
    amount = sum((amount_by_rung.get(idx, 0) * form for idx, form in part.variables.forms.items()), start=0)
    total = v.model.new_int_var(0, limit, "")
    v.model.add(total >= amount).only_enforce_if(part.literal)
    return _Link(part.variables.start_minute, part.variables.end, amount, total, (part.literal,), part)


def _order(v: Variables, one: _Link, two: _Link) -> Literal:
    """Return a literal that says which comes first, if both take place."""
    if one.part is not None and two.part is not None:
        return v.ordered(one.part, two.part)
    order = v.model.new_bool_var("")
    present = (*one.present, *two.present)
    v.model.add(one.end <= two.start).only_enforce_if(order, *present)
    v.model.add(two.end <= one.start).only_enforce_if(~order, *present)
    return order


def _join(v: Variables, first: _Link, second: _Link, order: Literal, rest_min: int) -> None:
    """If `second` follows `first` without a rest, the run goes on."""
    rested = v.model.new_bool_var("")
    present = (*first.present, *second.present)
    v.model.add(second.start >= first.end + rest_min).only_enforce_if(rested, *present)
    v.model.add(second.total >= first.total + second.amount).only_enforce_if(order, ~rested, *present)


def meal_stays_free(
    v: Variables, person: str, attended: Sequence[Part], engaged: Sequence[Part], window: Interval, meal_min: int
) -> None:
    """If a meeting attended overlaps the meal window, part of it stays free or an engagement in it is a meal.

    Parameters
    ----------
    attended, engaged
        Meetings the person may attend, and those they may be engaged in at all.
    window
        The meal window of one day, in minutes from the epoch.
    """
    sessions = [s for s in v.summit.sessions_by_person.get(person, ()) if s.interval.overlaps(window)]
    if any(session.is_meal for session in sessions):
        return
    near = [literal for part in attended for literal in _overlapping(v, part, window)]
    if not near:
        return
    eats = v.model.new_bool_var("")
    _free_stretch(v, engaged, sessions, window, meal_min, eats)
    meals = [literal for part in engaged for literal in _meals_in(v, part, window)]
    for literal in near:
        v.model.add_bool_or(~literal, eats, *meals)


def _starts_in(v: Variables, window: Interval, duration_min: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    minutes = v.starts.minutes
    return (minutes < window.end) & (minutes + duration_min > window.start)


def _overlapping(v: Variables, part: Part, window: Interval) -> list[Literal]:
    """Return a literal that is true at least whenever the person attends this meeting within the window."""
    literal = v.model.new_bool_var("")
    possible = False
    for mode in part.variables.modes:
        inside = _starts_in(v, window, mode.rung.duration_min)
        possible |= bool((mode.mask & inside).any())
        v.outside(part.variables, inside, [mode.literal, part.literal, ~literal])
    return [literal] if possible else []


def _meals_in(v: Variables, part: Part, window: Interval) -> list[Literal]:
    """Return literals each of which implies that the person has a meal at this meeting within the window."""
    found: list[Literal] = []
    for mode in part.variables.modes:
        inside = _starts_in(v, window, mode.rung.duration_min)
        if v.summit.form_by_name[mode.rung.form].meal and (mode.mask & inside).any():
            literal = v.model.new_bool_var("")
            v.model.add_implication(literal, mode.literal)
            v.model.add_implication(literal, part.literal)
            v.outside(part.variables, ~inside, [literal])
            found.append(literal)
    return found


def _free_stretch(
    v: Variables, engaged: Sequence[Part], sessions: Sequence[Session], window: Interval, meal_min: int, eats: Literal
) -> None:
    """If `eats` holds, some stretch of the window holds no engagement."""
    starts = [
        minute
        for minute in range(window.start, window.end - meal_min + 1)
        if not any(s.interval.overlaps(Interval(minute, minute + meal_min)) for s in sessions)
    ]
    if not starts:
        v.model.add_bool_or(~eats)
        return
    start = v.model.new_int_var_from_domain(cp_model.Domain.from_values(starts), "")
    meal = v.model.new_optional_fixed_size_interval_var(start, meal_min, eats, "")
    for part in engaged:
        for idx, form in part.variables.forms.items():
            duration = v.summit.ladder(part.variables.meeting)[idx].duration_min
            present = v.both(form, part.literal)
            busy = v.model.new_optional_fixed_size_interval_var(part.variables.start_minute, duration, present, "")
            v.model.add_no_overlap([meal, busy])
