"""The SAT solver that is asked again and again, and stopped."""

import os
import signal
import subprocess
from itertools import combinations, product

from summitry.planning.exact.grid.sat import SatSolver

ONE_OF_TWO = ([1, 2], [-1, -2])


def pigeons(num: int) -> list[list[int]]:
    """Return clauses that put pigeons into one hole fewer, each alone: never possible, and slow to refute."""
    at = {key: idx for idx, key in enumerate(product(range(num), range(num - 1)), start=1)}
    somewhere = [[at[pigeon, hole] for hole in range(num - 1)] for pigeon in range(num)]
    alone = [[-at[one, hole], -at[two, hole]] for hole in range(num - 1) for one, two in combinations(range(num), 2)]
    return somewhere + alone


def ample_s() -> float:
    return 60.0


def test_a_solution_is_given_and_more_clauses_can_follow() -> None:
    solver = SatSolver(ONE_OF_TWO)
    assert solver.solve((), ample_s) is True
    assert len(solver.true_literals()) == 1
    assert solver.solve([1], ample_s) is True
    assert solver.true_literals() == {1}
    solver.add([[-1]])
    assert solver.solve((), ample_s) is True
    assert solver.true_literals() == {2}


def test_it_is_told_whether_the_assumptions_or_the_clauses_cannot_hold() -> None:
    solver = SatSolver(ONE_OF_TWO)
    assert solver.solve([1, 2], ample_s) is False
    assert solver.needs_assumptions()
    solver.add([[-1], [-2]])
    assert solver.solve([1], ample_s) is False
    assert not solver.needs_assumptions()


def test_what_is_over_before_it_begins_is_not_known() -> None:
    assert SatSolver(ONE_OF_TWO).solve((), lambda: 0.0) is None


def test_ctrl_c_while_it_searches_is_heard_after_and_is_no_error() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    presses = f"i=0; while [ $i -lt 20000 ]; do kill -INT {os.getpid()}; i=$((i+1)); done"
    try:
        with subprocess.Popen(["sh", "-c", presses]) as pressing:
            answer = SatSolver(pigeons(9)).solve((), ample_s)
            pressing.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    assert answer is False
    assert heard
