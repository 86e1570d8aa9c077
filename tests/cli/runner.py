"""Running the command line as a user does, and the files that the tests give it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from summitry.cli.main import cli
from summitry.formats import write_folder
from summitry.formats.plan_json import write_plan
from summitry.summit import Assignment, Plan, Rung, Summit
from tests.builders import meeting, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15))
SUMMIT = summit(meetings=(meeting("A-B", ladder=LADDER), meeting("B-C", "B", "C", ladder=LADDER)))
A_B = Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b"))
B_C = Assignment(meeting="B-C", form="sit-down", start=660, room="R", attendees=("b", "c"))


class Ran(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def run_cli(*args: str | Path, **environment: str) -> Ran:
    """Run ``summitry`` with these arguments and environment variables, in 80 columns."""
    environment = {"SUMMITRY_DEBUG": "", "COLUMNS": "80"} | environment
    result = CliRunner().invoke(cli, [str(arg) for arg in args], env=environment)
    return Ran(result.exit_code, result.stdout, result.stderr)


def folder_of(there: Summit, path: Path) -> Path:
    """Write a summit folder and return where it is."""
    write_folder(there, path)
    return path


def plan_of(there: Summit, path: Path, *assignments: Assignment) -> Path:
    """Write a plan file of a summit and return where it is."""
    write_plan(path, there, Plan(summit=there.id, facts_digest=there.digest, assignments=assignments))
    return path
