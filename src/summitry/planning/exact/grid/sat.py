"""One SAT solver that can be asked again and again, and stopped."""

from collections.abc import Callable, Iterable, Sequence

from pysat.solvers import Cadical195

_CONFLICTS_A_SLICE = 1000  # some tenths of a second: how long a wish to stop may wait


class SatSolver:
    """CaDiCaL over a set of clauses.

    References
    ----------
    Biere et al., CAV 2024, doi 10.1007/978-3-031-65627-9_7.
    """

    def __init__(self, clauses: Iterable[Sequence[int]]) -> None:
        self._solver = Cadical195()
        self._solver.configure({"phase": 0})  # a meeting is in few of its slots, so false is the better guess
        self.add(clauses)

    def add(self, clauses: Iterable[Sequence[int]]) -> None:
        """Add clauses."""
        for clause in clauses:
            self._solver.add_clause(list(clause))

    def solve(self, assumptions: Sequence[int], is_over: Callable[[], bool]) -> bool | None:
        """Return whether the clauses can hold under assumptions; ``None`` if it is over before that is known."""
        found: bool | None = None
        while found is None and not is_over():
            self._solver.conf_budget(_CONFLICTS_A_SLICE)
            found = self._solver.solve_limited(assumptions=list(assumptions))
        return found

    def true_literals(self) -> frozenset[int]:
        """Return the positive literals that hold in the solution found last."""
        return frozenset(literal for literal in self._solver.get_model() or () if literal > 0)

    def needs_assumptions(self) -> bool:
        """Tell whether it was the assumptions that could not hold, not the clauses alone."""
        return bool(self._solver.get_core())
