from datetime import date
from typing import Any

import pytest

from summitry.summit import Day, Room, Session, Transfer, Venue
from tests.builders import DAY, delegation
from tests.summit.validation.planted import lines

FACTS: dict[str, Any] = {
    "delegations": (delegation("A", groups=("hosts",)), delegation("B"), delegation("C")),
    "venues": (Venue(id="V", name="Venue"), Venue(id="W", name="Palace")),
    "transfers": (Transfer(origin="V", destination="W", minutes=10),),
    "rooms": (Room(id="R", name="Room", venue="V", seats=10), Room(id="Q", name="Room", venue="W", seats=10)),
}


def session(**fields: Any) -> Session:
    sound: dict[str, Any] = {"id": "s", "title": "Plenary", "start": 600, "end": 660, "venue": "V"}
    return Session(**sound | fields)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"id": ""}, "column id: empty; expected a name of its own"),
        ({"title": ""}, "column title: empty; expected text"),
        (
            {"participants": ("hosts", "host", "a")},
            (
                "column participants: no such delegation, group or person (found 'host'); "
                "expected a code or group in delegations, or an id in people; perhaps 'hosts'"
            ),
        ),
        (
            {"participants": ("hosts",), "absent": ("D",)},
            (
                "column absent: no such delegation, group or person (found 'D'); "
                "expected a code or group in delegations, or an id in people"
            ),
        ),
        ({"chair": "A"}, "column chair: no such person (found 'A'); expected an id in people; perhaps 'a'"),
        ({"host": "D"}, "column host: no such delegation (found 'D'); expected a code in delegations"),
        ({"venue": ""}, "column venue: empty; expected an id in venues"),
        ({"venue": "X"}, "column venue: no such venue (found 'X'); expected an id in venues"),
        ({"zone": "X"}, "column zone: no such zone (found 'X'); expected an id in zones or venues"),
        ({"room": "X"}, "column room: no such room (found 'X'); expected an id in rooms"),
        ({"room": "Q"}, "column room: the room is in W (found 'Q'); expected a room of V"),
        (
            {"end": 600},
            (
                "column end: the session does not end after it starts (found '2026-06-01 10:00'); "
                "expected later than 2026-06-01 10:00"
            ),
        ),
        (
            {"start": -60},
            (
                "column start: session s lies outside the summit's days (found '2026-05-31 23:00'); "
                "expected a time from 2026-06-01 to 2026-06-01"
            ),
        ),
        (
            {"start": 24 * 60, "end": 25 * 60},
            (
                "column start: session s lies outside the summit's days (found '2026-06-02 00:00'); "
                "expected a time from 2026-06-01 to 2026-06-01"
            ),
        ),
        (
            {"start": 23 * 60, "end": 25 * 60},
            (
                "column end: session s ends after its day (found '2026-06-02 01:00'); "
                "expected 2026-06-02 00:00 at the latest, or a day that closes later"
            ),
        ),
    ],
)
def test_a_mistake_in_sessions_is_named(fields: dict[str, Any], line: str) -> None:
    found = lines(**FACTS, sessions=(session(**fields),))
    assert found == [f"sessions, row 1, {line}"]


def test_a_session_may_end_after_midnight_where_its_day_does() -> None:
    late = session(start=23 * 60, end=25 * 60)
    assert lines(days=(Day(date=DAY.date, opens=540, closes=25 * 60),), sessions=(late,)) == []


def test_a_session_between_the_days_lies_outside() -> None:
    days = (DAY, Day(date=date(2026, 6, 3), opens=2 * 1440 + 540, closes=2 * 1440 + 600))
    assert [line.partition(" (")[0] for line in lines(days=days, sessions=(session(start=1500, end=1560),))] == [
        "sessions, row 1, column start: session s lies outside the summit's days"
    ]


def test_where_days_are_wrong_sessions_are_not_blamed() -> None:
    assert lines(days=(), sessions=(session(),)) == [
        "days: the summit has no days; expected a row a day with its opening hours"
    ]
