"""Where a person can be: `person_no_overlap`, `transfer_time`, `presence`."""

from dataclasses import replace
from typing import Any

import pytest

from summitry.summit import Person, Presence, Role, Room, Rung, Transfer, Venue
from tests import builders
from tests.rules.cases import POSITIONS, Broken, assign, broken, messages, session

TWO = (builders.meeting("m", "A", "B"), builders.meeting("n", "A", "C"))
TWO_VENUES: dict[str, Any] = {
    "venues": (Venue(id="V", name="Venue"), Venue(id="W", name="Castle")),
    "rooms": (Room(id="R", name="Room", venue="V", seats=10), Room(id="Q", name="Hall", venue="W", seats=10)),
    "transfers": (Transfer(origin="V", destination="W", minutes=20),),
}


@pytest.mark.parametrize("position", POSITIONS)
def test_a_meeting_overlaps_a_session_where_they_share_a_minute(position: str) -> None:
    start, end, shared = POSITIONS[position]
    summit = builders.summit(meetings=TWO[:1], sessions=(session(start, end, "A"),))
    what = ("s", "m") if start < 600 or (start == 600 and end < 630) else ("m", "s")
    expected = [] if shared is None else [Broken("person_no_overlap", ("a",), what, shared)]
    assert broken(summit, assign()) == expected


def test_two_meetings_of_one_person_overlap() -> None:
    rooms = (Room(id="R", name="Room", venue="V", seats=10), Room(id="Q", name="Hall", venue="V", seats=10))
    summit = builders.summit(meetings=TWO, rooms=rooms)
    other = assign("n", 615, room="Q", attendees=("a", "c"))
    assert broken(summit, assign(), other) == [Broken("person_no_overlap", ("a",), ("m", "n"), (615, 630))]
    assert messages(summit, assign(), other) == ["Head A is in A-B 10:00-10:30 and in A-C 10:15-10:45 on 1 June"]
    assert broken(summit, assign(), replace(other, start=630)) == []


def test_two_sessions_never_break_a_rule_against_each_other() -> None:
    sessions = (session(600, 660, "A"), session(630, 690, "A", id="t"))
    assert broken(builders.summit(sessions=sessions, settings=replace(builders.PLAIN, room_change_min=15))) == []


def test_an_interpreter_and_a_stand_in_are_engaged_like_anybody_else() -> None:
    others = (
        Person(id="i", name="Interpreter", role=Role.INTERPRETER),
        Person(id="a2", name="Aide", delegation="A", role=Role.STAND_IN),
    )
    summit = builders.summit(
        meetings=TWO[:1],
        people=(*(builders.principal(code) for code in "ABC"), *others),
        sessions=(session(600, 615, "i", "a2"),),
    )
    found = broken(summit, assign(interpreters=("i",)))
    assert found == [Broken("person_no_overlap", ("i",), ("s", "m"), (600, 615))]


@pytest.mark.parametrize(("gap_min", "missed"), [(0, True), (14, True), (15, False), (16, False)])
def test_changing_rooms_takes_the_minutes_stated(gap_min: int, missed: bool) -> None:
    summit = builders.summit(meetings=TWO, settings=replace(builders.PLAIN, room_change_min=15, step_min=1))
    later = assign("n", 630 + gap_min, attendees=("a", "c"))
    expected = [Broken("transfer_time", ("a",), ("m", "n"), (630, 630 + gap_min))]
    assert broken(summit, assign(), later) == (expected if missed else [])


@pytest.mark.parametrize(("gap_min", "missed"), [(19, True), (20, False)])
def test_the_way_between_venues_takes_its_minutes_there_and_back(gap_min: int, missed: bool) -> None:
    summit = builders.summit(meetings=TWO, settings=replace(builders.PLAIN, step_min=1), **TWO_VENUES)
    there = assign(), assign("n", 630 + gap_min, room="Q", attendees=("a", "c"))
    back = assign("n", 600, room="Q", attendees=("a", "c")), assign("m", 630 + gap_min)
    assert broken(summit, *there) == ([Broken("transfer_time", ("a",), ("m", "n"), (630, 630 + gap_min))] * missed)
    assert broken(summit, *back) == ([Broken("transfer_time", ("a",), ("n", "m"), (630, 630 + gap_min))] * missed)


