"""From what was found in files or sheets to a summit, with every problem of all of them reported together."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from summitry.formats.entries import Entry, Heading, read_entries
from summitry.formats.raw import Findings, RawTable, Row, place_of_row
from summitry.formats.tables import FORMS, TABLE_BY_NAME, TABLES, Column, Table
from summitry.formats.values import NOWHERE, BadValueError, Context, refuse_control_characters
from summitry.summit import Clock, FactsError, Form, Problem, Summit
from summitry.summit.fact import Fact

_ORDER = {"summit": 0} | {table.name: idx for idx, table in enumerate(TABLES, 1)}


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A summit that was read.

    Parameters
    ----------
    warnings
        What was not read and perhaps should have been: unknown files, sheets, columns and keys.
    """

    summit: Summit
    warnings: tuple[Problem, ...] = ()


@dataclass(kw_only=True)
class Found(Findings):
    """All that was found of a summit, before it means anything.

    Parameters
    ----------
    entries
        What is said once a summit, key by key; ``None`` if that could not be read, which has been noted.
    place_of_key
        Where the user finds a key, by section and name.
    place_of_table
        The file or sheet of a table, by name.
    is_whole
        Whether everything could be opened; if not, what was opened cannot be judged as a whole.
    """

    entries: list[Entry] | None = None
    tables: Mapping[str, RawTable]
    place_of_key: Callable[[str, str], str]
    place_of_table: Callable[[str], str]
    is_whole: bool = True


@dataclass(kw_only=True)
class _Parsed(Findings):
    """Facts by table, and which rows only stand for what could not be read."""

    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    damaged: set[tuple[str, int]] = field(default_factory=set)
    is_whole: bool = True

    @property
    def damaged_tables(self) -> set[str]:
        """Tables with such a row."""
        return {table for table, _ in self.damaged}


def assemble(found: Found) -> Reading:
    """Return the summit that was found.

    Raises
    ------
    FactsError
        With every problem: of files, of cells, and, as far as they do not follow from these, of the facts.
    """
    parsed = _Parsed(problems=list(found.problems), warnings=list(found.warnings), is_whole=found.is_whole)
    for raw in found.tables.values():
        parsed.take(raw)
        parsed.is_whole &= raw.is_whole
    heading = Heading(is_whole=False) if found.entries is None else read_entries(found.entries, found.place_of_key)
    parsed.take(heading)
    dates = _dates(found.tables.get("days"))
    clock = Clock(heading.zone or "UTC", min(dates, default=date(2000, 1, 1)))
    _parse_tables(found, parsed, Context(clock=clock, dates=dates))
    is_sound = parsed.is_whole and heading.is_whole and "days" not in parsed.damaged_tables
    summit = _summit(found, parsed, heading, clock) if is_sound else None
    if parsed.problems or summit is None:
        # What was not read may well be the cause of what is missing, so it is shown too.
        raise FactsError(sorted([*parsed.problems, *parsed.warnings], key=_position))
    return Reading(summit=summit, warnings=tuple(sorted(parsed.warnings, key=_position)))


def _position(problem: Problem) -> tuple[int, int]:
    return _ORDER.get(problem.table, len(_ORDER)), -1 if problem.row is None else problem.row


def _dates(raw: RawTable | None) -> tuple[date, ...]:
    """Return the days that can be read; the others are reported with the table."""
    if raw is None:
        return ()
    kind = raw.table.column_by_name["date"].kind
    dates = []
    for row in raw.rows:
        try:
            dates.append(kind.parse(row.cells.get("date", ""), NOWHERE))
        except BadValueError:
            continue
    return tuple(dates)


def _parse_tables(found: Found, parsed: _Parsed, context: Context) -> None:
    """Parse every table; the forms first, as ladders depend on them."""
    for table in (FORMS, *(table for table in TABLES if table is not FORMS)):
        raw = found.tables.get(table.name)
        if raw is None:
            continue
        parsed.facts[table.name] = tuple(_fact(raw, idx, row, parsed, context) for idx, row in enumerate(raw.rows))
        if table is FORMS:
            minutes = {f.name: f.duration_min for f in parsed.facts[table.name] if isinstance(f, Form)}
            context = replace(context, minutes_by_form=minutes)


