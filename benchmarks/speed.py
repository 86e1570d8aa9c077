"""How long the judge and the command line take."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from summitry import Plan, Summit, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeTimes:
    """Medians in milliseconds: of facts judged before, whose digest is known, and of facts just read."""

    known_ms: float
    fresh_ms: float
    repeats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTimes:
    """Medians in seconds of whole processes: the command's help, and Python doing nothing."""

    help_s: float
    nothing_s: float
    repeats: int


def judge_times(summit: Summit, plan: Plan, repeats: int) -> JudgeTimes:
    """Time the judge on a plan."""
    judge(summit, plan)
    known = [_seconds(partial(judge, summit, plan)) for _ in range(repeats)]
    fresh = [_seconds(partial(judge, replace(summit), plan)) for _ in range(repeats)]
    return JudgeTimes(
        known_ms=1000 * statistics.median(known), fresh_ms=1000 * statistics.median(fresh), repeats=repeats
    )


def command_times(repeats: int) -> CommandTimes:
    """Time ``summitry --help``, and ``python -c pass`` to compare it with."""
    command = str(Path(sys.executable).with_name("summitry"))
    return CommandTimes(
        help_s=_median_s([command, "--help"], repeats),
        nothing_s=_median_s([sys.executable, "-c", "pass"], repeats),
        repeats=repeats,
    )


def _median_s(command: Sequence[str], repeats: int) -> float:
    call = partial(subprocess.run, command, check=True, capture_output=True)
    call()  # so that what is compiled and cached once does not count
    return statistics.median(_seconds(call) for _ in range(repeats))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
