import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from summitry.formats.event_fields import KINDS, events_schema, updated_page
from summitry.formats.events import EventsFileError, events_from, read_events
from summitry.planning.repair.events import (
    Cancelled,
    Gone,
    InterpreterIll,
    Late,
    LeavesEarly,
    Overruns,
    Requested,
    RoomGained,
    RoomLost,
    Shortened,
    StartsLate,
)
from summitry.summit import (
    Attendance,
    Interval,
    Meeting,
    Person,
    Priority,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
)
from tests.builders import meeting, principal, summit

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "events.md"
SUMMIT = summit(
    people=(*map(principal, "ABC"), Person(id="inge", name="Inge", role=Role.INTERPRETER, languages=("en", "fr"))),
    meetings=(meeting("ab", ladder=(Rung("sit-down", 30), Rung("short", 15))),),
    sessions=(Session(id="council", title="Council", start=600, end=660, venue="V", participants=("A",)),),
)
COMMON = {"known_at": "2026-06-01T09:30", "source": "a broadcast", "note": "really"}
FACT: Mapping[str, Any] = {"known_at": 570, "source": "a broadcast", "note": "really"}


def one(**entry: Any) -> Any:
    (event,) = events_from({"event": [entry]}, SUMMIT)
    return event


def refused(**entry: Any) -> str:
    with pytest.raises(EventsFileError) as caught:
        events_from({"event": [entry]}, SUMMIT, "day.toml")
    return str(caught.value)


def test_every_kind_is_read_as_its_event() -> None:
    nine, ten = {"from": "2026-06-01T09:00"}, {"until": "2026-06-01 10:00"}
    stretch: Mapping[str, Any] = {"start": 540, "until": 600}
    assert one(kind="late", person="a", **ten, **COMMON) == Late(person="a", until=600, **FACT)
    assert one(kind="late", person="a", by_min=20) == Late(person="a", by_min=20)
    assert one(kind="gone", person="a", **nine, **ten) == Gone(person="a", **stretch)
    assert one(kind="gone", person="a") == Gone(person="a")
    assert one(kind="leaves_early", person="b", at="2026-06-01T12:00") == LeavesEarly(person="b", at=720)
    assert one(kind="overruns", what="council", until="2026-06-01T11:30") == Overruns(what="council", until=690)
    assert one(kind="starts_late", what="ab", start="2026-06-01T11:30") == StartsLate(what="ab", start=690)
    assert one(kind="room_lost", room="R", **nine, **ten) == RoomLost(room="R", **stretch)
    assert one(kind="room_gained", room="R", **nine, **ten) == RoomGained(room="R", **stretch)
    assert one(kind="cancelled", meeting="ab") == Cancelled(meeting="ab")
    assert one(kind="shortened", meeting="ab", form="short") == Shortened(meeting="ab", form="short")
    assert one(kind="shortened", meeting="ab", minutes=20) == Shortened(meeting="ab", minutes=20)
    assert one(kind="interpreter_ill", person="inge", **nine) == InterpreterIll(person="inge", start=540)


def test_a_new_room_needs_seats_and_a_venue_and_may_be_named_by_later_events() -> None:
    new = {"kind": "room_gained", "room": "annex", "seats": 6, "venue": "V", "features": ["booth"]}
    events = events_from({"event": [new, {"kind": "room_lost", "room": "annex"}]}, SUMMIT)
    room = Room(id="annex", name="annex", venue="V", seats=6, features=("booth",))
    assert events == (RoomGained(room="annex", new=room), RoomLost(room="annex"))
    assert "perhaps" not in refused(kind="room_gained", room="annex", seats=6)
    assert "the room is known already" in refused(kind="room_gained", room="R", seats=6)


def test_a_new_meeting_comes_with_its_parties_forms_and_priorities() -> None:
    entry = {
        "kind": "requested",
        "meeting": "bc",
        "parties": ["B", "C"],
        "forms": ["short", "standing"],
        "minutes": 20,
        "people": ["c"],
        "priorities": {"B": "must"},
        "allowed": [["2026-06-01T14:00", "2026-06-01T16:00"]],
        "confidential": True,
    }
    new = Meeting(
        id="bc",
        parties=("B", "C"),
        ladder=(Rung("short", 20), Rung("standing", 10)),
        allowed=(Interval(840, 960),),
        confidential=True,
    )
    yes = ReplyState.ACCEPTED
    assert one(**entry) == Requested(
        meeting="bc",
        new=new,
        replies=(
            Reply(meeting="bc", delegation="B", reply=yes, priority=Priority.MUST),
            Reply(meeting="bc", delegation="C", reply=yes),
        ),
        attendances=(Attendance(meeting="bc", person="c"),),
    )


