"""Which room each meeting gets, once all starts are known: any free one will do, few changes of room are wanted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ortools.sat.python import cp_model

from summitry.summit import Interval

_EFFORT = 0.3  # deterministic seconds, so that the same plan gets the same rooms


class Use(NamedTuple):
    """A meeting that takes up a room.

    Parameters
    ----------
    interval
        When it is held; the room's turnaround comes on top.
    people
        Those who attend.
    rooms
        Ids of the rooms it may take: all in one zone, each free of sessions then.
    """

    meeting: str
    interval: Interval
    people: tuple[str, ...]
    rooms: tuple[str, ...]


def name_rooms(
    uses: Sequence[Use], turnaround_min: Mapping[str, int], neighbours: Mapping[tuple[str, str], int]
) -> dict[str, str]:
    """Return a room for each use, so that as many neighbours as possible share one.

    Parameters
    ----------
    uses
        Known to fit into their rooms together.
    turnaround_min
        Minutes each room needs after a use.
    neighbours
        For two meetings, how many people go from the one straight to the other.
    """
    model = cp_model.CpModel()
    takes = {(u.meeting, room): model.new_bool_var(f"{u.meeting} in {room}") for u in uses for room in u.rooms}
    for use in uses:
        model.add_exactly_one(takes[use.meeting, room] for room in use.rooms)
    for room, minutes in turnaround_min.items():
        model.add_no_overlap(
            model.new_optional_fixed_size_interval_var(
                use.interval.start, use.interval.length + minutes, takes[use.meeting, room], ""
            )
            for use in uses
            if room in use.rooms
        )
    together: list[cp_model.LinearExprT] = []
    for (one, two), num in neighbours.items():
        for room in turnaround_min:
            if (one, room) in takes and (two, room) in takes:
                same = model.new_bool_var("")
                model.add_implication(same, takes[one, room])
                model.add_implication(same, takes[two, room])
                together.append(num * same)
    model.maximize(sum(together, start=0))
    return _solved(model, takes)


def neighbours_of(
    intervals: Mapping[str, Interval],
    people: Mapping[str, Sequence[str]],
    other_engagements: Mapping[str, Sequence[Interval]],
) -> Counter[tuple[str, str]]:
    """Return how many people go straight from one meeting to another, by pair of meetings.

    Parameters
    ----------
    intervals, people
        When each meeting is held, and who attends.
    other_engagements
        For each person, what else they do.
    """
    by_person: dict[str, list[tuple[Interval, str]]] = {}
    for meeting, attendees in people.items():
        for person in attendees:
            by_person.setdefault(person, []).append((intervals[meeting], meeting))
    pairs: Counter[tuple[str, str]] = Counter()
    for person, own in by_person.items():
        others = [(interval, "") for interval in other_engagements.get(person, ())]
        for (_, one), (_, two) in pairwise(sorted([*own, *others])):
            if one and two:
                pairs[one, two] += 1
    return pairs


def _solved(model: cp_model.CpModel, takes: Mapping[tuple[str, str], cp_model.IntVar]) -> dict[str, str]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _EFFORT
    if solver.solve(model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        # any naming will do, and one is known to exist
        model.clear_objective()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
        solver.parameters.max_deterministic_time = float("inf")
        solver.solve(model)
    return {meeting: room for (meeting, room), literal in takes.items() if solver.boolean_value(literal)}
