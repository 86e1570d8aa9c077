"""What a day asks of a person: `daily_load` and `fairness_cap`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from summitry.summit import Day, Form, Interval, Limit, Person, Role, Session, Summit
from tests import builders
from tests.rules.cases import Broken, assign, broken, messages, session

FINE = replace(builders.PLAIN, step_min=1)
DAYS = (builders.DAY, Day(date=date(2026, 6, 2), opens=1440 + 540, closes=1440 + 1080))


def summit(num_meetings: int, limit: Limit, *sessions: Session, **fields: Any) -> Summit:
    meetings = tuple(builders.meeting(f"m{idx}") for idx in range(num_meetings))
    sound: dict[str, Any] = {"days": DAYS, "settings": FINE, "meetings": meetings}
    return builders.summit(limits=(limit,), sessions=sessions, **(sound | fields))


@pytest.mark.parametrize(("most", "kept"), [(2, True), (1, False)])
def test_meetings_a_day_are_limited(most: int, kept: bool) -> None:
    case = summit(3, Limit(person="a", meetings_a_day=most), session(540, 560, "A"))
    placed = assign("m0"), assign("m1", 800), assign("m2", 1440 + 600)
    expected = Broken("daily_load", ("a",), ("m0", "m1"), (600, 830))
    assert broken(case, *placed) == ([] if kept else [expected])
    if not kept:
        assert messages(case, *placed) == ["Head A has 2 meetings on one day, 10:00-13:50 on 1 June; the limit is 1"]


@pytest.mark.parametrize(("second_start", "kept"), [(630, False), (639, False), (640, True)])
def test_meetings_in_a_row_are_limited_and_a_rest_ends_the_run(second_start: int, kept: bool) -> None:
    case = summit(2, Limit(person="b", meetings_in_a_row=1, rest_min=10))
    expected = Broken("daily_load", ("b",), ("m0", "m1"), (600, second_start + 30))
    assert broken(case, assign("m0"), assign("m1", second_start)) == ([] if kept else [expected])


def test_a_session_joins_a_run_without_being_a_meeting() -> None:
    limit = Limit(person="a", meetings_in_a_row=1, rest_min=10)
    placed = assign("m0"), assign("m1", 660)
    assert broken(summit(2, limit), *placed) == []
    joined = summit(2, limit, session(635, 655, "A"))
    assert broken(joined, *placed) == [Broken("daily_load", ("a",), ("m0", "m1"), (600, 690))]
    assert broken(summit(1, limit, session(550, 595, "A"), session(635, 655, "A", id="t")), assign("m0")) == []


def test_in_a_run_the_latest_end_so_far_counts_where_sessions_overlap() -> None:
    limit = Limit(person="a", meetings_in_a_row=1, rest_min=10)
    long, short = session(635, 655, "A"), session(636, 640, "A", id="t")
    assert [b.rule for b in broken(summit(2, limit, long, short), assign("m0"), assign("m1", 660))] == ["daily_load"]


def test_interpreting_is_not_attending() -> None:
    ida = Person(id="i", name="Ida", role=Role.INTERPRETER)
    people = (*(builders.principal(code) for code in "ABC"), ida)
    case = summit(2, Limit(person="i", meetings_a_day=0), people=people)
    assert broken(case, assign("m0", interpreters=("i",)), assign("m1", 800)) == []


NOON = Limit(person="a", meal=Interval(720, 780), meal_min=30)


@pytest.mark.parametrize(
    ("starts", "sessions", "kept"),
    [
        ((720,), (), True),
        ((750,), (), True),
        ((735,), (), False),
        ((730,), (), False),
        ((690, 780), ((720, 780),), True),  # sessions alone fill the window
        ((720,), ((751, 800),), False),
        ((720,), ((780, 800),), True),
        ((700, 760), (), True),
        ((701, 760), (), False),
        ((700, 759), (), False),
    ],
)
def test_a_meal_takes_one_free_stretch_of_its_window(
    starts: Sequence[int], sessions: Sequence[tuple[int, int]], kept: bool
) -> None:
    case = summit(len(starts), NOON, *(session(start, end, "A") for start, end in sessions))
    placed = [assign(f"m{idx}", start) for idx, start in enumerate(starts)]
    what = sorted([(start, f"m{idx}") for idx, start in enumerate(starts)] + [(start, "s") for start, _ in sessions])
    expected = Broken("daily_load", ("a",), tuple(id_ for _, id_ in what), (720, 780))
    assert broken(case, *placed) == ([] if kept else [expected])


def test_a_missed_meal_is_said_in_words() -> None:
    assert messages(summit(1, NOON), assign("m0", 735)) == ["Head A has no 30 min to eat within 12:00-13:00 on 1 June"]


@pytest.mark.parametrize(("kind", "kept"), [("lunch", True), ("dinner", True), ("breakfast", True), ("plenary", False)])
def test_a_session_that_is_a_meal_feeds(kind: str, kept: bool) -> None:
    case = summit(1, NOON, session(760, 800, "A", kind=kind))
    assert broken(case, assign("m0", 725)) == ([] if kept else [Broken("daily_load", ("a",), ("m0", "s"), (720, 780))])


def test_a_meeting_whose_form_is_a_meal_feeds() -> None:
    forms = (Form(name="sit-down", duration_min=30, meal=True),)
    assert broken(summit(1, NOON, forms=forms), assign("m0", 735)) == []


def test_the_meal_window_is_on_every_day() -> None:
    found = broken(summit(1, NOON), assign("m0", 1440 + 735))
    assert found == [Broken("daily_load", ("a",), ("m0",), (1440 + 720, 1440 + 780))]


CLASS = "heads"


def fair(cap: int, *sessions: Session, classes: str = "ABC") -> Summit:
    codes = "ABC"
    return builders.summit(
        people=tuple(builders.principal(code, fairness_class=CLASS if code in classes else "") for code in codes),
        settings=replace(FINE, fairness_cap={CLASS: cap}, room_change_min=10),
        meetings=(builders.meeting("m"), builders.meeting("n", "A", "C"), builders.meeting("o", "B", "C")),
        sessions=sessions,
    )


@pytest.mark.parametrize(("start", "breaks"), [(640, 0), (641, 1)])
@pytest.mark.parametrize("cap", [0, 1])
def test_numbers_of_breaks_differ_by_at_most_the_cap(start: int, breaks: int, cap: int) -> None:
    """A has a break between m and n once there is more time than the move takes; B and C have none."""
    placed = assign(), assign("n", start, attendees=("a", "c"))
    pairs = (("a", "b"), ("a", "c")) if breaks > cap else ()
    assert broken(fair(cap), *placed) == [Broken("fairness_cap", pair, (), None) for pair in pairs]


def test_an_uneven_pair_is_said_in_words() -> None:
    assert messages(fair(0, classes="AB"), assign(), assign("n", 700, attendees=("a", "c"))) == [
        "Head A has 1 break and Head B has 0 breaks; the numbers may differ by 0 at most"
    ]


def test_sessions_alone_break_no_cap_but_count_once_a_meeting_is_placed() -> None:
    sessions = session(540, 560, "C"), session(600, 620, "C", id="t")
    assert broken(fair(0, *sessions, classes="BC")) == []
    placed = assign("m", 700)
    assert broken(fair(0, *sessions, classes="BC"), placed) == [Broken("fairness_cap", ("b", "c"), (), None)]
    assert broken(fair(0, *sessions, classes="C"), placed) == []
