"""Each bound is shown to say more than what is plain: small summits where it is worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from summitry.planning.bounds import Bounds
from summitry.summit import (
    Assignment,
    ClosedWindow,
    ComfortWeights,
    Interval,
    Limit,
    Meeting,
    Person,
    Pin,
    Presence,
    Priority,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Summit,
    Transfer,
    Venue,
)
from tests import builders

GRID = replace(builders.PLAIN, step_min=30)
CODES = ("A", "B", "C", "D", "E")


def of_one_busy_head(num_halves: int, **fields: Any) -> Summit:
    """A meets B, C, D and E within so many half hours; everybody else has time, and there are rooms enough."""
    meetings = tuple(builders.meeting(f"m{code}", "A", code) for code in CODES[1:])
    base: dict[str, Any] = {
        "meetings": meetings,
        "delegations": tuple(builders.delegation(code) for code in CODES),
        "people": tuple(builders.principal(code) for code in CODES),
        "days": (replace(builders.DAY, closes=540 + 30 * num_halves),),
        "settings": GRID,
        "rooms": tuple(Room(id=f"R{idx}", name="Room", venue="V", seats=4) for idx in range(4)),
    }
    return builders.summit(**(base | fields))


def bounds_of(summit: Summit, kept: tuple[Assignment, ...] = (), num_steps: int = 0) -> Bounds:
    bounds = Bounds(summit, summit.to_place(), kept)
    if num_steps:
        bounds.improve(num_steps)
    return bounds


def test_no_more_meetings_of_a_person_are_placed_than_their_day_holds() -> None:
    bounds = bounds_of(of_one_busy_head(3))
    assert (bounds.num_placed(), bounds.value_held()) == (3, 3 * 4)


def test_the_meetings_worth_least_are_the_ones_left_out() -> None:
    summit = of_one_busy_head(2)
    priorities = (Priority.MUST, Priority.LOW, Priority.HIGH, Priority.NORMAL)
    replies = tuple(
        Reply(meeting=m.id, delegation=code, reply=ReplyState.ACCEPTED, priority=priority)
        for m, priority in zip(summit.meetings, priorities, strict=True)
        for code in m.parties
    )
    assert bounds_of(replace(summit, replies=replies)).value_held() == 2 * 8 + 2 * 4


def test_moves_between_rooms_take_their_share_of_a_day() -> None:
    assert bounds_of(of_one_busy_head(4, settings=replace(GRID, room_change_min=5))).num_placed() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"sessions": (Session(id="s", title="Photo", start=570, end=600, venue="V", participants=("A",)),)},
        {"closed": (ClosedWindow(subject="A", start=570, end=600),)},
        {"presences": (Presence(person="a", arrival=570),)},
        {"limits": (Limit(person="a", meetings_a_day=3),)},
        {"limits": (Limit(person="a", meetings_in_a_row=3, rest_min=30),)},
        {"limits": (Limit(person="a", meal=Interval(540, 660), meal_min=30),)},
    ],
    ids=["session", "closed window", "presence", "meetings a day", "meetings in a row", "meal"],
)
def test_what_takes_half_an_hour_of_a_person_takes_a_meeting(fields: dict[str, Any]) -> None:
    assert bounds_of(of_one_busy_head(4)).num_placed() == 4
    assert bounds_of(of_one_busy_head(4, **fields), num_steps=150).num_placed() == 3


def test_no_more_meetings_are_placed_than_rooms_hold() -> None:
    codes = ("A", "B", "C", "D")
    meetings = (builders.meeting("m", "A", "B"), builders.meeting("n", "C", "D"))
    summit = of_one_busy_head(
        1,
        meetings=meetings,
        delegations=tuple(builders.delegation(code) for code in codes),
        people=tuple(builders.principal(code) for code in codes),
        rooms=(Room(id="R", name="Room", venue="V", seats=4),),
    )
    assert bounds_of(summit, num_steps=150).num_placed() == 1


def test_no_more_meetings_are_placed_than_interpreters_can_work_in() -> None:
    languages = {"A": ("en",), "B": ("fr",), "C": ("en",), "D": ("fr",)}
    meetings = (builders.meeting("m", "A", "B"), builders.meeting("n", "C", "D"))
    heads = tuple(builders.principal(code) for code in languages)
    summit = of_one_busy_head(
        1,
        meetings=meetings,
        delegations=tuple(builders.delegation(code, languages=own) for code, own in languages.items()),
        people=(*heads, Person(id="i", name="Interpreter", role=Role.INTERPRETER, languages=("en", "fr"))),
    )
    assert bounds_of(summit, num_steps=150).num_placed() == 1
    without = replace(summit, people=heads)
    assert bounds_of(without).num_placed() == 0


def test_a_delegation_can_reach_only_the_share_that_its_own_time_allows() -> None:
    # A can hold two of four meetings: five tenths; the four others reach all of theirs.
    assert bounds_of(of_one_busy_head(2)).share_floor() == (5,) * 5 + (4,) * 5


def test_a_pin_elsewhere_leaves_no_time_for_another_meeting() -> None:
    summit = of_one_busy_head(1, pins=(Pin(meeting="mB", start=540),))
    assert bounds_of(summit).num_placed() == 1


def with_standing(meeting: Meeting) -> Meeting:
    return replace(meeting, ladder=(Rung("sit-down", 30), Rung("standing", 10)))


def test_meetings_that_must_all_be_held_are_in_part_held_standing() -> None:
    summit = of_one_busy_head(2, settings=replace(GRID, step_min=10))
    summit = replace(summit, meetings=tuple(with_standing(m) for m in summit.meetings))
    bounds = bounds_of(summit, num_steps=200)
    assert bounds.value_held() == 16
    # An hour holds one sit-down of 30 and three talks of 10; each talk costs 30 percent of 4.
    assert 300 <= bounds.form_kept({"value_held": 16}) <= 360
    assert bounds.form_kept({"value_held": 4}) == 0


def test_meetings_up_to_a_departure_lack_their_buffer() -> None:
    settings = replace(GRID, departure_buffer_min=30)
    summit = of_one_busy_head(4, settings=settings, presences=(Presence(person="a", departure=660),))
    bounds = bounds_of(summit, num_steps=200)
    # The last of four ends at the very departure.
    assert 25 <= bounds.slack_kept({"value_held": 16}) <= 30
    assert bounds.slack_kept({"value_held": 12}) == 0


def test_a_session_amid_few_free_hours_leaves_idle_time_and_a_break() -> None:
    session = Session(id="s", title="Photo", start=660, end=690, venue="V", participants=("A",))
    closed = (ClosedWindow(subject="A", start=600, end=660),)
    meetings = (builders.meeting("m", "A", "B"), builders.meeting("n", "A", "C"))
    bounds = bounds_of(of_one_busy_head(5, meetings=meetings, sessions=(session,), closed=closed))
    assert bounds.comfort({"value_held": 8}) == 60 + 20
    assert bounds.comfort({"value_held": 0}) == 0


def test_meetings_in_two_venues_on_one_day_need_a_change_of_venue() -> None:
    summit = of_one_busy_head(
        4,
        venues=(Venue(id="V", name="One"), Venue(id="W", name="Other")),
        transfers=(Transfer(origin="V", destination="W", minutes=0),),
        rooms=(*of_one_busy_head(4).rooms, Room(id="RW", name="Far room", venue="W", seats=4)),
    )
    rooms = {"mB": ("RW",), "mC": ("R1",)}
    summit = replace(summit, meetings=tuple(replace(m, rooms=rooms.get(m.id, ())) for m in summit.meetings))
    assert bounds_of(summit).comfort({"value_held": 16}) == 20


def test_wishes_for_the_same_half_hour_cannot_all_be_met() -> None:
    summit = of_one_busy_head(4, settings=replace(GRID, comfort=ComfortWeights(off_preference=30)))
    replies = tuple(replace(r, preferred=(Interval(540, 570),) if r.delegation != "A" else ()) for r in summit.replies)
    bounds = bounds_of(replace(summit, replies=replies), num_steps=300)
    assert 60 <= bounds.comfort({"value_held": 16}) <= 90


def test_bounds_of_no_meetings_are_nought() -> None:
    bounds = bounds_of(builders.summit(), num_steps=3)
    assert (bounds.num_placed(), bounds.value_held(), bounds.share_floor()) == (0, 0, (0,) * 10)
    assert (bounds.form_kept({}), bounds.slack_kept({}), bounds.comfort({})) == (0, 0, 0)


def test_improving_ends_when_it_is_over_and_keeps_the_bounds() -> None:
    bounds = bounds_of(of_one_busy_head(3))
    bounds.improve(10**9, is_over=lambda: True)
    assert bounds.num_placed() == 3
