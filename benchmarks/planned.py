"""One summit planned in a process of its own, with its times and its memory."""

import multiprocessing
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.apart import peak_mb
from benchmarks.variants import Variant

from summitry import plan, read_summit, write_outputs
from summitry.planning.result import Result

# What a process needs besides planning: to start, to read and vary the facts, to build the model, to judge the plan.
RESERVE_S = 3.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What planning one variant gave and took.

    Parameters
    ----------
    reading_s
        Seconds for reading the folder.
    writing_s
        Seconds for writing everything that ``plan --out`` writes; ``None`` where nothing was written.
    judged_s
        Seconds from before the process began to the judged plan.
    peak_mb
        Most memory that the process held at once, writing included, in megabytes.
    """

    variant: Variant
    result: Result
    reading_s: float
    writing_s: float | None
    judged_s: float
    peak_mb: float


def run_apart(folder: Path, variant: Variant, *, is_written: bool) -> Run:
    """Plan a variant of the summit in a folder in a new process, so that its memory is its own."""
    began = time.time()
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as apart:
        return apart.submit(_run, folder, variant, began, is_written=is_written).result()


def _run(folder: Path, variant: Variant, began: float, *, is_written: bool) -> Run:
    reading_s, reading = _timed(lambda: read_summit(folder))
    summit = variant.change(reading.summit)
    result = plan(summit, time_limit_s=variant.budget_s - RESERVE_S)
    judged_s = time.time() - began  # across processes there is no other clock
    writing_s = None
    if is_written and result.plan is not None:
        with tempfile.TemporaryDirectory() as out:
            writing_s, _ = _timed(lambda: write_outputs(summit, result, Path(out)))
    return Run(
        variant=variant,
        result=result,
        reading_s=reading_s,
        writing_s=writing_s,
        judged_s=judged_s,
        peak_mb=peak_mb(),
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done
