"""Compiles the search ahead of its first use, which takes a minute: ``python -m summitry.planning.search.warm``.

What is compiled is kept beside the code for later runs, until the code changes.
"""

from datetime import date

import numpy as np

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving
from summitry.planning.search.beginning import Beginning
from summitry.planning.search.construct import fill
from summitry.planning.search.pair import Pair
from summitry.planning.search.problem import Problem
from summitry.planning.search.state import empty_state
from summitry.planning.search.walk import Walk
from summitry.summit import Clock, Day, Plan, Summit

_LIMIT_S = 3600.0  # never reached


def compile_all() -> None:
    """Compile all that a search calls, for one walk and for two, by searching a summit without meetings."""
    today = date(2026, 6, 1)
    summit = Summit(id="warm", name="Warm", clock=Clock("UTC", today), days=(Day(date=today, opens=0, closes=60),))
    problem = Problem.of(summit, (), ())
    solving = Solving(Stopwatch(_LIMIT_S), threads=1, seed=0, gap=0.0)
    state = Beginning(problem, Plan(summit=summit.id)).state(solving)
    if state is None:
        raise AssertionError("nothing is fixed, so nothing can stand in its way")
    fill(problem.arrays, state, np.zeros(0, np.int32))
    Walk.begun_at(problem.arrays, state).advance(1.0)
    Pair.begun_at(problem.arrays, state, empty_state(problem, 0), lambda: True, seed=0).advance(1.0)


if __name__ == "__main__":
    compile_all()
