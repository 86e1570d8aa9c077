"""Whether a changed plan keeps every hard rule, asked of the judge about what the change can touch."""

from collections.abc import Collection
from dataclasses import replace

from summitry.rules.case import Case
from summitry.rules.judge import violations_of
from summitry.rules.report import Violation
from summitry.summit import Assignment, Plan, Summit


def is_sound(summit: Summit, plan: Plan, changed: Collection[str]) -> bool:
    """Tell whether a plan breaks no hard rule, if it differs from one that breaks none by some meetings only.

    Parameters
    ----------
    summit
        The facts; where they differ from those of the plan before, what differs must concern the changed meetings only.
    changed
        Ids of the meetings that were added, moved or taken out.
    """
    return not violations_near(summit, plan, changed)


def violations_near(
    summit: Summit, plan: Plan, changed: Collection[str], people: Collection[str] = ()
) -> list[Violation]:
    """Return what a plan breaks among what shares people, a room, an order or the avoid list with some meetings.

    At size this is much quicker than to ask the judge about the whole.

    Parameters
    ----------
    people
        Whose days are looked at besides, such as those who are not in these meetings any more.
    """
    near = _Near(summit, plan, changed, people)
    case = Case(summit=summit, plan=replace(plan, assignments=tuple(a for a in plan.assignments if near.has(a))))
    left_out = {a.meeting for a in plan.assignments} - {a.meeting for a in case.plan.assignments}
    return [v for v in violations_of(case) if v.rule != "pinned" or not left_out.issuperset(v.what)]


class _Near:
    """The assignments that share people, a room, an order or the avoid list with some meetings."""

    def __init__(self, summit: Summit, plan: Plan, changed: Collection[str], more: Collection[str]) -> None:
        self._summit = summit
        touched = [a for a in plan.assignments if a.meeting in changed]
        self._people = {*more, *(person for a in touched for person in (*a.attendees, *a.interpreters))}
        self._people |= {p for m in changed for seat in summit.seats_by_meeting[m] for p in seat}
        self._rooms = {a.room for a in touched if a.room}
        self._meetings = {*changed}
        for order in summit.orders:
            if {order.before, order.after} & {*changed}:
                self._meetings |= {order.before, order.after}
        people = summit.person_by_id
        self._people |= _of_same_class(summit, self._people)
        codes = {people[person].delegation for person in self._people}
        pairs = [{row.first, row.second} for row in summit.avoidances]
        self._codes = {code for pair in pairs if pair & codes for code in pair}

    def has(self, assignment: Assignment) -> bool:
        people = {*assignment.attendees, *assignment.interpreters}
        known = self._summit.person_by_id
        return (
            assignment.meeting in self._meetings
            or assignment.room in self._rooms
            or not people.isdisjoint(self._people)
            or any(known[person].delegation in self._codes for person in people)
        )


def _of_same_class(summit: Summit, people: Collection[str]) -> set[str]:
    classes = {summit.person_by_id[person].fairness_class for person in people} & summit.settings.fairness_cap.keys()
    return {person.id for person in summit.people if person.fairness_class in classes}


def with_meeting(plan: Plan, put: Assignment) -> Plan:
    """Return a plan with a meeting put where an assignment says, wherever it was before."""
    rest = tuple(a for a in plan.assignments if a.meeting != put.meeting)
    unplaced = tuple(row for row in plan.unplaced if row.meeting != put.meeting)
    return replace(plan, assignments=(*rest, put), unplaced=unplaced)


def without(plan: Plan, meetings: Collection[str]) -> Plan:
    """Return a plan without some meetings."""
    return replace(plan, assignments=tuple(a for a in plan.assignments if a.meeting not in meetings))
