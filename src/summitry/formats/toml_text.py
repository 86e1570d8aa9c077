"""`summit.toml`: from its typed values to entries of text, and back."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

from summitry.formats.csv_text import decode
from summitry.formats.entries import Entry, find_key
from summitry.formats.keys import SECTIONS, Key
from summitry.formats.raw import Findings
from summitry.formats.rows import WrittenKey
from summitry.formats.values import NumberList, TextList, WholeNumber, fold, join_list, tidy
from summitry.summit import Problem
from summitry.summit.validate import nearest

FILE = "summit.toml"
_NESTED = "no valid TOML: lists within lists beyond counting"


def place_of_key(section: str, name: str) -> str:
    """Return where a key stands, as the user knows it."""
    if not section:
        key = find_key("", name)
        section = key.section if key else ""
    return f"{FILE}, key {section}.{name}" if section else f"{FILE}, key {name}"


def read_toml(data: bytes, found: Findings) -> list[Entry] | None:
    """Return the entries of the file, or nothing after noting why it cannot be read."""
    try:
        content = tomllib.loads(decode(data))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _refuse(found, f"{FILE}, line {line}", "the text is not in UTF-8", "a file saved as UTF-8")
        return None
    except (ValueError, RecursionError) as error:  # more than TOMLDecodeError: absurd numbers, absurd nesting
        message, place = (_NESTED, FILE) if isinstance(error, RecursionError) else _where(str(error))
        _refuse(found, place, message, 'lines such as id = "vilnius-2023", text in double quotes')
        return None
    return [entry for name, value in content.items() for entry in _section(name, value, found)]


def _where(message: str) -> tuple[str, str]:
    """Return what is wrong and where, from ``... (at line 2, column 5)``."""
    if message.startswith("Exceeds"):
        return "no valid TOML: a number of thousands of digits", FILE
    at = re.fullmatch(r"(.*) \(at (line \d+, column \d+|end of document)\)", message, re.DOTALL)
    if at is None:
        return f"no valid TOML: {message}", FILE
    what = at[1][:1].lower() + at[1][1:]
    return f"no valid TOML: {what}", f"{FILE}, {at[2].replace('column', 'character')}"


def _refuse(found: Findings, place: str, message: str, expected: str, value: str = "") -> None:
    found.problems.append(Problem(table="summit", message=message, value=value, expected=expected, place=place))


def _section(name: str, value: Any, found: Findings) -> Iterator[Entry]:
    section = next((known for known in SECTIONS if fold(known) == fold(name)), None)
    if section is None:
        close = nearest(name, SECTIONS)
        key = find_key("", name)
        perhaps = f"[{close}]" if close else f"{key.name} in [{key.section}]" if key else ""
        expected = f"perhaps {perhaps}" if perhaps else ""
        what = "unknown section, not read" if isinstance(value, Mapping) else "stands in no section, not read"
        found.warnings.append(Problem(table="summit", message=what, place=f"{FILE}, key {name}", expected=expected))
    elif not isinstance(value, Mapping):
        _refuse(found, f"{FILE}, key {name}", "not a section", f"[{section}], then its keys", _shown(value))
    else:
        yield from _entries(section, value, found)


def _entries(section: str, content: Mapping[str, Any], found: Findings) -> Iterator[Entry]:
    for name, value in content.items():
        key = find_key(section, name)
        place = place_of_key(section, key.name if key and key.name else name)
        if key is None:
            yield Entry(section, name, "", place)
            continue
        text = _text(key, value)
        if text is None:
            _refuse(found, place, "not the right kind of value", _wanted(key), _shown(value))
        yield Entry(section, name, text, place)


def _text(key: Key, value: Any) -> str | None:
    """Return a typed value as text, or nothing if its type is wrong for the key."""
    if isinstance(key.kind, WholeNumber):
        return str(value) if type(value) is int else None
    if isinstance(key.kind, NumberList):
        is_right = isinstance(value, list) and all(type(item) is int for item in value)
        return (";".join(map(str, value)) or "none") if is_right else None
    if isinstance(key.kind, TextList):
        is_right = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return join_list(value) if is_right else None
    return tidy(value) if isinstance(value, str) else None


def _wanted(key: Key) -> str:
    if isinstance(key.kind, WholeNumber):
        return "a whole number without quotes"
    if isinstance(key.kind, NumberList):
        return "a list of whole numbers such as [0, 30, 60]"
    if isinstance(key.kind, TextList):
        return 'a list of texts such as ["sit-down", "short"]'
    return "text in double quotes"


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def write_toml(keys: tuple[WrittenKey, ...]) -> str:
    """Return the file's text: the keys that differ from their defaults, in the order of the description."""
    content: dict[str, dict[str, Any]] = {}
    for written in keys:
        value = written.value
        plain = list(value) if isinstance(value, tuple) else tidy(value) if isinstance(value, str) else value
        content.setdefault(written.key.section, {})[written.name] = plain
    return tomli_w.dumps(content)
