"""The planner against brute force, over random tiny summits: every rule alone, some together, all together."""

import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest

from summitry.planning.planner import plan
from summitry.planning.progress import Point
from summitry.planning.result import Status
from summitry.summit import Assignment, FactsError, Plan, Session, Summit
from tests.agreement import brute_force
from tests.agreement.agreeing import AMPLE, assert_agrees, assert_bounds_hold, assert_sound, is_better
from tests.agreement.random_summits import FEATURES, contradictory_summit, random_summit

ALONE = [(seed, frozenset({feature})) for feature in sorted(FEATURES) for seed in range(6)]
TOGETHER = [(seed, frozenset(random.Random(seed).sample(sorted(FEATURES), 2 + seed % 4))) for seed in range(1000, 1070)]
ALL = [(seed, FEATURES) for seed in range(2000, 2040)]


def named(case: tuple[int, frozenset[str]]) -> str:
    seed, features = case
    return f"{'all' if features == FEATURES else '+'.join(sorted(features))}-{seed}"


@pytest.mark.parametrize("case", [*ALONE, *TOGETHER, *ALL], ids=named)
def test_the_planner_reaches_the_optimum_of_brute_force(case: tuple[int, frozenset[str]]) -> None:
    assert_agrees(random_summit(*case))


BUSY = sorted(FEATURES - {"pinned"})


def busier(seed: int, features: Iterable[str]) -> Summit:
    """Return a random summit with a few more sessions, so that they overlap, and days have gaps on all sides."""
    summit, rng = random_summit(seed, features), random.Random(seed)
    sessions = list(summit.sessions)
    for idx in range(rng.randint(1, 3)):
        day = rng.choice(summit.days)
        start = rng.randrange(day.opens - day.opens % 5, day.closes - 5, 5)
        sessions.append(
            Session(
                id=f"more-{idx}",
                title="Session",
                start=start,
                end=min(start + rng.choice((5, 15, 30, 45)), day.closes),
                venue=rng.choice(summit.venues).id,
                participants=tuple(rng.sample([p.id for p in summit.people], rng.randint(1, len(summit.people)))),
                kind=rng.choice(("plenary", "lunch")),
            )
        )
    return replace(summit, sessions=tuple(sessions))


@pytest.mark.parametrize("seed", range(110))
def test_the_planner_reaches_the_optimum_where_sessions_crowd_the_days(seed: int) -> None:
    assert_agrees(busier(seed, {"comfort", *random.Random(seed).sample(BUSY, 3)}))


@pytest.mark.slow
@pytest.mark.parametrize("feature", sorted(FEATURES))
def test_the_planner_reaches_the_optimum_of_many_more_summits(feature: str) -> None:
    for seed in range(5000, 5060):
        assert_agrees(random_summit(seed, {feature}))
        assert_agrees(random_summit(seed, {feature, *random.Random(seed).sample(sorted(FEATURES), 3)}))
        assert_agrees(busier(seed, {feature, "comfort", *random.Random(seed).sample(BUSY, 2)} - {"pinned"}))


@pytest.mark.parametrize("seed", range(20))
def test_pending_meetings_are_placed_as_well_as_brute_force_does(seed: int) -> None:
    assert_agrees(random_summit(seed, {"consent", "value_held", "form_kept"}), include_pending=True)


@pytest.mark.parametrize("seed", range(12))
def test_pins_that_are_possible_one_by_one_but_not_together_are_refused_or_found_infeasible(seed: int) -> None:
    summit = contradictory_summit(seed)
    with suppress(FactsError):
        result = plan(summit, **AMPLE)
        assert (result.plan, result.status, result.levels) == (None, Status.INFEASIBLE, ())


def some_plan(summit: Summit, seed: int) -> Plan:
    """Return some clean plan, not the best as a rule."""
    return random.Random(seed).choice(list(brute_force.enumerate_plans(summit)))


@pytest.mark.parametrize("seed", range(40))
def test_what_is_pinned_in_the_plan_one_starts_from_stands_and_the_rest_is_optimal(seed: int) -> None:
    summit = random_summit(seed, random.Random(seed).sample(sorted(FEATURES), 3))
    before = some_plan(summit, seed)
    kept = tuple(replace(a, pinned=random.Random(seed).random() < 0.6) for a in before.assignments)
    result = assert_agrees(summit, start=replace(before, assignments=kept))
    assert result.plan is not None
    assert {a for a in kept if a.pinned} <= set(result.plan.assignments)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("time_limit_s", [0.001, 30.0])
