"""A meeting as it was asked for: `well_formed`, `consent`, `order`, `pinned`."""

from dataclasses import replace
from typing import Any

import pytest

from summitry.rules import judge
from summitry.summit import Assignment, Attendance, Order, Person, Pin, Reply, ReplyState, Role, Room
from tests import builders
from tests.rules.cases import Broken, assign, broken, messages, plan, session

MEETING = builders.meeting("m")
PEOPLE = (
    *(builders.principal(code) for code in "ABC"),
    Person(id="a2", name="Aide", delegation="A", role=Role.STAND_IN),
    Person(id="i", name="Ida", role=Role.INTERPRETER),
    Person(id="j", name="Jan", delegation="B", role=Role.INTERPRETER),
)
ROWS = (
    Attendance(meeting="m", person="a", stand_ins=("a2",)),
    Attendance(meeting="m", person="b"),
    Attendance(meeting="m", person="j"),
)
SEATED = ("a", "b", "j")

FAULTS: dict[str, tuple[dict[str, Any], tuple[str, ...], list[str]]] = {
    "sound": ({}, (), []),
    "a stand-in": ({"attendees": ("a2", "b", "j")}, (), []),
    "an interpreter": ({"interpreters": ("i",)}, (), []),
    "unknown meeting": (
        {"meeting": "tea"},
        (),
        ["Meeting 'tea' at 10:00 on 1 June is no meeting of this summit"],
    ),
    "form": (
        {"form": "short"},
        (),
        ["A-B at 10:00 on 1 June has the form 'short', which is not on its ladder"],
    ),
    "room": ({"room": "X"}, (), ["A-B at 10:00 on 1 June is in 'X', which is no room of this summit"]),
    "empty room": ({"room": ""}, (), ["A-B at 10:00 on 1 June is in '', which is no room of this summit"]),
    "seat empty": ({"attendees": ("a", "b")}, (), ["A-B at 10:00 on 1 June has 2 attendees for 3 seats"]),
    "a seat too many": (
        {"attendees": (*SEATED, "c")},
        (),
        ["A-B at 10:00 on 1 June has 4 attendees for 3 seats"],
    ),
    "wrong person": (
        {"attendees": ("c", "b", "j")},
        ("c",),
        ["A-B at 10:00 on 1 June has c in a seat that only a or a2 may fill"],
    ),
    "unknown interpreter": (
        {"interpreters": ("x",)},
        ("x",),
        ["A-B at 10:00 on 1 June is interpreted by x, who is no interpreter"],
    ),
    "not an interpreter": (
        {"interpreters": ("a2",)},
        ("a2",),
        ["A-B at 10:00 on 1 June is interpreted by a2, who is no interpreter"],
    ),
    "interpreter twice": (
        {"interpreters": ("i", "i")},
        ("i",),
        ["A-B at 10:00 on 1 June has i twice among its interpreters"],
    ),
    "interpreter in a seat": (
        {"interpreters": ("j",)},
        ("j",),
        ["A-B at 10:00 on 1 June is interpreted by j, who fills a seat in it"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_assignment_is_well_formed(fault: str) -> None:
    fields, who, expected = FAULTS[fault]
    summit = builders.summit(meetings=(MEETING,), people=PEOPLE, attendances=ROWS)
    placed = assign(**({"attendees": SEATED} | fields))
    found = [Broken("well_formed", who, (placed.meeting,), (600, 600))] if expected else []
    assert broken(summit, placed) == found
    assert messages(summit, placed) == expected


def test_seats_are_filled_in_order() -> None:
    summit = builders.summit(meetings=(MEETING,))
    assert broken(summit, assign(attendees=("b", "a"))) == [
        Broken("well_formed", ("b",), ("m",), (600, 600)),
        Broken("well_formed", ("a",), ("m",), (600, 600)),
    ]


def test_of_two_assignments_of_a_meeting_the_first_stands() -> None:
    summit = builders.summit(meetings=(MEETING,))
    twice = assign(), assign(start=615)
    assert broken(summit, *twice) == [Broken("well_formed", (), ("m",), (615, 615))]
    assert messages(summit, *twice) == ["A-B at 10:15 on 1 June is placed twice"]
    same = assign()
    assert broken(summit, same, same) == [Broken("well_formed", (), ("m",), (600, 600))]
    assert judge(summit, plan(summit, same, same)).num_placed == 1


def test_what_is_not_well_formed_breaks_no_other_rule() -> None:
    summit = builders.summit(meetings=(MEETING,), sessions=(session(600, 630, "A", "B", room="R"),))
    assert broken(summit, assign(attendees=("a", "c"))) == [Broken("well_formed", ("c",), ("m",), (600, 600))]


@pytest.mark.parametrize("start", [-(10**18), 10**18])
def test_a_start_beyond_any_calendar_is_judged_like_any_other(start: int) -> None:
    summit = builders.summit(meetings=(MEETING,))
    rules = [b.rule for b in broken(summit, assign(start=start), Assignment(meeting="x", form="", start=start))]
    assert rules == ["well_formed", "presence", "presence", "day_bounds"]


@pytest.mark.parametrize(
    ("reply", "agreed", "with_pending"),
    [("accepted", True, True), ("pending", False, True), ("declined", False, False), (None, False, True)],
)
def test_every_party_has_accepted(reply: str | None, agreed: bool, with_pending: bool) -> None:
    replies = [Reply(meeting="m", delegation="A", reply=ReplyState.ACCEPTED)]
    replies += [Reply(meeting="m", delegation="B", reply=ReplyState(reply))] if reply else []
    summit = builders.summit(meetings=(MEETING,), replies=tuple(replies))
    refused = [Broken("consent", ("B",), ("m",), (600, 630))]
    assert broken(summit, assign()) == ([] if agreed else refused)
    assert broken(summit, assign(), include_pending=True) == ([] if with_pending else refused)


def test_the_party_that_asked_has_accepted() -> None:
    meeting = replace(MEETING, requested_by="A")
    summit = builders.summit(meetings=(meeting,), replies=())
    assert messages(summit, assign()) == ["A-B 10:00-10:30 on 1 June is placed, but State B has not accepted it"]


ORDERED = (MEETING, builders.meeting("n", "A", "C"))


@pytest.mark.parametrize(("gap_min", "start", "kept"), [(0, 630, True), (15, 645, True), (15, 644, False)])
def test_the_first_of_an_order_ends_a_gap_before_the_second_starts(gap_min: int, start: int, kept: bool) -> None:
    summit = builders.summit(
        meetings=ORDERED,
        orders=(Order(before="m", after="n", gap_min=gap_min),),
        settings=replace(builders.PLAIN, step_min=1),
    )
    later = assign("n", start, attendees=("a", "c"))
    expected = Broken("order", (), ("m", "n"), (start, 630 + gap_min))
    assert broken(summit, assign(), later) == ([] if kept else [expected])
    assert broken(summit, assign()) == []
    assert broken(summit, later) == []
    if not kept:
        assert messages(summit, assign(), later) == [
            "A-B 10:00-10:30 on 1 June should end at least 15 min before A-C 10:44-11:14 on 1 June starts"
        ]


def test_an_order_holds_between_a_meeting_and_a_session_but_not_between_sessions() -> None:
    sessions = (session(600, 660), session(540, 560, id="t"))
    orders = (Order(before="m", after="s"), Order(before="s", after="t"))
    summit = builders.summit(meetings=(MEETING,), sessions=sessions, orders=orders)
    assert broken(summit, assign(start=570)) == []
    assert broken(summit, assign(start=700)) == [Broken("order", (), ("m", "s"), (600, 730))]


ROOMS = (Room(id="R", name="Room", venue="V", seats=10), Room(id="Q", name="Hall", venue="V", seats=10))


@pytest.mark.parametrize(
    ("pin", "stands"),
    [
        ({}, True),
        ({"form": "sit-down", "room": "R"}, True),
        ({"start": 605}, False),
        ({"form": "short"}, False),
        ({"room": "Q"}, False),
    ],
)
def test_a_pinned_meeting_stands_where_it_is_pinned(pin: dict[str, Any], stands: bool) -> None:
    row = replace(Pin(meeting="m", start=600), **pin)
    settings = replace(builders.PLAIN, ladder=("sit-down", "short"))
    summit = builders.summit(meetings=(MEETING,), rooms=ROOMS, pins=(row,), settings=settings)
    expected = Broken("pinned", (), ("m",), (row.start, row.start))
    assert broken(summit, assign()) == ([] if stands else [expected])


def test_a_pinned_meeting_is_placed() -> None:
    summit = builders.summit(meetings=(MEETING,), pins=(Pin(meeting="m", start=600, form="sit-down"),))
    assert broken(summit) == [Broken("pinned", (), ("m",), (600, 600))]
    assert messages(summit) == ["A-B is pinned to 10:00 on 1 June as sit-down, but is not placed"]


def test_a_broken_pin_is_said_with_where_the_meeting_stands() -> None:
    summit = builders.summit(meetings=(MEETING,), rooms=ROOMS, pins=(Pin(meeting="m", start=600, room="Q"),))
    assert messages(summit, assign()) == [
        "A-B is pinned to 10:00 on 1 June in Hall, but stands as sit-down 10:00-10:30 on 1 June in Room"
    ]


CHANGES: tuple[dict[str, Any], ...] = (
    {"start": 605},
    {"form": "short"},
    {"room": "Q"},
    {"attendees": ("a2", "b", "j")},
    {"interpreters": ("i",)},
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_pinned_in_the_plan_before_stands_as_it_was(change: dict[str, Any]) -> None:
    settings = replace(builders.PLAIN, ladder=("sit-down", "short"))
    summit = builders.summit(meetings=(MEETING,), rooms=ROOMS, people=PEOPLE, attendances=ROWS, settings=settings)
    before = assign(attendees=SEATED, pinned=True)
    now = replace(before, **change)
    found = judge(summit, plan(summit, now), pinned=(before,)).violations
    assert [(v.rule, v.what, v.when) for v in found] == [("pinned", ("m",), (600, 600))]
    unmarked = replace(before, pinned=False)
    assert judge(summit, plan(summit, unmarked), pinned=(before,)).violations == ()
    gone = judge(summit, plan(summit), pinned=(before,)).violations
    assert [v.message for v in gone] == [
        "A-B is pinned to 10:00 on 1 June as sit-down, as it was in the plan before, but is not placed"
    ]
