"""What was found in a file or sheet before it means anything: headings, rows of text, and where each stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from summitry.formats.tables import Table
from summitry.formats.values import fold, tidy, unguard
from summitry.summit import Problem
from summitry.summit.validate import nearest


class Record(NamedTuple):
    """One row as found: its number as the user sees it, the text of its cells, and why some have none, by place."""

    number: int
    cells: Sequence[str]
    faults: Mapping[int, str] = {}


class Row(NamedTuple):
    """One row that is not blank: its number as the user sees it, its cells by column, and why some have no text.

    Empty cells are left out.
    """

    number: int
    cells: Mapping[str, str]
    faults: Mapping[str, str] = {}


@dataclass(kw_only=True)
class Findings:
    """Problems and warnings, as they come up."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def take(self, other: "Findings") -> None:
        """Add what another found."""
        self.problems += other.problems
        self.warnings += other.warnings


@dataclass(kw_only=True)
class RawTable(Findings):
    """A table as found.

    Parameters
    ----------
    place
        The file or sheet, as the user knows it.
    missing
        Required columns that are not there; said once, not again for each row.
    is_whole
        Whether all of it could be read; if not, what refers to it cannot be judged.
    """

    table: Table
    place: str
    rows: list[Row] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    is_whole: bool = True

    def refuse(self, message: str, *, column: str = "", value: str = "", expected: str = "", place: str = "") -> None:
        """Note a problem of the table as a whole, after which it cannot be relied on."""
        where = place or self.place
        self.problems.append(
            Problem(table=self.table.name, column=column, value=value, message=message, expected=expected, place=where)
        )
        self.is_whole = False

    def warn(self, message: str, *, value: str = "", expected: str = "", place: str = "") -> None:
        """Note what was not read."""
        where = place or self.place
        self.warnings.append(
            Problem(table=self.table.name, value=value, message=message, expected=expected, place=where)
        )


def place_of_row(place: str, number: int) -> str:
    """Return where a row of a file or sheet is."""
    return f"{place}, row {number}"


def read_records(raw: RawTable, records: Iterable[Record], *, may_scribble: bool) -> None:
    """Fill a table with rows; its first row that is not blank holds the headings.

    Parameters
    ----------
    may_scribble
        Whether text beside the columns is only worth a warning, as in a workbook; in a CSV file it means that the row's
        cells have shifted.
    """
    columns: dict[int, str] = {}
    headings: dict[int, str] = {}
    for number, texts, faults in records:
        cells = {idx: text for idx, text in enumerate(map(tidy, texts)) if text}
        if not cells and not faults:
            continue
        if not headings:
            headings = cells
            columns = _columns(raw, number, headings)
            continue
        by_column = {columns[idx]: unguard(text) for idx, text in cells.items() if idx in columns}
        why_not = {columns[idx]: fault for idx, fault in faults.items() if idx in columns}
        if by_column or why_not:
            raw.rows.append(Row(number, by_column, why_not))
        beside = [text for idx, text in cells.items() if idx not in headings]
        if beside:
            _note_beside(raw, number, beside[0], may_scribble=may_scribble)
    if not headings and raw.table.is_required and raw.is_whole:
        raw.refuse("there is nothing in it", expected=_headings(raw.table))


def _note_beside(raw: RawTable, number: int, text: str, *, may_scribble: bool) -> None:
    place = place_of_row(raw.place, number)
    if may_scribble:
        raw.warn("stands in a column without a heading, not read", value=text, place=place)
    else:
        expected = "as many cells as headings, and double quotes around text that holds the separator"
        raw.refuse("the row has more cells than there are headings", value=text, expected=expected, place=place)


def _headings(table: Table) -> str:
    return "a row of headings: " + ", ".join(c.name for c in table.own_columns)


def _columns(raw: RawTable, number: int, headings: dict[int, str]) -> dict[int, str]:
    """Return the column that stands at each place, and note what is unknown, double or missing."""
    place = place_of_row(raw.place, number)
    known = {fold(column.name): column.name for column in raw.table.columns}
    columns: dict[int, str] = {}
    for idx, heading in headings.items():
        name = known.get(fold(heading))
        if name is None:
            raw.warn("unknown column, not read", value=heading, expected=_perhaps(heading, raw.table), place=place)
        elif name in columns.values():
            raw.refuse("two columns have this heading", value=heading, expected="each heading once", place=place)
        else:
            columns[idx] = name
    for column in raw.table.columns:
        if column.is_required and column.name not in columns.values():
            raw.missing.add(column.name)
            raw.refuse("the column is missing", column=column.name, expected=_headings(raw.table), place=place)
    return columns


def _perhaps(heading: str, table: Table) -> str:
    close = nearest(heading.replace(" ", "_"), [column.name for column in table.columns])
    return f"perhaps {close!r}" if close else ""
