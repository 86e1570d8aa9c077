"""A worker: takes up one run after the other, tells how each goes, and ends those that somebody cancelled."""

import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import close_old_connections, connection

from summitry.planning.progress import Point
from summitry_web.planning.domain.jobs import beat, claim, end_cancelled, run
from summitry_web.planning.models import Job

_BEAT_S = 1.0
_PAUSE_S = 1.0


class Worker:
    """One process that plans.

    Its main thread plans, since only there a run can be asked to end as by Ctrl-C; another tells the database how it
    goes, and hears from it whether it is to end.
    """

    def __init__(self) -> None:
        self.id = uuid.uuid4()
        self._last: Point | None = None
        self._is_cancelled = False

    def work_once(self) -> bool:
        """Take up one run and end it; return whether there was one."""
        close_old_connections()
        job = claim(self.id)
        if job is None:
            return False
        self._last, self._is_cancelled = None, False
        try:
            with self._telling(job):
                run(job, self._hear)
        except KeyboardInterrupt:
            if not self._is_cancelled:
                raise
            end_cancelled(job)  # the wish came when the planner was not there to hear it
        return True

    def work(self, is_wanted: Callable[[], bool]) -> None:
        """Work as long as that is wanted."""
        while is_wanted():
            if not self.work_once():
                time.sleep(_PAUSE_S)

    def _hear(self, point: Point) -> None:
        self._last = point

    @contextmanager
    def _telling(self, job: Job) -> Iterator[None]:
        is_over = Event()
        teller = Thread(target=self._tell, args=(job, is_over), daemon=True)
        teller.start()
        try:
            yield
        finally:
            is_over.set()
            teller.join()

    def _tell(self, job: Job, is_over: Event) -> None:
        try:
            while not is_over.wait(_BEAT_S):
                if not beat(job, self._last):
                    self._is_cancelled = True
                    os.kill(os.getpid(), signal.SIGINT)  # the planner then ends with the best plan so far
                    return
        finally:
            connection.close()
