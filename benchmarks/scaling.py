"""Plan invented summits from small to large, and tell how long it takes to come near the bound of the value held."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from benchmarks.apart import work_apart
from benchmarks.contest import KINDS, Task, warm_up
from benchmarks.parts import DOCS, Part, command_text, measured_on, write_part

from summitry.planning.method import Method
from summitry.planning.planner import plan
from summitry.planning.progress import Point

_LEVEL = "value_held"
_LEAST_S = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One summit planned.

    Parameters
    ----------
    limit_s
        Seconds that planning was given.
    first_plan_s
        Seconds to the first plan; ``None`` if there never was one.
    to_gap_s
        For each gap that was asked for, seconds to a value so near the bound at the end; ``None`` if it never was.
    gap
        From value to bound at the end, as a share of the value.
    """

    scale: float
    seed: int
    num_meetings: int = 0
    limit_s: float
    first_plan_s: float | None = None
    to_gap_s: dict[str, float | None] = field(default_factory=dict)
    gap: float | None = None
    peak_mb: float = 0.0
    note: str = ""


def seconds_to(progress: Sequence[Point], least: float) -> float | None:
    """Return when the value held first was so much; ``None`` if it never was."""
    reached = (p.elapsed_s for p in progress if p.level == _LEVEL and p.value is not None and p.value >= least)
    return next(reached, None)


def key(gap: float) -> str:
    """Return how a gap is called among the results."""
    return f"{gap:g}"


def _planned(task: Task, gaps: Sequence[float], step: Step) -> Step:
    """Plan in a process apart."""
    summit = task.summit
    result = plan(summit, method=Method.SEARCH, time_limit_s=task.time_s, threads=task.threads, seed=task.seed)
    step = replace(step, num_meetings=len(summit.to_place()))
    level = next((level for level in result.levels if level.name == _LEVEL), None)
    if level is None or not isinstance(level.bound, int):
        return replace(step, note=f"no plan ({result.status})")
    return replace(
        step,
        first_plan_s=seconds_to(result.progress, 0),
        to_gap_s={key(gap): seconds_to(result.progress, level.bound / (1 + gap)) for gap in gaps},
        gap=level.gap,
    )


def _steps(asked: argparse.Namespace) -> Iterator[Step]:
    for scale in asked.scales:
        for seed in range(1, asked.seeds + 1):
            limit_s = max(min(_LEAST_S, asked.time), asked.time * scale)
            task = Task(kind=asked.kind, scale=scale, seed=seed, time_s=limit_s, threads=asked.threads)
            step = Step(scale=scale, seed=seed, limit_s=limit_s)
            apart = work_apart(_planned, task, asked.gaps, step, most_s=task.most_s)
            yield replace(apart.value or replace(step, note=apart.note), peak_mb=round(apart.peak_mb, 1))


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    asked = _parser().parse_args(args)
    on = measured_on()
    command = command_text("benchmarks.scaling", None if args is None else list(args))
    warm_up(Task(kind=asked.kind, scale=0.02, seed=1, time_s=1.0, threads=asked.threads))
    steps: list[Step] = []
    for step in _steps(asked):
        print(step, flush=True)
        steps.append(step)
        data = {"kind": asked.kind, "gaps": asked.gaps, "threads": asked.threads, "steps": [asdict(s) for s in steps]}
        part = Part(name=f"scaling-{asked.kind}", kind="scaling", command=command, measured_on=on, data=data)
        write_part(part, asked.out)
    from benchmarks.page_of_parts import write_page  # noqa: PLC0415 -- processes apart load what stands at the top

    print(f"Written to {write_page(asked.out)}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("--scales", type=_numbers, default=[0.01, 0.03, 0.1, 0.3, 1.0, 2.0], help="[0.01,...,2]")
    parser.add_argument("--seeds", type=int, default=1, help="how many summits of each scale [1]")
    gaps = [0.05, 0.02, 0.01, 0.002]
    parser.add_argument("--gaps", type=_numbers, default=gaps, help=f"gaps to come within, as shares {gaps}")
    help_time = f"seconds at scale 1, in proportion at others, but at least {_LEAST_S:.0f} or these [60]"
    parser.add_argument("--time", type=float, default=60.0, metavar="S", help=help_time)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="[the machine's cores]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return parser


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
