"""The project's own errors: what a person may have got wrong, said so that they can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


class SummitryError(Exception):
    """Base of every error that Summitry raises on purpose; its text is fit to be shown to a user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with the facts, and where.

    Parameters
    ----------
    table
        The kind of fact, named as its CSV file or sheet: ``meetings``, ``people``...; ``summit`` for the summit itself.
    row
        Index of the row in its table, from 0; ``None`` where the table as a whole is meant.
    column
        The column (field) at fault; empty where the row as a whole is meant.
    value
        What was found, as text.
    message
        What is wrong, in words.
    expected
        What would have been right.
    place
        Where the user finds it: file or sheet, and row number as shown there. Set by whoever read the file.
    """

    table: str
    row: int | None = None
    column: str = ""
    value: str = ""
    message: str
    expected: str = ""
    place: str = ""

    def __str__(self) -> str:
        """Return the problem as one line: where, what, the value, and what was expected."""
        where = self.place or (self.table if self.row is None else f"{self.table}, row {self.row + 1}")
        parts = [where + (f", column {self.column}" if self.column else "")]
        found = f" (found {self.value!r})" if self.value else ""
        wanted = f"; expected {self.expected}" if self.expected else ""
        return f"{parts[0]}: {self.message}{found}{wanted}"


class FactsError(SummitryError):
    """The facts contradict each other or are incomplete; carries every problem found, not the first only."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
