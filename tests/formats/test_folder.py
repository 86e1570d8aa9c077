"""The summit folder: nothing is lost on the way out and in, and what offices save is understood."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from summitry.formats import read_folder, write_folder
from summitry.formats.tables import TABLES
from summitry.summit import (
    FactsError,
    Recorded,
    Reply,
    ReplyState,
    Room,
    Rung,
    Summit,
    SummitryError,
)
from tests.builders import summit as small_summit
from tests.formats.files import SOUND, warnings_of, write_files
from tests.formats.rich import rich_summit
from tests.formats.strategies import summits


def _bytes(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


def test_a_summit_with_everything_comes_back(tmp_path: Path) -> None:
    summit = rich_summit()
    assert all(getattr(summit, table.field) for table in TABLES)
    write_folder(summit, tmp_path / "out")
    reading = read_folder(tmp_path / "out")
    assert reading.summit == summit
    assert reading.summit.digest == summit.digest
    assert reading.warnings == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summits())
def test_every_summit_comes_back(tmp_path_factory: pytest.TempPathFactory, summit: Summit) -> None:
    path = tmp_path_factory.mktemp("summit")
    write_folder(summit, path)
    assert read_folder(path).summit == summit


def test_the_same_summit_gives_the_same_files(tmp_path: Path) -> None:
    write_folder(rich_summit(), tmp_path / "one")
    write_folder(read_folder(tmp_path / "one").summit, tmp_path / "two")
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def test_only_what_says_something_is_written(tmp_path: Path) -> None:
    room = Room(id="R", name="Room", venue="V", seats=10, turnaround_min=5)
    write_folder(small_summit(rooms=(room,), people=(), delegations=()), tmp_path / "out")
    files = {name: data.decode() for name, data in _bytes(tmp_path / "out").items()}
    assert sorted(files) == ["days.csv", "forms.csv", "rooms.csv", "summit.toml", "venues.csv"]
    assert files["rooms.csv"] == "id,name,venue,seats,turnaround_min\nR,Room,V,10,5\n"
    assert files["days.csv"] == "date,opens,closes\n2026-06-01,09:00,18:00\n"
    assert files["forms.csv"] == "name,duration_min,needs_room\nsit-down,30,yes\nshort,15,yes\nstanding,10,no\n"


# --- what offices save ---


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_marks_delimiters_and_line_ends_of_all_kinds(
    tmp_path: Path, mark: bytes, delimiter: str, line_end: str
) -> None:
    rows = [["id", "name", "venue", "seats"], ["R", '"Room, big; ""blue"""', "V", "10"]]
    data = mark + line_end.join(delimiter.join(row) for row in rows).encode()
    rooms = read_folder(write_files(tmp_path / "in", rooms__csv=data)).summit.rooms
    assert rooms == (Room(id="R", name='Room, big; "blue"', venue="V", seats=10),)


def test_utf_16_with_a_mark_is_read(tmp_path: Path) -> None:
    data = "id\tname\nV\tVenue \u0141\u00f3d\u017a\n".encode("utf-16")
    assert (
        read_folder(write_files(tmp_path / "in", venues__csv=data)).summit.venues[0].name == "Venue \u0141\u00f3d\u017a"
    )


def test_a_first_line_that_names_the_delimiter_is_no_heading(tmp_path: Path) -> None:
    data = "sep=;\nid;name\nV;Venue, main\n"
    assert read_folder(write_files(tmp_path / "in", venues__csv=data)).summit.venues[0].name == "Venue, main"


def test_headings_in_any_order_and_case_with_blank_rows_between(tmp_path: Path) -> None:
    text = "\n,,\nDuration Min ,NEEDS-ROOM,Name\n,,\n30,,sit-down\n\n   \n15,no,short\n,,\n"
    reading = read_folder(write_files(tmp_path / "in", forms__csv=text))
    assert [(f.name, f.duration_min, f.needs_room) for f in reading.summit.forms] == [
        ("sit-down", 30, True),
        ("short", 15, False),
    ]
    assert reading.warnings == ()


def test_lists_may_be_written_with_line_ends_in_a_cell(tmp_path: Path) -> None:
    text = 'id,parties,forms\nAB,"A\nB","short\nsit-down:45"\n'
    (meeting,) = read_folder(write_files(tmp_path / "in", meetings__csv=text)).summit.meetings
    assert meeting.parties == ("A", "B")
    assert meeting.ladder == (Rung("short", 15), Rung("sit-down", 45))


