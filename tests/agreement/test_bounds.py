"""No plan of a tiny summit is better than a bound, and none that keeps what another reached than a bound below it."""

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings

from summitry.planning.bounds import Bounds
from summitry.rules import SOFT_LEVELS
from summitry.rules.soft import Figure
from summitry.summit import Summit
from tests.agreement import brute_force
from tests.agreement.agreeing import is_better
from tests.agreement.random_summits import FEATURES, UNHURRIED, random_summit, summits

Values = Mapping[str, Figure]
FAR_DOWN = ("form_kept", "slack_kept", "comfort")
NUM_STEPS = 60
NUM_REACHED = 5


def assert_bounds_hold(summit: Summit, rng: random.Random) -> None:
    plans = list(brute_force.enumerate_plans(summit))
    every = [brute_force.values_of(summit, plan) for plan in plans]
    bounds = Bounds(summit, summit.to_place())
    for _ in ("quick", "improved"):
        assert all(len(plan.assignments) <= bounds.num_placed() for plan in plans)
        for values in every:
            assert not is_better("value_held", values["value_held"], bounds.value_held())
            counts = values["share_floor"]
            assert isinstance(counts, tuple)
            assert all(count <= most for count, most in zip(counts, bounds.share_floor(), strict=True))
        for reached in some_of(every, rng):
            assert_bounds_hold_below(bounds, every, reached)
        bounds.improve(NUM_STEPS)


def some_of(every: Sequence[Values], rng: random.Random) -> list[Values]:
    """Return the best values that plans have, and some that are worse."""
    distinct = sorted({brute_force.rank(values): values for values in every}.items())
    ordered = [values for _, values in distinct]
    return [*ordered[:1], *rng.sample(ordered[1:], min(NUM_REACHED, len(ordered) - 1))] if ordered else []


def assert_bounds_hold_below(bounds: Bounds, every: Sequence[Values], reached: Values) -> None:
    names = list(SOFT_LEVELS)
    for name in FAR_DOWN:
        above = {level: reached[level] for level in names[: names.index(name)]}
        least = min(figure(values, name) for values in every if all(keeps(level, values, above) for level in above))
        assert getattr(bounds, name)(above) <= least, (name, above)


def keeps(name: str, values: Values, reached: Values) -> bool:
    value, least = values[name], reached[name]
    if isinstance(value, tuple) and isinstance(least, tuple):
        return all(have >= want for have, want in zip(value, least, strict=True))
    return not is_better(name, least, value)


def figure(values: Values, name: str) -> int:
    value = values[name]
    assert isinstance(value, int)
    return value


@given(summits())
@settings(UNHURRIED, max_examples=40)
def test_no_plan_is_better_than_a_bound(summit: Summit) -> None:
    assert_bounds_hold(summit, random.Random(1))


@pytest.mark.parametrize("feature", sorted(FEATURES))
def test_no_plan_is_better_than_a_bound_where_one_rule_bites(feature: str) -> None:
    for seed in range(2):
        assert_bounds_hold(random_summit(seed, {feature, "value_held"}), random.Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_no_plan_is_better_than_a_bound_in_500_cases(tenth: int) -> None:
    for seed in range(50):
        features = random.Random(seed).sample(sorted(FEATURES), seed % 6)
        assert_bounds_hold(random_summit(1000 + 50 * tenth + seed, features), random.Random(seed))
