"""Keeps the workers of a cluster busy: hands out tasks, takes in what they find, and tells of everything better."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from summitry.planning.bounds import Bounds
from summitry.planning.clock import Stopwatch
from summitry.planning.cluster import work
from summitry.planning.cluster.incumbent import Incumbent
from summitry.planning.cluster.messages import Alive, Better, Bounding, Facts, Gone, Lost, Told
from summitry.planning.cluster.rays import Rays, TaskLostError
from summitry.planning.cluster.schedule import Schedule

_LOOK_S = 0.5  # between two looks at the cluster
_STEPS = (30, 300)  # of each round of bounds
_MOST_LOST = 8  # tasks a worker lost one after the other, none of them done: something is wrong with all
_RESERVE_S = 1.0  # for bounds to come back


@dataclass
class Driver:
    """The tasks of one run.

    Parameters
    ----------
    tell
        Hears of all that is worth telling.
    is_over
        Whether somebody has asked to stop.
    """

    rays: Rays
    facts: Facts
    incumbent: Incumbent
    schedule: Schedule
    watch: Stopwatch
    tell: Callable[[Told], None]
    is_over: Callable[[], bool]
    _shared: Any = None
    _searching: dict[Any, work.Slice] = field(default_factory=dict)
    _bounding: Any = None
    _bounds: Bounds | None = None
    _rounds: list[int] = field(default_factory=lambda: list(_STEPS))
    _num_lost: int = 0  # one after the other

    def run(self) -> None:
        """Go on until the time is up, somebody asks to stop, or the cluster is gone.

        1. Hand out as many tasks as the cluster has workers now.
        2. Wait for one to be done, and take in what it found.
        3. See that the cluster is still there.
        """
        self._shared = self.rays.share(self.facts)
        while not self.is_over() and self.watch.left_s > 0:
            if not self.rays.is_joined():
                self.tell(Gone("the machine through which it is reached has left it"))
                return
            self._hand_out()
            if not self._searching:
                return
            self._take_in(min(_LOOK_S, self.watch.left_s))
            if self._num_lost > _MOST_LOST * self.rays.num_workers():
                self.tell(Gone("its workers can do no task; is the same summitry installed on every machine?"))
                return
            self.tell(Alive())

    def _hand_out(self) -> None:
        while len(self._searching) < self.rays.num_workers():
            part = self.schedule.next(self.incumbent, self.watch.left_s)
            if part is None:
                break
            self._searching[self.rays.submit(work.search, self._shared, part)] = part
        seconds = self.watch.left_s - _RESERVE_S
        if self._bounding is None and self._rounds and seconds > 0:
            self._bounding = self.rays.submit(
                work.improve, self._shared, self._bounds, self._rounds[0], seconds, is_beside=True
            )

    def _take_in(self, within_s: float) -> None:
        tasks = [*self._searching, *(() if self._bounding is None else (self._bounding,))]
        for task in self.rays.done(tasks, within_s):
            part = self._searching.pop(task, None)
            if part is None:
                self._bounding = None
            try:
                found = self.rays.result(task)
            except TaskLostError as lost:
                self._num_lost += 1
                self.tell(Lost(str(lost)))
                continue
            self._num_lost = 0
            self._take(part, found)

    def _take(self, part: work.Slice | None, found: Any) -> None:
        if part is None:
            self._bounds = found
            self._rounds.pop(0)
            self.tell(Bounding(found))
        elif self.incumbent.take(part.base, found) and self.incumbent.rank is not None:
            self.tell(Better(self.incumbent.assignments, self.incumbent.rank))
