"""Peer (b): the paper's best encoding as MaxSAT, solved core by core by RC2 of PySAT."""

from collections.abc import Callable
from itertools import chain

from benchmarks.peers.apart import run_apart
from benchmarks.peers.encoding import encoded
from benchmarks.peers.problem import PeerResult, Problem, Run, breaks_of
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

SOLVER = "glucose4"  # CaDiCaL in PySAT lacks the limited calls with which RC2 minimises its cores


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Minimise in a process that is ended at the limit; nothing is left to chance, so that the seed has no effect."""
    del seed
    return run_apart(search, problem, time_limit_s=time_limit_s)


def search(problem: Problem, report: Callable[[PeerResult], None] = lambda _: None) -> PeerResult:
    """Minimise without a limit in this process; `report` hears of every bound that is proven."""
    run = Run()
    encoding = encoded(problem)
    formula = WCNF()
    formula.extend(encoding.clauses.added)
    for literal in chain.from_iterable(encoding.breaks):
        formula.append([-literal], weight=1)
    with _Reporting(formula, solver=SOLVER, adapt=True, exhaust=True, minz=True) as solver:
        run.is_built()
        solver.on_bound = lambda bound: report(run.result("unknown", bound=bound))
        model = solver.compute()
        if model is None:
            return run.result("infeasible")
        slots = encoding.slots({literal for literal in model if literal > 0})
        return run.result("optimal", breaks=sum(breaks_of(problem, slots)), bound=solver.cost, slots=slots)


class _Reporting(RC2):  # type: ignore[misc]  # the library has no types
    """RC2 that tells the bound after each core."""

    on_bound: Callable[[int], None] = staticmethod(lambda _: None)

    def process_core(self) -> None:
        """Relax the core as RC2 does, and tell what is then proven."""
        super().process_core()
        self.on_bound(self.cost)
