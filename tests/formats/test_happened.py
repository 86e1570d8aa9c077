from pathlib import Path

import pytest

from summitry.formats.events import EventsFileError
from summitry.formats.happened import happened_from, read_happened
from summitry.planning.repair.events import Cancelled
from summitry.planning.replay.happenings import AgreedAnew, BeginsLate, Takes
from summitry.summit import Interval
from tests.planning.replay.day import day

DAY = day()


def test_events_come_back_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "happened.toml"
    path.write_text(
        """
        [[event]]
        kind = "takes"
        meeting = "A-B"
        times = 2
        source = "a paper"
        [[event]]
        kind = "cancelled"
        meeting = "B-C"
        known_at = "2026-06-01T10:00"
        [[event]]
        kind = "begins_late"
        meeting = "A-C"
        by_min = 20
        [[event]]
        kind = "agreed_anew"
        meeting = "A-C"
        allowed = [["2026-06-01T15:00", "2026-06-01T16:00"]]
        """,
        encoding="utf-8",
    )
    assert read_happened(path, DAY) == (
        Takes(meeting="A-B", times=2, source="a paper"),
        Cancelled(meeting="B-C", known_at=600),
        BeginsLate(meeting="A-C", by_min=20),
        AgreedAnew(meeting="A-C", allowed=(Interval(900, 960),)),
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"kind": "takes", "meeting": "A-Z", "minutes": 5}], "event 1 (takes), key meeting: there is no such meeting"),
        ([{"kind": "takes", "meeting": "A-B"}], "one key of minutes and times must be there; expected exactly one"),
        ([{"kind": "takes", "meeting": "A-B", "minutes": 5, "times": 2}], "expected exactly one"),
        ([{"kind": "takes", "meeting": "A-B", "minutes": 0}], "key minutes: not such a number (found 0)"),
        ([{"kind": "begins_late", "meeting": "A-B"}], "key by_min: is missing"),
        (
            [{"kind": "begins_late", "meeting": "A-B", "by": 5, "by_min": 5}],
            "key by: unknown key (found 5); expected ",
        ),
        (
            [{"kind": "takes", "meeting": "A-B", "times": 2}, {"kind": "cancelled", "meeting": "Q"}],
            "event 2 (cancelled), key meeting: there is no such meeting",
        ),
        ([{"kind": "agreed_anew", "meeting": "A-B", "allowed": "noon"}], "key allowed: not a list of windows"),
    ],
)
def test_what_is_wrong_is_named_with_its_place_in_the_file(rows: list[dict[str, object]], message: str) -> None:
    with pytest.raises(EventsFileError) as refused:
        happened_from({"event": rows}, DAY, "file.toml")
    assert message in str(refused.value)
    assert str(refused.value).startswith("file.toml: ")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.toml", b"[[event]", "is no valid TOML"),
        ("a.json", b"{", "is no valid JSON"),
        ("a.toml", b"\xff\xfe", "is not text in UTF-8"),
        ("a.toml", b"event = 3", "key event: is not a list of tables"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EventsFileError, match=message):
        read_happened(tmp_path / name, DAY)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EventsFileError, match="cannot be read"):
        read_happened(tmp_path / "none.toml", DAY)
