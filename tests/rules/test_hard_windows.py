"""When a meeting may take place: `allowed_time` and `day_bounds`."""

from dataclasses import replace
from datetime import date

import pytest

from summitry.summit import ClosedWindow, Day, Interval, Person, Role
from tests import builders
from tests.rules.cases import POSITIONS, Broken, assign, broken, messages, session

FINE = replace(builders.PLAIN, step_min=1)


@pytest.mark.parametrize(
    ("allowed", "within"),
    [
        ((), True),
        (((600, 630),), True),
        (((540, 700),), True),
        (((601, 700),), False),
        (((540, 629),), False),
        (((540, 615), (615, 700)), True),
        (((540, 616), (610, 700)), True),
        (((540, 615), (616, 700)), False),
        (((700, 800), (590, 640)), True),
    ],
)
def test_a_meeting_lies_within_one_allowed_window(allowed: tuple[tuple[int, int], ...], within: bool) -> None:
    meeting = builders.meeting("m", allowed=tuple(Interval(*window) for window in allowed))
    summit = builders.summit(meetings=(meeting,))
    assert broken(summit, assign()) == ([] if within else [Broken("allowed_time", (), ("m",), (600, 630))])
    if not within:
        assert messages(summit, assign()) == ["A-B 10:00-10:30 on 1 June is outside the times allowed for it"]


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("subject", ["A", "b", "i"])
def test_a_meeting_overlaps_no_closed_window_of_those_in_it(position: str, subject: str) -> None:
    start, end, shared = POSITIONS[position]
    summit = builders.summit(
        meetings=(builders.meeting("m"),),
        people=(
            *(builders.principal(code) for code in "ABC"),
            Person(id="i", name="Ida", role=Role.INTERPRETER),
        ),
        closed=(ClosedWindow(subject=subject, start=start, end=end),),
    )
    expected = [] if shared is None else [Broken("allowed_time", (subject,), ("m",), shared)]
    assert broken(summit, assign(interpreters=("i",))) == expected


@pytest.mark.parametrize("subject", ["C", "c", "i"])
def test_a_closed_window_of_somebody_else_is_no_matter(subject: str) -> None:
    interpreter = Person(id="i", name="Ida", role=Role.INTERPRETER)
    summit = builders.summit(
        meetings=(builders.meeting("m"),),
        people=(*(builders.principal(code) for code in "ABC"), interpreter),
        closed=(ClosedWindow(subject=subject, start=540, end=700),),
    )
    assert broken(summit, assign()) == []


def test_a_closed_window_of_a_delegation_that_only_lends_the_chair_binds_nobody() -> None:
    closed = (ClosedWindow(subject="C", start=540, end=700),)
    summit = builders.summit(meetings=(builders.meeting("m", chair="c"),), closed=closed)
    assert broken(summit, assign(attendees=("a", "b", "c"))) == []


def test_a_closed_window_does_not_touch_sessions() -> None:
    closed = (ClosedWindow(subject="A", start=540, end=700),)
    assert broken(builders.summit(sessions=(session(600, 630, "A"),), closed=closed)) == []


def test_a_closed_window_is_said_in_words() -> None:
    summit = builders.summit(
        meetings=(builders.meeting("m"),),
        closed=(ClosedWindow(subject="A", start=610, end=700), ClosedWindow(subject="b", start=590, end=605)),
    )
    assert messages(summit, assign()) == [
        "State A takes no meeting 10:10-11:40, but is in A-B 10:00-10:30 on 1 June",
        "Head B takes no meeting 09:50-10:05, but is in A-B 10:00-10:30 on 1 June",
    ]


TWO_DAYS = (
    replace(builders.DAY, opens=540, closes=720),
    Day(date=date(2026, 6, 2), opens=1440 + 600, closes=2880 + 60),
)


@pytest.mark.parametrize(
    ("start", "within"),
    [
        (539, False),
        (540, True),
        (690, True),
        (691, False),
        (1440 + 599, False),
        (1440 + 600, True),
        (2880 - 15, True),
        (2880 + 30, True),
        (2880 + 31, False),
        (-600, False),
        (9999, False),
    ],
)
def test_a_meeting_lies_within_the_opening_hours_of_one_day(start: int, within: bool) -> None:
    summit = builders.summit(meetings=(builders.meeting("m"),), days=TWO_DAYS, settings=FINE)
    expected = Broken("day_bounds", (), ("m",), (start, start + 30))
    outside = [b for b in broken(summit, assign(start=start)) if b.rule != "presence"]
    assert outside == ([] if within else [expected])


def test_a_meeting_across_two_days_lies_within_neither() -> None:
    days = (replace(builders.DAY, closes=1440), Day(date=date(2026, 6, 2), opens=1440, closes=2000))
    summit = builders.summit(meetings=(builders.meeting("m"),), days=days)
    assert messages(summit, assign(start=1425)) == [
        "A-B 23:45 on 1 June to 00:15 on 2 June is outside the opening hours of every day"
    ]


@pytest.mark.parametrize(("step_min", "start", "on_grid"), [(5, 605, True), (5, 604, False), (20, 610, False)])
def test_a_meeting_starts_on_the_grid(step_min: int, start: int, on_grid: bool) -> None:
    settings = replace(builders.PLAIN, step_min=step_min)
    summit = builders.summit(meetings=(builders.meeting("m"),), settings=settings)
    expected = Broken("day_bounds", (), ("m",), (start, start + 30))
    assert broken(summit, assign(start=start)) == ([] if on_grid else [expected])
