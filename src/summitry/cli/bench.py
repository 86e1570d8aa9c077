"""Measuring the planner on published problems: ``bench``."""

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from summitry.cli.inputs import FACTS, time_limit_option
from summitry.cli.live import watching
from summitry.cli.output import count, json_option, say, tell, tell_json

if TYPE_CHECKING:
    from summitry.planning.result import Result
    from summitry.summit import Summit

REFUSED = 1
_SUFFIX = ".dzn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one run on one instance came to; ``None`` stands for what there is not.

    Parameters
    ----------
    breaks, bound
        Breaks of the plan, and how many every plan has at least.
    build_s, solve_s
        Seconds to build what is solved, and of the rest of the run, judging included.
    judged
        Whether the judge finds no rule broken.
    """

    instance: str
    fairness: int | None
    status: str
    breaks: int | None = None
    bound: int | None = None
    read_s: float
    build_s: float | None = None
    solve_s: float
    judged: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as the table and the CSV file have it."""
        fairness = "none" if self.fairness is None else str(self.fairness)
        values = asdict(self) | {"fairness": fairness}
        return tuple(_cell(value) for value in values.values())


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)


class Read(NamedTuple):
    """An instance and the seconds that it took to read."""

    summit: "Summit"
    read_s: float


class Fairness(click.ParamType[int | None]):
    """A number of breaks, or ``none``."""

    name = "fairness"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        """Return the cap, ``None`` for none."""
        if isinstance(value, int):
            return value
        if str(value).casefold() == "none":
            return None
        if not (str(value).isascii() and str(value).isdigit()):
            self.fail(f"{value!r} is neither a whole number from 0 nor none.", param, ctx)
        return int(value)


@click.group(short_help="Measure the planner on published problems.")
def bench() -> None:
    """Measure the planner on published problems whose best plans are known.

    \b
    Example:
      summitry bench b2b instances --csv b2b.csv
    """


@bench.command(short_help="Plan published business-to-business instances (.dzn).")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=FACTS)
@click.option(
    "--fairness",
    metavar="D|none",
    type=Fairness(),
    default="2",
    show_default=True,
    help="How far the numbers of breaks of any two participants may differ.",
)
@click.option(
    "--threads",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Threads to search with.",
)
@time_limit_option("Seconds for each instance.")
@click.option("--csv", "out", metavar="OUT", type=FACTS, help="File to write the rows to; an earlier one is replaced.")
@json_option
def b2b(
    paths: tuple[Path, ...], fairness: int | None, threads: int, time_limit_s: float, out: Path | None, as_json: bool
) -> None:
    """Plan each business-to-business instance with the fewest breaks, all meetings held, and show what it took.

    PATH is an instance, or a folder of them: MiniZinc data as Bofill et al. published them with "Constraint Solving
    Approaches to the Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022). A row an instance tells its
    status (optimal, infeasible, feasible: a plan without a proof, or unknown), the breaks of its plan, how many each
    plan has at least, the seconds to read, build and solve, and whether the judge finds the plan clean. Ctrl-C ends the
    instance at hand with the best plan so far, and leaves out the rest.

    Exit code: 0 if every plan is clean, 1 if the judge refuses one, 2 for bad input.

    \b
    Example:
      summitry bench b2b instances/tic-12.original.dzn
      summitry bench b2b instances --fairness none --time-limit 10 --csv b2b.csv
    """
    if out:
        _check_csv(out)
    rows: list[Row] = []
    instances = _read(paths, fairness)
    table = None if as_json else Table(max(len(read.summit.id) for read in instances))
    for idx, read in enumerate(instances, start=1):
        if not as_json and not sys.stderr.isatty():
            say(f"{idx} of {len(instances)}: {read.summit.id}")
        row, is_stopped = _run(read, fairness, is_quiet=as_json, threads=threads, time_limit_s=time_limit_s)
        rows.append(row)
        if table:
            table.tell(row.cells)
        if is_stopped:
            say(f"stopped; {count(len(instances) - idx, 'instance')} left out")
            break
    if out:
        _write_csv(rows, out)
    if as_json:
        tell_json({"rows": [asdict(row) for row in rows]})
    else:
        say(total(rows))
    if exit_code(rows):
        click.get_current_context().exit(exit_code(rows))


def exit_code(rows: Sequence[Row]) -> int:
    """Return 1 if the judge refuses some plan."""
    return REFUSED if any(row.judged is False for row in rows) else 0


def _check_csv(out: Path) -> None:
    """Refuse, before any work is done, a file that cannot be written after it."""
    if not out.parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.parent}.", param_hint="--csv")
    if out.is_dir():
        raise click.BadParameter(f"{out} is a folder; expected the name of a file.", param_hint="--csv")


