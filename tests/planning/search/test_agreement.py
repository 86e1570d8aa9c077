"""The search against judge and brute force, on random tiny summits with every rule."""

import random

import pytest

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.progress import Point
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.rules import Certificate, judge
from summitry.summit import Assignment, Plan, Summit
from tests.agreement import brute_force
from tests.agreement.random_summits import FEATURES, random_summit

_NUM_MOVES = 4000


def searched(
    summit: Summit, seed: int = 0, start: Plan | None = None, kept: tuple[Assignment, ...] = ()
) -> tuple[Found, list[Point]]:
    search = Search(Problem.of(summit, summit.to_place(), kept), start or Plan(summit=summit.id), num_moves=_NUM_MOVES)
    watch = Stopwatch(60.0)
    return search.run(Solving(watch, threads=1, seed=seed, gap=0.0)), watch.points


def certified(summit: Summit, found: Found, kept: tuple[Assignment, ...] = ()) -> Certificate:
    assert found.assignments is not None
    return judge(summit, Plan(summit=summit.id, assignments=found.assignments), pinned=kept)


def drawn(seed: int) -> Summit:
    """Return a summit with all rules, or with three of them."""
    some = random.Random(seed).sample(sorted(FEATURES), 3)
    return random_summit(seed, FEATURES if seed % 2 else some)


@pytest.mark.parametrize("seed", range(60))
def test_the_search_breaks_no_rule_and_counts_every_level_as_the_judge_does(seed: int) -> None:
    summit = drawn(seed)
    found, points = searched(summit, seed)
    certificate = certified(summit, found)
    assert certificate.violations == ()
    told = {point.level: point.value for point in points}
    assert told == {name: sum(v) if isinstance(v, tuple) else v for name, v in certificate.values.items()}


@pytest.mark.parametrize("seed", range(60, 100))
def test_the_search_is_never_above_brute_force_and_holds_as_much_value_as_a_rule(seed: int) -> None:
    summit = drawn(seed)
    best = brute_force.best(summit)
    assert best is not None
    certificate = certified(summit, searched(summit, seed)[0])
    assert brute_force.rank(certificate.values) >= brute_force.rank(best.values)


@pytest.mark.parametrize("seed", range(100, 130))
def test_the_search_is_never_worse_than_the_plan_it_starts_from(seed: int) -> None:
    summit = drawn(seed)
    start = random.Random(seed).choice(list(brute_force.enumerate_plans(summit)))
    certificate = certified(summit, searched(summit, seed, start)[0])
    assert certificate.violations == ()
    assert brute_force.rank(certificate.values) <= brute_force.rank(brute_force.values_of(summit, start))


@pytest.mark.parametrize("seed", range(130, 150))
def test_what_was_pinned_in_the_plan_before_stands_as_it_was(seed: int) -> None:
    summit = drawn(seed)
    start = random.Random(seed).choice(list(brute_force.enumerate_plans(summit)))
    kept = start.assignments[:1]
    found, _ = searched(summit, seed, start, kept)
    assert found.assignments is not None
    assert set(kept) <= set(found.assignments)
    assert certified(summit, found, kept).violations == ()


def test_equal_seeds_give_equal_plans() -> None:
    summit = random_summit(1)
    assert searched(summit, 7)[0] == searched(summit, 7)[0]
