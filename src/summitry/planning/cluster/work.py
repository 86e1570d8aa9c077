"""The tasks themselves, as a worker of the cluster runs them: ordinary functions that know nothing of Ray."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache

from summitry.planning.bounds import Bounds
from summitry.planning.clock import Stopwatch
from summitry.planning.cluster.incumbent import Assignments
from summitry.planning.cluster.messages import Facts
from summitry.planning.exact.solve import Solving
from summitry.planning.search.accept import Geometric
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.summit import Assignment, Plan


@dataclass(frozen=True, slots=True)
class Slice:
    """One task of searching.

    Parameters
    ----------
    base
        The plan to begin from.
    fixed
        Assignments of it that stay; none for a search of the whole plan.
    first, last
        Units of comfort by which moves may well be worse at the beginning and at the end.
    """

    base: Assignments
    fixed: Assignments
    seconds: float
    seed: int
    first: float
    last: float


@lru_cache(maxsize=1)
def problem_of(facts: Facts) -> Problem:
    """Return the whole problem of a run; a worker works it out once."""
    return Problem.of(facts.summit, facts.meetings, facts.kept)


def search(facts: Facts, part: Slice) -> Assignments:
    """Anneal a plan, or a part of it, for some seconds; return the best plan met."""
    solving = Solving(Stopwatch(part.seconds), threads=1, seed=part.seed, gap=0.0)
    problem = _part_of(facts, part.fixed) if part.fixed else problem_of(facts)
    start = Plan(summit=facts.summit.id, assignments=part.base)
    found = Search(problem, start, cooling=Geometric(part.first, part.last)).run(solving)
    return part.base if found.assignments is None else _as_kept(facts, found.assignments)


def improve(facts: Facts, bounds: Bounds | None, num_steps: int, seconds: float) -> Bounds:
    """Look for closer bounds in so many steps a level, for some seconds at most."""
    watch = Stopwatch(seconds)
    # What arrives from another process cannot be written to, and bounds are improved in place.
    closer = deepcopy(bounds) if bounds is not None else Bounds(facts.summit, facts.meetings, facts.kept)
    closer.improve(num_steps, is_over=lambda: watch.left_s <= 0)
    return closer


def _part_of(facts: Facts, fixed: Sequence[Assignment]) -> Problem:
    """Return the problem in which some assignments stand besides those that must."""
    kept = {assignment.meeting for assignment in facts.kept}
    others = tuple(assignment for assignment in fixed if assignment.meeting not in kept)
    return Problem.of(facts.summit, facts.meetings, (*facts.kept, *others))


def _as_kept(facts: Facts, assignments: Assignments) -> Assignments:
    """Return assignments with those that must stand exactly as they were given."""
    kept = {assignment.meeting: assignment for assignment in facts.kept}
    pinned = facts.summit.pin_by_meeting
    return tuple(kept.get(a.meeting, replace(a, pinned=a.meeting in pinned)) for a in assignments)
