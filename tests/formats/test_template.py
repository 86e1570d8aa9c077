"""The empty folder and workbook: a sound start, in which everything explains itself."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from summitry.formats import new_folder, new_workbook, read_summit
from summitry.formats.keys import KEYS
from summitry.formats.sheets import INSTRUCTIONS
from summitry.formats.tables import TABLES, Column, Table
from summitry.formats.template import readme
from summitry.formats.values import Suggested
from summitry.summit import SummitryError

FIRST_DAY = date(2026, 6, 1)
EVERY_COLUMN = [(table, column) for table in TABLES for column in table.columns]


@pytest.fixture(scope="module")
def book_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("new") / "My Summit.xlsx"
    new_workbook(path, first_day=FIRST_DAY)
    return path


def _sheet(path: Path, name: str) -> Worksheet:
    sheet = load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def _letter(cell: Cell | MergedCell) -> str:
    return get_column_letter(cell.column or 0)


# --- the folder ---


def test_a_new_folder_is_a_sound_start(tmp_path: Path) -> None:
    new_folder(tmp_path / "My Summit", first_day=FIRST_DAY)
    reading = read_summit(tmp_path / "My Summit")
    assert (reading.summit.id, reading.summit.name) == ("my-summit", "My Summit")
    assert [(day.date, day.opens, day.closes) for day in reading.summit.days] == [(FIRST_DAY, 540, 1080)]
    assert [form.name for form in reading.summit.forms] == ["sit-down", "short"]
    assert reading.warnings == ()


def test_a_new_folder_has_every_file_with_every_heading(tmp_path: Path) -> None:
    new_folder(tmp_path / "new")
    headings = {file.stem: file.read_text().splitlines()[0] for file in (tmp_path / "new").glob("*.csv")}
    assert headings == {table.name: ",".join(column.name for column in table.columns) for table in TABLES}


def test_every_key_of_a_new_folder_can_be_stated_by_taking_its_mark_away(tmp_path: Path) -> None:
    new_folder(tmp_path / "new")
    toml = tmp_path / "new" / "summit.toml"
    lines = toml.read_text().splitlines()
    stated = [line.removeprefix("# ") for line in lines[1:] if "leaders" not in line and "LTU" not in line]
    toml.write_text("\n".join(stated))
    reading = read_summit(tmp_path / "new")
    assert reading.warnings == ()
    assert (reading.summit.series, reading.summit.settings.step_min) == ("NATO summits", 5)
    assert reading.summit.settings.ladder == ("sit-down", "short")


def test_the_readme_of_a_new_folder_explains_every_column_and_key() -> None:
    words = " ".join(readme().split())
    unexplained = [f"{t.name}.{c.name}" for t, c in EVERY_COLUMN if f" {c.name}: {c.help}." not in words]
    assert unexplained == []
    assert [key.label for key in KEYS if f"[{key.section}] {key.name}: {key.help}" not in words] == []


def test_a_new_folder_does_not_touch_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(SummitryError, match="is not empty"):
        new_folder(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


# --- the workbook ---


def test_a_new_workbook_is_a_sound_start(book_path: Path) -> None:
    reading = read_summit(book_path)
    assert (reading.summit.id, reading.summit.name) == ("my-summit", "My Summit")
    assert [(day.date, day.opens, day.closes) for day in reading.summit.days] == [(FIRST_DAY, 540, 1080)]
    assert reading.warnings == ()


def test_the_sheets_stand_in_the_order_in_which_they_are_filled(book_path: Path) -> None:
    names = [INSTRUCTIONS, "summit", *(table.name for table in TABLES)]
    assert load_workbook(book_path).sheetnames == names


def test_the_instructions_name_every_sheet_in_order(book_path: Path) -> None:
    rows = [row[0].value for row in _sheet(book_path, INSTRUCTIONS).iter_rows()]
    start = rows.index("summit")
    assert rows[start : start + len(TABLES) + 1] == ["summit", *(table.name for table in TABLES)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_heading_explains_itself_and_stays_in_sight(book_path: Path, table: Table) -> None:
    sheet = _sheet(book_path, table.name)
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
    for cell, column in zip(sheet[1], table.columns, strict=True):
        assert cell.comment is not None
        text = cell.comment.text
        assert (column.help in text, column.example in text) == (True, True)
        assert ("Must be filled." in text, cell.fill.start_color.rgb == "00FFF4CE") == (column.is_required,) * 2
        assert sheet.column_dimensions[_letter(cell)].width >= column.width


def _choices(sheet: Worksheet) -> dict[str, tuple[str | None, bool | None]]:
    """Return the drop-downs of a sheet by heading: what they list, and whether other values are refused."""
    heading_by_letter = {_letter(cell): str(cell.value) for cell in sheet[1]}
    return {
        heading_by_letter[str(choice.sqref).split("2:")[0]]: (choice.formula1, choice.showErrorMessage)
        for choice in sheet.data_validations.dataValidation
    }


def test_words_and_references_are_chosen_from_lists(book_path: Path) -> None:
    assert _choices(_sheet(book_path, "people")) == {
        "delegation": ("delegations!$A$2:$A$1000", True),
        "role": ('"principal,delegate,stand-in,note-taker,interpreter,liaison officer"', True),
    }
    assert _choices(_sheet(book_path, "meetings")) == {
        "kind": ('"bilateral,minilateral,working lunch,signing,ministerial"', False),
        "requested_by": ("delegations!$A$2:$A$1000", True),
        "chair": ("people!$A$2:$A$1000", True),
        "host": ("delegations!$A$2:$A$1000", True),
        "confidential": ('"yes,no"', True),
    }
    assert _choices(_sheet(book_path, "days")) == {}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_with_something_to_choose_has_a_list_that_excel_accepts(book_path: Path, table: Table) -> None:
    choices = _choices(_sheet(book_path, table.name))
    assert sorted(choices) == sorted(c.name for c in table.columns if c.kind.words or c.refers_to)
    assert [listed for listed, _ in choices.values() if len(listed or "") > 255] == []
    strict = {c.name for c in table.columns if (c.kind.words or c.refers_to) and not isinstance(c.kind, Suggested)}
    assert {name for name, (_, refuses) in choices.items() if refuses} == strict


def test_what_is_typed_stays_text_unless_it_is_a_number(book_path: Path) -> None:
    sheet = _sheet(book_path, "rooms")
    formats = {cell.value: sheet.column_dimensions[_letter(cell)].number_format for cell in sheet[1]}
    assert (formats["id"], formats["open"], formats["seats"]) == ("@", "@", "General")


def test_the_sheet_summit_lists_every_key_with_its_meaning(book_path: Path) -> None:
    rows = [[cell.value for cell in row] for row in _sheet(book_path, "summit").iter_rows()]
    assert rows[0] == ["key", "value", "meaning"]
    assert [row[0] for row in rows[1:]] == [key.label for key in KEYS if key.name]
    assert rows[1] == [
        "id",
        "my-summit",
        "short name of this summit, without spaces. Must be filled, for example vilnius-2023",
    ]
    assert [row for row in rows[1:] if not row[2]] == []


def test_a_new_workbook_does_not_replace_one(book_path: Path) -> None:
    before = book_path.read_bytes()
    with pytest.raises(SummitryError, match="is there already"):
        new_workbook(book_path)
    assert book_path.read_bytes() == before


# --- the description itself ---


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN, ids=lambda part: part.name)
def test_every_column_fills_a_field_of_its_fact(table: Table, column: Column) -> None:
    fields = set(table.fact.__dataclass_fields__) | {"meal_from", "meal_to"}
    assert column.field in fields


def test_every_field_of_every_fact_has_a_column() -> None:
    missing = [
        f"{table.name}.{field}"
        for table in TABLES
        for field in table.fact.__dataclass_fields__
        if field not in {column.field for column in table.columns} | {"meal"}
    ]
    assert missing == []
