from typing import Any

import pytest

from summitry.summit import Form, Interval, Pin, Recorded, Reply, Room, Rung, Session
from tests.builders import SHORT, SIT_DOWN, meeting
from tests.summit.validation.planted import lines


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"id": ""}, "column id: empty; expected a name of its own"),
        ({"id": "n"}, "column id: an earlier row has this already (found 'n'); expected one row for each"),
        ({"id": "s"}, "column id: a session has this id (found 's'); expected an id that is no session's"),
        (
            {"parties": ("A",)},
            "column parties: meeting m has one party (found 'A'); expected two or more delegations",
        ),
        ({"parties": ()}, "column parties: meeting m has no party; expected two or more delegations"),
        ({"parties": ("A", "D")}, "column parties: no such delegation (found 'D'); expected a code in delegations"),
        (
            {"parties": ("A", "B", "A")},
            "column parties: A stands there 2 times (found 'A; B; A'); expected each delegation once",
        ),
        ({"requested_by": "C"}, "column requested_by: not a party of m (found 'C'); expected A or B"),
        ({"host": "C"}, "column host: not a party of m (found 'C'); expected A or B"),
        ({"chair": "A"}, "column chair: no such person (found 'A'); expected an id in people; perhaps 'a'"),
        (
            {"ladder": (Rung("sitdown", 30),)},
            "column forms: no such form (found 'sitdown'); expected a name in forms; perhaps 'sit-down'",
        ),
        ({"ladder": (Rung("short", 0),)}, "column forms: too small (found '0'); expected 1 or more"),
        (
            {"ladder": (Rung("short", 15), Rung("short", 10))},
            "column forms: short stands there 2 times (found 'short; short'); expected each form once",
        ),
        ({"head_count": 0}, "column head_count: too small (found '0'); expected 1 or more"),
        ({"bonus": -1}, "column bonus: negative (found '-1'); expected 0 or more"),
        (
            {"allowed": (Interval(660, 600),)},
            (
                "column allowed: the window does not end after it starts (found '2026-06-01 11:00/2026-06-01 10:00'); "
                "expected a start, then a later end"
            ),
        ),
        ({"venues": ("W",)}, "column venues: no such venue (found 'W'); expected an id in venues"),
        ({"rooms": ("R", "RR")}, "column rooms: no such room (found 'RR'); expected an id in rooms; perhaps 'R'"),
    ],
)
def test_a_mistake_in_meetings_is_named(fields: dict[str, Any], line: str) -> None:
    wrong = meeting(fields.pop("id", "m"), **fields)
    session = Session(id="s", title="Plenary", start=600, end=660, venue="V")
    assert lines(meetings=(meeting("n"), wrong), sessions=(session,)) == [f"meetings, row 2, {line}"]


@pytest.mark.parametrize(
    ("forms", "line"),
    [
        (
            (SIT_DOWN, SHORT, SIT_DOWN),
            "forms, row 3, column name: an earlier row has this already (found 'sit-down'); expected one row for each",
        ),
        (
            (SIT_DOWN, Form(name="short", duration_min=0)),
            "forms, row 2, column duration_min: too small (found '0'); expected 1 or more",
        ),
    ],
)
def test_a_mistake_in_forms_is_named(forms: tuple[Form, ...], line: str) -> None:
    assert lines(forms=forms) == [line]


def test_meetings_need_a_form() -> None:
    assert lines(forms=(), meetings=(meeting("m"),)) == [
        "summit, column ladder: no such form (found 'sit-down'); expected a name in forms",
        (
            "forms: there are meetings, but no form to hold them in; "
            "expected a row for each form, such as sit-down with its minutes"
        ),
    ]


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (
            Reply(meeting="mm", delegation="A"),
            "column meeting: no such meeting (found 'mm'); expected an id in meetings; perhaps 'm'",
        ),
        (Reply(meeting="m", delegation=""), "column delegation: empty; expected a party of the meeting"),
        (Reply(meeting="m", delegation="C"), "column delegation: not a party of m (found 'C'); expected A or B"),
        (
            Reply(meeting="m", delegation="B"),
            "column delegation: an earlier row has this party's reply to m (found 'B'); expected one reply a party",
        ),
        (
            Reply(meeting="m", delegation="A", preferred=(Interval(600, 600),)),
            (
                "column preferred: the window does not end after it starts "
                "(found '2026-06-01 10:00/2026-06-01 10:00'); expected a start, then a later end"
            ),
        ),
    ],
)
def test_a_mistake_in_replies_is_named(reply: Reply, line: str) -> None:
    replies = (Reply(meeting="m", delegation="B"), reply)
    assert lines(meetings=(meeting("m"),), replies=replies) == [f"replies, row 2, {line}"]


@pytest.mark.parametrize(
    ("pin", "line"),
    [
        (
            Pin(meeting="nn", start=600),
            "column meeting: no such meeting (found 'nn'); expected an id in meetings; perhaps 'n'",
        ),
        (
            Pin(meeting="m", start=660),
            "column meeting: contradicts an earlier pin, at 2026-06-01 10:00 (found 'm'); expected one pin a meeting",
        ),
        (
            Pin(meeting="m", start=600, room="R"),
            "column meeting: contradicts an earlier pin, at 2026-06-01 10:00 (found 'm'); expected one pin a meeting",
        ),
        (
            Pin(meeting="m", start=600),
            "column meeting: an earlier row pins this already (found 'm'); expected one pin a meeting",
        ),
        (
            Pin(meeting="n", start=600, form="standing"),
            "column form: no such form on the meeting's ladder (found 'standing'); expected one of its forms",
        ),
        (Pin(meeting="n", start=600, room="Q"), "column room: no such room (found 'Q'); expected an id in rooms"),
    ],
)
def test_a_mistake_in_pins_is_named(pin: Pin, line: str) -> None:
    meetings = (meeting("m"), meeting("n", ladder=(Rung("short", 15),)))
    assert lines(meetings=meetings, pins=(Pin(meeting="m", start=600), pin)) == [f"pins, row 2, {line}"]


def test_pins_that_break_a_rule_are_left_to_the_judge() -> None:
    at_once = (Pin(meeting="m", start=600, room="R"), Pin(meeting="n", start=600, room="R"))
    assert lines(meetings=(meeting("m"), meeting("n")), pins=at_once) == []


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"meeting": "n"},
            "column meeting: no such meeting (found 'n'); expected an id in meetings",
        ),
        ({"duration_min": -25}, "column duration_min: negative (found '-25'); expected 0 or more"),
        (
            {"day": "11 July"},
            "column day: no date (found '11 July'); expected a date such as 2023-07-11, or two joined by /",
        ),
    ],
)
def test_a_mistake_in_what_is_recorded_is_named(fields: dict[str, Any], line: str) -> None:
    assert lines(meetings=(meeting("m"),), recorded=(Recorded(**fields),)) == [f"recorded, row 1, {line}"]


def test_what_is_only_recorded_needs_no_meeting_and_no_delegation() -> None:
    encounter = Recorded(parties=("USA", "TUR"), kind="pull-aside", day="2026-06-01/2026-06-02")
    assert lines(recorded=(encounter,)) == []


def test_rooms_elsewhere_than_the_venues_are_left_to_the_reasons() -> None:
    rooms = (Room(id="R", name="Room", venue="V", seats=1),)
    assert lines(rooms=rooms, meetings=(meeting("m", rooms=("R",), head_count=5),)) == []
