"""The helper process: it joins the cluster, has it search, and tells the calling process what comes of it.

Run as ``python -m summitry.planning.cluster.helper``; messages come in on standard input and go out on what was
standard output. The end of the input asks it to stop.
"""

import os
import queue
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

import numpy as np

from summitry.planning.clock import Stopwatch
from summitry.planning.cluster.driver import Driver
from summitry.planning.cluster.incumbent import Incumbent
from summitry.planning.cluster.messages import Begin, Done, Gone, Job, Ready, Unreachable, messages, send
from summitry.planning.cluster.rays import NoClusterError, Rays, joined
from summitry.planning.cluster.schedule import Schedule
from summitry.planning.cluster.work import problem_of

_BETWEEN_LOOKS_S = 1.0  # at whether the head is there


def main() -> None:
    """Serve one run."""
    heard = messages(sys.stdin.buffer)
    mouth, job = Mouth(output()), next(heard, None)
    if not isinstance(job, Job):
        return
    ears = Ears(heard)
    try:
        with joined(job.address, job.num_workers) as rays:
            ears.is_joined.set()
            mouth.tell(Ready(rays.num_workers()))
            watch_head(rays, mouth, ears.over)
            start = ears.begun.get()
            if start is not None:
                _drive(job, start, rays, mouth, ears.over)
            mouth.tell(Done())
    except NoClusterError as error:
        mouth.tell(Unreachable(str(error)))


def _drive(job: Job, start: Begin, rays: Rays, mouth: "Mouth", over: threading.Event) -> None:
    watch = Stopwatch(start.left_s)
    incumbent = Incumbent.at(problem_of(job.facts), start.assignments)
    schedule = Schedule(job.facts.summit, len(job.facts.meetings), start.limit_s, np.random.default_rng(job.seed))
    Driver(rays, job.facts, incumbent, schedule, watch, mouth.tell, over.is_set).run()


@dataclass
class Mouth:
    """Tells the calling process things, one at a time."""

    pipe: IO[bytes]
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, message: object) -> None:
        """Tell a thing."""
        with self._lock:
            send(self.pipe, message)


@dataclass
class Ears:
    """Hears the calling process in a thread of its own.

    Attributes
    ----------
    begun
        Gives where to begin, or ``None`` if nothing is to begin any more.
    over
        Set once the calling process asks to stop, or is gone.
    is_joined
        To be set once the cluster is joined; to stop before that is to end this process.
    """

    heard: Iterator[object]
    begun: queue.Queue[Begin | None] = field(default_factory=queue.Queue)
    over: threading.Event = field(default_factory=threading.Event)
    is_joined: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Begin to listen."""
        threading.Thread(target=self._listen, name="ears", daemon=True).start()

    def _listen(self) -> None:
        for message in self.heard:
            if isinstance(message, Begin):
                self.begun.put(message)
        if not self.is_joined.is_set():
            os._exit(0)
        self.over.set()
        self.begun.put(None)


def watch_head(rays: Rays, mouth: Mouth, over: threading.Event) -> None:
    """Tell when the head of the cluster is gone, and end this process: what it asks of Ray then may never return."""

    def watch() -> None:
        while not over.wait(_BETWEEN_LOOKS_S):
            if not rays.is_head_there():
                mouth.tell(Gone("its head does not answer any more"))
                os._exit(1)

    threading.Thread(target=watch, name="head", daemon=True).start()


def output() -> IO[bytes]:
    """Return what was standard output; whatever Ray prints from now on is not part of the messages."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


if __name__ == "__main__":
    main()
