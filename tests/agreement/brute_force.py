"""The best plan of a tiny summit, by trying every plan: what the planner is measured against.

The only knowledge in here is which rules are monotone: once broken by some assignments, they stay broken whatever is
added. `pinned` (the meeting may be placed yet), `daily_load` (a lunch may be added yet) and `fairness_cap` are not, so
they are asked of whole plans only. Everything else is the judge's.

Interpreters are tried in sets of which none can be left out. More of them never mends a hard rule, and no soft level
counts them, as long as no interpreter has a fairness class or attends meetings; `random_summit` makes none that do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from summitry.rules import HARD_RULES, SOFT_LEVELS
from summitry.rules.case import Case
from summitry.rules.soft import Figure, Sense
from summitry.summit import Assignment, Meeting, Plan, Summit

NOT_MONOTONE = ("pinned", "daily_load", "fairness_cap")
MONOTONE = tuple(name for name in HARD_RULES if name not in NOT_MONOTONE)


@dataclass(frozen=True)
class Best:
    """The lexicographic optimum of a summit.

    Parameters
    ----------
    values
        The figure of each soft level, in order, that every optimal plan has.
    plans
        All optimal plans, with minimal sets of interpreters.
    num_feasible
        How many plans break no hard rule.
    """

    values: Mapping[str, Figure]
    plans: tuple[Plan, ...]
    num_feasible: int


def best(summit: Summit, *, include_pending: bool = False, pinned: Sequence[Assignment] = ()) -> Best | None:
    """Return the optimum over all plans of a summit, or ``None`` if no plan, not even the empty one, is feasible."""
    found: list[Plan] = []
    num_feasible = 0
    reached: tuple[tuple[int, ...], ...] | None = None
    for plan in enumerate_plans(summit, include_pending=include_pending, pinned=pinned):
        num_feasible += 1
        key = rank(values_of(summit, plan))
        if reached is None or key < reached:
            reached, found = key, []
        if key == reached:
            found.append(plan)
    return Best(values_of(summit, found[0]), tuple(found), num_feasible) if found else None


def values_of(summit: Summit, plan: Plan) -> dict[str, Figure]:
    """Return the figure of each soft level of a plan, as the judge sees it."""
    case = Case(summit=summit, plan=plan)
    return {name: level.figure(case) for name, level in SOFT_LEVELS.items()}


def rank(values: Mapping[str, Figure]) -> tuple[tuple[int, ...], ...]:
    """Return what orders plans: the smaller, the better; levels from the highest, counts from left to right."""
    key = []
    for name, level in SOFT_LEVELS.items():
        value = values[name]
        counts = value if isinstance(value, tuple) else (value,)
        key.append(tuple(-count for count in counts) if level.sense is Sense.MAXIMISE else counts)
    return tuple(key)


def enumerate_plans(
    summit: Summit, *, include_pending: bool = False, pinned: Sequence[Assignment] = ()
) -> Iterator[Plan]:
    """Yield every plan that breaks no hard rule.

    Each meeting to place is left out or takes one of its `options`; a meeting not to place breaks `consent` wherever it
    stands, so no plan is missed.

    Parameters
    ----------
    include_pending
        Whether meetings that wait for a reply may be placed.
    pinned
        Assignments marked pinned in the plan one started from.
    """
    rows = [
        (None, *options(summit, meeting, include_pending=include_pending))
        for meeting in _to_place(summit, include_pending)
    ]
    empty = Plan(summit=summit.id, facts_digest=summit.digest, include_pending=include_pending)
    for plan in _extended(summit, empty, rows):
        if _keeps(summit, plan, NOT_MONOTONE, pinned):
            yield plan


def num_candidates(summit: Summit, *, include_pending: bool = False) -> int:
    """Return how many combinations there are to try: the product over the meetings of their options and one."""
    total = 1
    for meeting in _to_place(summit, include_pending):
        total *= 1 + len(options(summit, meeting, include_pending=include_pending))
    return total


def options(summit: Summit, meeting: Meeting, *, include_pending: bool = False) -> tuple[Assignment, ...]:
    """Return every assignment of one meeting that breaks no monotone rule by itself."""
    empty = Plan(summit=summit.id, include_pending=include_pending)
    found: list[Assignment] = []
    for candidate in candidates(summit, meeting):
        if _keeps(summit, replace(empty, assignments=(candidate,)), _BUT_INTERPRETATION):
            found += _interpreted(summit, empty, candidate)
    return tuple(found)


_BUT_INTERPRETATION = tuple(name for name in MONOTONE if name != "interpretation")


def _to_place(summit: Summit, include_pending: bool) -> tuple[Meeting, ...]:
    return summit.to_place(include_pending=include_pending)


def candidates(summit: Summit, meeting: Meeting) -> Iterator[Assignment]:
    """Yield every form, start, room and attendance of a meeting, without interpreters, whether or not they will do."""
    seats = summit.seats_by_meeting[meeting.id]
    for rung in summit.ladder(meeting):
        needs_room = summit.form_by_name[rung.form].needs_room
        rooms = tuple(room.id for room in summit.rooms) if needs_room else (None,)
        for start, room, attendees in product(_starts(summit), rooms, product(*seats)):
            yield Assignment(meeting=meeting.id, form=rung.form, start=start, room=room, attendees=attendees)


def _starts(summit: Summit) -> Iterator[int]:
    step_min = summit.settings.step_min
    for day in summit.days:
        yield from range(-(-day.opens // step_min) * step_min, day.closes, step_min)


def _interpreted(summit: Summit, empty: Plan, candidate: Assignment) -> list[Assignment]:
    """Return an assignment with each set of interpreters that will do and of which none can be left out."""
    known = tuple(person.id for person in summit.interpreters)
    enough: list[frozenset[str]] = []
    found: list[Assignment] = []
    for size in range(len(known) + 1):
        for chosen in combinations(known, size):
            if any(smaller <= frozenset(chosen) for smaller in enough):
                continue
            assignment = replace(candidate, interpreters=chosen)
            alone = replace(empty, assignments=(assignment,))
            if _keeps(summit, alone, ("interpretation",)):
                enough.append(frozenset(chosen))
                found += [assignment] if _keeps(summit, alone, _BUT_INTERPRETATION) else []
    return found


def _extended(summit: Summit, plan: Plan, rows: Sequence[Sequence[Assignment | None]]) -> Iterator[Plan]:
    """Yield the plan with every choice from each row that keeps the monotone rules."""
    if not rows:
        yield plan
        return
    for choice in rows[0]:
        extended = plan if choice is None else replace(plan, assignments=(*plan.assignments, choice))
        if choice is None or _keeps(summit, extended, MONOTONE):
            yield from _extended(summit, extended, rows[1:])


def _keeps(summit: Summit, plan: Plan, rules: Sequence[str], pinned: Sequence[Assignment] = ()) -> bool:
    case = Case(summit=summit, plan=plan, pinned=tuple(pinned))
    return all(next(HARD_RULES[name](case), None) is None for name in rules)
