"""Reading what a command is given, with what the reader has to say of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summitry.cli.output import say

if TYPE_CHECKING:
    from summitry.formats.plan_json import ReadPlan
    from summitry.summit import Summit

FACTS = click.Path(path_type=Path)
PLAN = click.Path(path_type=Path)

_Command = TypeVar("_Command", bound=Callable[..., Any])


def facts_argument(command: _Command) -> _Command:
    """Give a command its argument DIR: the summit folder or workbook to read."""
    return click.argument("facts", metavar="DIR", type=FACTS)(command)


def time_limit_option(text: str) -> Callable[[_Command], _Command]:
    """Give a command its option --time-limit, in seconds."""
    return click.option(
        "--time-limit",
        "time_limit_s",
        metavar="S",
        type=click.FloatRange(min=0, min_open=True),
        default=60.0,
        show_default=True,
        help=text,
    )


def seed_option(text: str) -> Callable[[_Command], _Command]:
    """Give a command its option --seed; seeds are what every solver takes."""
    return click.option(
        "--seed", metavar="N", type=click.IntRange(min=0, max=2**31 - 1), default=0, show_default=True, help=text
    )


def minutes_option(option: str, name: str, text: str, default: int) -> Callable[[_Command], _Command]:
    """Give a command an option that takes minutes, at most a day."""
    return click.option(
        option,
        name,
        metavar="MIN",
        type=click.IntRange(min=0, max=24 * 60),
        default=default,
        show_default=True,
        help=text,
    )


def read_facts(source: Path) -> "Summit":
    """Read a summit folder or workbook; its warnings go to standard error.

    Raises
    ------
    FactsError
        If the facts are unsound.
    """
    from summitry.formats import read_summit

    reading = read_summit(source)
    for warning in reading.warnings:
        say(f"warning: {warning}")
    return reading.summit


def read_plan(path: Path, summit: "Summit") -> "ReadPlan":
    """Read a plan of a summit; says so where it was made from other facts.

    Raises
    ------
    PlanFileError
        If the file is no plan of this summit.
    """
    from summitry.formats import plan_json

    read = plan_json.read_plan(path, summit)
    if read.facts_changed:
        say(f"warning: {path} was made from other facts than these; it may not fit them any more")
    return read


def minute_of(summit: "Summit", text: str, option: str) -> int:
    """Return the minute of a local time that an option was given.

    Raises
    ------
    click.BadParameter
        If it is no local time of the summit.
    """
    from summitry.formats.time_values import parse_time
    from summitry.formats.values import BadValueError

    try:
        return parse_time(text.strip(), summit.clock)
    except BadValueError as error:
        expected = f"; expected {error.expected}" if error.expected else ""
        raise click.BadParameter(f"{text!r}: {error}{expected}.", param_hint=f"'{option}'") from error