def _fact(raw: RawTable, idx: int, row: Row, parsed: _Parsed, context: Context) -> Fact:
    """Return the fact of a row, with placeholders for what could not be read."""
    table = raw.table
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for column in table.columns:
        try:
            _refuse_fault(row, column)
            values |= parse_cell(column, row.cells.get(column.name, ""), context)
        except BadValueError as error:
            if column.name not in raw.missing:
                problems.append(_problem(raw, idx, row, column.name, error))
            parsed.is_whole &= not column.is_key
            values |= {column.field: column.kind.placeholder} if column.is_required else {}
    try:
        fact = table.build(table, values, context)
    except BadValueError as error:
        problems.append(_problem(raw, idx, row, error.column, error))
        fact = table.build(table, _placeholders(table), context)
    if problems:
        parsed.damaged.add((table.name, idx))
        parsed.problems += problems
    return fact


def _refuse_fault(row: Row, column: Column) -> None:
    if column.name in row.faults:
        raise BadValueError(row.faults[column.name], "the value itself")


def parse_cell(column: Column, text: str, context: Context) -> dict[str, Any]:
    """Return the value of a cell by its field, or nothing where the cell is empty and may be.

    Raises
    ------
    BadValueError
        If the cell does not say what its column wants.
    """
    if not text:
        if column.is_required:
            raise BadValueError("empty", f"for example {column.example} ({column.help})")
        return {}
    refuse_control_characters(text)
    return {column.field: column.kind.parse(text, context)}


def _placeholders(table: Table) -> dict[str, Any]:
    return {column.field: column.kind.placeholder for column in table.columns if column.is_required}


def _problem(raw: RawTable, idx: int, row: Row, column: str, error: BadValueError) -> Problem:
    return Problem(
        table=raw.table.name,
        row=idx,
        column=column,
        value=row.cells.get(column, ""),
        message=str(error),
        expected=error.expected,
        place=place_of_row(raw.place, row.number),
    )


# --- the summit, and what is wrong with it ---


def _summit(found: Found, parsed: _Parsed, heading: Heading, clock: Clock) -> Summit | None:
    """Return the summit, or nothing after noting what is wrong with it."""
    facts: dict[str, Any] = {table.field: parsed.facts.get(table.name, ()) for table in TABLES}
    try:
        return Summit(clock=clock, settings=heading.settings, **heading.fields, **facts)
    except FactsError as error:
        follows = _follows_from_damage(parsed) if parsed.problems else lambda _: False
        parsed.problems += _told_once([_placed(p, found) for p in error.problems if not follows(p)], found)
        return None


def _follows_from_damage(parsed: _Parsed) -> Callable[[Problem], bool]:
    """Return a test for problems that only say again that some cell could not be read."""
    tables = parsed.damaged_tables

    def follows(problem: Problem) -> bool:
        if problem.row is not None and (problem.table, problem.row) in parsed.damaged:
            return True
        if (problem.table, problem.column) == ("presence", "arrival"):
            return "presence" in tables
        return "nobody attends" in problem.message and bool(tables & {"people", "attendance"})

    return follows


def _told_once(problems: list[Problem], found: Found) -> list[Problem]:
    """Return problems with all references to an absent table told as one: that it is missing."""
    absent = [_absent_table(problem, found) for problem in problems]
    told = [problem for problem, table in zip(problems, absent, strict=True) if not table]
    for table, count in Counter(filter(None, absent)).items():
        message = f"is missing, though {count} {'cell refers' if count == 1 else 'cells refer'} to it"
        told.append(Problem(table=table, place=found.place_of_table(table), message=message))
    return told


def _absent_table(problem: Problem, found: Found) -> str:
    """Return the table that a reference should have led to, if there is no such table at all; else nothing."""
    if not problem.message.startswith("no such"):
        return ""
    table = next((word for word in re.findall(r"\w+", problem.expected) if word in TABLE_BY_NAME), "")
    # A venue serves as a zone, so a summit without zones may still refer to one.
    return "" if table in found.tables or table == "zones" else table


def _placed(problem: Problem, found: Found) -> Problem:
    """Return a problem of the facts with the place where the user finds it."""
    if problem.table == "summit":
        section, _, name = problem.column.rpartition(".")
        return replace(problem, column="", place=found.place_of_key(section, name))
    raw = found.tables.get(problem.table)
    place = raw.place if raw else found.place_of_table(problem.table)
    if raw and problem.row is not None:
        place = place_of_row(place, raw.rows[problem.row].number)
    return replace(problem, place=place)
