"""The hard rules as constraints on meetings among each other, one function a rule, named as in the rule book.

What a rule forbids by the facts alone is already out of the domains (`summitry.planning.starts`): `presence`,
`room_fit`, `allowed_time`, `day_bounds`, `consent`, `well_formed`, and everything against sessions.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations, product
from math import ceil

from ortools.sat.python import cp_model

from summitry.planning.exact.breaks import BreakCounts
from summitry.planning.exact.decisions import Literal, MeetingVariables, Part
from summitry.planning.exact.runs import meal_stays_free, runs_within
from summitry.planning.exact.variables import Variables
from summitry.planning.languages import LanguageGap, language_gaps, team_of


def person_no_overlap(v: Variables) -> None:
    """No two meetings of a person overlap; the least move between any two places is part of each meeting's interval."""
    extension = v.least_move_min
    shared: dict[tuple[str, int], cp_model.IntervalVar] = {}
    for person, parts in everyone(v).items():
        intervals: list[cp_model.IntervalVar] = []
        for variables, literal in parts:
            for idx, form in variables.forms.items():
                duration = v.summit.ladder(variables.meeting)[idx].duration_min
                always = literal is variables.placed
                key = (variables.meeting.id, idx)
                if always and key in shared:
                    intervals.append(shared[key])
                    continue
                present = form if always else v.both(form, literal)
                interval = v.model.new_optional_fixed_size_interval_var(
                    variables.start_minute, duration + extension, present, f"of[{person},{variables.meeting.id},{idx}]"
                )
                if always:
                    shared[key] = interval
                intervals.append(interval)
        if len(parts) > 1:
            v.model.add_no_overlap(intervals)


def transfer_time(v: Variables) -> None:
    """Between two meetings of a person in different venues there is the time to move."""
    extension = v.least_move_min
    venues = [venue.id for venue in v.summit.venues]
    if all(v.summit.move_min(a, b) <= extension for a in venues for b in venues):
        return
    done: set[tuple[str, str]] = set()
    for parts in everyone(v).values():
        for one, two in combinations(parts, 2):
            both_sure = one.literal is one.variables.placed and two.literal is two.variables.placed
            pair = (one.variables.meeting.id, two.variables.meeting.id)
            if both_sure and pair in done:
                continue
            if both_sure:
                done.add(pair)
            _keep_moves(v, one, two, extension)
            _keep_moves(v, two, one, extension)


def _keep_moves(v: Variables, first: Part, second: Part, extension: int) -> None:
    """If `first` comes before `second`, leave the move minutes of their venues between them."""
    for origin, destination in product(first.variables.venues, second.variables.venues):
        minutes = v.summit.move_min(origin, destination)
        if minutes <= extension:
            continue
        places = v.at_venues(first.variables, origin, second.variables, destination)
        later = second.variables.start_minute >= first.variables.end + minutes
        order = v.ordered(first, second)
        v.model.add(later).only_enforce_if(order, first.literal, second.literal, *places)


def room_no_overlap(v: Variables) -> None:
    """Keep each class of rooms to as many meetings at a time as it has rooms, each lengthened by the turnaround."""
    for room_class in v.classes:
        turnaround = room_class.first.turnaround_min
        inside = [(m, mode) for m in v.meetings.values() for mode in m.modes if mode.room_class is room_class]
        if len({variables.meeting.id for variables, _ in inside}) <= len(room_class.rooms):
            continue
        intervals = [
            v.model.new_optional_fixed_size_interval_var(
                variables.start_minute,
                mode.rung.duration_min + turnaround,
                mode.literal,
                f"in[{room_class.first.id},{variables.meeting.id},{mode.rung_idx}]",
            )
            for variables, mode in inside
        ]
        if len(room_class.rooms) == 1:
            v.model.add_no_overlap(intervals)
        else:
            v.model.add_cumulative(intervals, [1] * len(intervals), len(room_class.rooms))


def order(v: Variables) -> None:
    """Stated orders between two meetings hold if both are placed."""
    for stated in v.summit.orders:
        first, second = v.meetings.get(stated.before), v.meetings.get(stated.after)
        if first is None or second is None:
            continue
        v.model.add(first.end + stated.gap_min <= second.start_minute).only_enforce_if(first.placed, second.placed)


