"""One number swept: what the best plan is worth for each of its values, with bounds carried from one to the next."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from summitry.planning.result import LevelResult, Result, Status
from summitry.planning.variants.compare import Outcome, Run, plan_variant
from summitry.planning.variants.variant import Variant
from summitry.rules import SOFT_LEVELS
from summitry.rules.soft import Sense
from summitry.summit import Plan, Summit


class Step(NamedTuple):
    """A value of the number, and the variant that it makes."""

    number: int
    variant: Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value of the number, and what planning came to there.

    Parameters
    ----------
    outcome
        Its levels have the bounds of all points, not only those proven at this one.
    """

    number: int
    outcome: Outcome


def easing_of(steps: Sequence[Step]) -> int:
    """Return 1 if plans can only fare better as the number grows, -1 if only worse, 0 if neither is certain."""
    ways = {supposition.easing for step in steps for supposition in step.variant.suppositions[-1:]}
    return ways.pop() if len(ways) == 1 else 0


def sweep(
    summit: Summit, steps: Iterable[Step], run: Run, *, start: Plan | None = None, include_pending: bool = False
) -> Iterator[Point]:
    """Yield each step planned, the hardest first, each from the plan of the one before; none after an interrupted one.

    Where a larger number can only help, or only hurt, the plan of a harder step holds at an easier one, so that values
    never fall towards the easier end. The last supposition of each step is the one with the number.
    """
    ordered = sorted(steps, key=lambda step: step.number, reverse=easing_of(list(steps)) < 0)
    for step in ordered:
        outcome = plan_variant(summit, step.variant, run, start=start, include_pending=include_pending)
        start = outcome.plan or start
        yield Point(number=step.number, outcome=outcome)
        if outcome.result.interrupted:
            return


def with_bounds_carried(points: Iterable[Point], easing: int) -> tuple[Point, ...]:
    """Return the points by number, with each bound proven at one carried to those where it holds too.

    No plan of a harder point is better than the best of an easier one: so a bound of the first level, proven at an
    easier point, holds at all harder ones; so does one of a further level, where both reach the same at all levels
    above. And where an easier point has no plan, a harder one has none.

    Parameters
    ----------
    easing
        What `easing_of` says of the steps; with 0 nothing is carried.
    """
    ordered = sorted(points, key=lambda point: point.number)
    if easing == 0:
        return tuple(ordered)
    easiest_first = ordered[::-1] if easing > 0 else ordered
    carried: list[Point] = []
    for point in easiest_first:
        result = point.outcome.result
        for easier in carried:
            result = _carried(result, easier.outcome.result)
        carried.append(replace(point, outcome=replace(point.outcome, result=result)))
    return tuple(carried[::-1] if easing > 0 else carried)


def _carried(result: Result, easier: Result) -> Result:
    """Return a result with the bounds of an easier point's where they hold and are better."""
    if easier.status is Status.INFEASIBLE and result.plan is None:
        return replace(result, status=Status.INFEASIBLE)
    levels = list(result.levels)
    for idx, (level, other) in enumerate(zip(result.levels, easier.levels, strict=False)):
        levels[idx] = replace(level, bound=_tighter(level, other))
        if level.value != other.value:
            break  # what the easier point proved further down holds for plans that reach what it reaches here
    proven = all(level.status is Status.OPTIMAL for level in levels)
    status = Status.OPTIMAL if levels and proven else result.status
    return replace(result, levels=tuple(levels), status=status)


def _tighter(level: LevelResult, other: LevelResult) -> int | tuple[int, ...]:
    """Return the better of two bounds of one level; counts compare from left to right, as plans do."""
    better = min if SOFT_LEVELS[level.name].sense is Sense.MAXIMISE else max
    return better(level.bound, other.bound)
