"""From the plan one starts from, and what is fixed, to the state that a search begins with."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from summitry.planning.exact.levels import LevelByLevel
from summitry.planning.exact.solve import Solving
from summitry.planning.search import arrays as a
from summitry.planning.search.arrays import Ints
from summitry.planning.search.construct import count_sessions, fill, place_as_they_were
from summitry.planning.search.edits import begin, commit, settle
from summitry.planning.search.extract import rows_of
from summitry.planning.search.insertion import place_cheaply
from summitry.planning.search.problem import Problem
from summitry.planning.search.state import MODE, State, empty_state
from summitry.summit import Assignment, Plan

_AT_ONCE = 500  # meetings placed between two looks at the clock
_EVERYTHING = 1 << 30
_MOST_FOR_MODEL = 300  # meetings; beyond, what is fixed has to fit without a model of all the others


@dataclass(frozen=True)
class Beginning:
    """Builds the first state of a search."""

    problem: Problem
    start: Plan

    def state(self, solving: Solving) -> State | None:
        """Return the first plan, as far as there is time for, or ``None`` if what is fixed cannot be placed."""
        state = self._fixed(self.start.assignments, solving) or self._fixed((), solving)
        if state is None:
            state = self._fixed(self._by_model(solving), solving)
        if state is not None:
            self._fill(state, solving)
        return state

    def _fixed(self, assignments: Iterable[Assignment], solving: Solving) -> State | None:
        """Return a state with everything that is fixed and the assignments that go with it, or ``None``."""
        arrays = self.problem.arrays
        state = empty_state(self.problem, solving.seed)
        count_sessions(arrays, state)
        begin(state)
        kept = rows_of(self.problem, self.problem.kept, state.chosen.shape[1])
        if place_as_they_were(arrays, state, *kept) < len(self.problem.kept):
            return None
        place_as_they_were(arrays, state, *rows_of(self.problem, assignments, state.chosen.shape[1]))
        for meeting in np.flatnonzero(arrays.meeting[:, a.IS_MUST]).tolist():
            if state.chosen[meeting, MODE] < 0 and not place_cheaply(arrays, state, meeting, 0.0, _EVERYTHING):
                return None
        if not settle(arrays, state):
            return None
        commit(state)
        return state

    def _by_model(self, solving: Solving) -> tuple[Assignment, ...]:
        """Return a plan of what is fixed, from the exact model; with everything else where it does not hold alone."""
        summit, problem = self.problem.summit, self.problem
        fixed = {kept.meeting for kept in problem.kept} | summit.pin_by_meeting.keys()
        alone = tuple(meeting for meeting in problem.meetings if meeting.id in fixed)
        for meetings in (alone, problem.meetings):
            if len(meetings) <= _MOST_FOR_MODEL:
                found = LevelByLevel(summit, meetings, problem.kept, self.start).run(replace(solving))
                if found.assignments is not None:
                    return found.assignments
        return ()

    def _fill(self, state: State, solving: Solving) -> None:
        """Place the others, the most valuable first, and of these the ones with the fewest starts."""
        order = self._order()
        for first in range(0, len(order), _AT_ONCE):
            if solving.stop.is_asked or solving.watch.left_s <= 0:
                return
            fill(self.problem.arrays, state, order[first : first + _AT_ONCE])

    def _order(self) -> Ints:
        arrays = self.problem.arrays
        meeting, mode = arrays.meeting, arrays.mode
        num_starts = np.zeros(len(meeting), np.int64)
        for idx, row in enumerate(meeting):
            modes = mode[row[a.MODES] : row[a.MODES_END]]
            num_starts[idx] = (modes[:, a.STARTS_END] - modes[:, a.STARTS]).sum()
        order = np.lexsort((num_starts, -meeting[:, a.VALUE]))
        return order[num_starts[order] > 0].astype(np.int32)
