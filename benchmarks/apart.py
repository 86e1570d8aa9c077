"""Work in a process of its own: its memory is its own, and it can be ended when it takes too much."""

import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

_KIB_A_MB = 1024 / 1e6
_LOOK_EVERY_S = 0.5

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart(Generic[T]):
    """What came of work apart.

    Parameters
    ----------
    value
        What it returned; ``None`` if it was ended or failed.
    peak_mb
        Most memory that its process held at once, in megabytes; of one that was ended, as far as it was seen.
    note
        Why there is no value.
    """

    value: T | None
    peak_mb: float
    note: str = ""


def work_apart(work: Callable[..., T], *args: object, most_s: float, most_mb: float | None = None) -> Apart[T]:
    """Do work in a new process and wait for it.

    Parameters
    ----------
    work
        A function of a module, so that it can be sent to another process; its arguments and what it returns too.
    most_s
        Seconds after which the process is ended.
    most_mb
        Megabytes beyond which it is ended; ``None`` for two thirds of the machine's memory.
    """
    with spawned(_work, work, args) as (here, process):
        return _heard(here, process, most_s, 2 / 3 * memory_mb() if most_mb is None else most_mb)


@contextmanager
def spawned(target: Callable[..., None], *args: object) -> Iterator[tuple[Connection, BaseProcess]]:
    """Have a new process within, which is ended after that.

    Parameters
    ----------
    target
        What it does; its first argument is the end of a pipe to send what it has to tell, `args` are the others.
    """
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=target, args=(there, *args), daemon=True)
    process.start()
    there.close()
    try:
        yield here, process
    finally:
        process.kill()
        process.join()
        here.close()


def _work(there: Connection, work: Callable[..., object], args: tuple[object, ...]) -> None:
    value = work(*args)
    there.send((value, peak_mb()))


def _heard(here: Connection, process: BaseProcess, most_s: float, most_mb: float) -> Apart[Any]:
    seen_mb = 0.0
    until = time.perf_counter() + most_s
    while not here.poll(_LOOK_EVERY_S):
        seen_mb = max(seen_mb, _status_mb("VmRSS", process.pid) or 0.0)
        if seen_mb > most_mb:
            return Apart(value=None, peak_mb=seen_mb, note=f"ended: it took more than {most_mb:.0f} MB")
        if time.perf_counter() > until:
            return Apart(value=None, peak_mb=seen_mb, note=f"ended: nothing to show after {most_s:.0f} s")
    try:
        value, its_peak_mb = here.recv()
    except EOFError:
        process.join()
        return Apart(value=None, peak_mb=seen_mb, note=f"failed: its process ended with code {process.exitcode}")
    return Apart(value=value, peak_mb=its_peak_mb)


def peak_mb() -> float:
    """Return the most memory this process held, in megabytes.

    Linux counts into `ru_maxrss` what the parent held when it began this process; the status file does not.
    """
    peak = _status_mb("VmHWM")
    if peak is not None:
        return peak
    peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_kib / 1e6 if sys.platform == "darwin" else peak_kib * _KIB_A_MB


def memory_mb() -> float:
    """Return the memory of the machine, in megabytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e6


def _status_mb(key: str, pid: int | None = None) -> float | None:
    """Return a figure of a process's status file, of this process by default; ``None`` where there is none."""
    path = Path("/proc") / ("self" if pid is None else str(pid)) / "status"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * _KIB_A_MB for line in lines if line.startswith(f"{key}:")), None)
