"""The search: begin with a plan, anneal it by small and large neighbourhoods, give the best plan met."""

from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.result import Status
from summitry.planning.search.accept import Cooling, MovesUp, Stopping, TimeUp, usual_cooling
from summitry.planning.search.beginning import Beginning
from summitry.planning.search.construct import count_sessions
from summitry.planning.search.extract import assignments_of
from summitry.planning.search.pair import Pair
from summitry.planning.search.problem import Problem
from summitry.planning.search.report import Reporter
from summitry.planning.search.state import State, empty_state
from summitry.planning.search.walk import Walk
from summitry.summit import Plan

_FEWEST_FOR_TWO = 200  # meetings; with fewer, two walks would spend their time on coming together


class Search:
    """Large-neighbourhood search for the plan of one summit.

    Parameters
    ----------
    problem
        The summit, as arrays.
    start
        A plan to begin from.
    num_moves
        Moves after which the search ends; ``None``: with the time of the run. With a number, equal seeds give equal
        plans.
    cooling
        How much worse moves may be; ``None`` for what suits the weights of comfort.
    """

    def __init__(
        self, problem: Problem, start: Plan, *, num_moves: int | None = None, cooling: Cooling | None = None
    ) -> None:
        self._problem = problem
        self._start = start
        self._num_moves = num_moves
        self._cooling = cooling or usual_cooling(problem.summit, len(problem.meetings))

    def run(self, solving: Solving) -> Found:
        """Search until time or moves are up, or somebody asks to stop; give the best plan met.

        1. Begin with what is fixed, the plan to start from, and the rest where it costs least.
        2. Anneal stretch by stretch: moves are drawn by what they have yielded of late.
        3. Report whatever got better.
        """
        problem = self._problem
        state = Beginning(problem, self._start).state(solving)
        if state is None:
            return Found(Status.UNKNOWN, interrupted=solving.stop.is_asked)
        stopping, reporter = self._stopping(solving), Reporter(solving.watch)
        walk = self._walk(state, solving)
        reporter.report(walk.best)
        while (share_done := stopping.share_done(walk.num_moves)) < 1.0:
            walk.advance(self._cooling.temperature(share_done))
            reporter.report(walk.best)
        assignments = assignments_of(problem, walk.best.chosen)
        return Found(Status.FEASIBLE, assignments, interrupted=solving.stop.is_asked)

    def _walk(self, state: State, solving: Solving) -> Walk | Pair:
        """Return a walk, or two at once where there are threads and days for it."""
        arrays = self._problem.arrays
        is_for_two = solving.threads > 1 and len(arrays.days) > 1 and not len(arrays.fairness)
        if not is_for_two or self._num_moves is not None or len(arrays.meeting) < _FEWEST_FOR_TWO:
            return Walk.begun_at(arrays, state)
        blank = empty_state(self._problem, solving.seed)
        count_sessions(arrays, blank)
        return Pair.begun_at(
            arrays, state, blank, lambda: solving.stop.is_asked or solving.watch.left_s <= 0, solving.seed
        )

    def _stopping(self, solving: Solving) -> Stopping:
        if self._num_moves is not None:
            return MovesUp(solving, self._num_moves)
        return TimeUp(solving, solving.watch.elapsed_s)
