"""Pins that cannot be kept are bad input, and the message names the rule."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from summitry.planning.planner import plan
from summitry.planning.result import Status
from summitry.summit import (
    Assignment,
    Attendance,
    FactsError,
    Interval,
    Limit,
    Order,
    Person,
    Pin,
    Plan,
    Presence,
    Problem,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Summit,
)
from tests.agreement.agreeing import assert_agrees
from tests.builders import DAY, PLAIN, delegation, meeting, principal, summit

GRID = replace(PLAIN, step_min=15)
COUNCIL = Session(id="s", title="Council", start=540, end=600, venue="V", participants=("A",))
IN_R = replace(COUNCIL, participants=(), room="R", end=610)
AIDE = Person(id="a2", name="Aide", delegation="A", role=Role.STAND_IN)
PEOPLE = tuple(principal(code) for code in "ABC")
ROOMS = tuple(Room(id=id_, name=f"Room {id_}", venue="V", seats=10) for id_ in ("R", "Q"))
LADDER = (Rung("sit-down", 30), Rung("standing", 10))


def pinned(*pins: Pin, **fields: Any) -> Summit:
    meetings = (meeting("m"), meeting("n", "A", "C"), meeting("o", "B", "C"))
    return summit(**{"meetings": meetings, "settings": GRID, "rooms": ROOMS, "pins": pins} | fields)


def problems_of(there: Summit, *kept: Assignment, **options: Any) -> tuple[Problem, ...]:
    with pytest.raises(FactsError) as caught:
        plan(there, threads=1, start=Plan(summit="test", assignments=kept), **options)
    return caught.value.problems


def rules_in(problems: Sequence[Problem]) -> list[tuple[str, int | None, str]]:
    """Return the table, row and rule of each problem."""
    return [(p.table, p.row, re.findall(r"breaks? (\w+)(?::| together)", p.message)[0]) for p in problems]


AT_TEN = Pin(meeting="m", start=600)


@pytest.mark.parametrize(
    ("pin", "fields", "rule"),
    [
        (replace(AT_TEN, start=570), {"sessions": (COUNCIL,)}, "person_no_overlap"),
        (replace(AT_TEN, start=601), {}, "day_bounds"),
        (replace(AT_TEN, start=8 * 60), {}, "day_bounds"),
        (AT_TEN, {"presences": (Presence(person="b", arrival=605),)}, "presence"),
        (AT_TEN, {"meetings": (meeting("m", allowed=(Interval(660, 720),)),)}, "allowed_time"),
        (AT_TEN, {"meetings": (meeting("m", head_count=11),)}, "room_fit"),
        (AT_TEN, {"rooms": ()}, "room_fit"),
        (replace(AT_TEN, room="R"), {"meetings": (meeting("m", ladder=LADDER[1:]),)}, "room_fit"),
        (replace(AT_TEN, room="R"), {"sessions": (IN_R,)}, "room_no_overlap"),
        (AT_TEN, {"sessions": (COUNCIL,), "orders": (Order(before="m", after="s"),)}, "order"),
        (AT_TEN, {"replies": ()}, "consent"),
        (AT_TEN, {"limits": (Limit(person="a", meetings_a_day=0),)}, "daily_load"),
    ],
)
def test_a_pin_that_breaks_a_rule_by_itself_is_refused(pin: Pin, fields: dict[str, Any], rule: str) -> None:
    assert rules_in(problems_of(pinned(pin, **fields))) == [("pins", 0, rule)]


def test_the_problem_tells_where_the_pin_is_and_what_it_breaks() -> None:
    (problem,) = problems_of(pinned(replace(AT_TEN, start=570), sessions=(COUNCIL,)))
    assert str(problem) == (
        "pins, row 1, column start: the pin breaks person_no_overlap: Head A is in Council 09:00-10:00 and in "
        "A-B 09:30-10:00 on 1 June (found '2026-06-01 09:30'); expected a pin that keeps every rule"
    )


@pytest.mark.parametrize(
    ("other", "fields", "rule"),
    [
        (Pin(meeting="n", start=615), {}, "person_no_overlap"),
        (Pin(meeting="n", start=690), {"limits": (Limit(person="a", meetings_a_day=1),)}, "daily_load"),
        (Pin(meeting="n", start=690), {"orders": (Order(before="n", after="m"),)}, "order"),
        (Pin(meeting="p", start=600), {"rooms": ROOMS[:1]}, "room_no_overlap"),
    ],
)
def test_pins_that_contradict_each_other_are_refused(other: Pin, fields: dict[str, Any], rule: str) -> None:
    codes = {
        "delegations": tuple(delegation(code) for code in "ABCD"),
        "people": tuple(principal(code) for code in "ABCD"),
        "meetings": (meeting("m"), meeting("n", "A", "C"), meeting("p", "C", "D")),
    }
    problems = problems_of(pinned(AT_TEN, other, **codes, **fields))
    assert rules_in(problems) == [("pins", 1, rule)]
    assert f"m and {other.meeting}, both pinned" in problems[0].message


def test_every_pin_at_fault_is_told() -> None:
    there = pinned(replace(AT_TEN, start=601), Pin(meeting="n", start=600), Pin(meeting="o", start=615))
    assert rules_in(problems_of(there)) == [("pins", 0, "day_bounds"), ("pins", 2, "person_no_overlap")]


def test_a_pin_leaves_open_what_it_does_not_state() -> None:
    # Ten o'clock leaves the principal no choice but to be stood in for, and the meeting but to be short.
    there = pinned(
        AT_TEN,
        people=(*PEOPLE, AIDE),
        meetings=(meeting("m", ladder=(Rung("sit-down", 30), Rung("short", 15))),),
        attendances=(Attendance(meeting="m", person="a", stand_ins=("a2",)),),
        sessions=(replace(COUNCIL, participants=("A", "b"), start=615, end=660), replace(COUNCIL, id="t", end=605)),
    )
    result = assert_agrees(there)
    assert result.plan is not None
    expected = Assignment(meeting="m", form="short", start=600, room="R", attendees=("b", "a2"), pinned=True)
    assert [replace(a, room="R") for a in result.plan.assignments] == [expected]


def test_two_pins_at_once_take_two_rooms_that_nothing_tells_apart() -> None:
    codes = {
        "delegations": tuple(delegation(code) for code in "ABCD"),
        "people": tuple(principal(code) for code in "ABCD"),
        "meetings": (meeting("m"), meeting("p", "C", "D")),
    }
    result = assert_agrees(
        pinned(AT_TEN, Pin(meeting="p", start=600), days=(replace(DAY, opens=570, closes=660),), **codes)
    )
    assert result.plan is not None
    assert {a.room for a in result.plan.assignments} == {"R", "Q"}


@pytest.mark.parametrize("form", ["sit-down", "standing"])
@pytest.mark.parametrize("room", ["", "Q"])
def test_a_pinned_form_and_room_are_kept(form: str, room: str) -> None:
    there = pinned(
        Pin(meeting="m", start=600, form=form, room=room if form == "sit-down" else ""),
        meetings=(meeting("m", ladder=LADDER),),
        days=(replace(DAY, opens=570, closes=660),),
    )
    result = assert_agrees(there)
    assert result.plan is not None
    (found,) = result.plan.assignments
    assert (found.start, found.form, found.pinned) == (600, form, True)
    assert found.room == (None if form == "standing" else room or found.room)


def test_pending_meetings_may_be_pinned_where_they_are_placed() -> None:
    there = pinned(AT_TEN, meetings=(meeting("m"),), replies=(Reply(meeting="m", delegation="A"),))
    assert rules_in(problems_of(there)) == [("pins", 0, "consent")]
    assert plan(there, threads=1, include_pending=True).status is Status.OPTIMAL


LANGUAGES = {
    "delegations": tuple(
        delegation(code, languages=(known,)) for code, known in (("A", "en"), ("B", "ko"), ("C", "en"))
    ),
    "meetings": (meeting("m"),),
    "days": (replace(DAY, opens=570, closes=660),),
}


def test_a_pin_nobody_can_interpret_is_refused_and_one_that_somebody_can_is_kept() -> None:
    helper = Person(id="i", name="Interpreter", role=Role.INTERPRETER, languages=("en", "ko"))
    there = pinned(AT_TEN, people=(*PEOPLE, helper), **LANGUAGES)
    assert_agrees(there)
    away = replace(there, presences=(Presence(person="i", arrival=615),))
    assert rules_in(problems_of(away)) == [("pins", 0, "interpretation")]


def test_one_interpreter_for_two_pins_at_once_makes_the_plan_infeasible() -> None:
    helper = Person(id="i", name="Interpreter", role=Role.INTERPRETER, languages=("en", "ko"))
    codes = tuple(delegation(code, languages=("en",) if code in "AC" else ("ko",)) for code in "ABCD")
    there = pinned(
        AT_TEN,
        Pin(meeting="p", start=600),
        delegations=codes,
        people=(*(principal(code) for code in "ABCD"), helper),
        meetings=(meeting("m"), meeting("p", "C", "D")),
        days=(replace(DAY, opens=570, closes=660),),
    )
    assert assert_agrees(there).status is Status.INFEASIBLE


def test_a_meeting_that_leaves_no_time_to_eat_may_be_pinned_beside_a_lunch() -> None:
    there = pinned(
        AT_TEN,
        limits=(Limit(person="a", meal=Interval(600, 645), meal_min=30),),
        meetings=(meeting("m"), meeting("n", "A", "C", ladder=(Rung("lunch", 15),))),
        forms=(*pinned().forms, replace(pinned().forms[0], name="lunch", meal=True)),
        days=(replace(DAY, opens=585, closes=660),),
    )
    result = assert_agrees(there)
    assert result.plan is not None
    assert len(result.plan.assignments) == 2


KEPT = Assignment(meeting="m", form="sit-down", start=600, room="R", attendees=("a", "b"), pinned=True)


@pytest.mark.parametrize(
    ("kept", "fields", "rule"),
    [
        (replace(KEPT, start=601), {}, "day_bounds"),
        (replace(KEPT, meeting="gone"), {}, "well_formed"),
        (replace(KEPT, attendees=("a", "c")), {}, "well_formed"),
        (KEPT, {"sessions": (replace(COUNCIL, end=630),)}, "person_no_overlap"),
        (KEPT, {"pins": (replace(AT_TEN, start=660),)}, "pinned"),
        (KEPT, {"replies": (Reply(meeting="m", delegation="A", reply=ReplyState.DECLINED),)}, "consent"),
    ],
)
def test_what_is_pinned_in_the_plan_to_start_from_must_keep_every_rule(
    kept: Assignment, fields: dict[str, Any], rule: str
) -> None:
    assert rules_in(problems_of(pinned(**fields), kept)) == [("plan", None, rule)]


def test_what_is_pinned_in_the_plan_to_start_from_must_agree_with_the_pins() -> None:
    there = pinned(Pin(meeting="n", start=615))
    assert rules_in(problems_of(there, KEPT)) == [("pins", 0, "person_no_overlap")]
    other = Assignment(meeting="o", form="sit-down", start=615, room="Q", attendees=("b", "c"), pinned=True)
    assert rules_in(problems_of(pinned(), KEPT, other)) == [("plan", None, "person_no_overlap")]
    assert rules_in(problems_of(pinned(), KEPT, replace(KEPT, start=660))) == [("plan", None, "well_formed")]


def test_attendees_and_interpreters_of_a_pinned_assignment_stand() -> None:
    helper = Person(id="i", name="Interpreter", role=Role.INTERPRETER, languages=("en", "ko"))
    other = replace(helper, id="j")
    stand_in = (Attendance(meeting="m", person="a", stand_ins=("a2",)),)
    there = pinned(people=(*PEOPLE, AIDE, helper, other), attendances=stand_in, **LANGUAGES)
    kept = replace(KEPT, attendees=("b", "a2"), interpreters=("j",))
    result = assert_agrees(there, start=Plan(summit="test", assignments=(kept,)))
    assert result.plan is not None
    assert result.plan.of("m") == kept
