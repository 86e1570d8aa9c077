"""Peer (a): the paper's best encoding, with a linear search from below by CaDiCaL."""

import time
from collections.abc import Callable

from pysat.solvers import Solver

from benchmarks.peers.apart import run_apart
from benchmarks.peers.encoding import Encoding, encoded
from benchmarks.peers.problem import PeerResult, Problem, breaks_of

SOLVER = "cadical195"
_FIRST_OUTPUTS = 8  # of the network that counts all breaks; doubled where the search reaches them


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Ask for at most 0 breaks, then 1, 2, ... until there is a schedule, in a process that is ended at the limit.

    The encoding leaves nothing to chance, and so the seed has no effect.
    """
    del seed
    return run_apart(search, problem, time_limit_s=time_limit_s)


def search(problem: Problem, report: Callable[[PeerResult], None] = lambda _: None) -> PeerResult:
    """Search without a limit in this process; `report` hears of every bound that is proven."""
    began = time.perf_counter()
    encoding = encoded(problem)
    with Solver(name=SOLVER, bootstrap_with=encoding.clauses.added) as solver:
        built = time.perf_counter()
        counted = _Counted(encoding, solver)

        def result(status: str, **found: object) -> PeerResult:
            took = {"build_s": built - began, "solve_s": time.perf_counter() - built}
            return PeerResult(status=status, **took, **found)  # type: ignore[arg-type]  # fields by name

        if not all(encoding.clauses.added) or not solver.solve():
            return result("infeasible")
        for most in range(len(encoding.breaks) + 1):
            report(result("unknown", bound=most))
            if solver.solve(assumptions=counted.at_most(most)):
                slots = encoding.slots({literal for literal in solver.get_model() if literal > 0})
                return result("optimal", breaks=sum(breaks_of(problem, slots)), bound=most, slots=slots)
    raise AssertionError("a problem with a schedule has one with as many breaks as can be")


class _Counted:
    """All breaks, counted by a cardinality network that grows with the search."""

    def __init__(self, encoding: Encoding, solver: Solver) -> None:
        self._encoding = encoding
        self._solver = solver
        self._outputs: list[int] = []

    def at_most(self, most: int) -> list[int]:
        """Return the literals to assume for at most so many breaks."""
        breaks = list(self._encoding.breaks)
        if most == 0:
            return [-b for b in breaks]
        if most >= len(breaks):
            return []
        if most >= len(self._outputs):
            clauses = self._encoding.clauses
            stated = len(clauses.added)
            self._outputs = clauses.sorted(breaks, max(_FIRST_OUTPUTS, 2 * most))
            self._solver.append_formula(clauses.added[stated:])
        return [-self._outputs[most]]
