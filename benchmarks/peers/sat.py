"""Peer (a): the paper's best encoding, with a linear search from below by CaDiCaL."""

from collections.abc import Callable

from benchmarks.peers.apart import run_apart
from benchmarks.peers.encoding import Encoding, encoded
from benchmarks.peers.problem import PeerResult, Problem, Run, breaks_of
from pysat.solvers import Solver

SOLVER = "cadical153"
_FIRST_OUTPUTS = 8  # of the network that counts all breaks; doubled where the search reaches them


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Ask for at most 0 breaks, then 1, 2, ... until there is a schedule, in a process that is ended at the limit.

    The encoding leaves nothing to chance, and so the seed has no effect.
    """
    del seed
    return run_apart(search, problem, time_limit_s=time_limit_s)


def search(problem: Problem, report: Callable[[PeerResult], None] = lambda _: None) -> PeerResult:
    """Search without a limit in this process; `report` hears of every bound that is proven."""
    run = Run()
    encoding = encoded(problem)
    with Solver(name=SOLVER, bootstrap_with=encoding.clauses.added) as solver:
        run.is_built()
        counted = _Counted(encoding, solver)
        for most in range(counted.num_possible + 1):
            report(run.result("unknown", bound=most))
            assumed = counted.at_most(most)
            if solver.solve(assumptions=assumed):
                slots = encoding.slots({literal for literal in solver.get_model() if literal > 0})
                return run.result("optimal", breaks=sum(breaks_of(problem, slots)), bound=most, slots=slots)
            if not assumed or not solver.get_core():
                break
            solver.add_clause([-literal for literal in assumed])
        return run.result("infeasible")


class _Counted:
    """All breaks, counted by a cardinality network that grows with the search."""

    def __init__(self, encoding: Encoding, solver: Solver) -> None:
        self._encoding = encoding
        self._solver = solver
        self._outputs: list[int] = []
        self.num_possible = sum(len(unary) for unary in encoding.breaks)

    def at_most(self, most: int) -> list[int]:
        """Return the literals to assume for at most so many breaks."""
        if most == 0:
            return [-unary[0] for unary in self._encoding.breaks if unary]
        if most >= self.num_possible:
            return []
        if most >= len(self._outputs):
            clauses = self._encoding.clauses
            stated = len(clauses.added)
            self._outputs = clauses.merged(self._encoding.breaks, max(_FIRST_OUTPUTS, 2 * most))
            self._solver.append_formula(clauses.added[stated:])
        return [-self._outputs[most]]
