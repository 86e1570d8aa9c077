"""The section on the Vilnius summit, in Markdown."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.markdown import table, targets
from benchmarks.pictures import has_picture, picture_name
from benchmarks.planned import RESERVE_S, Run
from benchmarks.rows import Measured, rows

from summitry.planning.progress import Point
from summitry.planning.result import LevelResult, Result
from summitry.publish.words import figure_text, level_text

_QUICK = """\
**A quick run: planning had {budget_s:.0f} s instead of the 30 or 60 s for which the figures to reach are stated.**
"""
_HOW = """\
### How the Vilnius summit is measured

- Each summit is planned in a process of its own, with {threads} threads and seed {seed}. The time from start to judged
  plan holds the start of Python, reading, building the model, solving and judging; the planner is given
  {reserve_s:.0f} s less than the target. The memory is the most that the process held at once; for the first summit,
  that holds writing all outputs too.
- Three bilateral rooms stand in for the eight that are assumed; the large room and the rooms in other venues stay.
  Where every meeting takes 45 minutes, it is a sit-down meeting, a lunch stays a lunch, and there is no lesser form to
  fall back on.
- The judge: median of {judge_repeats} runs on the first plan. Known facts were judged before, so that their
  digest and indexes are there; fresh facts are as they come from reading.
- `summitry --help` and `python -c pass`: whole processes, median of {command_repeats} after one that does not count.
  Reading and writing: once, in the process that planned, with the imports that they need.
- Bound and gap are those of [the rule book](rules.md): a bound holds for plans that keep what the levels above it
  reached. *Found* and *bounded*: seconds from when planning began until the value, and the bound, of the level changed
  no more; empty where none was searched for.
"""


def section(measured: Measured, *, is_quick: bool) -> str:
    """Return the section on everything that was measured."""
    first = measured.runs[0]
    parts = [_QUICK.format(budget_s=first.variant.budget_s)] if is_quick else []
    parts += ["### Figures to reach\n", *targets(rows(measured))]
    parts.append("\n### Level by level")
    for run in measured.runs:
        parts += ["", *_of_run(run)]
    judge_repeats = measured.judge.repeats if measured.judge else 0
    how = _HOW.format(
        threads=first.result.threads,
        seed=first.result.seed,
        reserve_s=RESERVE_S,
        judge_repeats=judge_repeats,
        command_repeats=measured.commands.repeats,
    )
    return "\n".join([*parts, "", how])


def settled_s(result: Result, level: str, of: Callable[[Point], int | None]) -> float | None:
    """Return the seconds from the beginning of a run after which a figure of a level changed no more.

    Parameters
    ----------
    of
        Takes the figure from a point.

    Returns
    -------
    float or None
        ``None`` where the run reported no such figure.
    """
    points = [point for point in result.progress if point.level == level and of(point) is not None]
    settled = None
    for point in points:
        if settled is None or of(point) != of(settled):
            settled = point
    return None if settled is None else settled.elapsed_s


def _of_run(run: Run) -> Iterator[str]:
    yield f"#### {run.variant.title}\n"
    certificate = run.result.certificate
    if certificate is None:
        yield f"No plan was found ({run.result.status})."
        return
    placed = f"{certificate.num_placed} of {certificate.num_to_place} meetings placed"
    yield f"{placed}; status {run.result.status}; planned in {run.result.runtime_s:.1f} s.\n"
    headings = ("level", "value", "bound", "status", "gap", "found (s)", "bounded (s)", "time taken (s)")
    yield from table(headings, (_of_level(run.result, level) for level in run.result.levels))
    if has_picture(run):
        yield f"\n![Value and bound of comfort over time](pictures/{picture_name(run)})"


def _of_level(result: Result, level: LevelResult) -> Sequence[str]:
    found_s = settled_s(result, level.name, lambda point: point.value)
    bounded_s = settled_s(result, level.name, lambda point: point.bound)
    return (
        level_text(level.name),
        figure_text(level.value),
        figure_text(level.bound),
        str(level.status),
        f"{100 * level.gap:.2f} %",
        *("" if moment is None else f"{moment:.1f}" for moment in (found_s, bounded_s)),
        f"{level.runtime_s:.1f}",
    )
