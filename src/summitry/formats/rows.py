"""From a summit to rows of text, and the proof that reading them gives the same facts again."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from summitry.formats.assemble import parse_cell
from summitry.formats.entries import find_key
from summitry.formats.keys import FAIRNESS_CAP, KEYS, Key
from summitry.formats.tables import TABLES, Column, Table
from summitry.formats.values import NOWHERE, BadValueError, Context, fold, refuse_control_characters, tidy
from summitry.summit import FactsError, Priority, Problem, Settings, Summit
from summitry.summit.fact import Fact


@dataclass(frozen=True, kw_only=True)
class WrittenTable:
    """A table as text.

    Parameters
    ----------
    columns
        The columns in order.
    rows
        For each fact the text of every column, not guarded.
    is_needed
        For each column whether it must be written: it is required, or not every row holds its default.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    is_needed: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class WrittenKey:
    """A key that differs from its default: its section, its name, its value, and the same as text."""

    key: Key
    name: str
    value: Any
    text: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """A summit as text."""

    keys: tuple[WrittenKey, ...]
    tables: tuple[WrittenTable, ...]


def write_rows(summit: Summit) -> Written:
    """Return a summit as text, key by key and table by table.

    Raises
    ------
    FactsError
        If something in it could not be read back as it is, such as a control character.
    """
    context = Context(
        clock=summit.clock,
        dates=tuple(day.date for day in summit.days),
        minutes_by_form={form.name: form.duration_min for form in summit.forms},
    )
    problems: list[Problem] = []
    keys = tuple(_keys(summit, problems))
    tables = tuple(_table(table, summit, context, problems) for table in TABLES)
    if problems:
        raise FactsError(problems)
    return Written(keys=keys, tables=tables)


# --- tables ---


def _table(table: Table, summit: Summit, context: Context, problems: list[Problem]) -> WrittenTable:
    facts: tuple[Fact, ...] = getattr(summit, table.field)
    rows = []
    for idx, fact in enumerate(facts):
        values = table.take(table, fact, context)
        row = tuple(_text(column, values[column.field], context) for column in table.columns)
        problems += _unreadable(table, idx, fact, row, context)
        rows.append(row)
    defaults = tuple(_text(column, table.defaults[column.field], context) for column in table.columns)
    needed = tuple(
        column.is_required or any(row[place] != defaults[place] for row in rows)
        for place, column in enumerate(table.columns)
    )
    for idx, row in enumerate(rows):
        if not any(text for text, is_needed in zip(row, needed, strict=True) if is_needed):
            problems.append(Problem(table=table.name, row=idx, message="a row that says nothing would not be read"))
    return WrittenTable(table=table, columns=table.columns, rows=tuple(rows), is_needed=needed)


def _text(column: Column, value: Any, context: Context) -> str:
    return "" if value in (None, "", ()) else column.kind.write(value, context)


def _unreadable(table: Table, idx: int, fact: Fact, row: tuple[str, ...], context: Context) -> Iterator[Problem]:
    """Yield what would not come back from a row as it is in the fact."""
    values: dict[str, Any] = {}
    for column, text in zip(table.columns, row, strict=True):
        try:
            values |= parse_cell(column, text, context)
        except BadValueError as error:
            yield Problem(
                table=table.name, row=idx, column=column.name, value=text, message=str(error), expected=error.expected
            )
            return
    again = table.build(table, values, context)
    for part in fields(fact):
        stated, read = getattr(fact, part.name), getattr(again, part.name)
        if _tidied(stated) != read:
            yield Problem(
                table=table.name,
                row=idx,
                column=part.name,
                value=str(stated),
                expected=str(read),
                message="cannot be written so that it is read as the same",
            )


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value)
    if type(value) is tuple:
        return tuple(_tidied(item) for item in value)
    return value


# --- keys ---


def _keys(summit: Summit, problems: list[Problem]) -> Iterator[WrittenKey]:
    for key, name, value in _stated(summit):
        text = key.kind.write(value, NOWHERE)
        try:
            refuse_control_characters(text)
            is_same = _is_found(key, name) and _tidied(value) == key.kind.parse(text, NOWHERE)
            error = None if is_same else BadValueError("cannot be written so that it is read as the same")
        except BadValueError as found:
            error = found
        if error:
            problem = Problem(table="summit", column=name, value=text, message=str(error), expected=error.expected)
            problems.append(problem)
        yield WrittenKey(key=key, name=name, value=value, text=text)


def _is_found(key: Key, name: str) -> bool:
    return find_key(key.section, name) is key and bool(fold(name)) and name == tidy(name)


def _stated(summit: Summit) -> Iterator[tuple[Key, str, Any]]:
    """Yield every key that differs from its default, with its name and value."""
    for key in KEYS:
        value, usual = _value_of(key, summit), default_of(key)
        if key is FAIRNESS_CAP:
            yield from ((key, name, cap) for name, cap in summit.settings.fairness_cap.items())
        elif value != usual:
            yield key, key.name, value


def _value_of(key: Key, summit: Summit) -> Any:
    if key.section != "summit":
        return _setting(key, summit.settings)
    return summit.clock.zone if key.name == "time_zone" else getattr(summit, key.name)


def default_of(key: Key) -> Any:
    """Return what a key is where nothing is stated."""
    return "" if key.section == "summit" else _setting(key, Settings())


def _setting(key: Key, settings: Settings) -> Any:
    if key.section == "priority_weight":
        return settings.priority_weight[Priority(key.name)]
    if key.section == "comfort":
        return getattr(settings.comfort, key.field)
    return settings.fairness_cap if key is FAIRNESS_CAP else getattr(settings, key.name)
