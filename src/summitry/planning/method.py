"""Which way a summit is planned: with a proof by the grid or by intervals, or by search with bounds beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from summitry.planning.exact.grid.planner import GridPlanner
from summitry.planning.exact.grid.problem import grid_of
from summitry.planning.exact.levels import LevelByLevel
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.result import Status
from summitry.planning.worth import known_bounds
from summitry.summit import Assignment, Meeting, Plan, Summit

# Meetings between two, up to which each exact way is taken by itself. Given half a minute for UN weeks, intervals
# reached less than the search from about a hundred meetings on, and had no plan at all for two hundred.
_MOST_BY_INTERVALS = 100
_MOST_ON_GRID = 2000


class Method(StrEnum):
    """How to plan."""

    AUTO = "auto"
    EXACT = "exact"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be planned, as every way of planning takes it.

    Parameters
    ----------
    meetings
        The meetings to place.
    kept
        Assignments that stand as they are.
    start
        A plan to begin from.
    require_all
        Whether only plans that hold every meeting count.
    cluster
        Address of a cluster whose workers search too, or ``auto``; ``None`` for this process alone.
    """

    summit: Summit
    meetings: Sequence[Meeting]
    kept: tuple[Assignment, ...]
    start: Plan
    require_all: bool = False
    cluster: str | None = None

    def is_answered_by(self, assignments: Sequence[Assignment]) -> bool:
        """Tell whether a plan holds every meeting, where all are required."""
        return not self.require_all or {m.id for m in self.meetings} <= {a.meeting for a in assignments}


def searched(task: Task, method: Method, solving: Solving) -> Found:
    """Return what the chosen way of planning finds."""
    if task.cluster is not None:
        from summitry.planning.cluster import Facts, search_on_cluster  # noqa: PLC0415 -- as below

        facts = Facts(task.summit, tuple(task.meetings), task.kept)
        exact = partial(_exact, task, method)
        return _all_or_nothing(task, search_on_cluster(facts, task.start, solving, task.cluster, beside=exact))
    found = _exact(task, method, solving)
    if found is not None:
        return found
    from summitry.planning.large import search_with_bounds  # noqa: PLC0415 -- loads the compiler; most plans need none

    return _all_or_nothing(task, search_with_bounds(task.summit, task.meetings, task.kept, task.start, solving))


def _exact(task: Task, method: Method, solving: Solving) -> Found | None:
    """Return the result of the exact way that the facts allow; ``None`` where a search is the better way."""
    size = sum(len(task.summit.seats_by_meeting[meeting.id]) for meeting in task.meetings) // 2
    if method is not Method.SEARCH and (method is Method.EXACT or size <= _MOST_ON_GRID):
        found = _on_grid(task, solving)
        if found is not None:
            return found
    if method is Method.EXACT or (method is Method.AUTO and size <= _MOST_BY_INTERVALS):
        with solving.watch.building():
            model = LevelByLevel(task.summit, task.meetings, task.kept, task.start, require_all=task.require_all)
        return model.run(solving)
    return None


def _on_grid(task: Task, solving: Solving) -> Found | None:
    """Return the grid's result; ``None`` where the summit is no grid, or some meeting must stay out of it."""
    with solving.watch.building():
        grid = grid_of(task.summit, task.meetings, task.kept)
    if grid is None:
        return None
    above = known_bounds(task.summit, task.meetings)
    found = GridPlanner(
        grid,
        kept={a.meeting: a for a in task.kept},
        break_weight=task.summit.settings.comfort.break_,
        bounds_above={name: bound for name, bound in above.items() if name != "comfort"},
    ).run(solving)
    # That not all meetings fit is an answer only where all are required; otherwise some other plan is wanted.
    return None if found.status is Status.INFEASIBLE and not task.require_all else found


def _all_or_nothing(task: Task, found: Found) -> Found:
    """Return a result without its plan if that lacks a meeting where all are required."""
    if found.assignments is None or task.is_answered_by(found.assignments):
        return found
    return Found(Status.UNKNOWN, interrupted=found.interrupted)
