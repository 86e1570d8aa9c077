"""Noise files: what goes wrong on a simulated summit, in TOML, where it differs from the usual."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from summitry.formats.csv_text import decode
from summitry.planning.rehearsal.noise import Chance, Habits, Noise
from summitry.summit import FactsError, Problem
from summitry.summit.validate import nearest

_HABITS = "habits"


class Given(NamedTuple):
    """What a file says; what it leaves out is as usual."""

    noise: Noise
    habits: Habits


def read_noise(path: Path) -> Given:
    """Read a noise file.

    Raises
    ------
    FactsError
        With every problem of the file.
    """
    try:
        document = tomllib.loads(decode(path.read_bytes()))
    except UnicodeDecodeError as error:
        raise FactsError([_problem(path, "", "the text is not in UTF-8", expected="a file saved as UTF-8")]) from error
    except (ValueError, RecursionError) as error:
        message = f"no valid TOML: {error}"
        raise FactsError([_problem(path, "", message, expected="lines such as called_off = 0.02")]) from error
    problems = [*_unknown(path, "", document, [*_names(Noise), _HABITS])]
    noise: dict[str, Any] = {n: value for n in _names(Noise) for value in _given(path, n, document, problems)}
    habits = dict(_numbers(path, _HABITS, document.get(_HABITS, {}), _names(Habits), int, problems))
    if problems:
        raise FactsError(problems)
    try:
        return Given(replace(Noise(), **noise), replace(Habits(), **habits))
    except FactsError as error:
        raise FactsError([replace(problem, place=str(path)) for problem in error.problems]) from error


def _names(of: type[Noise] | type[Habits] | type[Chance]) -> list[str]:
    return [f.name for f in fields(of)]


def _given(path: Path, name: str, document: Mapping[str, Any], problems: list[Problem]) -> Iterator[Chance | float]:
    """Yield what a document says of one kind of noise, if it says anything."""
    if name not in document:
        return
    usual, value = getattr(Noise(), name), document[name]
    if isinstance(usual, Chance):
        yield replace(usual, **dict(_numbers(path, name, value, _names(Chance), float, problems)))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)
    else:
        problems.append(_problem(path, name, "this is no number", str(value), "a probability from 0 to 1"))


def _numbers(
    path: Path, table: str, value: Any, names: list[str], kind: type[int] | type[float], problems: list[Problem]
) -> Iterator[tuple[str, Any]]:
    """Yield the numbers of one table."""
    if not isinstance(value, Mapping):
        expected = f"a table [{table}] with {', '.join(names)}"
        problems.append(_problem(path, table, "this is no table", str(value), expected))
        return
    problems += _unknown(path, table, value, names)
    for name in names:
        if name not in value:
            continue
        number = value[name]
        if isinstance(number, bool) or not isinstance(number, int | kind):
            expected = "a whole number" if kind is int else "a number"
            problems.append(_problem(path, f"{table}.{name}", f"this is no {expected[2:]}", str(number), expected))
        else:
            yield name, kind(number)


def _unknown(path: Path, table: str, value: Mapping[str, Any], names: list[str]) -> Iterator[Problem]:
    for key in value:
        if key not in names:
            close = nearest(key, names)
            expected = close or f"one of {', '.join(names)}"
            yield _problem(path, f"{table}.{key}" if table else key, "no such key", key, expected)


def _problem(path: Path, key: str, message: str, value: str = "", expected: str = "") -> Problem:
    return Problem(table="noise", column=key, value=value, message=message, expected=expected, place=str(path))
