"""Every way a workbook can be wrong gets a line that says where, what was found and what was expected."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from summitry.formats import read_summit
from summitry.formats.workbook_file import MAX_UNPACKED_BYTES, NoWorkbookError, slim_workbook
from tests.formats.books import SOUND, change_part, outcome_of, problems_of, write_book

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
WORKBOOK = "an Excel workbook (.xlsx)"


def _zip(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def _bomb() -> bytes:
    return _zip(**{"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(MAX_UNPACKED_BYTES + 1_000_000)})


NO_WORKBOOKS = {
    "random bytes": (b"\x00\x01\x02 nothing \xff", "is no workbook", WORKBOOK),
    "nothing at all": (b"", "is no workbook", WORKBOOK),
    "a CSV file renamed": (b"code,name\nKOR,Korea\n", "is no workbook", WORKBOOK),
    "another archive": (_zip(mimetype=b"text"), "is an archive, but no workbook", WORKBOOK),
    "half a workbook": (_zip(**{"xl/workbook.xml": b"<x/>"})[:60], "is no workbook", WORKBOOK),
    "empty parts": (
        _zip(**{"xl/workbook.xml": b""}),
        "is damaged",
        "a workbook that a spreadsheet program opens",
    ),
    "a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "is password-protected",
        "a workbook saved without a password",
    ),
    "old format": (OLE, "is in the format of Excel before 2007, or password-protected", "a workbook saved as .xlsx"),
    "a document type": (
        _zip(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "holds a document type, which no workbook does",
        WORKBOOK,
    ),
}


@pytest.mark.parametrize("name", NO_WORKBOOKS)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str) -> None:
    data, message, expected = NO_WORKBOOKS[name]
    path = tmp_path / "facts.xlsx"
    path.write_bytes(data)
    assert problems_of(path) == [f"{path}: {message}; expected {expected}"]


def test_a_workbook_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    path.write_bytes(_bomb())
    assert problems_of(path) == [
        f"{path}: unpacks to 201 MB, far more than any summit needs; expected a workbook of at most 200 MB unpacked"
    ]


def test_the_limit_is_on_what_a_workbook_unpacks_to(tmp_path: Path) -> None:
    path = write_book(tmp_path / "in.xlsx")
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
    assert slim_workbook(path, max_bytes=unpacked).getvalue()
    with pytest.raises(NoWorkbookError):
        slim_workbook(path, max_bytes=unpacked - 1)


BAD: dict[str, tuple[dict[str, Any], list[str]]] = {
    "missing sheets": (
        {"summit": None, "days": None},
        [
            "sheet summit: the sheet is missing; expected a sheet with the columns key and value",
            "sheet days: the sheet is missing; expected a sheet with a row a day",
        ],
    ),
    "a sheet that others refer to": (
        {"delegations": None},
        ["sheet delegations: is missing, though 4 cells refer to it"],
    ),
    "room without seats": (
        {"rooms": [["id", "name", "venue", "seats"], ["R", "Room", "V", None], [], ["S", "Small", "V", 0]]},
        [
            "sheet rooms, row 2, column seats: empty; expected for example 12 (seats at the table)",
            "sheet rooms, row 4, column seats: room S has no seats (found '0'); expected 1 or more",
        ],
    ),
    "an error in a cell": (
        {"forms": [["name", "duration_min"], ["short", "#REF!"]]},
        ["sheet forms, row 2, column duration_min: cell B2 holds the error #REF!; expected the value itself"],
    ),
    "missing key": (
        {"summit": [["key", "value"], ["name", "Test"], ["time_zone", "Europe/Wien"], [None, "x"]]},
        [
            "sheet summit, row 4: the key is missing (found 'x'); expected for example time_zone",
            (
                "sheet summit, key id: empty; "
                "expected for example vilnius-2023 (short name of this summit, without spaces)"
            ),
        ],
    ),
    "unknown time zone": (
        {"summit": [["key", "value"], ["id", "t"], ["name", "Test"], ["time_zone", "Europe/Wien"]]},
        [
            (
                "sheet summit, row 4, key time_zone: unknown time zone (found 'Europe/Wien'); "
                "expected an IANA name such as Europe/Vilnius; perhaps 'Europe/Vienna'"
            ),
        ],
    ),
    "bad settings": (
        {"summit": [*SOUND["summit"], ["step_min", "five"], ["planning.step_min", 5], ["ladder", "lying"]]},
        [
            (
                "sheet summit, row 5, key planning.step_min: not a whole number (found 'five'); "
                "expected a whole number such as 30"
            ),
            (
                "sheet summit, row 6, key planning.step_min: this key stands there already (found '5'); "
                "expected each key once"
            ),
        ],
    ),
    "a setting that the facts contradict": (
        {"summit": [*SOUND["summit"], ["ladder", "lying"]]},
        ["sheet summit, row 5, key planning.ladder: no such form (found 'lying'); expected a name in forms"],
    ),
    "no headings in the sheet summit": (
        {"summit": [["id", "test"], ["name", "Test"]]},
        [
            "sheet summit, row 1, column key: the column is missing; expected a row of headings: key, value, meaning",
            "sheet summit, row 1, column value: the column is missing; expected a row of headings: key, value, meaning",
            "sheet summit, row 1: unknown column, not read (found 'id')",
            "sheet summit, row 1: unknown column, not read (found 'test')",
        ],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_workbook_is_refused_with_these_lines(tmp_path: Path, name: str) -> None:
    changed, lines = BAD[name]
    assert problems_of(write_book(tmp_path / "in.xlsx", **changed)) == lines


def test_two_sheets_of_a_table_are_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "in.xlsx", For_ms=SOUND["forms"])
    assert problems_of(path) == ["sheet forms: two sheets of this table (found 'For_ms'); expected one sheet forms"]


def test_a_hundred_thousand_blank_rows_change_nothing(tmp_path: Path) -> None:
    """Blank rows as spreadsheets leave them: formatted, and one stray space at the very end of the sheet."""
    path = write_book(tmp_path / "in.xlsx")
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="0"/><c r="R{row}" s="0"/></row>' for row in range(3, 100_003))
    stray = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>'
    changed = change_part(path, "xl/worksheets/sheet7.xml", "</sheetData>", f"{blank}{stray}</sheetData>")
    reading = read_summit(changed)
    assert (reading.summit, reading.warnings) == (read_summit(path).summit, ())


def test_a_workbook_without_sheets_of_ours_lacks_two(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "in.xlsx")
    assert problems_of(tmp_path / "in.xlsx") == BAD["missing sheets"][1]


_DAMAGE = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(_DAMAGE)
def test_no_damage_leads_to_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[float, int]]
) -> None:
    path = tmp_path_factory.mktemp("in") / "in.xlsx"
    content = bytearray(write_book(path).read_bytes())
    for where, byte in damage:
        content[int(where * len(content))] = byte
    path.write_bytes(content)
    assert outcome_of(path)
