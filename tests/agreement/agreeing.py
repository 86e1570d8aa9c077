"""What it means that the planner agrees with brute force, level by level."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from summitry.planning.planner import plan
from summitry.planning.result import LevelResult, LevelValue, Result, Status
from summitry.rules import SOFT_LEVELS, judge
from summitry.rules.soft import Figure, Sense
from summitry.summit import Assignment, Plan, Summit
from tests.agreement import brute_force

AMPLE: dict[str, Any] = {"time_limit_s": 30.0, "threads": 1}


def assert_agrees(
    summit: Summit, *, start: Plan | None = None, include_pending: bool = False, **options: Any
) -> Result:
    """Assert that the planner finds what brute force finds, or rightly finds no plan; return what it found."""
    result = plan(summit, start=start, include_pending=include_pending, **(AMPLE | options))
    kept = kept_from(start)
    best = brute_force.best(summit, include_pending=include_pending, pinned=kept)
    if best is None:
        assert (result.plan, result.status) == (None, Status.INFEASIBLE)
        return result
    assert_sound(summit, result, kept)
    assert [level.name for level in result.levels] == list(SOFT_LEVELS)
    for level in result.levels:
        _assert_optimal(summit, result, level, best.values[level.name])
    return result


def kept_from(start: Plan | None) -> tuple[Assignment, ...]:
    return tuple(a for a in start.assignments if a.pinned) if start else ()


def assert_sound(summit: Summit, result: Result, kept: Sequence[Assignment] = ()) -> None:
    """Assert that a plan breaks no rule and that its certificate and levels say what the judge says."""
    assert result.plan is not None
    assert result.certificate == judge(summit, result.plan, pinned=kept)
    assert result.certificate.violations == ()
    assert {level.name: level.value for level in result.levels} == dict(result.certificate.values)
    assert result.status is (
        Status.OPTIMAL if all(level.status is Status.OPTIMAL for level in result.levels) else Status.FEASIBLE
    )


def _assert_optimal(summit: Summit, result: Result, level: LevelResult, best: Figure) -> None:
    if level.name != "comfort":
        assert (level.name, level.value, level.bound) == (level.name, best, best)
        return
    # Changes of room are decided after the search, so the bound counts none, and the plan may have more than the best.
    assert result.certificate is not None
    changes_of_room = summit.settings.comfort.room_change * result.certificate.comfort_parts["room_change"]
    value, bound = cast(int, level.value), cast(int, level.bound)
    assert value - changes_of_room <= bound <= cast(int, best) <= value


def assert_bounds_hold(summit: Summit, result: Result, plans: Iterable[Plan]) -> None:
    """Assert that no plan that keeps what a run reached on the levels above is better than a level's bound."""
    every = [brute_force.values_of(summit, plan) for plan in plans]
    reached = {level.name: level.value for level in result.levels}
    for level in result.levels:
        for values in every:
            assert not is_better(level.name, values[level.name], level.bound), (level, values)
        assert not is_better(level.name, level.value, level.bound), level
        every = [values for values in every if _keeps(level.name, values, reached)]


def is_better(name: str, value: LevelValue, than: LevelValue) -> bool:
    """Tell whether a value of a level is better than another; counts compare from left to right."""
    counts, others = (figure if isinstance(figure, tuple) else (figure,) for figure in (value, than))
    return counts > others if SOFT_LEVELS[name].sense is Sense.MAXIMISE else counts < others


def _keeps(name: str, values: Mapping[str, Figure], reached: Mapping[str, LevelValue]) -> bool:
    value, least = values[name], reached[name]
    if isinstance(value, tuple) and isinstance(least, tuple):
        return all(have >= want for have, want in zip(value, least, strict=True))
    return not is_better(name, least, value)
