"""Planning on a grid: every meeting placed, with as few breaks as can be, asked for from none upwards."""

from collections.abc import Mapping, Sequence

from summitry.planning.exact.grid.encoding import Breaks, Schedule, Unbroken
from summitry.planning.exact.grid.problem import Grid
from summitry.planning.exact.grid.sat import SatSolver
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found, SolvedLevel
from summitry.planning.result import LevelValue, Status
from summitry.summit import Assignment

_FEW = 16  # breaks that are counted at first; more are when these do not do


class GridPlanner:
    """Finds a schedule of all meetings with the fewest breaks.

    1. Is there a schedule without any break? That is a smaller question, and mostly answered yes.
    2. Is there one with at most 1, 2, ... breaks? Each no raises the bound; the first yes is the optimum.
    3. If that takes long, any schedule is found in between, so that there is something to return.

    Parameters
    ----------
    kept
        Assignments that stand, by meeting.
    break_weight
        What a break costs in `comfort`.
    bounds_above
        Bounds of the levels above comfort, in their order; a schedule of all meetings reaches each.
    patience_s
        How long to ask for few breaks before there is any schedule to fall back on.
    unbroken, breaks
        The clauses to ask; benchmarks hand in others to tell what each part of them is worth. Without `unbroken`, the
        first question is left out.

    Attributes
    ----------
    num_breaks
        Of the best schedule so far; 0 before there is one.
    """

    def __init__(
        self,
        grid: Grid,
        *,
        kept: Mapping[str, Assignment],
        break_weight: int,
        bounds_above: Mapping[str, LevelValue],
        patience_s: float = 2.0,
        unbroken: type[Schedule] | None = Unbroken,
        breaks: type[Breaks] = Breaks,
    ) -> None:
        self._grid = grid
        self._kept = kept
        self._break_weight = break_weight
        self._above = bounds_above
        self._patience_s = patience_s
        self._unbroken = unbroken
        self._breaks = breaks
        self._best: tuple[int, ...] | None = None
        self.num_breaks = 0
        self._bound = 0

    def run(self, solving: Solving) -> Found:
        """Return the best schedule found; infeasible means that no schedule holds all meetings."""
        began = solving.watch.elapsed_s
        exists = self._search(solving)
        if self._best is None:
            without = Status.INFEASIBLE if exists is False else Status.UNKNOWN
            return Found(without, interrupted=solving.stop.is_asked)
        levels = [SolvedLevel(name, bound, 0.0) for name, bound in self._above.items()]
        levels.append(SolvedLevel("comfort", self._break_weight * self._bound, solving.watch.elapsed_s - began))
        assignments = self._grid.assignments(self._best, self._kept)
        return Found(Status.FEASIBLE, assignments, tuple(levels), solving.stop.is_asked)

    def _search(self, solving: Solving) -> bool | None:
        """Return whether there is a schedule of all meetings; ``None`` if time ran out before that was known."""
        if not all(self._grid.allowed):
            return False
        if self._unbroken is not None and len(self._grid.days) == 1:
            with solving.watch.building():
                clauses = self._unbroken(self._grid)
                solver = SatSolver(clauses.clauses)
            answer = self._ask(solving, clauses, solver, ())
            if answer is not False:
                return answer
            self._tell(solving, 1)
        return self._from_below(solving)

    def _from_below(self, solving: Solving) -> bool | None:
        """Ask for at most as many breaks as the bound, and raise the bound, until there is a schedule."""
        with solving.watch.building():
            clauses = self._breaks(self._grid)
            solver = SatSolver(clauses.clauses)
        patience_s = solving.watch.elapsed_s + self._patience_s
        most: list[int] = []
        while self._best is None or self.num_breaks > self._bound:
            if self._bound >= len(most) and len(most) < clauses.num_counted:
                added = len(clauses.clauses)
                most = clauses.in_all(max(_FEW, 2 * self._bound))
                solver.add(clauses.clauses[added:])
            few = [-most[self._bound]] if self._bound < len(most) else []
            until_s = patience_s if few and self._best is None else float("inf")
            answer = self._ask(solving, clauses, solver, few, until_s=until_s)
            if answer is None and solving.watch.elapsed_s >= until_s and _left_s(solving) > 0:
                answer, few = self._ask(solving, clauses, solver, ()), []
                patience_s = float("inf")
            if answer is None:
                return None if self._best is None else True
            if answer is False and (not few or not solver.needs_assumptions()):
                return False
            self._tell(solving, self._bound + (answer is False))
        return True

    def _ask(
        self,
        solving: Solving,
        clauses: Schedule,
        solver: SatSolver,
        few: Sequence[int],
        *,
        until_s: float = float("inf"),
    ) -> bool | None:
        """Ask for a schedule and keep it if it is the best so far."""
        answer = solver.solve(few, lambda: _left_s(solving, until_s))
        if answer:
            schedule = clauses.slots_in(solver.true_literals())
            num_breaks = self._grid.breaks(schedule)
            if self._best is None or num_breaks < self.num_breaks:
                self._best, self.num_breaks = schedule, num_breaks
                self._tell(solving, self._bound)
        return answer

    def _tell(self, solving: Solving, bound: int) -> None:
        """Note and report the bound."""
        self._bound = bound
        value = None if self._best is None else self._break_weight * self.num_breaks
        solving.watch.report("comfort", value, self._break_weight * bound)


def _left_s(solving: Solving, until_s: float = float("inf")) -> float:
    return 0.0 if solving.stop.is_asked else min(solving.watch.left_s, until_s - solving.watch.elapsed_s)