# --- reading: everything first, so that a bad file does not end hours of work ---


def _read(paths: Sequence[Path], fairness: int | None) -> list[Read]:
    """Read all instances.

    Raises
    ------
    FactsError
        With the problems of all files.
    """
    from summitry.formats.b2b import read_b2b
    from summitry.summit.errors import FactsError, Problem

    found: list[Read] = []
    problems: list[Problem] = []
    for path in _files(paths):
        began = time.perf_counter()
        try:
            summit = read_b2b(path, fairness=fairness)
        except FactsError as error:
            problems += error.problems
        else:
            found.append(Read(summit, time.perf_counter() - began))
    if problems:
        raise FactsError(problems)
    return found


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(path.glob(f"*{_SUFFIX}"))
        if not inside:
            raise click.BadParameter(f"{path} holds no {_SUFFIX} file.", param_hint="PATH")
        yield from inside


# --- running ---


def _run(read: Read, fairness: int | None, *, is_quiet: bool, threads: int, time_limit_s: float) -> tuple[Row, bool]:
    """Return the row of one instance, and whether somebody stopped it."""
    from summitry.planning.method import Method
    from summitry.planning.planner import UnsoundPlanError, plan

    began = time.perf_counter()
    with watching(is_quiet=is_quiet or not sys.stderr.isatty()) as on_progress:
        try:
            result = plan(
                read.summit,
                method=Method.EXACT,
                require_all=True,
                threads=threads,
                time_limit_s=time_limit_s,
                on_progress=on_progress,
            )
        except UnsoundPlanError as error:
            say(f"{read.summit.id}: the judge refuses the plan: {error}")
            return refused(read, fairness, time.perf_counter() - began), False
    return row_of(read, fairness, result), result.interrupted


def row_of(read: Read, fairness: int | None, result: "Result") -> Row:
    """Return the row of a run; with a break weighing 1 and nothing else counting, comfort is the number of breaks."""
    comfort = next((level for level in result.levels if level.name == "comfort"), None)
    reported = [point.bound for point in result.progress if point.level == "comfort" and point.bound is not None]
    return Row(
        instance=read.summit.id,
        fairness=fairness,
        status=str(result.status),
        breaks=comfort.value if comfort and isinstance(comfort.value, int) else None,
        bound=comfort.bound if comfort and isinstance(comfort.bound, int) else _bound_without_plan(result, reported),
        read_s=read.read_s,
        build_s=result.building_s,
        solve_s=max(0.0, result.runtime_s - result.building_s),
        judged=None if result.certificate is None else result.certificate.is_clean,
    )


def _bound_without_plan(result: "Result", reported: Sequence[int]) -> int | None:
    return max(reported, default=None) if str(result.status) == "unknown" else None


def refused(read: Read, fairness: int | None, solve_s: float) -> Row:
    """Return the row of a run whose plan the judge refused, so that nothing else is known of it."""
    return Row(
        instance=read.summit.id, fairness=fairness, status="unknown", read_s=read.read_s, solve_s=solve_s, judged=False
    )


# --- telling ---

HEADER = tuple(field.name for field in fields(Row))


class Table:
    """A table that grows a row at a time, so that each is seen as soon as it is known; never folded."""

    def __init__(self, name_width: int) -> None:
        self._widths = [max(name_width, len(HEADER[0])), *(max(len(name), 7) for name in HEADER[1:])]
        self._widths[HEADER.index("status")] = len("infeasible")
        self.tell(HEADER)

    def tell(self, cells: Sequence[str]) -> None:
        """Print a row."""
        tell("  ".join(cell.ljust(width) for cell, width in zip(cells, self._widths, strict=True)).rstrip())


def _write_csv(rows: Sequence[Row], out: Path) -> None:
    from summitry.formats.writing import write_file

    def save(part: Path) -> None:
        with part.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(HEADER)
            writer.writerows(row.cells for row in rows)

    write_file(out, save, overwrite=True)


def total(rows: Sequence[Row]) -> str:
    """Return one line on all rows: how many of each status, the seconds, and what the judge says."""
    statuses = ", ".join(f"{number} {status}" for status, number in Counter(row.status for row in rows).items())
    seconds = [sum(row.read_s for row in rows), sum(row.build_s or 0 for row in rows), sum(row.solve_s for row in rows)]
    took = "read {:.2f} s, build {:.2f} s, solve {:.2f} s".format(*seconds)
    num_refused = sum(row.judged is False for row in rows)
    verdict = f"{count(num_refused, 'plan')} refused by the judge" if num_refused else "every plan is clean"
    return f"{count(len(rows), 'instance')}: {statuses}; {took}; {verdict}."
