"""One SAT solver that can be asked again and again, and stopped."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import isfinite

from pysat.solvers import Cadical153

# Each slice begins the solver's rhythm of restarts anew, so slices grow: a wish to stop waits no longer than the search
# has taken already.
_FIRST_SLICE = 20_000


class SatSolver:
    """CaDiCaL over a set of clauses.

    References
    ----------
    Biere et al., CAV 2024, doi 10.1007/978-3-031-65627-9_7.
    """

    def __init__(self, clauses: Iterable[Sequence[int]]) -> None:
        self._solver = Cadical153()
        self.add(clauses)

    def add(self, clauses: Iterable[Sequence[int]]) -> None:
        """Add clauses."""
        for clause in clauses:
            self._solver.add_clause(list(clause))

    def solve(self, assumptions: Sequence[int], left_s: Callable[[], float]) -> bool | None:
        """Return whether the clauses can hold under assumptions; ``None`` if time is up before that is known.

        Parameters
        ----------
        left_s
            Gives the seconds that are left; none if somebody has asked to stop.
        """
        found: bool | None = None
        done, began_s = 0, left_s()
        num_conflicts = _FIRST_SLICE
        while found is None and (now_s := left_s()) > 0:
            if done and isfinite(now_s):  # no longer than until then, at the pace so far
                num_conflicts = min(num_conflicts, 1 + round(done * now_s / max(began_s - now_s, 1e-3)))
            self._solver.conf_budget(num_conflicts)
            found = self._solve_away(list(assumptions))
            done += num_conflicts
            num_conflicts = done
        return found

    def _solve_away(self, assumptions: list[int]) -> bool | None:
        """Solve away from the main thread: in it, PySAT would take Ctrl-C for itself, and end in an error."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="sat") as pool:
            answer: bool | None = pool.submit(self._solver.solve_limited, assumptions=assumptions).result()
        return answer

    def true_literals(self) -> frozenset[int]:
        """Return the positive literals that hold in the solution found last."""
        return frozenset(literal for literal in self._solver.get_model() or () if literal > 0)

    def needs_assumptions(self) -> bool:
        """Tell whether it was the assumptions that could not hold, not the clauses alone."""
        return bool(self._solver.get_core())
