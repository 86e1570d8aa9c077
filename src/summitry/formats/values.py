"""How one value is written as text, and read from what offices type: text, numbers, words, lists, ladders."""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from summitry.summit import Clock, Rung, SummitryError
from summitry.summit.validate import nearest


class BadValueError(SummitryError):
    """A cell that does not say what its column wants; carries what was expected and, where it differs, the column."""

    def __init__(self, message: str, expected: str = "", column: str = "") -> None:
        super().__init__(message)
        self.expected = expected
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the meaning of a cell may depend on.

    Parameters
    ----------
    clock
        The summit's time zone and first day.
    dates
        The summit's days, for windows that hold on every day.
    minutes_by_form
        Default duration of each form, for ladders that state none.
    """

    clock: Clock
    dates: tuple[date, ...] = ()
    minutes_by_form: Mapping[str, int] = field(default_factory=dict)


# For values that depend on nothing else.
NOWHERE = Context(clock=Clock("UTC", date(2000, 1, 1)))


class Kind(ABC):
    """One way of writing a value in a cell.

    Attributes
    ----------
    spelling
        How it is written, in words for a person.
    is_number
        Whether a workbook holds it as a number.
    words
        The words a cell may hold, for drop-downs; empty: anything.
    placeholder
        What stands in for a required value that could not be read, so that the rest can still be checked.
    """

    is_number: bool = False
    placeholder: Any = ""

    @property
    def spelling(self) -> str:
        """Any text."""
        return "text"

    @property
    def words(self) -> tuple[str, ...]:
        """No words of its own."""
        return ()

    @abstractmethod
    def parse(self, text: str, context: Context) -> Any:
        """Return the value of a cell that is not empty.

        Raises
        ------
        BadValueError
            If the text does not say such a value.
        """

    @abstractmethod
    def write(self, value: Any, context: Context) -> str:
        """Return the text of a value."""


def tidy(text: str) -> str:
    """Return text with line feeds as line ends and without white space around it; nothing else is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def fold(word: str) -> str:
    """Return what counts when words are matched: letters and digits, whatever their case."""
    return "".join(letter for letter in unicodedata.normalize("NFC", word.casefold()) if letter.isalnum())


def refuse_control_characters(text: str) -> None:
    """Raise if text holds a character that no workbook can hold.

    Raises
    ------
    BadValueError
        If it does.
    """
    for letter in text:
        if _is_forbidden(letter):
            code = f"U+{ord(letter):04X}"
            raise BadValueError(f"holds the control character {code}", "text that can be printed")


def _is_forbidden(letter: str) -> bool:
    if letter in "\n\t":
        return False
    return unicodedata.category(letter) in {"Cc", "Cs"} or letter in "\ufffe\uffff"


_RISKY = re.compile(r"'*[=+\-@\t\r]")


