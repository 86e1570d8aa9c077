"""Rooms: `room_no_overlap` and `room_fit`."""

from dataclasses import replace
from typing import Any

import pytest

from summitry.summit import Form, Interval, Room, Transfer, Venue
from tests import builders
from tests.rules.cases import POSITIONS, Broken, assign, broken, messages, session

ROOM = Room(id="R", name="Room", venue="V", seats=2)
FINE = replace(builders.PLAIN, step_min=1)
MEETING = builders.meeting("m")


@pytest.mark.parametrize("position", POSITIONS)
def test_a_session_that_names_a_room_uses_it(position: str) -> None:
    start, end, shared = POSITIONS[position]
    summit = builders.summit(meetings=(MEETING,), sessions=(session(start, end, room="R"),))
    what = ("s", "m") if start < 600 or (start == 600 and end < 630) else ("m", "s")
    assert broken(summit, assign()) == ([Broken("room_no_overlap", ("R",), what, shared)] if shared else [])


def test_a_session_that_names_no_room_uses_none() -> None:
    assert broken(builders.summit(meetings=(MEETING,), sessions=(session(600, 630),)), assign()) == []


@pytest.mark.parametrize(("gap_min", "short"), [(0, True), (9, True), (10, False)])
def test_each_use_is_lengthened_by_the_turnaround(gap_min: int, short: bool) -> None:
    delegations = tuple(builders.delegation(code) for code in "ABCD")
    people = tuple(builders.principal(code) for code in "ABCD")
    summit = builders.summit(
        delegations=delegations,
        people=people,
        meetings=(MEETING, builders.meeting("n", "C", "D")),
        rooms=(replace(ROOM, turnaround_min=10),),
        settings=FINE,
    )
    later = assign("n", 630 + gap_min, attendees=("c", "d"))
    clash = Broken("room_no_overlap", ("R",), ("m", "n"), (630 + gap_min, 640))
    assert broken(summit, assign(), later) == ([clash] if short else [])
    if short:
        clash_text = f"A-B 10:00-10:30 and C-D 10:3{gap_min}-11:0{gap_min} on 1 June"
        assert messages(summit, assign(), later) == [
            f"Room cannot hold both {clash_text}, with 10 min to turn it around"
        ]


def test_two_sessions_may_share_a_room() -> None:
    sessions = (session(600, 660, room="R"), session(630, 690, room="R", id="t"))
    assert broken(builders.summit(sessions=sessions)) == []


WINDOWS = (Interval(540, 610), Interval(610, 630))
MISFITS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], str | None]] = {
    # what is changed of the room, of the meeting, of the assignment; the message, if any
    "fits": ({}, {}, {}, None),
    "no room": ({}, {}, {"room": None}, "has no room, and the form sit-down needs one"),
    "a room for a standing talk": ({}, {}, {"form": "standing"}, "is in Room, and the form standing takes no room"),
    "no room for a standing talk": ({}, {}, {"form": "standing", "room": None}, None),
    "named room": ({}, {"rooms": ("R",)}, {}, None),
    "other room": ({}, {"rooms": ("Q",)}, {}, "is in Room, which is not among its rooms"),
    "named venue": ({}, {"venues": ("V", "W")}, {}, None),
    "other venue": ({}, {"venues": ("W",)}, {}, "is in Room, which is in none of its venues"),
    "enough seats": ({}, {"head_count": 2}, {}, None),
    "too few seats": ({}, {"head_count": 3}, {}, "needs 3 seats, and Room has 2"),
    "seats for each party": ({"seats": 1}, {}, {}, "needs 2 seats, and Room has 1"),
    "feature": ({"features": ("booth", "screen")}, {"features": ("booth",)}, {}, None),
    "missing feature": (
        {"features": ("screen",)},
        {"features": ("booth",)},
        {},
        "needs booth, which Room does not offer",
    ),
    "feature of the form": ({"features": ("dining",)}, {}, {"form": "dinner"}, None),
    "missing feature of the form": ({}, {}, {"form": "dinner"}, "needs dining, which Room does not offer"),
    "open": ({"open": (Interval(600, 630),)}, {}, {}, None),
    "open in windows that touch": ({"open": WINDOWS}, {}, {}, None),
    "opens late": ({"open": (Interval(601, 700),)}, {}, {}, "is in Room, which is not open then"),
    "closes early": ({"open": (Interval(500, 629),)}, {}, {}, "is in Room, which is not open then"),
    "open before and after": (
        {"open": (Interval(540, 610), Interval(611, 700))},
        {},
        {},
        "is in Room, which is not open then",
    ),
}


@pytest.mark.parametrize("case", MISFITS)
def test_a_room_fits_its_meeting(case: str) -> None:
    room, meeting, assignment, message = MISFITS[case]
    summit = builders.summit(
        venues=(Venue(id="V", name="Venue"), Venue(id="W", name="Castle")),
        transfers=(Transfer(origin="V", destination="W", minutes=20),),
        rooms=(replace(ROOM, **room), Room(id="Q", name="Hall", venue="W", seats=10)),
        forms=(builders.SIT_DOWN, builders.STANDING, Form(name="dinner", duration_min=30, features=("dining",))),
        settings=replace(FINE, ladder=("sit-down", "standing", "dinner")),
        meetings=(builders.meeting("m", **meeting),),
    )
    placed = assign(**assignment)
    minutes = 10 if placed.form == "standing" else 30
    who = ("R",) if placed.room else ()
    assert broken(summit, placed) == ([Broken("room_fit", who, ("m",), (600, 600 + minutes))] if message else [])
    hours = f"10:00-10:{minutes}"
    assert messages(summit, placed) == ([f"A-B {hours} on 1 June {message}"] if message else [])


def test_everything_wrong_with_a_room_is_said() -> None:
    meeting = builders.meeting("m", features=("booth",), head_count=5)
    summit = builders.summit(rooms=(ROOM,), meetings=(meeting,))
    assert [b.rule for b in broken(summit, assign())] == ["room_fit", "room_fit"]
