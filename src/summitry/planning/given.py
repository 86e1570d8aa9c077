"""A plan that is there already, from wherever it comes, as a result: judged, with the bounds that are known for it."""

from collections.abc import Iterable, Sequence

from summitry.planning.result import LevelResult, Result, Status
from summitry.planning.worth import known_bounds
from summitry.rules import SOFT_LEVELS, judge
from summitry.summit import Assignment, Plan, Summit


def given_result(
    summit: Summit, plan: Plan, *, pinned: Sequence[Assignment] = (), proven: Iterable[LevelResult] = ()
) -> Result:
    """Return a plan with its certificate and its levels.

    A bound that was proven holds for plans that keep what the levels above it reached, so it is taken over only down
    to the first level in which the two plans differ. Others are the obvious ones.

    Parameters
    ----------
    pinned
        The assignments marked pinned in the plan that this one was started from.
    proven
        The levels of another plan of the same facts.
    """
    certificate = judge(summit, plan, pinned=pinned)
    bounds = known_bounds(summit, summit.to_place(include_pending=plan.include_pending))
    for level in proven:
        bounds[level.name] = level.bound
        if certificate.values[level.name] != level.value:
            break
    levels = tuple(LevelResult(name=name, value=certificate.values[name], bound=bounds[name]) for name in SOFT_LEVELS)
    is_optimal = all(level.status is Status.OPTIMAL for level in levels)
    status = Status.OPTIMAL if is_optimal else Status.FEASIBLE
    return Result(status=status, plan=plan, certificate=certificate, levels=levels)