def test_the_way_is_said_in_words() -> None:
    summit = builders.summit(meetings=TWO, **TWO_VENUES)
    assert messages(summit, assign(), assign("n", 640, room="Q", attendees=("a", "c"))) == [
        "Head A has 10 of the 20 min needed to go from A-B 10:00-10:30 to A-C 10:40-11:10 on 1 June"
    ]


def test_a_way_counts_between_engagements_that_are_not_next_to_each_other() -> None:
    meetings = (*TWO, builders.meeting("o", "A", "B"))
    summit = builders.summit(
        meetings=tuple(replace(m, ladder=(Rung("standing", 10),)) for m in meetings),
        settings=replace(builders.PLAIN, step_min=1, standing_zone="V"),
        venues=TWO_VENUES["venues"],
        transfers=(
            Transfer(origin="V", destination="W", minutes=0),
            Transfer(origin="W", destination="V", minutes=30),
        ),
        rooms=(),
    )
    standing = {"form": "standing", "room": None}
    here, then, again = (
        assign("m", 600, **standing),
        assign("n", 610, **standing, attendees=("a", "c")),
        assign("o", 620, **standing),
    )
    assert broken(summit, here, then, again) == []
    elsewhere = replace(summit, meetings=(replace(summit.meetings[0], venues=("W",)), *summit.meetings[1:]))
    assert broken(elsewhere, here, then, again) == [
        Broken("transfer_time", ("a",), ("m", "n"), (610, 610)),
        Broken("transfer_time", ("a",), ("m", "o"), (610, 620)),
        Broken("transfer_time", ("b",), ("m", "o"), (610, 620)),
    ]


MARGINS = replace(builders.PLAIN, arrival_margin_min=30, departure_margin_min=20, step_min=1)


@pytest.mark.parametrize(
    ("arrival", "departure", "there"),
    [
        (570, None, True),
        (571, None, False),
        (None, 650, True),
        (None, 649, False),
        (570, 650, True),
        (None, None, True),
        (640, None, False),
        (None, 500, False),
    ],
)
def test_a_meeting_lies_between_arrival_and_departure_with_their_margins(
    arrival: int | None, departure: int | None, there: bool
) -> None:
    stay = Presence(person="a", arrival=arrival, departure=departure)
    summit = builders.summit(meetings=TWO[:1], presences=(stay,), settings=MARGINS)
    assert broken(summit, assign()) == ([] if there else [Broken("presence", ("a",), ("m",), (600, 630))])


def test_a_meeting_lies_within_one_stay_not_across_two() -> None:
    stays = (Presence(person="a", departure=615), Presence(person="a", arrival=615))
    summit = builders.summit(meetings=TWO[:1], presences=stays)
    assert broken(summit, assign()) == [Broken("presence", ("a",), ("m",), (600, 630))]
    assert broken(summit, assign(start=615)) == []
    assert broken(summit, assign(start=585)) == []


def test_presence_binds_interpreters_and_is_said_in_words() -> None:
    interpreter = Person(id="i", name="Ida", role=Role.INTERPRETER)
    summit = builders.summit(
        meetings=TWO[:1],
        people=(*(builders.principal(code) for code in "ABC"), interpreter),
        presences=(Presence(person="i", arrival=720),),
    )
    assert messages(summit, assign(interpreters=("i",))) == [
        "Ida is in A-B 10:00-10:30 on 1 June, but can only be met from 12:00 on 1 June to 00:00 on 2 June"
    ]


def test_a_session_outside_a_stay_is_a_fact() -> None:
    summit = builders.summit(sessions=(session(600, 660, "A"),), presences=(Presence(person="a", arrival=720),))
    assert broken(summit) == []
