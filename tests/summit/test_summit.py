from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from summitry.summit import (
    Clock,
    ClosedWindow,
    Day,
    Interval,
    Limit,
    Meeting,
    Pin,
    Room,
    Rung,
    Session,
    Summit,
    Transfer,
    Venue,
    Zone,
)
from summitry.summit.summit import Place
from tests.builders import DAY, PLAIN, SHORT, meeting, summit

NEXT_DAY = Day(date=date(2026, 6, 2), opens=24 * 60 + 540, closes=24 * 60 + 1080)

# --- meetings ---


@pytest.mark.parametrize(
    ("own", "default", "ladder"),
    [
        ((Rung("short", 20),), ("sit-down",), (Rung("short", 20),)),
        ((), ("short", "sit-down"), (Rung("short", 15), Rung("sit-down", 30))),
        ((), (), (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))),
    ],
)
def test_ladder_is_the_meetings_own_else_the_summits_else_all_forms(
    own: tuple[Rung, ...], default: tuple[str, ...], ladder: tuple[Rung, ...]
) -> None:
    asked = meeting("m", ladder=own)
    assert summit(meetings=(asked,), settings=replace(PLAIN, ladder=default)).ladder(asked) == ladder


def test_head_count_is_the_meetings_own_else_the_seats_of_its_parties() -> None:
    stated, unstated = meeting("m", head_count=5), meeting("n", "A", "B", "C")
    facts = summit(meetings=(stated, unstated), settings=replace(PLAIN, seats_a_party=4))
    assert [facts.head_count(m) for m in facts.meetings] == [5, 12]


# --- places ---


def places(**fields: Any) -> Summit:
    base: dict[str, Any] = {
        "venues": (Venue(id="V", name="Centre"), Venue(id="W", name="Palace")),
        "zones": (Zone(id="V1", name="East", venue="V"), Zone(id="W1", name="Garden", venue="W")),
        "transfers": (Transfer(origin="V", destination="W", minutes=10),),
        "rooms": (
            Room(id="R", name="R", venue="V", seats=4),
            Room(id="Q", name="Q", venue="W", zone="W1", seats=4),
        ),
    }
    return summit(**base | fields)


@pytest.mark.parametrize(
    ("standing_zone", "fields", "room", "place"),
    [
        pytest.param("", {}, "R", Place("V", "V", "R"), id="a room without a zone"),
        pytest.param("", {}, "Q", Place("W", "W1", "Q"), id="a room in a zone"),
        pytest.param("", {}, None, Place("V", "V", ""), id="no room: the first venue"),
        pytest.param("W1", {}, None, Place("W", "W1", ""), id="no room: the standing zone"),
        pytest.param("W", {}, None, Place("W", "W", ""), id="no room: the standing venue"),
        pytest.param("W1", {"venues": ("V", "W")}, None, Place("V", "V", ""), id="no room: the meeting's first venue"),
        pytest.param("W1", {"venues": ("W",)}, None, Place("W", "W1", ""), id="no room: in the standing zone's venue"),
        pytest.param("W1", {"rooms": ("R", "Q")}, None, Place("V", "V", ""), id="no room: venue of its first room"),
        pytest.param("", {"rooms": ("Q",), "venues": ("V",)}, None, Place("V", "V", ""), id="no room: venues first"),
    ],
)
def test_place_of_a_meeting(standing_zone: str, fields: dict[str, Any], room: str | None, place: Place) -> None:
    asked = meeting("m", **fields)
    facts = places(settings=replace(PLAIN, standing_zone=standing_zone), meetings=(asked,))
    assert facts.place_of(asked, room) == place


def test_without_any_venue_there_is_no_place() -> None:
    facts = summit(venues=(), rooms=(), forms=(SHORT,), settings=replace(PLAIN, ladder=("short",)))
    assert facts.standing_place == Place("", "", "")


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"venue": "V"}, Place("V", "V", "")),
        ({"venue": "V", "zone": "V1"}, Place("V", "V1", "")),
        ({"venue": "W", "room": "Q"}, Place("W", "W1", "Q")),
        ({"venue": "W", "room": "Q", "zone": "W"}, Place("W", "W", "Q")),
        ({"venue": "V", "room": "R"}, Place("V", "V", "R")),
    ],
)
def test_place_of_a_session(fields: dict[str, Any], place: Place) -> None:
    timed: dict[str, Any] = {"id": "s", "title": "Plenary", "start": 600, "end": 660}
    session = Session(**timed | fields)
    assert places(sessions=(session,)).place_of_session(session) == place


def test_move_minutes_are_those_of_the_shortest_way() -> None:
    stated = {"VW": 10, "WV": 25, "WX": 10, "VX": 60, "XY": 5, "VY": 90, "WY": 15}
    facts = summit(
        venues=tuple(Venue(id=letter, name=letter) for letter in "VWXY"),
        transfers=tuple(Transfer(origin=pair[0], destination=pair[1], minutes=m) for pair, m in stated.items()),
        settings=replace(PLAIN, room_change_min=3),
    )
    assert facts.move_min("V", "V") == 3
    assert facts.move_min("V", "W") == 10
    assert facts.move_min("W", "V") == 25  # the way back is stated
    assert facts.move_min("X", "W") == 10  # the way back is not
    assert facts.move_min("V", "X") == 20  # over W
    assert facts.move_min("X", "V") == 35  # over W, not 60
    assert facts.move_min("V", "Y") == 25  # over W


