"""What is written to the terminal: results to standard output, everything else to standard error."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")


def plain(text: str) -> str:
    """Return a text without control characters, so that no name in the facts can steer a terminal."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else "\N{REPLACEMENT CHARACTER}" for c in text)


def say(text: str) -> None:
    """Print a line to standard error: warnings, problems, what goes on."""
    click.echo(plain(text), err=True)


def tell(text: str = "") -> None:
    """Print a line of the result to standard output."""
    click.echo(plain(text))


def tell_json(document: Any) -> None:
    """Print a JSON document to standard output; with escapes where the terminal cannot show every script."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json.dumps(document, ensure_ascii=not is_unicode, indent=2))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 problem``, ``2 problems``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell_table(header: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print a table that keeps to the width of the terminal; long cells are folded."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, title_justify="left", title=Text(plain(title), "bold") if title else None)
    for idx, name in enumerate(header):
        table.add_column(name, no_wrap=idx == 0, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell)) for cell in row))
    stdout_console().print(table)


def stdout_console() -> "Console":
    """Return a console for standard output as it is now; colours only on a terminal, none with NO_COLOR."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False)