def apart(v: Variables) -> None:
    """Meetings of two delegations that avoid each other keep their distance within a zone."""
    at = {key: v.starts.delegations_at(variables.meeting) for key, variables in v.meetings.items()}
    for pair in v.summit.avoidances:
        ones = [m for key, m in v.meetings.items() if at[key] & {pair.first, pair.second} == {pair.first}]
        others = [m for key, m in v.meetings.items() if at[key] & {pair.first, pair.second} == {pair.second}]
        for one, other in product(ones, others):
            zones = {mode.place.zone for mode in one.modes} & {mode.place.zone for mode in other.modes}
            for zone in sorted(zones):
                _keep_apart(v, one, other, zone, pair.gap_min)


def _keep_apart(v: Variables, one: MeetingVariables, other: MeetingVariables, zone: str, gap_min: int) -> None:
    sooner = v.before(one.meeting.id, other.meeting.id)
    for here, there in product(_in_zone(one, zone), _in_zone(other, zone)):
        v.model.add(one.end + gap_min <= other.start_minute).only_enforce_if(sooner, here, there)
        v.model.add(other.end + gap_min <= one.start_minute).only_enforce_if(~sooner, here, there)


def _in_zone(variables: MeetingVariables, zone: str) -> Sequence[Literal]:
    """Return literals one of which holds if the meeting is held in the zone."""
    inside = [mode.literal for mode in variables.modes if mode.place.zone == zone]
    return [variables.placed] if len(inside) == len(variables.modes) else inside


def pinned(v: Variables) -> None:
    """Pinned and kept meetings are placed; their time, form and room are fixed by their domains."""
    for meeting in {*v.summit.pin_by_meeting, *v.kept}:
        if meeting in v.meetings:
            v.model.add(v.meetings[meeting].placed == 1)
        else:
            v.model.add_bool_or([])  # a pinned meeting without any feasible start: no plan exists


def interpretation(v: Variables) -> None:
    """Language gaps are covered, and nobody interprets more than their limits allow."""
    for variables in v.meetings.values():
        _cover_gaps(v, variables)
    for person in v.summit.interpreters:
        limit = v.summit.limit_by_person.get(person.id)
        works = [(m, m.interpreters[person.id]) for m in v.meetings.values() if person.id in m.interpreters]
        if limit is None or not works:
            continue
        minutes = {m.meeting.id: work_minutes(v, m) for m, _ in works}
        if limit.work_a_day_min is not None:
            for day in range(len(v.summit.days)):
                total = [
                    minutes[m.meeting.id][idx] * v.both(v.both(form, literal), m.days[day])
                    for m, literal in works
                    if day in m.days
                    for idx, form in m.forms.items()
                ]
                v.model.add(sum(total) <= limit.work_a_day_min)
        if limit.work_in_a_row_min is not None and limit.rest_min is not None:
            amounts = [(Part(m, literal), minutes[m.meeting.id]) for m, literal in works]
            attended = v.parts.get(person.id, ())
            runs_within(v, person.id, amounts, attended, limit.rest_min, limit.work_in_a_row_min)


def work_minutes(v: Variables, variables: MeetingVariables) -> dict[int, int]:
    """Return the minutes an interpreter works in a meeting, by rung of its ladder."""
    ladder = v.summit.ladder(variables.meeting)
    return {
        idx: ceil(ladder[idx].duration_min / team_of(v.summit, ladder[idx].duration_min)) for idx in variables.forms
    }


def _cover_gaps(v: Variables, variables: MeetingVariables) -> None:
    gaps = tuple(language_gaps(v.summit, variables.meeting, variables.seats))
    kept = v.kept.get(variables.meeting.id)
    known = {p.id: v.summit.languages_of(p.id) for p in v.summit.interpreters}
    able = {
        p: languages
        for p, languages in known.items()
        if any(gap.is_covered_by(languages) for gap in gaps) or (kept is not None and p in kept.interpreters)
    }
    variables.interpreters = _interpreter_literals(v, variables, able)
    ladder = v.summit.ladder(variables.meeting)
    for gap in gaps:
        conditions = _conditions(variables, gap)
        covering = [literal for p, literal in variables.interpreters.items() if gap.is_covered_by(able[p])]
        for idx, form in variables.forms.items():
            team = team_of(v.summit, ladder[idx].duration_min)
            v.model.add(sum(covering, start=0) >= team).only_enforce_if(form, *conditions)