# --- days ---


@pytest.mark.parametrize(
    ("days", "spans"),
    [
        pytest.param((DAY,), [(0, 1440)], id="one day"),
        pytest.param((DAY, NEXT_DAY), [(0, 1440), (1440, 2880)], id="two days"),
        pytest.param((replace(DAY, closes=1500), NEXT_DAY), [(0, 1500), (1500, 2880)], id="closing after midnight"),
        pytest.param((DAY, replace(NEXT_DAY, closes=3000)), [(0, 1440), (1440, 3000)], id="the last day too"),
        pytest.param(
            (DAY, Day(date=date(2026, 6, 3), opens=3400, closes=3500)), [(0, 1440), (2880, 4320)], id="a day between"
        ),
    ],
)
def test_day_spans(days: tuple[Day, ...], spans: list[tuple[int, int]]) -> None:
    facts = summit(days=days)
    assert facts.day_spans == tuple(Interval(*span) for span in spans)
    assert facts.horizon == Interval(spans[0][0], spans[-1][1])


def test_a_minute_belongs_to_the_day_whose_span_holds_it() -> None:
    days = (replace(DAY, closes=1500), Day(date=date(2026, 6, 3), opens=3400, closes=3500))
    facts = summit(days=days)
    minutes = (-1, 0, 1499, 1500, 2879, 2880, 4319, 4320)
    assert [facts.day_idx(minute) for minute in minutes] == [None, 0, 0, None, None, 1, 1, None]


def test_spans_are_shorter_and_longer_on_days_of_a_clock_change() -> None:
    def spans(first: date, second: date) -> tuple[Interval, ...]:
        clock = Clock("Europe/Vilnius", first)
        days = tuple(
            Day(date=day, opens=clock.midnight(day) + 540, closes=clock.midnight(day) + 600) for day in (first, second)
        )
        return summit(clock=clock, days=days).day_spans

    spring = spans(date(2026, 3, 28), date(2026, 3, 29))
    autumn = spans(date(2026, 10, 24), date(2026, 10, 25))
    assert spring == (Interval(0, 24 * 60), Interval(24 * 60, 47 * 60))
    assert autumn == (Interval(0, 24 * 60), Interval(24 * 60, 49 * 60))


def test_meal_windows_are_what_the_clocks_show_each_day() -> None:
    clock = Clock("Europe/Vilnius", date(2026, 3, 28))
    days = (
        Day(date=date(2026, 3, 28), opens=540, closes=1080),
        Day(date=date(2026, 3, 29), opens=1440 + 480, closes=1440 + 1020),
    )
    limit = Limit(person="a", meal=Interval(12 * 60, 14 * 60))
    facts = summit(clock=clock, days=days, limits=(limit, Limit(person="b")))
    assert facts.meal_windows(limit) == (Interval(720, 840), Interval(1440 + 660, 1440 + 780))
    assert facts.meal_windows(facts.limits[1]) == ()


# --- tables by key ---


def test_facts_are_found_by_their_keys() -> None:
    asked = meeting("m")
    session = Session(id="s", title="Plenary", start=600, end=660, venue="V")
    windows = (ClosedWindow(subject="A", start=600, end=660), ClosedWindow(subject="A", start=700, end=760))
    facts = places(
        meetings=(asked,),
        sessions=(session,),
        closed=windows,
        limits=(Limit(person="a"),),
        pins=(Pin(meeting="m", start=600),),
    )
    assert facts.delegation_by_code["B"] is facts.delegations[1]
    assert facts.person_by_id["b"] is facts.people[1]
    assert facts.meeting_by_id == {"m": asked}
    assert facts.session_by_id == {"s": session}
    assert facts.venue_by_id["W"] is facts.venues[1]
    assert facts.zone_by_id["W1"] is facts.zones[1]
    assert facts.room_by_id["Q"] is facts.rooms[1]
    assert facts.form_by_name["short"] is SHORT
    assert facts.limit_by_person == {"a": facts.limits[0]}
    assert facts.pin_by_meeting == {"m": facts.pins[0]}
    assert facts.reply_by_party == {("m", reply.delegation): reply for reply in facts.replies}
    assert facts.closed_by_subject == {"A": (Interval(600, 660), Interval(700, 760))}


def test_a_changed_copy_has_its_own_indexes() -> None:
    facts = summit(meetings=(meeting("m"),))
    seats = facts.seats_by_meeting
    other: tuple[Meeting, ...] = (*facts.meetings, meeting("n", "B", "C"))
    assert replace(facts, meetings=other).seats_by_meeting == {**seats, "n": (("b",), ("c",))}
    assert facts.seats_by_meeting is seats
