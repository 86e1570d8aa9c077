"""Reasons as a secretariat reads them."""

from dataclasses import replace
from typing import Any

from summitry.planning.planner import plan
from summitry.planning.reasons import reasons_for
from summitry.summit import Attendance, Person, Plan, Presence, Reason, Role, Session, Summit, Unplaced
from tests.builders import DAY, PLAIN, meeting, principal, summit

GRID = replace(PLAIN, step_min=30)


def there(**fields: Any) -> Summit:
    """One meeting of A and B, on a day with four half hours."""
    base: dict[str, Any] = {"meetings": (meeting("m"),), "settings": GRID, "days": (replace(DAY, closes=660),)}
    return summit(**(base | fields))


def only(result: Plan) -> Unplaced:
    (unplaced,) = result.unplaced
    return unplaced


def planned(facts: Summit) -> Plan:
    result = plan(facts, threads=1)
    assert result.plan is not None
    return result.plan


def test_the_engagements_that_block_most_are_named() -> None:
    sessions = (
        Session(id="s", title="Council", start=540, end=630, venue="V", participants=("A",)),
        Session(id="t", title="Photo", start=630, end=660, venue="V", participants=("B",)),
    )
    away = (Presence(person="b", departure=570),)
    assert only(planned(there(sessions=sessions, presences=away))) == Unplaced(
        meeting="m",
        num_starts=4,
        reasons=(
            Reason("person_no_overlap", 4, "Head A in Council (3); Head B in Photo (1)"),
            Reason("presence", 3, "Head B is not there (3)"),
        ),
    )


def test_a_meeting_that_fits_no_room_says_so_for_every_start() -> None:
    facts = there(meetings=(meeting("m", head_count=11),))
    assert only(planned(facts)) == Unplaced(meeting="m", num_starts=4, reasons=(Reason("room_fit", 4, ""),))


def test_a_meeting_longer_than_every_day_has_no_starts() -> None:
    facts = there(days=(replace(DAY, closes=560),))
    told = (Reason("day_bounds", 0, "longer than any day is open"),)
    assert only(planned(facts)) == Unplaced(meeting="m", num_starts=0, reasons=told)


def test_a_start_that_nothing_forbids_is_told_as_such() -> None:
    empty = Plan(summit="test")
    expected = Unplaced(
        meeting="m", num_starts=4, reasons=(Reason("value_held", 4, "free, but there was no time to find that"),)
    )
    assert only(reasons_for(there(), empty)) == expected
    worthless = there(settings=replace(GRID, priority_weight=dict.fromkeys(GRID.priority_weight, 0)))
    assert only(reasons_for(worthless, empty)).reasons == (
        Reason("value_held", 4, "free, but the meeting is worth nothing to anybody"),
    )


def test_a_start_is_free_if_one_of_many_stand_ins_is() -> None:
    aides = tuple(Person(id=f"a{i}", name=f"Aide {i}", delegation="A", role=Role.STAND_IN) for i in range(70))
    busy = Session(
        id="s", title="Council", start=540, end=660, venue="V", participants=("a", *(p.id for p in aides[:-1]))
    )
    facts = there(
        people=(*(principal(code) for code in "ABC"), *aides),
        attendances=(Attendance(meeting="m", person="a", stand_ins=tuple(p.id for p in aides)),),
        sessions=(busy,),
    )
    assert [r.rule for r in only(reasons_for(facts, Plan(summit="test"))).reasons] == ["value_held"]
