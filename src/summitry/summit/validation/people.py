"""Checks of delegations, people, their stays and limits."""

from typing import TYPE_CHECKING

from summitry.summit.people import Limit, Person, Role
from summitry.summit.validation import known
from summitry.summit.validation.row import Problems, Row, rows, unique

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


def delegations(summit: "Summit") -> Problems:
    """Check that codes are unique and that no group is called like a delegation."""
    yield from unique("delegations", "code", (d.code for d in summit.delegations))
    for row, delegation in rows("delegations", summit.delegations):
        yield from row.filled("name", delegation.name)
        for group in delegation.groups:
            if group in summit.delegation_by_code:
                expected = "a name that is no delegation's code"
                yield row.wrong("a delegation has this code", column="groups", value=group, expected=expected)


def people(summit: "Summit") -> Problems:
    """Check that each person stands once, in a delegation that exists, under an id that means nothing else."""
    first: dict[str, Person] = {}
    codes = known.delegations(summit)
    for row, person in rows("people", summit.people):
        yield from _id(summit, row, person, first.get(person.id))
        first.setdefault(person.id, person)
        yield from row.filled("name", person.name)
        yield from row.refers("delegation", person.delegation, codes, optional=person.role is not Role.PRINCIPAL)
        yield from row.at_least(0, overrun_min=person.overrun_min)


def _id(summit: "Summit", row: Row, person: Person, earlier: Person | None) -> Problems:
    if not person.id.strip():
        yield row.wrong("empty", column="id", expected="a name of its own")
    elif earlier is not None:
        one, other = earlier.delegation or "none", person.delegation or "none"
        twice = f"this person stands in two delegations, {one} and {other}"
        message = twice if one != other else "an earlier row has this already"
        yield row.wrong(message, column="id", value=person.id, expected="one row a person")
    for what, names in (("delegation", summit.delegation_by_code), ("group", summit.codes_by_group)):
        if person.id in names:
            expected = "an id that is neither a code nor a group"
            yield row.wrong(f"a {what} has this name", column="id", value=person.id, expected=expected)


def principals(summit: "Summit") -> Problems:
    """Check that no delegation has two principals."""
    heads: dict[str, dict[str, None]] = {}
    for row, person in rows("people", summit.people):
        if person.role is not Role.PRINCIPAL or not person.delegation:
            continue
        before = heads.setdefault(person.delegation, {})
        if before and person.id not in before:
            message = f"{person.delegation} has a principal already, {', '.join(before)}"
            yield row.wrong(message, column="role", value=person.id, expected="one principal a delegation")
        before[person.id] = None


def presences(summit: "Summit") -> Problems:
    """Check that each stay is of somebody and ends after it begins."""
    ids, clock = known.people(summit), summit.clock
    for row, stay in rows("presence", summit.presences):
        yield from row.refers("person", stay.person, ids)
        if stay.arrival is None or stay.departure is None or stay.arrival < stay.departure:
            continue
        yield row.wrong(
            f"{stay.person} departs before arriving",
            column="departure",
            value=clock.text(stay.departure),
            expected=f"later than {clock.text(stay.arrival)}",
        )


def stays_apart(summit: "Summit") -> Problems:
    """Check that nobody arrives again before leaving."""
    forever = float("inf")
    arrivals = sorted(
        (stay.person, -forever if stay.arrival is None else stay.arrival, idx)
        for idx, stay in enumerate(summit.presences)
    )
    gone: dict[str, float] = {}
    for person, arrival, idx in arrivals:
        stay = summit.presences[idx]
        if arrival < gone.get(person, -forever) or (person in gone and stay.arrival is None):
            value = "" if stay.arrival is None else summit.clock.text(stay.arrival)
            message = f"{person} arrives again before leaving"
            yield Row("presence", idx).wrong(
                message, column="arrival", value=value, expected="stays that do not overlap"
            )
        departure = forever if stay.departure is None else stay.departure
        gone[person] = max(departure, gone.get(person, -forever))


def limits(summit: "Summit") -> Problems:
    """Check that each limit is of one person and can be kept."""
    yield from unique("limits", "person", (limit.person for limit in summit.limits))
    ids = known.people(summit)
    for row, limit in rows("limits", summit.limits):
        if limit.person:
            yield from row.refers("person", limit.person, ids)
        yield from row.at_least(
            0,
            meetings_a_day=limit.meetings_a_day,
            meetings_in_a_row=limit.meetings_in_a_row,
            work_in_a_row_min=limit.work_in_a_row_min,
            work_a_day_min=limit.work_a_day_min,
            rest_min=limit.rest_min,
        )
        if not limit.rest_min and (limit.meetings_in_a_row, limit.work_in_a_row_min) != (None, None):
            message = "a limit in a row needs the minutes that count as a rest"
            yield row.wrong(message, column="rest_min", expected="1 or more")
        yield from _meal(row, limit)


def _meal(row: Row, limit: Limit) -> Problems:
    if limit.meal is None:
        return
    yield from row.at_least(1, meal_min=limit.meal_min)
    hours = f"{_hour(limit.meal.start)}-{_hour(limit.meal.end)}"
    if not 0 <= limit.meal.start < limit.meal.end <= 24 * 60:
        message = "the meal's hours are not of one day"
        yield row.wrong(message, column="meal_to", value=hours, expected="from an earlier hour to a later")
    elif limit.meal.length < limit.meal_min:
        message, expected = "the meal's hours are shorter than the meal", f"{limit.meal_min} minutes or more"
        yield row.wrong(message, column="meal_to", value=hours, expected=expected)


def _hour(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
