"""Which room of a class each meeting gets: any choice is feasible, the fewest changes of room are wanted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ortools.sat.python import cp_model

from summitry.planning.exact.rooms import RoomClass
from summitry.summit import Interval

_EFFORT = 1.0  # deterministic seconds a class, so that the same plan gets the same rooms


class Use(NamedTuple):
    """A meeting held in some room of a class."""

    meeting: str
    interval: Interval
    people: tuple[str, ...]


def name_rooms(room_class: RoomClass, uses: Sequence[Use], neighbours: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return a room for each use, so that as many neighbours as possible share one.

    Parameters
    ----------
    uses
        At no moment more than the class has rooms, turnaround included.
    neighbours
        For two meetings, how many people go from the one straight to the other.
    """
    first_free = _first_free(room_class, uses)
    pairs = {pair: num for pair, num in neighbours.items() if set(pair) <= first_free.keys()}
    if not pairs or len(room_class.rooms) == 1:
        return first_free
    return _fewest_changes(room_class, uses, pairs, first_free)


def neighbours_of(uses: Sequence[Use], other_engagements: Mapping[str, Sequence[Interval]]) -> Counter[tuple[str, str]]:
    """Return how many people go straight from one meeting to another, by pair of meetings.

    Parameters
    ----------
    other_engagements
        For each person, what else they do.
    """
    by_person: dict[str, list[tuple[Interval, str]]] = {}
    for use in uses:
        for person in use.people:
            by_person.setdefault(person, []).append((use.interval, use.meeting))
    pairs: Counter[tuple[str, str]] = Counter()
    for person, own in by_person.items():
        others = [(interval, "") for interval in other_engagements.get(person, ())]
        for (_, one), (_, two) in pairwise(sorted([*own, *others])):
            if one and two:
                pairs[one, two] += 1
    return pairs


def _first_free(room_class: RoomClass, uses: Sequence[Use]) -> dict[str, str]:
    free_at = {room.id: -(10**9) for room in room_class.rooms}
    named: dict[str, str] = {}
    for use in sorted(uses, key=lambda u: (u.interval, u.meeting)):
        room = next(r for r, minute in free_at.items() if minute <= use.interval.start)
        free_at[room] = use.interval.end + room_class.first.turnaround_min
        named[use.meeting] = room
    return named


def _fewest_changes(
    room_class: RoomClass, uses: Sequence[Use], pairs: Mapping[tuple[str, str], int], hint: Mapping[str, str]
) -> dict[str, str]:
    model = cp_model.CpModel()
    rooms = [room.id for room in room_class.rooms]
    in_room = {(u.meeting, r): model.new_bool_var(f"{u.meeting} in {r}") for u in uses for r in rooms}
    turnaround = room_class.first.turnaround_min
    for use in uses:
        model.add_exactly_one(in_room[use.meeting, room] for room in rooms)
    for room in rooms:
        model.add_no_overlap(
            model.new_optional_fixed_size_interval_var(
                use.interval.start, use.interval.length + turnaround, in_room[use.meeting, room], ""
            )
            for use in uses
        )
    together = {pair: model.new_bool_var("") for pair in pairs}
    for (one, two), same in together.items():
        for room in rooms:
            model.add(in_room[one, room] == in_room[two, room]).only_enforce_if(same)
    for (meeting, room), literal in in_room.items():
        model.add_hint(literal, int(hint[meeting] == room))
    model.maximize(sum(num * together[pair] for pair, num in pairs.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _EFFORT
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return dict(hint)
    return {meeting: room for (meeting, room), literal in in_room.items() if solver.boolean_value(literal)}