def test_a_meeting_that_waited_is_accepted_by_its_parties_with_the_priorities_they_stated() -> None:
    replies = tuple(
        Reply(meeting="ab", delegation=code, reply=ReplyState.ACCEPTED, priority=priority)
        for code, priority in (("A", Priority.HIGH), ("B", Priority.NORMAL))
    )
    event = one(kind="requested", meeting="ab", priorities={"A": "high"})
    assert event == Requested(meeting="ab", replies=replies)


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    toml, as_json = tmp_path / "day.toml", tmp_path / "day.json"
    toml.write_text('[[event]]\nkind = "late"\nperson = "a"\nuntil = 2026-06-01T10:00:00\n')
    as_json.write_text('{"event": [{"kind": "late", "person": "a", "until": "2026-06-01T10:00"}]}')
    assert read_events(toml, SUMMIT) == read_events(as_json, SUMMIT) == (Late(person="a", until=600),)
    toml.write_text("")
    assert read_events(toml, SUMMIT) == ()


def test_what_is_wrong_is_named_with_file_event_key_value_and_what_was_expected() -> None:
    assert refused(kind="lat", person="a").startswith(
        "day.toml: event 1 (lat), key kind: no kind of event (found 'lat'); expected one of late, "
    )
    assert refused(kind="late", person="x", until="soon") == (
        "day.toml: event 1 (late), key person: there is no such person (found 'x'); expected the id of a person\n"
        "day.toml: event 1 (late), key until: not a time (found 'soon'); expected a time such as 2023-07-11 14:00"
    )
    assert refused(kind="late", person="a") == (
        "day.toml: event 1 (late), one key of until and by_min must be there; expected exactly one"
    )
    assert refused(kind="cancelled") == (
        "day.toml: event 1 (cancelled), key meeting: is missing; expected id of a meeting (which meeting)"
    )
    assert refused(kind="cancelled", meting="ab", meeting="ab") == (
        "day.toml: event 1 (cancelled), key meting: unknown key (found 'ab'); expected perhaps 'meeting'"
    )


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ({"kind": "late", "person": "a", "by_min": "20"}, "key by_min: not such a number (found '20')"),
        ({"kind": "late", "person": 3, "by_min": 5}, "key person: not a text (found 3)"),
        ({"kind": "late", "person": "a", "by_min": 5, "until": "2026-06-01T10:00"}, "(found until and by_min)"),
        ({"kind": "gone", "person": "a", "from": "2026-06-01T10:00", "until": "2026-06-01T09:00"}, "ends before"),
        ({"kind": "overruns", "what": "council", "until": "2026-06-01T09:00"}, "is not after the start of the session"),
        ({"kind": "shortened", "meeting": "ab", "form": "standing"}, "expected one of sit-down, short"),
        ({"kind": "interpreter_ill", "person": "a"}, "there is no such interpreter"),
        ({"kind": "requested", "meeting": "aab"}, "perhaps 'ab'"),
        ({"kind": "requested", "meeting": "council", "parties": ["A", "B"]}, "is the id of a session"),
        ({"kind": "requested", "meeting": "ab", "parties": ["A", "B"]}, "the meeting is known already"),
        ({"kind": "requested", "meeting": "x", "parties": ["A", "B"], "priorities": {"C": "low"}}, "no party to it"),
        ({"kind": "requested", "meeting": "x", "parties": ["A", "B"], "priorities": {"A": "top"}}, "no priority 'top'"),
        ({"kind": "requested", "meeting": "x", "parties": ["A", "B"], "allowed": ["now"]}, "not a list of windows"),
        ({"kind": "requested", "meeting": "x", "parties": "A"}, "not a list"),
        ({"kind": "requested", "meeting": "x", "parties": ["A", "B"], "confidential": "yes"}, "neither true nor false"),
    ],
)
def test_each_kind_of_wrong_value_is_refused(entry: Mapping[str, Any], wanted: str) -> None:
    assert wanted in refused(**entry)


@pytest.mark.parametrize("document", [[], {"event": {}}, {"event": [1]}, {"events": []}, 3])
def test_a_document_of_another_shape_is_refused(document: object) -> None:
    with pytest.raises(EventsFileError, match=r"expected"):
        events_from(document, SUMMIT)


def test_a_file_that_is_no_toml_or_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EventsFileError, match="cannot be read"):
        read_events(tmp_path / "none.toml", SUMMIT)
    for name, text in (("a.toml", b"[["), ("b.json", b"{"), ("c.toml", b"\xff\xfe")):
        (tmp_path / name).write_bytes(text)
        with pytest.raises(EventsFileError, match=name):
            read_events(tmp_path / name, SUMMIT)


def test_the_example_of_the_reference_fits_the_schema() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    Draft202012Validator.check_schema(events_schema())
    document = json.loads(json.dumps(tomllib.loads(example)))
    assert list(Draft202012Validator(events_schema()).iter_errors(document)) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    check = Draft202012Validator(events_schema()).is_valid
    assert not check({"event": [{"kind": "late", "person": "a"}]})
    assert not check({"event": [{"kind": "late", "person": "a", "by_min": 0}]})
    assert not check({"event": [{"kind": "cancelled", "meeting": "ab", "room": "R"}]})
    assert check({"event": [{"kind": "cancelled", "meeting": "ab"}]})


def test_the_reference_describes_every_kind_as_the_reader_takes_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert updated_page(page) == page
    assert all(f"### {kind}" in page for kind in KINDS)
