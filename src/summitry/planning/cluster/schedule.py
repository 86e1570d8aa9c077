"""What the next task is: whole plans with seeds of their own at first, then parts of the best plan; ever cooler.

Tasks begin as warm as one search would be by then that had the whole time of the run for itself, as the search has that
goes on in the calling process while the cluster is joined.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from summitry.planning.cluster.incumbent import Assignments, Incumbent
from summitry.planning.cluster.parts import fixed_outside
from summitry.planning.cluster.work import Slice
from summitry.planning.search.accept import LARGE, Geometric, usual_cooling
from summitry.summit import Summit

_SHARE_OF_SEEDS = 0.65  # of the time, in which each worker anneals a whole plan by itself
_LONG_S = 20.0  # that one may wait for the first plans of the workers
_NUM_SLICES = 12  # in a run, one after the other
_SHORTEST_S = 2.0  # worth the way to a worker and back
_SHARE_OF_SECOND = 0.15  # of the tasks that begin from the second best plan
_SHARE_OF_WHOLE = 0.3  # of the later tasks that may change everything
_RESERVE_S = 0.4  # for a result to come back


@dataclass
class Schedule:
    """Draws tasks for a run of some seconds.

    Parameters
    ----------
    num_meetings
        How many meetings there are to place.
    time_limit_s
        Seconds of the whole run, from before the cluster was joined.
    """

    summit: Summit
    num_meetings: int
    time_limit_s: float
    rng: np.random.Generator

    def next(self, incumbent: Incumbent, left_s: float) -> Slice | None:
        """Return the next task, or ``None`` if no time is left for one."""
        usable_s = left_s - _RESERVE_S
        if usable_s < min(_SHORTEST_S, self.time_limit_s) / 4:
            return None
        share_done = 1.0 - left_s / self.time_limit_s
        seeds_left_s = (_SHARE_OF_SEEDS - share_done) * self.time_limit_s
        first = self._cooling.temperature(share_done)
        if self.num_meetings < LARGE and seeds_left_s >= _SHORTEST_S:
            # No longer than what has been so far, so that a run that is stopped has lost no more than half of its time.
            seconds = min(usable_s, seeds_left_s, max(_LONG_S, self.time_limit_s - left_s))
            return self._slice(incumbent.assignments, (), seconds, first)
        seconds = min(usable_s, max(_SHORTEST_S, self.time_limit_s / _NUM_SLICES))
        base = incumbent.second if self.rng.random() < _SHARE_OF_SECOND else incumbent.assignments
        is_whole = self.rng.random() < _SHARE_OF_WHOLE
        fixed = () if is_whole else fixed_outside(self.summit, base, self.rng)
        return self._slice(base, fixed, seconds, first)

    def _slice(self, base: Assignments, fixed: Assignments, seconds: float, first: float) -> Slice:
        seed = int(self.rng.integers(1, 1 << 31))
        return Slice(base=base, fixed=fixed, seconds=seconds, seed=seed, first=first, last=self._cooling.last)

    @cached_property
    def _cooling(self) -> Geometric:
        return usual_cooling(self.summit, self.num_meetings)
