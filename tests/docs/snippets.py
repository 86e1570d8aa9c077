"""The runnable blocks of a page: ``python`` blocks, and ``console`` blocks with the commands they show."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT_CODE = re.compile(r"\s+# exit code (\d+)$")


class Code(NamedTuple):
    """Python to execute."""

    line: int
    source: str


class Command(NamedTuple):
    """A command line, what it prints (``...`` for anything), and the exit code it ends with."""

    line: int
    text: str
    output: str
    exit_code: int


def snippets(page: Path) -> Iterator[Code | Command]:
    """Yield the runnable snippets of a page in their order."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 2
        if match[1] == "python":
            yield Code(line, match[2])
        else:
            yield from _commands(line, match[2])


def _commands(first_line: int, block: str) -> Iterator[Command]:
    line, text, output = 0, "", ""
    for idx, row in enumerate(block.splitlines()):
        if row.startswith("$ "):
            if text:
                yield _command(line, text, output)
            line, text, output = first_line + idx, row[2:], ""
        else:
            output += row + "\n"
    if text:
        yield _command(line, text, output)


def _command(line: int, text: str, output: str) -> Command:
    stated = _EXIT_CODE.search(text)
    return Command(line, _EXIT_CODE.sub("", text), output, int(stated[1]) if stated else 0)