def guard(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; `unguard` gives back the original."""
    return "'" + text if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """Return what `guard` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


@dataclass(frozen=True)
class Text(Kind):
    """Any text, untouched."""

    def parse(self, text: str, _context: Context) -> str:
        """Return the text itself."""
        return text

    def write(self, value: str, _context: Context) -> str:
        """Return the text itself."""
        return tidy(value)


@dataclass(frozen=True)
class Suggested(Kind):
    """Text for which some words have a meaning of their own; these are recognised in any case."""

    words: tuple[str, ...] = ()

    @property
    def spelling(self) -> str:
        """The known words."""
        return f"text, for example {', '.join(self.words)}"

    def parse(self, text: str, _context: Context) -> str:
        """Return the known word meant, else the text itself."""
        return next((word for word in self.words if fold(word) == fold(text)), text)

    def write(self, value: str, _context: Context) -> str:
        """Return the text itself."""
        return tidy(value)


@dataclass(frozen=True)
class WholeNumber(Kind):
    """A whole number; `minimum` only where the validation of the facts states none."""

    minimum: int | None = None
    is_number = True
    placeholder = 1
    spelling = "whole number"

    def parse(self, text: str, _context: Context) -> int:
        """Return the number."""
        found = re.fullmatch(r"([+-]?\d{1,9})(?:[.,]0+)?", text)
        if not found:
            raise BadValueError("not a whole number", "a whole number such as 30")
        number = int(found[1])
        if self.minimum is not None and number < self.minimum:
            raise BadValueError("too small", f"{self.minimum} or more")
        return number

    def write(self, value: int, _context: Context) -> str:
        """Return the number in digits."""
        return str(value)


_YES = frozenset({"yes", "y", "true", "1", "1.0", "x", "✓", "✔", "☑"})
_NO = frozenset({"no", "n", "false", "0", "0.0", "☐"})


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no."""

    spelling = "`yes` or `no`"
    words = ("yes", "no")
    placeholder = False

    def parse(self, text: str, _context: Context) -> bool:
        """Return whether it says yes; ticks and what spreadsheets make of them are understood."""
        word = text.casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise BadValueError("neither yes nor no", "yes or no")

    def write(self, value: bool, _context: Context) -> str:  # noqa: FBT001 -- the value of a cell, as for every kind
        """Return ``yes`` or ``no``."""
        return "yes" if value else "no"


@dataclass(frozen=True)
class Word(Kind):
    """One word of a closed list, in any case."""

    enum: type[StrEnum] = StrEnum

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the list."""
        return tuple(str(member) for member in self.enum)

    @property
    def spelling(self) -> str:
        """The words of the list."""
        return ", ".join(self.words)

    def parse(self, text: str, _context: Context) -> StrEnum:
        """Return the word meant."""
        for member in self.enum:
            if fold(member) == fold(text):
                return member
        raise BadValueError("not one of the words for this column", expect_word(text, self.words, self.spelling))

    def write(self, value: StrEnum, _context: Context) -> str:
        """Return the word."""
        return str(value)


def expect_word(text: str, words: Iterable[str], spelling: str) -> str:
    """Return what was expected, with the known word nearest to what was found, if one is near."""
    close = nearest(text, words)
    return f"{spelling}; perhaps {close!r}" if close else spelling


# --- lists ---

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;\n]*?))\s*(?:[;\n]|\Z)')


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a list separated by ``;`` or line ends; an item in double quotes may hold either."""
    items: list[str] = []
    position = 0
    while position < len(text):
        found = _ITEM.match(text, position)
        if found is None:  # cannot be: the second alternative matches anything up to a separator
            break
        position = found.end()
        if found[1] is not None:
            items.append(found[1].replace('""', '"'))
        elif found[2]:
            items.append(found[2])
    return tuple(items)


def join_list(items: Iterable[str]) -> str:
    """Return items as one text that `split_list` takes apart again."""
    return ";".join(_item(tidy(item)) for item in items)


def _item(text: str) -> str:
    if text and not text.startswith('"') and ";" not in text and "\n" not in text:
        return text
    return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True)
class TextList(Kind):
    """A list of texts."""

    spelling = "list"
    placeholder = ()

    def parse(self, text: str, _context: Context) -> tuple[str, ...]:
        """Return the items."""
        return split_list(text)

    def write(self, value: tuple[str, ...], _context: Context) -> str:
        """Return the items, separated by ``;``."""
        return join_list(value)


@dataclass(frozen=True)
class NumberList(Kind):
    """A list of whole numbers; `none` is the empty list, as an empty cell means the default."""

    spelling = "list of whole numbers"
    placeholder = ()

    def parse(self, text: str, context: Context) -> tuple[int, ...]:
        """Return the numbers."""
        if text.casefold() == "none":
            return ()
        return tuple(WholeNumber(minimum=0).parse(item, context) for item in split_list(text))

    def write(self, value: tuple[int, ...], _context: Context) -> str:
        """Return the numbers, separated by ``;``."""
        return ";".join(str(number) for number in value) or "none"


@dataclass(frozen=True)
class Ladder(Kind):
    """The forms of a meeting in order of preference, each with its minutes."""

    spelling = "ladder: `sit-down:30;short:15;standing`"
    placeholder = ()

    def parse(self, text: str, context: Context) -> tuple[Rung, ...]:
        """Return the rungs; minutes that are not stated are those of the form."""
        return tuple(_rung(item, context) for item in split_list(text))

    def write(self, value: tuple[Rung, ...], _context: Context) -> str:
        """Return the rungs with their minutes."""
        return join_list(f"{rung.form}:{rung.duration_min}" for rung in value)


def _rung(item: str, context: Context) -> Rung:
    form, colon, minutes = (part.strip() for part in item.rpartition(":"))
    if colon and re.fullmatch(r"-?\d{1,9}", minutes):
        return Rung(form, int(minutes))
    if form in context.minutes_by_form:
        raise BadValueError(f"{minutes!r} is not a number of minutes", f"{form}:{context.minutes_by_form[form]}")
    # An unknown form is named by the validation of the facts; its minutes then do not matter.
    return Rung(item, context.minutes_by_form.get(item, 1))
