from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from summitry.summit import Assignment, Clock, Day, Plan, Room, Rung
from summitry.summit.changes import (
    Added,
    Change,
    Dropped,
    FormChanged,
    Moved,
    PeopleChanged,
    RoomChanged,
    changes,
    in_words,
)
from tests.builders import meeting, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 15))
SUMMIT = summit(
    meetings=(meeting("A-B", ladder=LADDER),),
    rooms=(Room(id="R", name="Blue room", venue="V", seats=10), Room(id="S", name="Red room", venue="V", seats=10)),
)
FIRST = Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b"))


def plan(*assignments: Assignment) -> Plan:
    return Plan(summit="test", assignments=assignments)


def test_equal_plans_have_no_changes() -> None:
    assert changes(plan(FIRST), plan(FIRST)) == ()


def test_pinning_is_no_change() -> None:
    assert changes(plan(FIRST), plan(replace(FIRST, pinned=True))) == ()


@pytest.mark.parametrize(
    ("after", "expected", "words"),
    [
        ({"start": 630}, Moved(meeting="A-B", before=600, after=630), "A-B moved from 1 June 10:00 to 10:30"),
        (
            {"start": 2040},
            Moved(meeting="A-B", before=600, after=2040),
            "A-B moved from 1 June 10:00 to 2 June 10:00",
        ),
        (
            {"form": "short"},
            FormChanged(meeting="A-B", before="sit-down", after="short"),
            "A-B shortened from sit-down (30 min) to short (15 min)",
        ),
        (
            {"form": "banquet"},
            FormChanged(meeting="A-B", before="sit-down", after="banquet"),
            "A-B changed from sit-down to banquet",
        ),
        ({"room": "S"}, RoomChanged(meeting="A-B", before="R", after="S"), "A-B now in Red room"),
        ({"room": "X"}, RoomChanged(meeting="A-B", before="R", after="X"), "A-B now in X"),
        ({"room": None}, RoomChanged(meeting="A-B", before="R", after=None), "A-B now without a room"),
        (
            {"attendees": ("a", "c"), "interpreters": ("x",)},
            PeopleChanged(meeting="A-B", come=("c", "x"), go=("b",)),
            "A-B with Head C, x and without Head B",
        ),
    ],
)
def test_one_difference_makes_one_change(after: dict[str, Any], expected: Change, words: str) -> None:
    (change,) = changes(plan(FIRST), plan(replace(FIRST, **after)))
    assert change == expected
    assert in_words(SUMMIT, change) == words


def test_a_longer_form_is_lengthened_and_one_as_long_is_changed() -> None:
    longer = FormChanged(meeting="A-B", before="short", after="sit-down")
    alike = FormChanged(meeting="A-B", before="short", after="standing")
    assert in_words(SUMMIT, longer) == "A-B lengthened from short (15 min) to sit-down (30 min)"
    assert in_words(SUMMIT, alike) == "A-B changed from short to standing"


def test_several_changes_of_one_meeting_make_one_sentence() -> None:
    found = changes(plan(FIRST), plan(replace(FIRST, start=630, room="S")))
    assert in_words(SUMMIT, *found) == "A-B moved from 1 June 10:00 to 10:30, now in Red room"


def test_added_and_dropped_say_where_and_when() -> None:
    (added,) = changes(plan(), plan(FIRST))
    (dropped,) = changes(plan(replace(FIRST, room=None)), plan())
    assert added == Added(meeting="A-B", after=FIRST)
    assert dropped == Dropped(meeting="A-B", before=replace(FIRST, room=None))
    assert in_words(SUMMIT, added) == "A-B added on 1 June 10:00 as sit-down in Blue room"
    assert in_words(SUMMIT, dropped) == "A-B dropped (was on 1 June 10:00 as sit-down)"


def test_changes_stand_in_order_of_time() -> None:
    early, late = replace(FIRST, meeting="Z", start=540), replace(FIRST, meeting="Y", start=700)
    found = changes(plan(late), plan(early, FIRST))
    assert [change.meeting for change in found] == ["Z", "A-B", "Y"]


def test_a_time_that_happens_twice_carries_its_offset() -> None:
    clock = Clock("Europe/Vienna", date(2026, 10, 25))
    there = summit(clock=clock, days=(Day(date=date(2026, 10, 25), opens=60, closes=600),), meetings=())
    change = Moved(meeting="A-B", before=150, after=210)
    assert in_words(there, change) == "A-B moved from 25 October 02:30+02:00 to 02:30+01:00"
