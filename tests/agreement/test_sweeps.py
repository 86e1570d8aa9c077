"""Sweeps against brute force: which numbers only help or only hurt, and that carried bounds hold for every plan."""

from itertools import pairwise

import pytest

from summitry.formats.suppositions import read_sweep
from summitry.planning.variants.compare import Run
from summitry.planning.variants.draft import SuppositionError
from summitry.planning.variants.sweep import Step, easing_of, sweep, with_bounds_carried
from summitry.planning.variants.variant import suppose
from summitry.summit import Summit
from tests.agreement import brute_force
from tests.agreement.agreeing import assert_bounds_hold
from tests.agreement.random_summits import random_summit

RUN = Run(time_limit_s=20, threads=1)
SWEEPS = ("rooms=0..2", "turnaround=0..20..10", "seats_a_party=1..3")


def steps_of(summit: Summit, text: str) -> list[Step]:
    """Return the steps of a sweep that fit a summit; rooms that other facts name cannot be taken away."""
    fitting = []
    for step in read_sweep(text, [], summit.clock):
        try:
            suppose(summit, step.variant)
        except SuppositionError:
            continue
        fitting.append(step)
    return fitting


@pytest.mark.slow
@pytest.mark.parametrize("text", SWEEPS)
@pytest.mark.parametrize("seed", range(12))
def test_the_best_plan_is_never_better_where_plans_are_harder(seed: int, text: str) -> None:
    summit = random_summit(seed)
    steps = steps_of(summit, text)
    found = [brute_force.best(suppose(summit, step.variant).summit) for step in steps]
    ranks = [brute_force.rank(best.values) if best else None for best in found]
    easiest_last = ranks if easing_of(steps) > 0 else ranks[::-1]
    for harder, easier in pairwise(easiest_last):
        assert harder is None or (easier is not None and easier <= harder)


@pytest.mark.slow
@pytest.mark.parametrize("text", SWEEPS)
@pytest.mark.parametrize("seed", range(12))
def test_a_bound_that_is_carried_holds_for_every_plan(seed: int, text: str) -> None:
    summit = random_summit(seed)
    steps = steps_of(summit, text)
    for point in with_bounds_carried(sweep(summit, steps, RUN), easing_of(steps)):
        facts = point.outcome.supposed.summit
        if point.outcome.plan is None:
            assert brute_force.best(facts) is None
        else:
            assert_bounds_hold(facts, point.outcome.result, brute_force.enumerate_plans(facts))