def test_a_start_is_never_worsened(seed: int, time_limit_s: float) -> None:
    summit = random_summit(seed, random.Random(seed).sample(sorted(FEATURES), 4))
    best = brute_force.best(summit)
    assert best is not None
    for before in (some_plan(summit, seed), best.plans[0]):
        result = plan(summit, start=before, time_limit_s=time_limit_s, threads=1)
        assert_sound(summit, result)
        assert_bounds_hold(summit, result, brute_force.enumerate_plans(summit))
        assert result.certificate is not None
        after = brute_force.rank(result.certificate.values)
        assert after <= brute_force.rank(brute_force.values_of(summit, before))


@pytest.mark.parametrize("seed", range(30))
def test_bounds_hold_when_time_is_up_at_once(seed: int) -> None:
    summit = random_summit(seed, random.Random(seed).sample(sorted(FEATURES), 4))
    result = plan(summit, time_limit_s=0.001, threads=1)
    if result.plan is None:
        assert (result.status, result.certificate, result.levels) == (Status.UNKNOWN, None, ())
        return
    assert_sound(summit, result)
    assert_bounds_hold(summit, result, brute_force.enumerate_plans(summit))


@pytest.mark.parametrize("seed", range(30))
def test_bounds_hold_when_levels_count_as_solved_at_a_gap(seed: int) -> None:
    summit = random_summit(seed, random.Random(seed).sample(sorted(FEATURES), 4))
    result = plan(summit, gap=0.6, **AMPLE)
    assert_sound(summit, result)
    assert_bounds_hold(summit, result, brute_force.enumerate_plans(summit))


@pytest.mark.parametrize("seed", range(10))
def test_the_same_seed_on_one_thread_gives_the_same_plan(seed: int) -> None:
    summit = random_summit(seed, random.Random(seed).sample(sorted(FEATURES), 4))
    one, other = (plan(summit, seed=seed, **AMPLE) for _ in range(2))
    assert one.plan == other.plan
    assert [(level.name, level.value, level.bound) for level in one.levels] == [
        (level.name, level.value, level.bound) for level in other.levels
    ]


@pytest.mark.parametrize("seed", range(5))
def test_several_threads_reach_the_optimum_too(seed: int) -> None:
    assert_agrees(random_summit(seed, random.Random(seed).sample(sorted(FEATURES), 4)), threads=8)


@pytest.mark.parametrize("seed", range(10))
def test_progress_comes_in_order_and_never_gets_worse(seed: int) -> None:
    summit = random_summit(seed, {"value_held", "form_kept", "comfort", "slack_kept"})
    points: list[Point] = []
    result = plan(summit, on_progress=points.append, **AMPLE)
    assert result.progress == tuple(points)
    assert [p.elapsed_s for p in points] == sorted(p.elapsed_s for p in points)
    levels = list(dict.fromkeys(p.level for p in points))
    assert levels == [level.name for level in result.levels if level.name in levels]
    for level in ("value_held", "form_kept", "slack_kept", "comfort"):
        values = [p.value for p in points if p.level == level and p.value is not None]
        bounds = [p.bound for p in points if p.level == level and p.bound is not None]
        assert not any(is_better(level, earlier, later) for earlier, later in pairwise(values))
        assert not any(is_better(level, later, earlier) for earlier, later in pairwise(bounds))


def test_a_summit_without_meetings_has_the_empty_plan() -> None:
    summit = replace(random_summit(1, set()), meetings=(), replies=())
    result = assert_agrees(summit)
    assert result.plan is not None
    assert (result.plan.assignments, result.plan.unplaced) == ((), ())


def test_meetings_that_can_never_be_held_leave_the_empty_plan() -> None:
    summit = random_summit(1, set())
    result = assert_agrees(replace(summit, rooms=()))
    assert result.plan is not None
    assert [u.meeting for u in result.plan.unplaced] == sorted(m.id for m in summit.meetings)


def test_assignments_that_are_not_pinned_are_only_where_to_begin() -> None:
    summit = random_summit(3, set())
    nowhere = Assignment(meeting=summit.meetings[0].id, form="sit-down", start=10**6, attendees=("x",))
    assert_agrees(summit, start=Plan(summit=summit.id, assignments=(nowhere,)))
