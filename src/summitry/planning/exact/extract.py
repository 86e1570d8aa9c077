"""From values of the model's variables to assignments, and back as hints."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from summitry.planning.exact.decisions import Literal, MeetingVariables, Mode
from summitry.planning.exact.naming import Use, name_rooms, neighbours_of
from summitry.planning.exact.variables import Variables
from summitry.summit import Assignment, Interval, Plan


def assignments_of(v: Variables, values: Sequence[int]) -> tuple[Assignment, ...]:
    """Return the assignments that a solution stands for, rooms named."""
    chosen = [
        _Chosen(variables, mode, _interval(v, variables, mode, values), _attendees(variables, values))
        for variables in v.meetings.values()
        for mode in variables.modes
        if _holds(mode.literal, values)
    ]
    rooms = _rooms(v, chosen)
    return tuple(
        v.kept.get(meeting.id)
        or Assignment(
            meeting=meeting.id,
            form=c.mode.rung.form,
            start=c.interval.start,
            room=rooms.get(meeting.id),
            attendees=c.attendees,
            interpreters=_needed(v, c, values),
            pinned=meeting.id in v.summit.pin_by_meeting,
        )
        for c in chosen
        for meeting in (c.variables.meeting,)
    )


class _Chosen(NamedTuple):
    """A meeting as a solution places it, its room not named yet."""

    variables: MeetingVariables
    mode: Mode
    interval: Interval
    attendees: tuple[str, ...]


def hint(v: Variables, plan: Plan) -> None:
    """Hint the model at a plan: its meetings where it has them, the others not placed."""
    v.model.clear_hints()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
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
    v.model.clear_hints()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
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


def _rooms(v: Variables, chosen: Sequence[_Chosen]) -> dict[str, str]:
    """Return a room for each meeting that takes one: of those alike in all else, one that spares changes of room."""
    sessions = {p: [s.interval for s in own] for p, own in v.summit.sessions_by_person.items()}
    neighbours = neighbours_of(
        {c.variables.meeting.id: c.interval for c in chosen},
        {c.variables.meeting.id: c.attendees for c in chosen},
        sessions,
    )
    uses = [
        Use(c.variables.meeting.id, c.interval, c.attendees, _free_rooms(v, c))
        for c in chosen
        if c.mode.room_class is not None
    ]
    return name_rooms(uses, {room.id: room.turnaround_min for room in v.summit.rooms}, neighbours)


def _free_rooms(v: Variables, chosen: _Chosen) -> tuple[str, ...]:
    """Return the rooms in which a meeting can be held as it is placed, without anything else about it changing."""
    start_idx = chosen.interval.start // v.step
    return tuple(
        room.id
        for mode in chosen.variables.modes_of(chosen.mode.rung_idx)
        if mode.room_class is not None and mode.place[:2] == chosen.mode.place[:2] and mode.mask[start_idx]
        for room in mode.room_class.rooms
    )


def _needed(v: Variables, chosen: _Chosen, values: Sequence[int]) -> tuple[str, ...]:
    """Return the interpreters of a meeting without those who are not needed: a solution may hold more than it must."""
    working = tuple(p for p, literal in chosen.variables.interpreters.items() if _holds(literal, values))
    return next(
        some
        for size in range(len(working) + 1)
        for some in combinations(working, size)
        if v.covers(chosen.variables.meeting, chosen.mode.rung.duration_min, chosen.attendees, some)
    )
