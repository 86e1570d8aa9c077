"""Parts of the page of results: each measured by a command of its own, kept as JSON with what it was measured on."""

import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import machine

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
QUICK = ROOT / "out" / "benchmarks"
_FOLDER = "benchmarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one command measured.

    Parameters
    ----------
    name
        Its name, also that of its file.
    kind
        Which section of the page it goes into.
    command
        What measures it anew.
    measured_on
        Date, commit, machine and versions, each with its heading.
    data
        The results, in what JSON can hold.
    """

    name: str
    kind: str
    command: str
    measured_on: Mapping[str, str]
    data: Mapping[str, Any]


def write_part(part: Part, out: Path) -> Path:
    """Write a part beside the page in a folder; one of the same name is replaced."""
    path = out / _FOLDER / f"{part.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(part), ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return path


def read_parts(out: Path) -> dict[str, Part]:
    """Return the parts beside the page in a folder, by name."""
    files = sorted((out / _FOLDER).glob("*.json"))
    parts = [Part(**json.loads(path.read_text(encoding="utf-8"))) for path in files]
    return {part.name: part for part in parts}


def measured_on() -> dict[str, str]:
    """Return what is measured on from now on; to be asked before measuring begins."""
    return dict(machine.lines(machine.load()))


def command_text(module: str, args: list[str] | None = None) -> str:
    """Return the command that was given, as a reader would type it; paths outside lose their way there."""
    given = sys.argv[1:] if args is None else args
    return " ".join(["python -m", module, *(_typed(arg) for arg in given)])


def _typed(arg: str) -> str:
    if Path(arg).is_absolute():
        path = Path(arg)
        return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
    return arg if re.fullmatch(r"[\w./,:=@%+-]+", arg) else f"'{arg}'"
