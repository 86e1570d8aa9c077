"""The soft levels, each figure worked out by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from summitry.rules import SOFT_LEVELS
from summitry.rules.soft import Sense
from summitry.summit import (
    Attendance,
    ComfortWeights,
    Form,
    Interval,
    Person,
    Presence,
    Priority,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Summit,
    Transfer,
    Venue,
)
from tests import builders
from tests.rules.cases import assign, parts, session, value

M, N = builders.meeting("m", "A", "B"), builders.meeting("n", "A", "C")
AT_N: dict[str, Any] = {"meeting": "n", "attendees": ("a", "c")}
NO_BUFFERS: dict[str, Any] = {"departure_buffer_min": 0, "last_before_departure_min": 0, "long_session_buffer_min": 0}


def settings(**fields: Any) -> Any:
    return replace(builders.PLAIN, **(NO_BUFFERS | fields))


def replies(*rows: tuple[str, str, Priority]) -> tuple[Reply, ...]:
    return tuple(Reply(meeting=m, delegation=d, reply=ReplyState.ACCEPTED, priority=p) for m, d, p in rows)


def test_the_levels_stand_in_order_with_their_sense() -> None:
    assert {name: level.sense for name, level in SOFT_LEVELS.items()} == {
        "value_held": Sense.MAXIMISE,
        "share_floor": Sense.MAXIMISE,
        "form_kept": Sense.MINIMISE,
        "slack_kept": Sense.MINIMISE,
        "comfort": Sense.MINIMISE,
    }
    assert list(SOFT_LEVELS) == ["value_held", "share_floor", "form_kept", "slack_kept", "comfort"]


# --- value_held ---


def test_value_is_the_parties_weights_and_the_bonus_of_what_is_placed() -> None:
    rows = replies(("m", "A", Priority.MUST), ("m", "B", Priority.LOW), ("n", "A", Priority.HIGH))
    summit = builders.summit(
        meetings=(replace(M, bonus=5), N),
        replies=(*rows, *replies(("n", "C", Priority.NORMAL))),
    )
    assert value(summit, "value_held") == 0
    assert value(summit, "value_held", assign()) == 8 + 1 + 5
    assert value(summit, "value_held", assign(), assign(**AT_N, start=700)) == 14 + 4 + 2


def test_stated_weights_count() -> None:
    weights = {Priority.MUST: 100, Priority.HIGH: 10, Priority.NORMAL: 3, Priority.LOW: 0}
    summit = builders.summit(meetings=(M,), settings=settings(priority_weight=weights))
    assert value(summit, "value_held", assign()) == 6


# --- share_floor ---


def test_shares_are_counted_in_tenths_rounded_down() -> None:
    """A holds 2 of 6 (3 tenths), B all, C nothing."""
    rows = replies(
        ("m", "A", Priority.NORMAL), ("n", "A", Priority.HIGH), ("m", "B", Priority.MUST), ("n", "C", Priority.LOW)
    )
    summit = builders.summit(meetings=(M, N), replies=rows)
    assert value(summit, "share_floor", assign()) == (2, 2, 2, 1, 1, 1, 1, 1, 1, 1)
    assert value(summit, "share_floor") == (0,) * 10
    assert value(summit, "share_floor", assign(), assign(**AT_N, start=700)) == (3,) * 10


def test_who_asked_for_nothing_of_weight_has_all_and_who_has_no_meeting_is_not_counted() -> None:
    weights = {Priority.MUST: 8, Priority.HIGH: 4, Priority.NORMAL: 2, Priority.LOW: 0}
    rows = replies(("m", "A", Priority.HIGH), ("m", "B", Priority.LOW))
    summit = builders.summit(meetings=(M,), replies=rows, settings=settings(priority_weight=weights))
    assert value(summit, "share_floor") == (1,) * 10


def test_meetings_that_are_not_to_place_do_not_count() -> None:
    rows = (*builders.accepted(M), Reply(meeting="n", delegation="A", reply=ReplyState.ACCEPTED))
    summit = builders.summit(meetings=(M, N), replies=rows)
    assert value(summit, "share_floor", assign()) == (2,) * 10


# --- form_kept ---


@pytest.mark.parametrize(
    ("form", "percents", "loss"),
    [
        ("sit-down", (0, 30, 60), 0),
        ("short", (0, 30, 60), 30),
        ("last", (0, 30, 60), 60),
        ("last", (5, 10), 10),
        ("last", (), 0),
    ],
)
def test_a_form_further_down_the_ladder_loses_its_percentage_of_value(
    form: str, percents: tuple[int, ...], loss: int
) -> None:
    meeting = replace(M, ladder=(Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10), Rung("last", 5)))
    forms = (builders.SIT_DOWN, builders.SHORT, builders.STANDING, Form(name="last", duration_min=5))
    summit = builders.summit(meetings=(meeting,), forms=forms, settings=settings(form_loss_percent=percents))
    assert value(summit, "form_kept", assign(form=form)) == 4 * loss


def test_each_seat_filled_by_a_stand_in_loses_its_percentage_of_value() -> None:
    aides = tuple(
        Person(id=f"{code}2", name="Aide", delegation=code.upper(), role=Role.STAND_IN) for code in ("a", "b")
    )
    rows = tuple(Attendance(meeting="m", person=code, stand_ins=(f"{code}2",)) for code in ("a", "b"))
    summit = builders.summit(
        people=(*(builders.principal(code) for code in "ABC"), *aides),
        meetings=(replace(M, ladder=(Rung("sit-down", 30), Rung("short", 15)), bonus=6),),
        attendances=rows,
        settings=settings(stand_in_loss_percent=40, form_loss_percent=(0, 25)),
    )
    assert value(summit, "form_kept", assign()) == 0
    assert value(summit, "form_kept", assign(attendees=("a2", "b"))) == 10 * 40
    assert value(summit, "form_kept", assign(attendees=("a2", "b2"), form="short")) == 10 * (80 + 25)


# --- slack_kept: between engagements ---


def heads(**overrun_min: int) -> tuple[Person, ...]:
    return tuple(builders.principal(code, overrun_min=overrun_min.get(code, 0)) for code in "ABC")


@pytest.mark.parametrize(("between_min", "lack"), [(10, 15), (15, 10), (25, 0), (40, 0)])
def test_after_a_meeting_its_longest_overrun_is_wanted_on_top_of_the_move(between_min: int, lack: int) -> None:
    """B overruns by 15, and A, who leaves with B, has 10 minutes to change rooms."""
    summit = builders.summit(meetings=(M, N), people=heads(A=5, B=15, C=99), settings=settings(room_change_min=10))
    assert value(summit, "slack_kept", assign(), assign(**AT_N, start=630 + between_min)) == lack


def test_a_session_after_a_meeting_is_waited_for_too() -> None:
    summit = builders.summit(
        meetings=(M,), people=heads(A=20), sessions=(session(635, 700, "A", "B"),), settings=settings()
    )
    assert value(summit, "slack_kept", assign()) == 2 * (20 - 5)


@pytest.mark.parametrize(("length_min", "lack"), [(119, 0), (120, 15 - 10)])
def test_after_a_long_session_a_buffer_is_wanted(length_min: int, lack: int) -> None:
    sessions = (session(590 - length_min, 590, "A"),)
    summit = builders.summit(meetings=(M,), sessions=sessions, settings=settings(long_session_buffer_min=15))
    assert value(summit, "slack_kept", assign()) == lack


def test_between_two_sessions_nothing_is_wanted() -> None:
    sessions = (session(540, 700, "A"), session(700, 720, "A", id="t"))
    summit = builders.summit(sessions=sessions, settings=settings(long_session_buffer_min=15))
    assert value(summit, "slack_kept") == 0


def test_where_sessions_overlap_the_one_that_ends_latest_counts() -> None:
    """The long session ends at 09:55, the short one within it at 09:30."""
    sessions = (session(400, 595, "A"), session(560, 570, "A", id="t"))
    summit = builders.summit(meetings=(M,), sessions=sessions, settings=settings(long_session_buffer_min=15))
    assert value(summit, "slack_kept", assign()) == 10


def test_nothing_is_wanted_overnight() -> None:
    days = (builders.DAY, replace(builders.DAY, date=builders.DAY.date.replace(day=2), opens=1440, closes=2500))
    summit = builders.summit(meetings=(M, N), people=heads(A=9999), days=days, settings=settings())
    assert value(summit, "slack_kept", assign(), assign(**AT_N, start=1500)) == 0


# --- slack_kept: departures ---


@pytest.mark.parametrize(("departure", "lack"), [(650, 30), (660, 20), (680, 0), (700, 0)])
def test_a_meeting_wants_a_buffer_before_each_departure(departure: int, lack: int) -> None:
    """The stay ends 20 minutes before the departure; the meeting at 10:30."""
    summit = builders.summit(
        meetings=(M,),
        presences=(Presence(person="a", departure=departure), Presence(person="b", arrival=500)),
        settings=settings(departure_margin_min=20, departure_buffer_min=30),
    )
    assert value(summit, "slack_kept", assign()) == lack


def test_every_meeting_near_a_departure_counts() -> None:
    summit = builders.summit(
        meetings=(M, N),
        presences=(Presence(person="a", departure=670),),
        settings=settings(departure_buffer_min=60),
    )
    assert value(summit, "slack_kept", assign(), assign(**AT_N, start=630)) == (60 - 40) + (60 - 10)


@pytest.mark.parametrize(
    ("sessions", "penalty"),
    [((), 10), (((640, 660),), 0), (((560, 590),), 10), (((705, 720),), 10), (((690, 720),), 0)],
)
def test_a_meeting_should_not_be_the_last_before_a_departure(sessions: Sequence[tuple[int, int]], penalty: int) -> None:
    """A session that starts within the stay, which ends at 11:40, may come after the meeting."""
    summit = builders.summit(
        meetings=(M,),
        sessions=tuple(session(start, end, "A") for start, end in sessions),
        presences=(Presence(person="a", departure=700),),
        settings=settings(last_before_departure_min=10),
    )
    assert value(summit, "slack_kept", assign()) == penalty


def test_the_last_engagement_is_that_of_the_day_of_departure_and_of_each_stay() -> None:
    days = (builders.DAY, replace(builders.DAY, date=builders.DAY.date.replace(day=2), opens=1440, closes=2500))
    summit = builders.summit(
        meetings=(M, N),
        days=days,
        presences=(Presence(person="a", departure=700), Presence(person="a", arrival=800, departure=1440 + 700)),
        settings=settings(last_before_departure_min=10),
    )
    assert value(summit, "slack_kept", assign()) == 10
    assert value(summit, "slack_kept", assign(start=900)) == 0
    assert value(summit, "slack_kept", assign(), assign(**AT_N, start=1440 + 600)) == 20


def test_a_stay_that_ends_at_midnight_ends_on_the_day_before() -> None:
    days = (builders.DAY, replace(builders.DAY, date=builders.DAY.date.replace(day=2), opens=1440, closes=2500))
    summit = builders.summit(
        meetings=(M,),
        days=days,
        presences=(Presence(person="a", departure=1440),),
        settings=settings(last_before_departure_min=10),
    )
    assert value(summit, "slack_kept", assign()) == 10


def test_interpreters_are_left_out_of_slack_and_comfort() -> None:
    ida = Person(id="i", name="Ida", role=Role.INTERPRETER)
    summit = builders.summit(
        meetings=(M,),
        people=(*heads(A=30), ida),
        sessions=(session(560, 590, "i"), session(640, 650, "i", id="t")),
        presences=(Presence(person="i", departure=660),),
        settings=replace(builders.PLAIN, departure_buffer_min=90),
    )
    placed = assign(interpreters=("i",))
    assert value(summit, "slack_kept", placed) == 0
    assert parts(summit, placed) == {}


# --- comfort ---


TWO_VENUES: dict[str, Any] = {
    "venues": (Venue(id="V", name="Venue"), Venue(id="W", name="Castle")),
    "rooms": (
        Room(id="R", name="Room", venue="V", seats=10),
        Room(id="Q", name="Hall", venue="V", seats=10),
        Room(id="X", name="Salon", venue="W", seats=10),
    ),
    "transfers": (Transfer(origin="V", destination="W", minutes=20),),
}


def comfort_summit(**fields: Any) -> Summit:
    sound: dict[str, Any] = {"meetings": (M, N), "settings": settings(room_change_min=5)}
    return builders.summit(**(TWO_VENUES | sound | fields))


@pytest.mark.parametrize(
    ("start", "room", "expected"),
    [
        (635, "R", {"idle_minute": 5}),
        (636, "R", {"idle_minute": 6, "break_": 1}),
        (635, "Q", {"idle_minute": 5, "room_change": 1}),
        (650, "X", {"idle_minute": 20, "venue_change": 1}),
        (651, "X", {"idle_minute": 21, "venue_change": 1, "break_": 1}),
    ],
)
def test_the_parts_of_comfort_between_two_meetings(start: int, room: str, expected: dict[str, int]) -> None:
    assert parts(comfort_summit(), assign(), assign(**AT_N, start=start, room=room)) == expected


def test_a_room_change_takes_two_meetings() -> None:
    summit = comfort_summit(sessions=(session(570, 595, "A", room="Q"),))
    assert parts(summit, assign()) == {"idle_minute": 5}


def test_from_a_room_to_a_standing_talk_is_a_room_change() -> None:
    summit = comfort_summit(meetings=(M, replace(N, ladder=(Rung("standing", 10),))))
    standing = assign(**AT_N, start=635, form="standing", room=None)
    assert parts(summit, assign(), standing) == {"idle_minute": 5, "room_change": 1}


def test_sessions_count_as_meetings_do() -> None:
    """A has 55 minutes between two sessions; the meeting takes 30 and leaves the 5 and 20 that the ways need."""
    sessions = (session(540, 595, "A"), session(650, 700, "A", id="t", venue="W"))
    summit = comfort_summit(sessions=sessions)
    assert parts(summit) == {"break_": 1, "idle_minute": 55, "venue_change": 1}
    assert parts(summit, assign()) == {"idle_minute": 25, "venue_change": 1}


def test_where_sessions_overlap_time_and_place_are_those_of_the_one_that_ends_latest() -> None:
    sessions = (session(500, 595, "A"), session(510, 520, "A", id="t", venue="W"))
    summit = comfort_summit(sessions=sessions)
    # From the first session to the second in the other venue, and from the first again to the meeting.
    assert parts(summit, assign()) == {"idle_minute": 5, "venue_change": 1}


def test_of_sessions_that_end_together_the_last_in_order_counts() -> None:
    sessions = (session(500, 595, "A", venue="W"), session(510, 595, "A", id="t"))
    assert parts(comfort_summit(sessions=sessions), assign()) == {"idle_minute": 5, "venue_change": 1}


def test_a_night_is_no_break() -> None:
    days = (builders.DAY, replace(builders.DAY, date=builders.DAY.date.replace(day=2), opens=1440, closes=2500))
    summit = comfort_summit(days=days)
    assert parts(summit, assign(), assign(**AT_N, start=1440 + 600, room="X")) == {}


@pytest.mark.parametrize(
    ("preferred", "off"),
    [
        ((), 0),
        (((600, 630),), 0),
        (((601, 700),), 1),
        (((540, 610), (610, 640)), 0),
        (((540, 610), (620, 640)), 1),
    ],
)
def test_a_meeting_outside_the_preferred_windows_counts_once_a_party(
    preferred: tuple[tuple[int, int], ...], off: int
) -> None:
    windows = tuple(Interval(*window) for window in preferred)
    summit = comfort_summit(meetings=(M,), replies=builders.accepted(M, preferred=windows))
    assert parts(summit, assign()) == ({"off_preference": 2} if off else {})
    assert parts(summit) == {}


def test_comfort_is_the_weighted_sum_of_its_parts() -> None:
    weights = ComfortWeights(break_=1000, idle_minute=1, venue_change=100000, room_change=7, off_preference=10**7)
    summit = comfort_summit(
        settings=settings(room_change_min=5, comfort=weights),
        replies=builders.accepted(M, N, preferred=(Interval(600, 630),)),
    )
    placed = assign(), assign(**AT_N, start=651, room="X")
    assert value(summit, "comfort", *placed) == 1000 + 21 + 100000 + 2 * 10**7
