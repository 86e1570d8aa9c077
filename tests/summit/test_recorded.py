from typing import Any

import pytest

from summitry.summit import Assignment, Plan, Recorded, Unplaced
from summitry.summit.recorded import Compared, compare_with_record
from tests.builders import meeting, summit

PLACED = Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b"))
UNPLACED = Unplaced(meeting="A-C")
PLAN = Plan(summit="test", assignments=(PLACED,), unplaced=(UNPLACED,))


def compared(**fields: Any) -> tuple[Compared, ...]:
    row = Recorded(**fields)
    there = summit(meetings=(meeting("A-B"), meeting("A-C", "A", "C"), meeting("B-C", "B", "C")), recorded=(row,))
    return compare_with_record(there, PLAN)


@pytest.mark.parametrize(
    ("day", "start", "is_same_day", "difference_min"),
    [
        ("2026-06-01", 585, True, 15),
        ("2026-06-01", 630, True, -30),
        ("2026-06-02", 2040, False, -1440),
        ("2026-06-01/2026-06-02", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_placed_meeting_is_compared_by_day_and_minute(
    day: str, start: int | None, is_same_day: bool | None, difference_min: int | None
) -> None:
    (found,) = compared(meeting="A-B", day=day, start=start)
    assert (found.assignment, found.is_same_day, found.difference_min) == (PLACED, is_same_day, difference_min)


def test_a_recorded_meeting_that_is_not_placed_carries_the_reasons_of_the_plan() -> None:
    (found,) = compared(meeting="A-C", day="2026-06-01", start=600)
    assert (found.assignment, found.unplaced) == (None, UNPLACED)


def test_a_meeting_the_plan_does_not_know_of_has_neither_place_nor_reason() -> None:
    (found,) = compared(meeting="B-C", day="2026-06-01")
    assert (found.is_to_place, found.assignment, found.unplaced) == (True, None, None)


def test_a_meeting_that_is_not_agreed_is_not_to_be_placed() -> None:
    there = summit(meetings=(meeting("A-B"),), replies=(), recorded=(Recorded(meeting="A-B"),))
    (found,) = compare_with_record(there, Plan(summit="test"))
    (pending,) = compare_with_record(there, Plan(summit="test", include_pending=True))
    assert (found.is_to_place, pending.is_to_place) == (False, True)


def test_what_is_only_recorded_is_left_out() -> None:
    assert compared(parties=("A", "B"), kind="pull-aside", day="2026-06-01") == ()
