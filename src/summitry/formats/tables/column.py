"""What a table is: its columns in order, the fact a row becomes, and the way from one to the other and back."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any

from summitry.formats.values import Context, Kind, Text
from summitry.summit.fact import Fact

Values = Mapping[str, Any]
TEXT = Text()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Its heading.
    kind
        How its values are written.
    help
        One line that explains it.
    example
        A value as it may be written.
    attribute
        The field of the fact it fills; empty: the one of its own name.
    is_required
        Whether every row must fill it.
    is_key
        Whether other tables refer to the row by it.
    refers_to
        The table whose keys it holds, for drop-downs; empty: none, or more than one.
    width
        Characters that it usually takes.
    """

    name: str
    kind: Kind = TEXT
    help: str
    example: str = ""
    attribute: str = ""
    is_required: bool = False
    is_key: bool = False
    refers_to: str = ""
    width: int = 16

    @property
    def field(self) -> str:
        """The field of the fact it fills."""
        return self.attribute or self.name


PROVENANCE = (
    Column(name="source", help="what states the fact", example="https://www.nato.int/agenda", width=30),
    Column(name="assumed", help="why the value was assumed, where nothing states it", example="usual length", width=24),
    Column(name="note", help="anything else a reader should know", example="to be confirmed", width=30),
)


def _build(table: "Table", values: Values, context: Context) -> Fact:  # noqa: ARG001 -- the signature of every builder
    return table.fact(**values)


def _take(table: "Table", fact: Fact, context: Context) -> Values:  # noqa: ARG001 -- the signature of every taker
    return {column.field: getattr(fact, column.field) for column in table.columns}


@dataclass(frozen=True, kw_only=True)
class Table:
    """One kind of fact: a CSV file of the folder, a sheet of the workbook.

    Parameters
    ----------
    name
        Name of the file (without its ending) and of the sheet.
    attribute
        Field of the summit that holds its facts; empty: the one of its own name.
    fact
        What a row becomes.
    own_columns
        Its columns in order, without those on provenance that every table has.
    help
        One line that explains it.
    build, take
        From the values of a row, by field, to the fact, and back; given only where they are not the fields one to one.
    """

    name: str
    fact: type[Fact]
    own_columns: tuple[Column, ...]
    help: str
    attribute: str = ""
    is_required: bool = False
    build: Callable[["Table", Values, Context], Fact] = _build
    take: Callable[["Table", Fact, Context], Values] = _take

    @property
    def field(self) -> str:
        """The field of the summit that holds its facts."""
        return self.attribute or self.name

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns in order, those on provenance last."""
        return (*self.own_columns, *PROVENANCE)

    @cached_property
    def column_by_name(self) -> Mapping[str, Column]:
        """Its columns by heading."""
        return {column.name: column for column in self.columns}

    @cached_property
    def defaults(self) -> Values:
        """What each field of the fact is where a row does not fill it."""
        found = {f.name: f.default for f in fields(self.fact) if f.default is not MISSING}
        return {column.field: found.get(column.field) for column in self.columns}
