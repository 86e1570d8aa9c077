"""Corners that random summits seldom reach, each against brute force."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from summitry.summit import (
    Attendance,
    Clock,
    ComfortWeights,
    Day,
    Person,
    Presence,
    Role,
    Room,
    Rung,
    Session,
    Transfer,
    Venue,
)
from tests.agreement.agreeing import assert_agrees
from tests.builders import PLAIN, delegation, meeting, principal, summit

GRID = replace(PLAIN, step_min=30, departure_buffer_min=0, last_before_departure_min=0, long_session_buffer_min=0)
TWO_VENUES = {
    "venues": (Venue(id="V", name="Venue"), Venue(id="W", name="Other venue")),
    "rooms": (Room(id="R", name="Room", venue="V", seats=10), Room(id="Q", name="Far room", venue="W", seats=10)),
}
AIDE = Person(id="a2", name="Aide", delegation="A", role=Role.STAND_IN)
PEOPLE = tuple(principal(code) for code in "ABC")


def hours(opens: int, closes: int) -> tuple[Day, ...]:
    return (Day(date=date(2026, 6, 1), opens=opens, closes=closes),)


def session(id_: str, start: int, end: int, *who: str, venue: str = "V", **fields: Any) -> Session:
    return Session(id=id_, title=id_, start=start, end=end, venue=venue, participants=who, **fields)


def way(minutes: int) -> tuple[Transfer, ...]:
    return (Transfer(origin="V", destination="W", minutes=minutes),)


def stand_in(meeting_id: str = "m") -> tuple[Attendance, ...]:
    return (Attendance(meeting=meeting_id, person="a", stand_ins=("a2",)),)


def test_those_who_meet_at_once_need_not_wait_for_each_other() -> None:
    # B and C come from sessions that end ten minutes apart, into one meeting with A.
    assert_agrees(
        summit(
            meetings=(meeting("m", "A", "B", "C"),),
            sessions=(session("s", 540, 570, "B"), session("t", 540, 580, "C")),
            days=hours(540, 640),
            settings=replace(GRID, step_min=10),
        )
    )


def test_a_stand_in_who_has_no_time_between_sessions_is_just_not_taken() -> None:
    there = summit(
        meetings=(meeting("m"),),
        people=(*PEOPLE, AIDE),
        attendances=stand_in(),
        sessions=(session("s", 540, 600, "a2"), session("t", 605, 660, "a2")),
        days=hours(540, 660),
        settings=replace(GRID, room_change_min=15),
    )
    assert_agrees(there)


def test_ids_may_hold_commas() -> None:
    there = summit(
        meetings=(meeting("m,1", "A", "B"), meeting("m,2", "C", "D")),
        delegations=tuple(delegation(code) for code in "ABCD"),
        people=tuple(principal(code) for code in "ABCD"),
        rooms=(Room(id="Hall, east", name="Hall", venue="V", seats=10),),
        days=hours(540, 600),
        settings=GRID,
    )
    assert_agrees(there)


def languages(**by_code: tuple[str, ...]) -> dict[str, Any]:
    codes = ("A", "B", "C")
    return {"delegations": tuple(delegation(code, languages=by_code.get(code, ())) for code in codes)}


def test_an_interpreter_of_a_delegation_works_in_its_languages() -> None:
    helper = Person(id="i", name="Interpreter", delegation="C", role=Role.INTERPRETER)
    there = summit(
        meetings=(meeting("m"),),
        people=(*PEOPLE, helper),
        days=hours(540, 600),
        settings=GRID,
        **languages(A=("en",), B=("ko",), C=("en", "ko")),
    )
    result = assert_agrees(there)
    assert result.plan is not None
    assert [a.interpreters for a in result.plan.assignments] == [("i",)]


def test_an_interpreter_who_might_stand_in_interprets_while_not_needed_for_that() -> None:
    helper = Person(id="i", name="Interpreter", delegation="A", role=Role.INTERPRETER, languages=("en", "ko"))
    there = summit(
        meetings=(meeting("m", "A", "B"),),
        people=(*PEOPLE, helper),
        attendances=(Attendance(meeting="m", person="a", stand_ins=("i",)),),
        days=hours(540, 600),
        settings=replace(GRID, stand_in_loss_percent=50),
        **languages(A=("en",), B=("ko",)),
    )
    result = assert_agrees(there)
    assert result.plan is not None
    assert [(a.attendees, a.interpreters) for a in result.plan.assignments] == [(("b", "a"), ("i",))]


NESTED = (
    session("long", 540, 660, "A", venue="V"),
    session("inner", 570, 600, "A", venue="W"),
    session("late", 720, 750, "A", venue="V"),
)


@pytest.mark.parametrize("venues", [("V",), ("W",), ()])
def test_a_session_within_another_changes_the_venue_once(venues: tuple[str, ...]) -> None:
    there = summit(
        meetings=(meeting("m", venues=venues), meeting("n", "A", "C", venues=venues)),
        sessions=NESTED,
        days=hours(600, 810),
        settings=GRID,
        transfers=way(0),
        **TWO_VENUES,
    )
    assert_agrees(there)


def test_the_buffer_after_a_long_session_counts_from_the_one_that_ends_last() -> None:
    there = summit(
        meetings=(meeting("m"), meeting("n", "A", "C")),
        sessions=NESTED,
        days=hours(660, 780),
        settings=replace(GRID, long_session_min=120, long_session_buffer_min=40),
        transfers=way(0),
        **TWO_VENUES,
    )
    assert_agrees(there)


def test_a_buffer_is_wanted_before_the_next_session_only() -> None:
    # The second session is too far off to leave a buffer before it, but the first comes before.
    there = summit(
        meetings=(meeting("m", venues=("V",)),),
        people=(principal("A", overrun_min=15), principal("B"), principal("C")),
        sessions=(session("s", 590, 600, "A"), session("t", 600, 660, "A", venue="W")),
        days=hours(540, 570),
        settings=GRID,
        transfers=way(30),
        **TWO_VENUES,
    )
    result = assert_agrees(there)
    assert result.certificate is not None
    assert result.certificate.values["slack_kept"] == 0


def nights(*, opens: int = 0, closes: int = 24 * 60) -> dict[str, Any]:
    """Two days between which there is no night, open around midnight only."""
    first, second = date(2026, 6, 1), date(2026, 6, 2)
    midnight = 24 * 60
    return {
        "clock": Clock("Europe/Vienna", first),
        "days": (
            Day(date=first, opens=midnight - 60, closes=closes),
            Day(date=second, opens=midnight + opens, closes=midnight + opens + 60),
        ),
    }


@pytest.mark.parametrize("overrun_min", [0, 45])
@pytest.mark.parametrize(
    "sessions",
    [
        (),
        (session("s", 1410, 1440, "A"),),
        (session("s", 1440, 1470, "A"),),
        (session("s", 1380, 1410, "A"), session("t", 1440, 1470, "A", venue="V")),
    ],
)
def test_midnight_parts_what_is_consecutive(sessions: tuple[Session, ...], overrun_min: int) -> None:
    there = summit(
        meetings=(meeting("m"), meeting("n", "A", "C")),
        people=(principal("A", overrun_min=overrun_min), principal("B"), principal("C")),
        sessions=sessions,
        settings=replace(GRID, long_session_min=30, long_session_buffer_min=20),
        **nights(),
    )
    assert_agrees(there)


def test_a_departure_after_the_summit_makes_no_last_engagement() -> None:
    there = summit(
        meetings=(meeting("m"),),
        presences=(Presence(person="a", departure=24 * 60 + 120),),
        days=hours(540, 600),
        settings=replace(GRID, last_before_departure_min=10),
    )
    assert_agrees(there)


def test_a_meeting_left_out_that_has_only_lossy_forms_is_no_trouble_later() -> None:
    ladder = (Rung("sit-down", 60), Rung("short", 30))
    there = summit(
        meetings=(meeting("m", ladder=(Rung("sit-down", 30),)), meeting("n", ladder=ladder)),
        days=hours(540, 570),
        settings=replace(GRID, form_loss_percent=(0, 30)),
        sessions=(session("s", 600, 630, "A", "B"),),
    )
    assert_agrees(replace(there, meetings=(replace(there.meetings[0], bonus=9), there.meetings[1])))


def test_the_programme_alone_may_be_uneven_as_long_as_nobody_of_the_class_meets() -> None:
    sessions = tuple(session(f"s{minute}", minute, minute + 10, "A") for minute in range(540, 660, 30))
    people = (*(principal(code, fairness_class="heads") for code in "AB"), principal("C"), principal("D"))
    codes = {"delegations": tuple(delegation(code) for code in "ABCD")}
    there = summit(
        meetings=(meeting("m", "C", "D"), meeting("n", "B", "C")),
        people=people,
        sessions=sessions,
        days=hours(540, 630),
        settings=replace(GRID, fairness_cap={"heads": 1}),
        **codes,
    )
    result = assert_agrees(there)
    assert result.plan is not None
    assert [a.meeting for a in result.plan.assignments] == ["m"]


@pytest.mark.parametrize("cap", [None, 0, 1])
@pytest.mark.parametrize("venue", ["V", "W"])
@pytest.mark.parametrize("starts", [(600, 600), (600, 610), (605, 630)])
def test_a_meeting_before_sessions_near_each_other_touches_the_first(
    starts: tuple[int, int], venue: str, cap: int | None
) -> None:
    first, second = starts
    people = tuple(principal(code, fairness_class="heads") for code in "AB")
    there = summit(
        meetings=(meeting("m", venues=("V",)), meeting("n", venues=("V",))),
        people=(*people, principal("C")),
        sessions=(session("s", first, first + 5, "A"), session("t", second, 660, "A", venue=venue)),
        days=hours(540, 720),
        settings=replace(GRID, fairness_cap={} if cap is None else {"heads": cap}),
        transfers=way(30),
        **TWO_VENUES,
    )
    assert_agrees(there)


@pytest.mark.parametrize("room_change_min", [15, 45])
def test_a_change_of_room_may_take_longer_than_the_way_to_another_venue(room_change_min: int) -> None:
    there = summit(
        meetings=(meeting("m"),),
        sessions=(session("s", 540, 570, "A"), session("t", 630, 660, "A")),
        days=hours(570, 630),
        settings=replace(GRID, step_min=15, room_change_min=room_change_min),
        transfers=way(15),
        **TWO_VENUES,
    )
    assert_agrees(there)


@pytest.mark.parametrize("closes", [720, 735])
def test_meetings_on_the_way_to_a_far_venue_take_no_way_of_their_own(closes: int) -> None:
    there = summit(
        meetings=(meeting("m", venues=("X",)), meeting("n", "A", "C", venues=("W",))),
        sessions=(session("s", 570, 600, "A"), session("t", closes, closes + 30, "A")),
        days=hours(600, closes),
        settings=replace(GRID, step_min=15, room_change_min=5),
        venues=tuple(Venue(id=id_, name=id_) for id_ in "VWX"),
        rooms=tuple(Room(id=f"in-{id_}", name=id_, venue=id_, seats=10) for id_ in "VWX"),
        transfers=(
            Transfer(origin="V", destination="X", minutes=15),
            Transfer(origin="X", destination="W", minutes=15),
            Transfer(origin="V", destination="W", minutes=30),
        ),
    )
    assert_agrees(there)


def test_weights_of_nought_leave_nothing_to_choose() -> None:
    there = summit(
        meetings=(meeting("m"),),
        days=hours(540, 600),
        settings=replace(
            GRID,
            comfort=ComfortWeights(break_=0, idle_minute=0, venue_change=0, room_change=0, off_preference=0),
            priority_weight=dict.fromkeys(PLAIN.priority_weight, 0),
        ),
    )
    assert_agrees(there)
