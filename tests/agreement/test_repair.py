"""Repair against every plan of tiny summits: what it gives up is the least there is, and its bounds hold."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.planning.repair.draft import RepairError
from summitry.planning.repair.events import AnyEvent, Shortened
from summitry.planning.repair.facts import changed_by
from summitry.planning.repair.repair import repair
from summitry.planning.repair.standby import standby
from summitry.rules import judge
from summitry.summit import FactsError, Plan, Summit
from tests.agreement import brute_force
from tests.agreement.random_events import KINDS, moment, random_event
from tests.agreement.random_summits import FEATURES, UNHURRIED, random_summit
from tests.agreement.repairing import cheapest, key_of, question_of

_FEATURES = sorted(FEATURES - {"pinned"})  # a pin that was hit is lifted, which brute force does not know


def _drawn(seed: int) -> tuple[Summit, Plan, random.Random] | None:
    rng = random.Random(seed)
    summit = random_summit(seed, rng.sample(_FEATURES, rng.randint(1, 4)))
    best = brute_force.best(summit)
    return None if best is None else (summit, rng.choice(best.plans), rng)


def assert_least(seed: int, kinds: int) -> None:
    """Assert that the repair of a random plan after some random events gives up as little as any."""
    drawn = _drawn(seed)
    if drawn is None:
        return
    summit, plan, rng = drawn
    events = [random_event(rng.choice(list(KINDS)), summit, plan, rng) for _ in range(kinds)]
    now, freeze_min = moment(summit, rng), rng.choice((0, 0, 15, 30))
    _assert_least(summit, plan, tuple(e for e in events if e is not None), now, freeze_min)


def _assert_least(summit: Summit, plan: Plan, events: tuple[AnyEvent, ...], now: int, freeze_min: int) -> None:
    try:
        changed = changed_by(summit, plan, events, now)
    except (RepairError, FactsError):
        return
    found = repair(summit, plan, events, now, freeze_min, time_limit_s=60)
    assert found.is_clean
    assert all(found.plan.of(a.meeting) == a for a in changed.plan.assignments if a.start <= now)
    if found.violations:  # what has begun breaks a rule, so that no plan of the changed facts keeps them all
        return
    if any(isinstance(e, Shortened) and (a := plan.of(e.meeting)) and a.interpreters for e in events):
        return  # a shorter meeting may keep more interpreters than it needs, which brute force does not try
    question = question_of(changed, now, freeze_min)
    assert key_of(question, found.plan, changed) == cheapest(changed, now, freeze_min)
    assert found.cost == found.bound == key_of(question, found.plan, changed)[0]


@UNHURRIED
@given(seed=st.integers(0, 2**32 - 1))
def test_a_repair_changes_as_few_meetings_as_any_that_gives_up_as_little(seed: int) -> None:
    assert_least(seed, 1)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_a_repair_after_two_events_gives_up_as_little_as_any(start: int) -> None:
    for seed in range(start, start + 100):
        assert_least(seed, 2)


@UNHURRIED
@given(seed=st.integers(0, 2**32 - 1))
def test_each_standby_offer_breaks_no_rule_and_none_is_missed(seed: int) -> None:
    drawn = _drawn(seed)
    if drawn is None:
        return
    summit, plan, rng = drawn
    left_out = rng.sample(plan.assignments, min(1, len(plan.assignments)))
    thinner = Plan(summit=plan.summit, assignments=tuple(a for a in plan.assignments if a not in left_out))
    if not judge(summit, thinner).is_clean:  # an even share of breaks may need every meeting
        return
    offers = standby(summit, thinner, -1)
    for offer in offers:
        kept = tuple(a for a in thinner.assignments if a != offer.instead_of)
        assert judge(summit, Plan(summit=plan.summit, assignments=(*kept, offer.assignment))).is_clean
    assert {a.meeting for a in left_out} <= {offer.meeting for offer in offers}
