"""What each idea of the grid is worth, on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.markdown import seconds, table
from benchmarks.parts import Part

ALL = "all ideas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One run on one renumbering of one instance: whether it was proven, and the seconds it took."""

    idea: str
    instance: str
    renumbering: int
    is_proven: bool
    seconds: float


def section(part: Part) -> Iterator[str]:
    """Yield what stands on the page."""
    trials = [Trial(**trial) for trial in part.data["trials"]]
    limit_s = float(part.data["time_limit_s"])
    totals = {idea: _total_s(trials, idea, limit_s) for idea in dict.fromkeys(trial.idea for trial in trials)}
    num = len({(trial.instance, trial.renumbering) for trial in trials})
    yield f"{num} runs, one core, {limit_s:g} s each; a run that proves nothing counts with the limit.\n"
    yield from table(
        ("", "proven", "total", "beside all ideas"),
        (
            (
                idea,
                f"{sum(t.is_proven for t in trials if t.idea == idea)} of {num}",
                seconds(total_s),
                f"{total_s / totals[ALL]:.2f}",
            )
            for idea, total_s in totals.items()
        ),
    )


def _total_s(trials: Sequence[Trial], idea: str, limit_s: float) -> float:
    return sum(t.seconds if t.is_proven else max(limit_s, t.seconds) for t in trials if t.idea == idea)
