"""The helper process: it joins the cluster, has it search, and tells the calling process what comes of it.

Run as ``python -m summitry.planning.cluster.helper``; messages come in on standard input and go out on what was
standard output. The end of the input asks it to stop.
"""

import os
import sys
import threading
from collections.abc import Iterator
from typing import IO

import numpy as np

from summitry.planning.clock import Stopwatch
from summitry.planning.cluster.driver import Driver
from summitry.planning.cluster.incumbent import Incumbent
from summitry.planning.cluster.messages import Begin, Done, Job, Ready, Unreachable, messages, send
from summitry.planning.cluster.rays import NoClusterError, joined
from summitry.planning.cluster.schedule import Schedule
from summitry.planning.cluster.work import problem_of


def main() -> None:
    """Serve one run."""
    told = _output()
    heard = messages(sys.stdin.buffer)
    job = next(heard, None)
    if not isinstance(job, Job):
        return
    try:
        with joined(job.address, job.num_workers) as rays:
            send(told, Ready(rays.num_workers()))
            start = next(heard, None)
            if isinstance(start, Begin):
                watch = Stopwatch(start.left_s)
                incumbent = Incumbent.at(problem_of(job.facts), start.assignments)
                rng = np.random.default_rng(job.seed)
                schedule = Schedule(job.facts.summit, len(job.facts.meetings), start.left_s, rng)
                tell, over = (lambda message: send(told, message)), _end_of(heard)
                Driver(rays, job.facts, incumbent, schedule, watch, tell, over.is_set).run()
            send(told, Done())
    except NoClusterError as error:
        send(told, Unreachable(str(error)))


def _output() -> IO[bytes]:
    """Return what was standard output; whatever Ray prints from now on is not part of the messages."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _end_of(heard: Iterator[object]) -> threading.Event:
    """Return what is set once the calling process asks to stop, or is gone."""
    over = threading.Event()

    def wait() -> None:
        for _ in heard:
            pass
        over.set()

    threading.Thread(target=wait, name="stop", daemon=True).start()
    return over


if __name__ == "__main__":
    main()
