"""From values of the model's variables to assignments, and back as hints."""

from collections.abc import Sequence
from itertools import combinations

from summitry.planning.exact.naming import Use, name_rooms, neighbours_of
from summitry.planning.exact.variables import Literal, MeetingVariables, Mode, Variables
from summitry.summit import Assignment, Interval, Plan


def assignments_of(v: Variables, values: Sequence[int]) -> tuple[Assignment, ...]:
    """Return the assignments that a solution stands for, rooms named."""
    chosen = {
        key: (variables, mode)
        for key, variables in v.meetings.items()
        for mode in variables.modes
        if _holds(mode.literal, values)
    }
    attendees = {key: _attendees(variables, values) for key, (variables, _) in chosen.items()}
    uses = {
        key: Use(key, _interval(v, variables, mode, values), attendees[key])
        for key, (variables, mode) in chosen.items()
    }
    rooms = _rooms(v, {key: mode for key, (_, mode) in chosen.items()}, uses)
    return tuple(
        v.kept.get(key)
        or Assignment(
            meeting=key,
            form=mode.rung.form,
            start=uses[key].interval.start,
            room=rooms.get(key),
            attendees=attendees[key],
            interpreters=_needed(v, variables, mode, attendees[key], values),
            pinned=key in v.summit.pin_by_meeting,
        )
        for key, (variables, mode) in chosen.items()
    )


def hint(v: Variables, plan: Plan) -> None:
    """Hint the model at a plan: its meetings where it has them, the others not placed."""
    v.model.clear_hints()
    by_meeting = {a.meeting: a for a in plan.assignments}
    for key, variables in v.meetings.items():
        assignment = by_meeting.get(key)
        v.model.add_hint(variables.placed, assignment is not None)
        if assignment is None:
            continue
        if assignment.start % v.step == 0:
            v.model.add_hint(variables.start, assignment.start // v.step)
        for mode in variables.modes:
            rooms = [room.id for room in mode.room_class.rooms] if mode.room_class else [None]
            v.model.add_hint(mode.literal, mode.rung.form == assignment.form and assignment.room in rooms)
        for seat in variables.seats:
            for person, literal in seat.items():
                if literal is not variables.placed:
                    v.model.add_hint(literal, person in assignment.attendees)
        for person, literal in variables.interpreters.items():
            v.model.add_hint(literal, person in assignment.interpreters)


def hint_values(v: Variables, values: Sequence[int]) -> None:
    """Hint the model at a solution of an earlier level."""
    v.model.clear_hints()
    for idx, value in enumerate(values):
        v.model.add_hint(v.model.get_int_var_from_proto_index(idx), value)


def _holds(literal: Literal, values: Sequence[int]) -> bool:
    return bool(values[literal.index])


def _interval(v: Variables, variables: MeetingVariables, mode: Mode, values: Sequence[int]) -> Interval:
    start = v.step * values[variables.start.index]
    return Interval(start, start + mode.rung.duration_min)


def _attendees(variables: MeetingVariables, values: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        next(person for person, literal in seat.items() if _holds(literal, values)) for seat in variables.seats
    )


def _rooms(v: Variables, modes: dict[str, Mode], uses: dict[str, Use]) -> dict[str, str]:
    sessions = {p: [s.interval for s in own] for p, own in v.summit.sessions_by_person.items()}
    neighbours = neighbours_of(list(uses.values()), sessions)
    rooms: dict[str, str] = {}
    for room_class in v.classes:
        here = [uses[key] for key, mode in modes.items() if mode.room_class is room_class]
        rooms |= name_rooms(room_class, here, neighbours)
    return rooms


def _needed(
    v: Variables, variables: MeetingVariables, mode: Mode, attendees: tuple[str, ...], values: Sequence[int]
) -> tuple[str, ...]:
    """Return the interpreters of a meeting without those who are not needed: a solution may hold more than it must."""
    working = tuple(p for p, literal in variables.interpreters.items() if _holds(literal, values))
    return next(
        some
        for size in range(len(working) + 1)
        for some in combinations(working, size)
        if v.covers(variables.meeting, mode.rung.duration_min, attendees, some)
    )
