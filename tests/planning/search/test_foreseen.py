"""What moves are seen to gain, against what they do gain."""

import numpy as np

from summitry.generate import trade_exchange
from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving
from summitry.planning.search import arrays as a
from summitry.planning.search.beginning import Beginning
from summitry.planning.search.chains import shift_along_chain
from summitry.planning.search.edits import begin, roll_back, settle
from summitry.planning.search.foreseen import foresee
from summitry.planning.search.insertion import remove
from summitry.planning.search.problem import Problem
from summitry.planning.search.state import AT, MODE, NUM_QUEUED, TOTAL_COMFORT, State
from summitry.summit import Plan


def moved(problem: Problem, state: State, meeting: int, at: int) -> tuple[int, int] | None:
    """Return what moving a meeting saves, and how many meetings it moves; ``None`` if it cannot be moved there."""
    arrays = problem.arrays
    mode, old = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    begin(state)
    remove(arrays, state, meeting)
    shift = int(arrays.minutes[at] - arrays.minutes[old])
    is_done = shift_along_chain(arrays, state, meeting, mode, at, shift, 10) and settle(arrays, state)
    saved = int(state.before[TOTAL_COMFORT] - state.totals[TOTAL_COMFORT])
    num_moved = int(state.counter[NUM_QUEUED])
    roll_back(arrays, state)
    return (saved, num_moved) if is_done else None


def test_where_nobody_is_in_the_way_the_gain_is_as_foreseen() -> None:
    summit = trade_exchange(1, scale=0.02)
    problem = Problem.of(summit, summit.to_place(), ())
    state = Beginning(problem, Plan(summit=summit.id)).state(Solving(Stopwatch(60.0), threads=1, seed=0, gap=0.0))
    assert state is not None
    num_compared = 0
    for meeting in np.flatnonzero(state.chosen[:, MODE] >= 0)[::20].tolist():
        facts = problem.arrays.mode[state.chosen[meeting, MODE]]
        gains = np.zeros(facts[a.STARTS_END] - facts[a.STARTS], np.int64)
        foresee(problem.arrays, state, meeting, int(facts[a.STARTS]), gains)
        for gain, at in zip(gains.tolist(), problem.arrays.starts[facts[a.STARTS] :].tolist(), strict=False):
            done = moved(problem, state, meeting, at)
            if done is not None and done[1] == 1:
                assert gain == done[0]
                num_compared += 1
    assert num_compared > 50
