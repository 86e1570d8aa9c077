"""Boards: windows of whole hours, lanes for what overlaps, marks by the wall clock."""

from datetime import date

import pytest

from summitry.publish.board import form_marks
from summitry.publish.layout import DayBoard, day_boards, short_text
from summitry.publish.view import programme_for
from summitry.summit import Assignment, Clock, Day, Interval, Plan, Summit
from tests.builders import meeting, summit
from tests.publish.sample import assigned, session


def boards(facts: Summit, *assignments: Assignment) -> tuple[DayBoard, ...]:
    return day_boards(programme_for(facts, Plan(summit="test", assignments=assignments), None))


TWO = summit(meetings=(meeting("m1"), meeting("m2", "A", "C"), meeting("m3", "A", "C")))


def test_empty_day_shows_its_opening_hours() -> None:
    (board,) = boards(summit())
    assert board.window == Interval(540, 1080)
    assert [(mark.left_min, mark.text) for mark in board.marks][:2] == [(0, "09:00"), (60, "10:00")]


def test_window_reaches_out_to_what_lies_beyond_the_opening_hours() -> None:
    (board,) = boards(TWO, assigned("m1", 475), assigned("m2", 1100))
    assert board.window == Interval(420, 1140)


def test_overlapping_engagements_take_lanes_and_touching_ones_share() -> None:
    (board,) = boards(TWO, assigned("m1", 600), assigned("m2", 615), assigned("m3", 630))
    row = board.delegation_rows[0]
    assert (row.key, row.num_lanes) == ("A", 2)
    assert sorted((b.engagement.id, b.lane, b.left_min, b.width_min) for b in row.blocks) == [
        ("m1", 0, 60, 30),
        ("m2", 1, 75, 30),
        ("m3", 0, 90, 30),
    ]


def test_text_may_run_over_only_where_the_row_is_free() -> None:
    (board,) = boards(TWO, assigned("m1", 600, form="standing"), assigned("m2", 610, form="standing"))
    blocks = {b.engagement.id: b.has_room_after for b in board.delegation_rows[0].blocks}
    assert blocks == {"m1": False, "m2": True}


def test_each_row_holds_its_own() -> None:
    facts = summit(meetings=(meeting("m1"),), sessions=(session("s", 700, 760, participants=("B",)),))
    (board,) = boards(facts, assigned("m1", 600))
    rows = {row.key: sorted(b.engagement.id for b in row.blocks) for row in (*board.delegation_rows, *board.room_rows)}
    assert rows == {"A": ["m1"], "B": ["m1", "s"], "C": [], "R": ["m1"]}
    assert [b.engagement.id for b in board.programme_row.blocks] == ["s"]


def test_engagement_after_midnight_belongs_to_the_day_that_is_still_open() -> None:
    days = (
        Day(date=date(2026, 6, 1), opens=540, closes=1440 + 60),
        Day(date=date(2026, 6, 2), opens=1440 + 540, closes=1440 + 600),
    )
    first, second = boards(summit(days=days, meetings=(meeting("m1"),)), assigned("m1", 1440 + 15))
    assert ([e.id for e in first.engagements], list(second.engagements)) == (["m1"], [])
    assert first.window.end == 1500


@pytest.mark.parametrize(("start", "day_idx"), [(-10_000_000, 0), (10_000_000, 1)])
def test_engagement_outside_all_days_is_listed_but_stretches_no_board(start: int, day_idx: int) -> None:
    days = tuple(Day(date=date(2026, 6, 1 + i), opens=i * 1440 + 540, closes=i * 1440 + 1080) for i in (0, 1))
    found = boards(summit(days=days, meetings=(meeting("m1"),)), assigned("m1", start))
    assert [e.id for e in found[day_idx].engagements] == ["m1"]
    assert [board.window.length for board in found] == [540, 540]


def test_marks_follow_the_wall_clock_over_a_clock_change() -> None:
    facts = summit(
        clock=Clock("Europe/Vienna", date(2026, 10, 25)), days=(Day(date=date(2026, 10, 25), opens=0, closes=360),)
    )
    (board,) = boards(facts)
    assert [mark.text for mark in board.marks] == ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00"]


@pytest.mark.parametrize(
    ("forms", "marks"),
    [
        (("sit-down", "lunch"), ["S", "L"]),
        (("sit-down", "short", "standing"), ["Si", "Sh", "St"]),
        (("sit", "sit-down"), ["Sit", "Sit-"]),
        (("공식 회담", "약식"), ["공", "약"]),
        ((), []),
    ],
)
def test_form_marks_are_the_fewest_letters_that_tell_forms_apart(forms: tuple[str, ...], marks: list[str]) -> None:
    assert list(form_marks(forms).values()) == marks


@pytest.mark.parametrize(
    ("parties", "title", "expected"),
    [
        (("A", "B"), "Long title", "A B"),
        (("A", "B", "C"), "AP4", "AP4"),
        (("A", "B", "C"), "A long title", "A +2"),
        (("A", "B", "C"), "", "A +2"),
    ],
)
def test_small_block_says_who_meets(parties: tuple[str, ...], title: str, expected: str) -> None:
    facts = summit(meetings=(meeting("m", *parties, title=title),))
    plan = Plan(summit="test", assignments=(assigned("m", 600),))
    assert short_text(programme_for(facts, plan, None).engagements[0]) == expected


def test_sessions_lie_behind_meetings_and_take_no_lane_but_in_their_own_row() -> None:
    talks = (session("s1", 600, 700, participants=("A",)), session("s2", 650, 720, participants=("A",)))
    (board,) = boards(summit(meetings=(meeting("m1"),), sessions=talks), assigned("m1", 660))
    row = board.delegation_rows[0]
    assert (row.num_lanes, board.programme_row.num_lanes) == (1, 2)
    assert [(b.engagement.id, b.is_shade) for b in row.blocks] == [("s1", True), ("s2", True), ("m1", False)]
