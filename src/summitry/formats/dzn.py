"""MiniZinc data: numbers, lists of numbers or sets, and tables of numbers, by name."""

import re
from collections.abc import Iterator
from pathlib import Path

from summitry.summit import FactsError
from summitry.summit.errors import Problem

Value = int | list[int] | list[list[int]]

_STATEMENT = re.compile(r"\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*\Z", re.DOTALL)
_COMMENT = re.compile(r"%[^\n]*")
_SET = re.compile(r"\{([^{}]*)\}|(-?\d+)\s*\.\.\s*(-?\d+)")
_LARGEST = 10**6  # no instance has more of anything; keeps a range of a damaged file from filling the memory


def read_dzn(path: Path) -> dict[str, Value]:
    """Read the assignments of a file.

    Returns
    -------
    dict
        An integer, a list of integers, or for arrays of sets and tables a list of lists, by name.

    Raises
    ------
    FactsError
        If something in the file is none of these; names the line.
    """
    try:
        text = _COMMENT.sub("", path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise FactsError([Problem(table="dzn", place=str(path), message="is no text in UTF-8")]) from None
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for line, statement in _statements(text):
        place = f"{path}, line {line}"
        try:
            name, value = _assignment(statement)
        except ValueError:
            found, expected = " ".join(statement.split())[:60], "name = number, list or table;"
            problems.append(Problem(table="dzn", place=place, value=found, message="cannot be read", expected=expected))
            continue
        if name in values:
            problems.append(Problem(table="dzn", place=place, message=f"states {name} again", expected="it once"))
        values[name] = value
    if problems:
        raise FactsError(problems)
    return values


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with the line it begins on."""
    line = 1
    for statement in text.split(";"):
        if statement.strip():
            yield line + statement[: len(statement) - len(statement.lstrip())].count("\n"), statement
        line += statement.count("\n")


def _assignment(statement: str) -> tuple[str, Value]:
    match = _STATEMENT.match(statement)
    if match is None:
        raise ValueError(statement)
    return match[1], _value(match[2])


def _value(text: str) -> Value:
    if text.startswith("[|") and text.endswith("|]"):
        rows = (row for row in text[2:-2].split("|") if row.strip())
        return [_numbers(row) for row in rows]
    if text.startswith("[") and text.endswith("]"):
        inner = text[1:-1]
        return _sets(inner) if "{" in inner or ".." in inner else _numbers(inner)
    return int(text)


def _sets(text: str) -> list[list[int]]:
    if _SET.sub("", text).replace(",", "").strip():
        raise ValueError(text)
    return [_range(int(m[2]), int(m[3])) if m[1] is None else _numbers(m[1]) for m in _SET.finditer(text)]


def _range(first: int, last: int) -> list[int]:
    if last - first > _LARGEST:
        raise ValueError(f"{first}..{last}")
    return list(range(first, last + 1))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part.strip()]
