"""CSV files as offices save them: byte order marks, three delimiters, and what went wrong said in words."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from summitry.formats.raw import RawTable, Record, place_of_row, read_records
from summitry.formats.tables import Table
from summitry.formats.values import fold

_DELIMITERS = (",", ";", "\t")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_csv(table: Table, place: str, data: bytes) -> RawTable:
    """Return the rows of a CSV file; what is wrong with the file is noted in the result."""
    raw = RawTable(table=table, place=place)
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        expected = "a file saved as CSV UTF-8"
        raw.refuse(
            "the text is not in UTF-8",
            value=_around(data, error.start),
            expected=expected,
            place=f"{place}, line {line}",
        )
        return raw
    try:
        read_records(raw, _records(table, text), may_scribble=False)
    except _BrokenError as error:
        raw.refuse(str(error), expected="double quotes in pairs", place=place_of_row(place, error.number))
    return raw


class _BrokenError(Exception):
    """Quotes that do not match up, from a row on."""

    def __init__(self, message: str, number: int) -> None:
        super().__init__(message)
        self.number = number


def decode(data: bytes) -> str:
    """Return the text of a file: in UTF-8, or in UTF-16 where a byte order mark says so.

    Raises
    ------
    UnicodeDecodeError
        If it is in neither.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    return data.decode(encoding)


def _around(data: bytes, start: int) -> str:
    """Return the word that could not be decoded, as western European Windows would show it."""
    before = data[:start].replace(b"\n", b" ").replace(b";", b" ").replace(b",", b" ").rpartition(b" ")[2]
    return (before + data[start : start + 12]).split(b"\n")[0].decode("cp1252", "replace").strip()


def _records(table: Table, text: str) -> Iterator[Record]:
    first, _, rest = text.partition("\n")
    number = 0
    if fold(first) == "sep":  # a first line that names the delimiter, for spreadsheets
        number, text = 1, rest
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter_of(table, text), strict=True, skipinitialspace=True
    )
    while True:
        number += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise _BrokenError(f"the row cannot be taken apart: {error}", number) from None
        yield Record(number, cells)


def delimiter_of(table: Table, text: str) -> str:
    """Return the delimiter under which the first line that is not blank holds the most headings of the table."""
    line = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    known = {fold(column.name) for column in table.columns}

    def score(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        return len({fold(cell) for cell in cells} & known), len(cells)

    return max(_DELIMITERS, key=score)


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV: commas, quotes only where needed, line feeds."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
