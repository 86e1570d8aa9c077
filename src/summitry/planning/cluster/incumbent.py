"""The best plan so far, shared by all tasks: how plans compare, and how two are put together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summitry.planning.search.construct import count_sessions, place_as_they_were
from summitry.planning.search.edits import begin, commit, settle
from summitry.planning.search.extract import rows_of
from summitry.planning.search.problem import Problem
from summitry.planning.search.state import TOTAL_COMFORT, TOTAL_FORM, TOTAL_SLACK, TOTAL_VALUE, empty_state
from summitry.summit import Assignment

Assignments = tuple[Assignment, ...]
Rank = tuple[int, ...]  # figures level by level, the smaller the better: value, ten counts, form, slack, comfort
_PLACES = {
    "value_held": slice(1),
    "share_floor": slice(1, 11),
    "form_kept": slice(11, 12),
    "slack_kept": slice(12, 13),
    "comfort": slice(13, 14),
}


def rank_of(problem: Problem, assignments: Sequence[Assignment]) -> Rank | None:
    """Return what orders plans, or ``None`` for assignments that do not go together."""
    if {kept.meeting for kept in problem.kept} - {assignment.meeting for assignment in assignments}:
        return None
    arrays, state = problem.arrays, empty_state(problem, 0)
    count_sessions(arrays, state)
    begin(state)
    meetings, rows = rows_of(problem, assignments, state.chosen.shape[1])
    if len(meetings) < len(assignments) or place_as_they_were(arrays, state, meetings, rows) < len(meetings):
        return None
    if not settle(arrays, state):
        return None
    commit(state)
    figures = state.totals[[TOTAL_FORM, TOTAL_SLACK, TOTAL_COMFORT]]
    return tuple(np.concatenate([-state.totals[[TOTAL_VALUE]], -state.counts[1:11], figures]).tolist())


def figures_of(rank: Rank, level: str) -> Rank:
    """Return the part of a rank that one level has."""
    return rank[_PLACES[level]]


def levels_of(rank: Rank) -> dict[str, int]:
    """Return the figure of each level for a rank; for `share_floor` the sum of its counts."""
    return {level: abs(sum(figures_of(rank, level))) for level in _PLACES}


def with_changes(current: Assignments, before: Assignments, after: Assignments) -> Assignments:
    """Return the current plan with what a task changed from `before` to `after`."""
    old = {assignment.meeting: assignment for assignment in before}
    new = {assignment.meeting: assignment for assignment in after}
    changed = {meeting for meeting in old.keys() | new.keys() if old.get(meeting) != new.get(meeting)}
    stays = tuple(assignment for assignment in current if assignment.meeting not in changed)
    return stays + tuple(assignment for assignment in after if assignment.meeting in changed)


@dataclass
class Incumbent:
    """The best plan so far, and the best of those that came another way."""

    problem: Problem
    assignments: Assignments
    rank: Rank | None
    second: Assignments = ()

    @classmethod
    def at(cls, problem: Problem, assignments: Assignments) -> "Incumbent":
        """Return the incumbent that one begins with."""
        return cls(problem, assignments, rank_of(problem, assignments), assignments)

    def take(self, before: Assignments, after: Assignments) -> bool:
        """Take over what a task found if it is better, by itself or put together with what others found meanwhile."""
        is_better = self._take(after)
        if self.assignments not in (before, after):
            is_better = self._take(with_changes(self.assignments, before, after)) or is_better
        return is_better

    def _take(self, assignments: Assignments) -> bool:
        rank = rank_of(self.problem, assignments)
        if rank is None or (self.rank is not None and rank >= self.rank):
            return False
        self.second, self.assignments, self.rank = self.assignments, assignments, rank
        return True
