"""The workbook: a sheet a kind of fact, and the sheet `summit` for what is said once."""

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from summitry.formats.assemble import Found, Reading, assemble
from summitry.formats.cells import ERROR, FORMULA, text_of
from summitry.formats.entries import Entry, find_key
from summitry.formats.keys import KEY_TABLE, SECTIONS, label
from summitry.formats.raw import RawTable, Record, place_of_row, read_records
from summitry.formats.rows import write_rows
from summitry.formats.sheets import INSTRUCTIONS, build_workbook
from summitry.formats.tables import TABLES
from summitry.formats.values import fold
from summitry.formats.workbook_file import NoWorkbookError, slim_workbook
from summitry.formats.writing import write_file
from summitry.summit import FactsError, Problem, Summit
from summitry.summit.validate import nearest

_SHEETS = {fold(table.name): table for table in (KEY_TABLE, *TABLES)}
_MAX_COLUMNS = 64  # more than any table has; a stray cell far to the right must not widen every row


def read_workbook(path: Path) -> Reading:
    """Read a summit from a workbook.

    Raises
    ------
    FactsError
        With every problem of every sheet.
    """
    found = Found(tables={}, place_of_key=_key_place({}), place_of_table=_place)
    found.tables = _read_sheets(path, found)
    for name, expected in (("summit", "a sheet with the columns key and value"), ("days", "a sheet with a row a day")):
        if name not in found.tables:
            found.problems.append(
                Problem(table=name, place=_place(name), message="the sheet is missing", expected=expected)
            )
            found.is_whole = False
    keys = found.tables.pop("summit", None)
    if keys is not None:
        found.take(keys)
        found.is_whole &= keys.is_whole
        found.place_of_key = _key_place(_rows_by_key(keys))
        found.entries = list(_entries(keys, found)) if keys.is_whole else None
    return assemble(found)


def _place(table: str) -> str:
    return f"sheet {table}"


def _refusal(path: Path, message: str, expected: str) -> FactsError:
    return FactsError([Problem(table="summit", place=str(path), message=message, expected=expected)])


def _read_sheets(path: Path, found: Found) -> dict[str, RawTable]:
    try:
        slim = slim_workbook(path)
    except NoWorkbookError as error:
        raise _refusal(path, str(error), error.expected) from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about looks and extensions of the file, which hold no facts
        try:
            book = load_workbook(slim, read_only=True)
            values = load_workbook(slim, read_only=True, data_only=True)
            return _tables(book, values, found)
        except Exception as error:
            raise _refusal(path, "is damaged", "a workbook that a spreadsheet program opens") from error


def _tables(book: Any, values: Any, found: Found) -> dict[str, RawTable]:
    tables: dict[str, RawTable] = {}
    for sheet in book.worksheets:
        table = _SHEETS.get(fold(sheet.title))
        place = _place(sheet.title)
        records = _records(sheet, values[sheet.title])
        if table is None:
            _warn_unknown(sheet.title, records, found)
        elif table.name in tables:
            tables[table.name].refuse("two sheets of this table", value=sheet.title, expected=f"one sheet {table.name}")
        else:
            tables[table.name] = RawTable(table=table, place=place)
            read_records(tables[table.name], records, may_scribble=True)
    return tables


def _warn_unknown(title: str, records: Iterator[Record], found: Found) -> None:
    is_blank = next(records, None) is None
    if is_blank or fold(title) == fold(INSTRUCTIONS):
        return
    close = nearest(title, [table.name for table in _SHEETS.values()])
    expected = f"perhaps {close!r}" if close else ""
    found.warnings.append(
        Problem(table=title, place=_place(title), message="unknown sheet, not read", expected=expected)
    )


def _records(sheet: Any, values: Any) -> Iterator[Record]:
    """Yield the rows of a sheet that are not blank."""
    cached: dict[tuple[int, int], Any] | None = None
    sheet.reset_dimensions()
    blank: Any = None
    for number, row in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS), 1):
        if row is blank:  # the library gives one and the same row for all that are not in the file
            continue
        filled = [(idx, cell) for idx, cell in enumerate(row) if cell.value is not None]
        if not filled:
            blank = row
            continue
        texts, faults = [""] * _MAX_COLUMNS, {}
        for idx, cell in filled:
            shown = cell
            if cell.data_type == FORMULA:
                cached = _cells(values) if cached is None else cached
                shown = cached.get((number, idx))
            name = f"cell {get_column_letter(idx + 1)}{number}"
            if shown is None:
                faults[idx] = f"{name} holds a formula whose value is not stored"
            elif shown.data_type == ERROR:
                faults[idx] = f"{name} holds the error {shown.value}"
            else:
                texts[idx] = text_of(shown.value, shown.number_format)
        yield Record(number, texts, faults)


def _cells(sheet: Any) -> dict[tuple[int, int], Any]:
    """Return the cells of a sheet with what its formulas last gave, by row number and place."""
    sheet.reset_dimensions()
    return {
        (number, idx): cell
        for number, row in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS), 1)
        for idx, cell in enumerate(row)
        if cell.value is not None
    }


# --- the sheet `summit` ---


def _split(text: str) -> tuple[str, str]:
    """Return section and name of a key; the section is empty where none is named."""
    section, dot, name = text.partition(".")
    known = next((s for s in SECTIONS if fold(s) == fold(section)), "")
    return (known, name.strip()) if dot and known else ("", text)


def _rows_by_key(keys: RawTable) -> dict[str, int]:
    rows: dict[str, int] = {}
    for row in keys.rows:
        section, name = _split(row.cells.get("key", ""))
        key = find_key(section, name)
        if key is not None:
            rows.setdefault(label(key.section, key.name or name), row.number)
    return rows


def _key_place(rows: Mapping[str, int]) -> Any:
    def place_of_key(section: str, name: str) -> str:
        key = find_key(section, name)
        full = label(key.section, key.name or name) if key else name
        number = rows.get(full)
        place = _place("summit")
        return f"{place_of_row(place, number) if number else place}, key {full}"

    return place_of_key


def _entries(keys: RawTable, found: Found) -> Iterator[Entry]:
    for row in keys.rows:
        text = row.cells.get("key", "")
        value = row.cells.get("value", "")
        place = f"{place_of_row(keys.place, row.number)}, key {text}"
        if not text:
            found.problems.append(
                Problem(
                    table="summit",
                    place=place_of_row(keys.place, row.number),
                    message="the key is missing",
                    value=value,
                    expected="for example time_zone",
                )
            )
            continue
        section, name = _split(text)
        key = find_key(section, name)
        if key is not None:
            place = f"{place_of_row(keys.place, row.number)}, key {label(key.section, key.name or name)}"
        if fault := row.faults.get("value"):
            found.problems.append(Problem(table="summit", place=place, message=fault, expected="the value itself"))
        yield Entry(section, name, None if fault else value, place)


def write_workbook(summit: Summit, path: Path, *, overwrite: bool = False) -> None:
    """Write a summit as a workbook: every sheet with all its columns, drop-downs and explanations.

    Raises
    ------
    FactsError
        If something in it cannot be written so that it is read as the same.
    SummitryError
        If the file is there already and may not be overwritten, or cannot be written.
    """
    book = build_workbook(write_rows(summit))
    write_file(path, book.save, overwrite=overwrite)
