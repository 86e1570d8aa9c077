"""The workbook: nothing is lost on the way out and in, and what people type into a spreadsheet is understood."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart

from summitry.formats import convert, read_folder, read_summit, write_folder, write_summit
from summitry.formats.cells import escaped, text_of
from summitry.formats.workbook_file import without_blanks
from summitry.summit import Day, FactsError, Recorded, Summit, SummitryError
from tests.builders import summit as small_summit
from tests.formats.books import SOUND, Rows, change_part, write_book
from tests.formats.rich import ODD_TEXTS, rich_summit
from tests.formats.strategies import summits


def test_a_summit_with_everything_comes_back(tmp_path: Path) -> None:
    summit = rich_summit()
    write_summit(summit, tmp_path / "out.xlsx")
    reading = read_summit(tmp_path / "out.xlsx")
    assert reading.summit == summit
    assert reading.summit.digest == summit.digest
    assert reading.warnings == ()


def test_folder_to_workbook_to_folder_gives_the_same_files(tmp_path: Path) -> None:
    write_folder(rich_summit(), tmp_path / "one")
    convert(tmp_path / "one", tmp_path / "book.xlsx")
    convert(tmp_path / "book.xlsx", tmp_path / "two")
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(summits())
def test_every_summit_comes_back(tmp_path_factory: pytest.TempPathFactory, summit: Summit) -> None:
    path = tmp_path_factory.mktemp("summit") / "out.xlsx"
    write_summit(summit, path)
    assert read_summit(path).summit == summit


def test_no_text_is_written_as_a_formula_an_error_or_a_number(tmp_path: Path) -> None:
    write_summit(rich_summit(), tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["recorded"]
    column = next(cell.column for cell in sheet[1] if cell.value == "note")
    cells = [sheet.cell(row, column) for row in range(3, 3 + len(ODD_TEXTS))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(str(cell.value).startswith(("=", "+", "-", "@")) for cell in cells)


def test_numbers_are_written_as_numbers(tmp_path: Path) -> None:
    write_summit(rich_summit(), tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["rooms"]
    headings = [cell.value for cell in sheet[1]]
    assert [sheet.cell(row, headings.index("seats") + 1).value for row in (2, 3)] == [12, 8]


# --- what people type ---


def _typed(path: Path, sheet: str, headings: list[str], cells: list[tuple[Any, str]]) -> Path:
    """Write the sound workbook with one row of typed cells, each with its number format."""
    write_book(path, **{sheet: [headings]})
    book = load_workbook(path)
    for column, (value, number_format) in enumerate(cells, 1):
        cell = book[sheet].cell(2, column)
        cell.value, cell.number_format = value, number_format
    book.save(path)
    return path


@pytest.mark.parametrize(
    "cells",
    [
        [(date(2026, 6, 1), "yyyy-mm-dd"), (time(9), "hh:mm"), (time(18), "h:mm")],
        [(datetime(2026, 6, 1), "d.m.yyyy"), ("9:00", "@"), (timedelta(hours=18), "[h]:mm")],  # noqa: DTZ001 -- as typed
        [("01.06.2026", "@"), ("09:00", "General"), (0.75, "hh:mm")],
        [(46174, "yyyy-mm-dd"), (0.375, "h:mm"), (18 / 24, "h:mm:ss")],
    ],
)
def test_real_dates_and_times_of_a_spreadsheet_are_read(tmp_path: Path, cells: list[tuple[Any, str]]) -> None:
    path = _typed(tmp_path / "in.xlsx", "days", ["date", "opens", "closes"], cells)
    assert read_summit(path).summit.days == (Day(date=date(2026, 6, 1), opens=540, closes=1080),)


@pytest.mark.parametrize(
    ("value", "number_format", "minute"),
    [
        (datetime(2026, 6, 1, 14), "yyyy-mm-dd hh:mm", 840),  # noqa: DTZ001 -- as typed
        (datetime(2026, 6, 2), "dd/mm/yyyy h:mm", 1440),  # noqa: DTZ001 -- as typed
        (46174 + 14.1 / 24, "yyyy-mm-dd hh:mm", 846),
        ("2026-06-01T14:00", "@", 840),
        ("2026-06-01 12:00Z", "General", 840),
    ],
)
def test_a_time_of_arrival_in_any_dress(tmp_path: Path, value: Any, number_format: str, minute: int) -> None:
    path = _typed(tmp_path / "in.xlsx", "presence", ["person", "arrival"], [("a", "@"), (value, number_format)])
    assert read_summit(path).summit.presences[0].arrival == minute


def test_numbers_stored_as_text_and_ticks_of_all_kinds(tmp_path: Path) -> None:
    rows: Rows = [
        ["Name", "Duration Min", "needs room"],
        ["a", "15", True],
        ["b", 20.0, "x"],
        ["c", 30, 1],
        [4, "5", False],
    ]
    forms = read_summit(write_book(tmp_path / "in.xlsx", forms=rows)).summit.forms
    assert [(f.name, f.duration_min, f.needs_room) for f in forms] == [
        ("a", 15, True),
        ("b", 20, True),
        ("c", 30, True),
        ("4", 5, False),
    ]


def test_lists_with_line_ends_and_blank_rows_anywhere(tmp_path: Path) -> None:
    rows: Rows = [[], [None, None], ["ID", "Parties"], [], ["AB", "A\nB"], [" ", "  "]]
    (meeting,) = read_summit(write_book(tmp_path / "in.xlsx", meetings=rows)).summit.meetings
    assert meeting.parties == ("A", "B")


def test_keys_with_their_section_in_any_case(tmp_path: Path) -> None:
    rows = [
        *SOUND["summit"],
        ["Planning.Step Min", 10],
        ["seats a party", "3"],
        ["planning.form_loss_percent", "0; 10"],
        ["priority_weight.must", 9.0],
        ["edition", 2026],
        ["fairness_cap.heads", None],
        ["place", None],
    ]
    summit = read_summit(write_book(tmp_path / "in.xlsx", summit=rows)).summit
    assert (summit.settings.step_min, summit.settings.seats_a_party) == (10, 3)
    assert (summit.settings.form_loss_percent, summit.edition, summit.place) == ((0, 10), "2026", "")
    assert list(summit.settings.priority_weight.values()) == [9, 4, 2, 1]
    assert dict(summit.settings.fairness_cap) == {}


def test_the_stored_value_of_a_formula_is_read(tmp_path: Path) -> None:
    path = _with_formula(tmp_path, "<v>15</v>")
    assert read_summit(path).summit.forms[0].duration_min == 15


def _with_formula(tmp_path: Path, value: str) -> Path:
    """Write the sound workbook with a formula for the duration of its form, and that stored value."""
    path = write_book(tmp_path / "in.xlsx")
    old, new = '<c r="B2" t="n"><v>15</v></c>', f'<c r="B2"><f>10+5</f>{value}</c>'
    return change_part(path, "xl/worksheets/sheet6.xml", old, new)


def test_a_formula_without_a_stored_value_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsError) as caught:
        read_summit(_with_formula(tmp_path, ""))
    assert str(caught.value) == (
        "sheet forms, row 2, column duration_min: cell B2 holds a formula whose value is not stored; "
        "expected the value itself"
    )


# --- warnings ---


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        ({"meeting": [["x"]]}, "sheet meeting: unknown sheet, not read; expected perhaps 'meetings'"),
        (
            {"forms": [["name", "duration_min"], ["short", 15, "ask Anna"]]},
            "sheet forms, row 2: stands in a column without a heading, not read (found 'ask Anna')",
        ),
        (
            {"summit": [*SOUND["summit"], ["planing.step_min", 5]]},
            "sheet summit, row 5, key planing.step_min: unknown key, not read; expected perhaps 'planning.step_min'",
        ),
    ],
)
def test_what_is_not_read_is_said(tmp_path: Path, changed: dict[str, Any], warning: str) -> None:
    assert [str(w) for w in read_summit(write_book(tmp_path / "in.xlsx", **changed)).warnings] == [warning]


def test_blank_sheets_and_the_instructions_are_not_worth_a_warning(tmp_path: Path) -> None:
    path = write_book(tmp_path / "in.xlsx", Sheet1=[], Instructions=[["How to"]])
    assert read_summit(path).warnings == ()


# --- writing ---


def test_a_workbook_that_is_there_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    path.write_text("mine")
    with pytest.raises(SummitryError, match="is there already"):
        write_summit(small_summit(), path)
    assert path.read_text() == "mine"
    write_summit(small_summit(), path, overwrite=True)
    assert read_summit(path).summit == small_summit()
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut(tmp_path: Path) -> None:
    summit = small_summit(recorded=(Recorded(title="t", note="x" * 32_768),))
    with pytest.raises(FactsError) as caught:
        write_summit(summit, tmp_path / "out.xlsx")
    assert str(caught.value) == (
        "recorded, row 1, column note: 32768 characters are too long for a cell of a workbook "
        f"(found '{'x' * 40}...'); expected at most 32767 characters"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.ods", "out.xls", "out.csv", "out.JSON"])
def test_a_destination_named_like_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SummitryError, match=r"expected a folder, or a workbook that ends in \.xlsx"):
        write_summit(small_summit(), tmp_path / name)


def test_nothing_is_written_if_the_source_is_bad(tmp_path: Path) -> None:
    source = write_book(tmp_path / "in.xlsx", days=None)
    with pytest.raises(FactsError):
        convert(source, tmp_path / "out")
    assert list(tmp_path.iterdir()) == [source]


# --- cells ---


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (True, "General", "TRUE"),
        (30.0, "General", "30"),
        (1.5, "General", "1.5"),
        (100000, "General", "100000"),
        (datetime(2026, 6, 1, tzinfo=UTC).replace(tzinfo=None), "yyyy-mm-dd", "2026-06-01"),
        (datetime(2026, 6, 1, 13, 59, 59, 999_999, UTC).replace(tzinfo=None), "General", "2026-06-01 14:00"),
        (datetime(2026, 6, 1, 14, 0, 30, tzinfo=UTC).replace(tzinfo=None), "h:mm", "2026-06-01 14:00:30"),
        (datetime(1900, 1, 1, tzinfo=UTC).replace(tzinfo=None), "h:mm", "24:00"),
        (time(9, 5), "h:mm", "09:05"),
        (time(9, 5, 30), "h:mm", "09:05:30"),
        (timedelta(hours=26), "[h]:mm", "26:00"),
        ("a_x000D_b", "@", "a\rb"),
        ("_x005F_x000D_", "@", "_x000D_"),
    ],
)
def test_a_cell_as_text(value: Any, number_format: str, text: str) -> None:
    assert text_of(value, number_format) == text


@pytest.mark.parametrize("text", ["_x000D_", "_x000D_x000A_", "__x0041_", "_x005F_", "x0041_", "_x00g1_"])
def test_text_that_looks_like_a_code_comes_back(text: str) -> None:
    assert text_of(escaped(text)) == text


def test_blank_cells_and_rows_are_left_out_before_a_sheet_is_read() -> None:
    sheet = (
        b'<sheetData><row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1" s="3"/></row>'
        b'<row r="2"><c r="A2" s="1"/><c r="B2" s="1"></c></row><row r="3" ht="15"/></sheetData>'
    )
    kept = b'<sheetData><row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    assert without_blanks(sheet) == kept


@pytest.mark.parametrize(
    "sheet",
    [
        b'<row r="1"><c s="1"/><c><v>1</v></c></row>',
        b'<row><c r="A1" s="1"/></row><row><c r="A2"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="A1"/>]]></t></is></c></row>',
    ],
)
def test_a_sheet_whose_cells_do_not_say_where_they_stand_is_left_as_it_is(sheet: bytes) -> None:
    assert without_blanks(sheet) == sheet


def test_read_folder_and_read_summit_agree(tmp_path: Path) -> None:
    write_folder(small_summit(), tmp_path / "out")
    assert read_summit(tmp_path / "out") == read_folder(tmp_path / "out")


def test_a_book_with_a_chart_sheet_is_read(tmp_path: Path) -> None:
    path = write_book(tmp_path / "in.xlsx")
    book: Workbook = load_workbook(path)
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.save(path)
    assert read_summit(path).summit.id == "test"
