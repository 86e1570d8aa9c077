"""The pages of docs/reference that are written from the code; run as a module, this writes them anew."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import django
from django.urls import URLPattern, URLResolver, get_resolver

from summitry.cli.main import cli
from summitry.formats.plan_json import plan_schema
from tests.web import permission_table

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
_WIDTH = 100

_CLI_HEAD = """\
# The command line

Results go to standard output; warnings, problems and progress go to standard error. With `--json` the result is one
JSON document. Colours appear on a terminal only, and not if `NO_COLOR` is set.

| exit code | means |
|---|---|
| 0 | done; the plan breaks no rule |
| 1 | done, and the answer is no: there is no plan, or the plan breaks a rule |
| 2 | the input or the way the command was called is at fault; nothing was written |
| 70 | Summitry itself failed: please report it |
| 130 | interrupted before there was anything to show |

This page is what `--help` prints, written by `make reference`.
"""

_PLAN_HEAD = """\
# Plan files

`plan.json` holds a plan, what the planner proved of it, and what the judge said. It is JSON in UTF-8, and
versioned: a reader refuses a version newer than it knows. Its shape is the JSON Schema
`src/summitry/formats/plan.schema.json`, from which this page is written by `make reference`. Only what is marked
**bold** must be there; so a plan made by hand or by another program is short, and can be judged by `summitry
check`.

`summitry plan --json` prints such a document too, with the files written as `files`. Where there is no plan it prints
`summit`, `status`, `interrupted` and an empty `files`, which is no plan file.
"""


def cli_reference() -> str:
    """Return the page on the command line: the help of every command."""
    front = cli.make_context("summitry", ["plan"], terminal_width=_WIDTH, max_content_width=_WIDTH)
    return "\n".join([_CLI_HEAD, *(_help(context) for context in (front, *_contexts(front)))])


def _contexts(above: click.Context) -> Iterator[click.Context]:
    """Yield the commands of a group by name, each group followed by its own."""
    commands = above.command.commands if isinstance(above.command, click.Group) else {}
    for name in sorted(commands):
        context = click.Context(commands[name], parent=above, info_name=name)
        yield context
        yield from _contexts(context)


def _help(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```\n"


def plan_reference() -> str:
    """Return the page on plan files: a table for each object of the schema."""
    schema = plan_schema()
    parts = [_PLAN_HEAD, *_table("The document", schema, schema)]
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object":
            parts += _table(name.capitalize(), definition, schema)
    return "\n".join(parts)


def _table(title: str, definition: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of an object, then those of the objects described inside it."""
    rows = [f"## {title}\n", f"{_sentence(definition['description'])}\n", "| key | what it holds |", "|---|---|"]
    inner: list[tuple[str, Mapping[str, Any]]] = []
    for key, value in definition["properties"].items():
        shown = f"**`{key}`**" if key in definition.get("required", ()) else f"`{key}`"
        rows.append(f"| {shown} | {_described(value, schema)} |")
        items = value.get("items", {})
        if items.get("type") == "object":
            inner.append((f"{title}: one of `{key}`", items))
    yield "\n".join([*rows, ""])
    for inner_title, items in inner:
        yield from _table(inner_title, items, schema)


def _described(value: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    target = schema["$defs"][value["$ref"].rsplit("/", 1)[1]] if "$ref" in value else {}
    text: str = value.get("description") or target["description"]
    return text.replace("|", "\\|")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:].rstrip(".") + "."


_PERMISSIONS_HEAD = """\
# Who may what in the web application

What each role is answered, by address below `/summits/NAME/` and method. Yes: it may. No: it is told that it may
not (403). A dash: for it there is no such page (404), as there is none for whoever is not at the summit; whoever is not
logged in is asked to. *Own* and *other* say whether the page is of the delegation that the editor or viewer works for.
Rows on a table of facts are about the table of replies; which others desks see stands at the end.

The tests ask every address as every role and compare with this table, from which this page is written by `make
reference`.
"""
_ANSWERS = {"+": "yes", "-": "no", "0": "\N{EN DASH}", ".": "to its office"}


def permissions_reference() -> str:
    """Return the page on permissions: a row an address and method, a column a role."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.settings")
    django.setup()
    lines = [
        _PERMISSIONS_HEAD,
        f"| address | method | {' | '.join(permission_table.ROLES)} |",
        f"|---|---|{'---|' * len(permission_table.ROLES)}",
    ]
    addresses = _addresses_of_summits()
    for row in permission_table.TABLE:
        answers = " | ".join(_ANSWERS[letter] for letter in row.letters)
        lines.append(f"| `{addresses[row.name]}` | {row.method} | {answers} |")
    lines += ["", "Of the tables of facts, desks and the record keeper see and change only these:", ""]
    lines += ["| role | sees | changes |", "|---|---|---|"]
    lines += [
        f"| {role} | {', '.join(tables.split())} | {', '.join(permission_table.CHANGED[role].split())} |"
        for role, tables in permission_table.SEEN.items()
    ]
    return "\n".join([*lines, ""])


def _addresses_of_summits() -> dict[str, str]:
    """Return the address below a summit's own by its name, with what varies as words in capitals."""
    below = next(p for p in get_resolver().url_patterns if isinstance(p, URLResolver) and "slug" in str(p.pattern))
    return {
        pattern.name or "": re.sub(r"<\w+:(\w+)>", lambda found: found[1].upper(), str(pattern.pattern)) or "."
        for pattern in below.url_patterns
        if isinstance(pattern, URLPattern)
    }


PAGES: Mapping[str, Callable[[], str]] = {
    "cli.md": cli_reference,
    "plan.md": plan_reference,
    "permissions.md": permissions_reference,
}

if __name__ == "__main__":
    for page, text in PAGES.items():
        (REFERENCE / page).write_text(text(), encoding="utf-8")