def _conditions(variables: MeetingVariables, gap: LanguageGap) -> tuple[Literal, ...]:
    """Return the literals under which a gap opens, beyond that the meeting is placed."""
    literals = (literal for seat in variables.seats for person, literal in seat.items() if person in gap.people)
    return tuple(literal for literal in literals if literal is not variables.placed)


def _interpreter_literals(v: Variables, variables: MeetingVariables, able: Iterable[str]) -> dict[str, Literal]:
    literals: dict[str, Literal] = {}
    kept = v.kept.get(variables.meeting.id)
    for person in able:
        literal = v.model.new_bool_var(f"interprets[{variables.meeting.id},{person}]")
        v.model.add_implication(literal, variables.placed)
        for seat in variables.seats:
            if person in seat:
                v.model.add_implication(literal, ~seat[person])
        for mode in variables.modes:
            free = v.person_mask(variables.meeting, person, mode.place, mode.rung.duration_min)
            v.outside(variables, mode.mask & ~free, [literal, mode.literal])
        if kept is not None:
            v.model.add(literal == int(person in kept.interpreters))
        literals[person] = literal
    return literals


def daily_load(v: Variables) -> None:
    """Stated limits of a person hold: meetings a day, meetings in a row, a free meal."""
    for limit in v.summit.limits:
        parts = v.parts.get(limit.person, ())
        if not parts:
            continue
        if limit.meetings_a_day is not None:
            for day in range(len(v.summit.days)):
                here = [v.both(literal, m.days[day]) for m, literal in parts if day in m.days]
                v.model.add(sum(here) <= limit.meetings_a_day)
        if limit.meetings_in_a_row is not None and limit.rest_min is not None:
            amounts = [(part, dict.fromkeys(part.variables.forms, 1)) for part in parts]
            runs_within(v, limit.person, amounts, interpreted(v, limit.person), limit.rest_min, limit.meetings_in_a_row)
        if limit.meal is not None:
            engaged = (*parts, *interpreted(v, limit.person))
            for window in v.summit.meal_windows(limit):
                meal_stays_free(v, limit.person, parts, engaged, window, limit.meal_min)


def fairness_cap(v: Variables, breaks: BreakCounts) -> None:
    """Keep the numbers of breaks of any two people of a class within its cap, once one of them is in a meeting."""
    parts = everyone(v)
    for fairness_class, cap in v.summit.settings.fairness_cap.items():
        people = [p.id for p in v.summit.people if p.fairness_class == fairness_class]
        counts = {person: breaks.exact(person) for person in people}
        engaged = {person: _engaged(v, parts[person]) for person in people if parts[person]}
        for one, other in permutations(people, 2):
            if one in engaged:
                v.model.add(counts[one] - counts[other] <= cap).only_enforce_if(engaged[one])
                v.model.add(counts[other] - counts[one] <= cap).only_enforce_if(engaged[one])


def _engaged(v: Variables, parts: Iterable[Part]) -> Literal:
    """Return a literal that holds whenever a person is engaged in some meeting."""
    engaged = v.model.new_bool_var("")
    for part in parts:
        v.model.add_implication(part.literal, engaged)
    return engaged


def everyone(v: Variables) -> dict[str, tuple[Part, ...]]:
    """Return for each person all meetings they may be engaged in, as attendee or interpreter."""
    people = [p.id for p in v.summit.people]
    return {person: (*v.parts.get(person, ()), *interpreted(v, person)) for person in people}


def interpreted(v: Variables, person: str) -> tuple[Part, ...]:
    """Return the meetings in which a person may interpret."""
    return tuple(Part(m, m.interpreters[person]) for m in v.meetings.values() if person in m.interpreters)
