"""How a check says what is wrong with one row of a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from summitry.summit.errors import Problem
from summitry.summit.times import Clock, Interval
from summitry.summit.validation.known import Known

Problems = Iterator[Problem]
F = TypeVar("F")


class Row(NamedTuple):
    """One row of a table, or for ``None`` the table as a whole; its methods yield the problems of one column."""

    table: str
    idx: int | None = None

    def wrong(self, message: str, *, column: str = "", value: str = "", expected: str = "") -> Problem:
        """Return a problem of this row."""
        return Problem(table=self.table, row=self.idx, column=column, value=value, message=message, expected=expected)

    def filled(self, column: str, value: str) -> Problems:
        """Check that something stands there."""
        if not value.strip():
            yield self.wrong("empty", column=column, expected="text")

    def refers(self, column: str, value: str, known: Known, *, optional: bool = False) -> Problems:
        """Check that a value names a fact of another table."""
        if value in known.names or (optional and not value):
            return
        message = f"no such {known.noun}" if value else "empty"
        yield self.wrong(message, column=column, value=value, expected=known.expected(value))

    def refers_each(self, column: str, values: Iterable[str], known: Known) -> Problems:
        """Check that every value of a list names a fact of another table."""
        for value in dict.fromkeys(values):
            yield from self.refers(column, value, known)

    def distinct(self, column: str, values: Sequence[str], noun: str) -> Problems:
        """Check that no value of a list stands in it twice."""
        if len(set(values)) == len(values):
            return
        for value, count in Counter(values).items():
            if count > 1:
                message, expected = f"{value} stands there {count} times", f"each {noun} once"
                yield self.wrong(message, column=column, value="; ".join(values), expected=expected)

    def at_least(self, least: int, **numbers: int | None) -> Problems:
        """Check that no number is too small; the keywords are the columns."""
        for column, number in numbers.items():
            if number is not None and number < least:
                message = "negative" if number < 0 == least else "too small"
                yield self.wrong(message, column=column, value=str(number), expected=f"{least} or more")

    def windows(self, column: str, windows: Iterable[Interval], clock: Clock) -> Problems:
        """Check that every window ends after it starts."""
        for window in windows:
            if window.length <= 0:
                yield self.wrong(
                    "the window does not end after it starts",
                    column=column,
                    value=f"{clock.text(window.start)}/{clock.text(window.end)}",
                    expected="a start, then a later end",
                )


def rows(table: str, facts: Iterable[F]) -> Iterator[tuple[Row, F]]:
    """Yield each fact of a table with its row."""
    for idx, fact in enumerate(facts):
        yield Row(table, idx), fact


def unique(table: str, column: str, keys: Iterable[str]) -> Problems:
    """Check that every row has a key, and no two the same."""
    seen: set[str] = set()
    for row, key in rows(table, keys):
        if not key.strip():
            yield row.wrong("empty", column=column, expected="a name of its own")
        elif key in seen:
            yield row.wrong("an earlier row has this already", column=column, value=key, expected="one row for each")
        seen.add(key)
