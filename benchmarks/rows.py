"""The figures to reach, each beside what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.planned import Run
from benchmarks.speed import CommandTimes, JudgeTimes

from summitry.planning.result import LevelResult, Status
from summitry.publish.words import figure_text, gap_text, level_text

MOST_GAP = 0.02
MOST_MB = 1000
MOST_JUDGE_MS = 50
MOST_HELP_S = 0.4
PROVEN = ("value_held", "share_floor", "form_kept")
_GAP_TARGET = "proven optimal or within 2 %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that was measured.

    Parameters
    ----------
    runs
        The variants as planned; the first is the summit as it is.
    judge
        ``None`` if the first found no plan to judge.
    """

    runs: tuple[Run, ...]
    judge: JudgeTimes | None
    commands: CommandTimes


class Row(NamedTuple):
    """A figure beside its target; `is_reached` is ``None`` where there is no target."""

    what: str
    figure: str
    target: str = ""
    is_reached: bool | None = None


def rows(measured: Measured) -> Iterator[Row]:
    """Yield every figure to reach, and those that are only to be known."""
    first, *others = measured.runs
    yield from _of_first(first)
    for run in others:
        yield _largest_gap(run)
        yield _time(run)
        yield _memory(run)
    if measured.judge is not None:
        for what, ms in (("known", measured.judge.known_ms), ("fresh", measured.judge.fresh_ms)):
            yield Row(f"Judge, {what} facts", f"{ms:.1f} ms", f"under {MOST_JUDGE_MS} ms", ms < MOST_JUDGE_MS)
    help_s, nothing_s = measured.commands.help_s, measured.commands.nothing_s
    yield Row("`summitry --help`", f"{help_s:.3f} s", f"under {MOST_HELP_S} s", help_s < MOST_HELP_S)
    yield Row("`python -c pass`, to compare", f"{nothing_s:.3f} s")
    yield Row("Reading the folder", f"{first.reading_s:.2f} s")
    if first.writing_s is not None:
        yield Row("Writing all outputs", f"{first.writing_s:.2f} s")


def is_near(level: LevelResult) -> bool:
    """Tell whether a level is proven optimal or near enough."""
    return level.status is Status.OPTIMAL or level.gap < MOST_GAP


def _of_first(run: Run) -> Iterator[Row]:
    if not run.result.levels:
        yield _largest_gap(run)
    for level in run.result.levels:
        what = f"{run.variant.title}: {level_text(level.name).lower()}"
        figure = f"{figure_text(level.value)}, {gap_text(level)}"
        if level.name in PROVEN:
            yield Row(what, figure, "proven optimal", level.status is Status.OPTIMAL)
        else:
            yield Row(what, figure, _GAP_TARGET, is_near(level))
    yield _time(run)
    yield _memory(run)


def _largest_gap(run: Run) -> Row:
    what, levels = f"{run.variant.title}: largest gap", run.result.levels
    if not levels:
        return Row(what, f"no plan found ({run.result.status})", _GAP_TARGET, is_reached=False)
    largest = max(levels, key=lambda level: (level.status is not Status.OPTIMAL, level.gap))
    if largest.status is Status.OPTIMAL:
        return Row(what, "none, every level is proven optimal", _GAP_TARGET, is_reached=True)
    figure = f"{level_text(largest.name).lower()}, {gap_text(largest)}"
    return Row(what, figure, _GAP_TARGET, all(is_near(level) for level in levels))


def _time(run: Run) -> Row:
    budget_s = run.variant.budget_s
    what = f"{run.variant.title}: from start to judged plan"
    return Row(what, f"{run.judged_s:.1f} s", f"under {budget_s:.0f} s", run.judged_s < budget_s)


def _memory(run: Run) -> Row:
    what = f"{run.variant.title}: peak memory"
    return Row(what, f"{run.peak_mb:.0f} MB", f"under {MOST_MB} MB", run.peak_mb < MOST_MB)