def test_names_of_files_may_be_in_any_case(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", meetings__csv=None, Meetings__CSV=SOUND["meetings.csv"])
    assert len(read_folder(folder).summit.meetings) == 2


def test_a_file_may_have_no_rows_or_nothing_in_it(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", pins__csv="meeting,start\n", orders__csv="", avoid__csv="\n\n")
    reading = read_folder(folder)
    assert (reading.summit.pins, reading.summit.orders, reading.summit.avoidances) == ((), (), ())
    assert reading.warnings == ()


def test_other_files_beside_the_tables_are_left_alone(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", README__md="# Hello", plan__json="{}", __hidden__csv="x")
    (folder / "out").mkdir()
    assert warnings_of(folder) == []


def test_settings_are_read_from_every_section(tmp_path: Path) -> None:
    toml = SOUND["summit.toml"] + (
        '[planning]\nstep_min = 10\nladder = ["short"]\nform_loss_percent = [0, 50]\n'
        "[Priority-Weight]\nmust = 10\n[comfort]\nbreak = 1\n[fairness_cap]\n"
    )
    found = read_folder(write_files(tmp_path / "in", summit__toml=toml)).summit.settings
    assert (found.step_min, found.ladder, found.form_loss_percent) == (10, ("short",), (0, 50))
    assert {str(priority): weight for priority, weight in found.priority_weight.items()} == {
        "must": 10,
        "high": 4,
        "normal": 2,
        "low": 1,
    }
    assert (found.comfort.break_, found.comfort.idle_minute) == (1, 1)


# --- what is noticed without being refused ---


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        ({"meeting__csv": "id\n"}, "meeting.csv: unknown file, not read; expected perhaps 'meetings.csv'"),
        ({"budget__csv": "x\n"}, "budget.csv: unknown file, not read"),
        (
            {"venues__csv": "id,name,adress,sauce\nV,Venue,x,y\n"},
            "venues.csv, row 1: unknown column, not read (found 'adress')",
        ),
        (
            {"forms__csv": "name,duration_min,need room\nshort,15,\nsit-down,30,\n"},
            "forms.csv, row 1: unknown column, not read (found 'need room'); expected perhaps 'needs_room'",
        ),
        (
            {"summit__toml": SOUND["summit.toml"] + "[planning]\nstep = 5\n"},
            "summit.toml, key planning.step: unknown key, not read; expected perhaps 'planning.step_min'",
        ),
        (
            {"summit__toml": SOUND["summit.toml"] + "[comforts]\n"},
            "summit.toml, key comforts: unknown section, not read; expected perhaps [comfort]",
        ),
        (
            {"summit__toml": "step_min = 5\n" + SOUND["summit.toml"]},
            "summit.toml, key step_min: stands in no section, not read; expected perhaps step_min in [planning]",
        ),
    ],
)
def test_what_is_not_read_is_said_with_the_nearest_name(tmp_path: Path, changed: dict[str, str], warning: str) -> None:
    assert warnings_of(write_files(tmp_path / "in", **changed))[0] == warning


# --- writing ---


def test_a_folder_with_something_in_it_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(SummitryError, match="is not empty"):
        write_folder(small_summit(), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_overwriting_replaces_tables_and_leaves_the_rest(tmp_path: Path) -> None:
    write_folder(rich_summit(), tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    write_folder(small_summit(), tmp_path / "out", overwrite=True)
    assert read_folder(tmp_path / "out").summit == small_summit()
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write_folder(small_summit(), tmp_path)
    assert read_folder(tmp_path).summit == small_summit()


def test_a_file_is_not_overwritten_by_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(SummitryError, match="is a file"):
        write_folder(small_summit(), tmp_path / "x", overwrite=True)


def test_a_folder_that_cannot_be_made_is_an_error_of_our_own(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(SummitryError, match="cannot be written"):
        write_folder(small_summit(), tmp_path / "x" / "out")


@pytest.mark.parametrize(
    ("summit", "problem"),
    [
        (
            small_summit(note="bell\a"),
            (
                "summit, column note: holds the control character U+0007 (found 'bell\\x07'); "
                "expected text that can be printed"
            ),
        ),
        (
            small_summit(venues=(replace(small_summit().venues[0], note="a\x00b"),)),
            (
                "venues, row 1, column note: holds the control character U+0000 (found 'a\\x00b'); "
                "expected text that can be printed"
            ),
        ),
        (small_summit(recorded=(Recorded(),)), "recorded, row 1: a row that says nothing would not be read"),
        (
            small_summit(recorded=(Recorded(title="x", status=""),)),
            "recorded, row 1, column status: cannot be written so that it is read as the same; expected held",
        ),
    ],
)
def test_what_would_not_come_back_is_not_written(tmp_path: Path, summit: Summit, problem: str) -> None:
    with pytest.raises(FactsError) as caught:
        write_folder(summit, tmp_path / "out")
    assert str(caught.value) == problem
    assert list(tmp_path.iterdir()) == []


def test_a_reply_without_a_word_is_pending(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "in", replies__csv="meeting,delegation,reply\nAB,A,\nAB,B,Accepted\n")
    assert read_folder(folder).summit.replies == (
        Reply(meeting="AB", delegation="A"),
        Reply(meeting="AB", delegation="B", reply=ReplyState.ACCEPTED),
    )
