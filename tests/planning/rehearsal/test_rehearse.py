"""The front door: odds that add up, that depend on the seed alone, and that fall as more goes wrong."""

from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from summitry.planning.rehearsal import Chance, Noise, Policy, Rehearsal, RehearsalError, rehearse
from summitry.planning.rehearsal.outcome import Origin, Place
from summitry.planning.rehearsal.run import Stage
from summitry.planning.rehearsal.tally import Tally, summed
from summitry.summit import Assignment, Plan, Presence, Rung, Session, Summit
from tests.builders import meeting, principal, summit
from tests.planning.rehearsal.reference import stage_of

LADDER = (Rung("sit-down", 30), Rung("short", 15))
SUMMIT = summit(
    people=(principal("A", overrun_min=15), principal("B"), principal("C")),
    meetings=(
        meeting("A-B", ladder=LADDER),
        meeting("B-C", "B", "C", ladder=LADDER),
        meeting("A-C", "A", "C", ladder=LADDER, bonus=5),
    ),
    sessions=(Session(id="s", title="S", start=560, end=600, venue="V", participants=("A", "B")),),
    presences=(Presence(person="c", arrival=500, departure=710),),
)
PLAN = Plan(
    summit="test",
    assignments=(
        Assignment(meeting="A-B", form="sit-down", start=600, room="R", attendees=("a", "b")),
        Assignment(meeting="B-C", form="sit-down", start=635, room="R", attendees=("b", "c")),
        Assignment(meeting="A-C", form="sit-down", start=670, room="R", attendees=("a", "c")),
    ),
)
DAYS = 3_000


def rehearsed(noise: Noise | None = None, *, days: int = DAYS, seed: int = 1) -> Rehearsal:
    return rehearse(SUMMIT, PLAN, days=days, seed=seed, noise=noise)


@pytest.fixture(scope="module")
def usual() -> Rehearsal:
    return rehearsed()


def test_without_noise_everything_is_held_in_full_and_on_time() -> None:
    for policy in rehearsed(Noise.none(), days=10).rehearsed:
        assert [(o.held, o.full, o.on_time, o.late_min, o.causes) for o in policy.meetings] == [(1, 1, 1, 0, ())] * 3
        assert (policy.held, policy.value, policy.all_held, policy.lost_at) == (3, 17, 1, (0, 0, 0))
        assert policy.culprits == ()


@pytest.mark.parametrize("policy", Policy)
def test_every_loss_has_one_culprit(usual: Rehearsal, policy: Policy) -> None:
    found = usual.of(policy)
    assert sum(c.lost for c in found.culprits) == pytest.approx(found.lost)
    assert sum(c.value for c in found.culprits) == pytest.approx(found.planned_value - found.value)
    for odds in found.meetings:
        assert sum(c.lost for c in odds.causes) == pytest.approx(1 - odds.held)
    assert found.lost > 0.1
    assert Origin.PLAN not in {c.origin for c in found.culprits}


def test_odds_are_in_order(usual: Rehearsal) -> None:
    for policy in usual.rehearsed:
        assert sum(odds.held for odds in policy.meetings) == pytest.approx(policy.held)
        for odds in policy.meetings:
            assert 0 <= odds.full <= odds.held <= 1
            assert odds.on_time <= odds.held


def test_the_same_seed_gives_the_same_and_another_gives_another(usual: Rehearsal) -> None:
    assert rehearsed() == usual
    assert rehearsed(seed=2) != usual


def test_chunks_add_up_to_the_same_wherever_they_are_worked_out() -> None:
    stage = Stage(SUMMIT, PLAN, Noise(), rehearsed(days=1).habits, 1)
    chunks = list(stage.chunks(5_000))
    apart = {chunk.number: stage.tally(Policy.FAST_REPAIR, chunk) for chunk in reversed(chunks)}
    whole = stage.total(Policy.FAST_REPAIR, 5_000)
    assert len(chunks) > 1
    _assert_same(summed([apart[number] for number in sorted(apart)]), whole)


def _assert_same(one: Tally, other: Tally) -> None:
    for field in fields(Tally):
        assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name


def test_the_first_days_of_a_longer_rehearsal_are_those_of_a_shorter() -> None:
    stage = Stage(SUMMIT, PLAN, Noise(), rehearsed(days=1).habits, 1)
    short, long = (stage.total(Policy.FAST_REPAIR, days) for days in (2_000, 5_000))
    assert np.array_equal(short.loss_on, long.loss_on[:2_000])


def test_fewer_are_held_the_more_goes_wrong() -> None:
    held = []
    for factor in (0.0, 0.5, 1.0, 2.0):
        noise = Noise()
        chances: dict[str, Any] = {
            f.name: replace(chance, probability=min(1.0, factor * chance.probability))
            for f in fields(noise)
            if isinstance(chance := getattr(noise, f.name), Chance)
        }
        held.append([p.held for p in rehearsed(replace(noise, called_off=factor * 0.02, **chances)).rehearsed])
    for less, more in pairwise(held):
        assert all(fewer < many for many, fewer in zip(less, more, strict=True))


def test_the_fast_repair_holds_more_than_none(usual: Rehearsal) -> None:
    assert usual.of(Policy.FAST_REPAIR).held >= usual.of(Policy.WITHOUT_REPAIR).held


def test_who_is_known_to_overrun_is_the_worst_and_without_that_less_is_lost(usual: Rehearsal) -> None:
    people = [c.id for c in usual.of(Policy.FAST_REPAIR).culprits if c.origin is Origin.PERSON]
    assert people[0] == "a"
    without = {(w.origin, w.id): w.saved_value for w in usual.without}
    assert without[Origin.PERSON, "a"] > 0


def test_ten_minutes_buy_something_before_the_departure_that_ends_the_day(usual: Rehearsal) -> None:
    saved = {(b.place, b.id): b.saved_value for b in usual.buffers}
    assert saved[Place.BEFORE_DEPARTURE, "c"] > 0
    assert saved[Place.AFTER_MEETINGS_OF, "a"] > 0


def test_a_loss_is_traced_through_what_it_delayed_to_what_went_wrong_first() -> None:
    late = replace(Noise.none(), session_end=Chance(1.0, 1e9, 1.0))  # by the 40 minutes of its length
    found = rehearsed(late, days=5).of(Policy.WITHOUT_REPAIR)
    assert {(c.origin, c.id) for odds in found.meetings for c in odds.causes} == {(Origin.SESSION, "s")}


def test_no_days_and_plans_of_other_summits_are_refused() -> None:
    with pytest.raises(RehearsalError, match=r"0 days cannot be rehearsed; expected 1 or more\."):
        rehearsed(days=0)
    with pytest.raises(RehearsalError, match=r"plan of the summit 'other'; expected one of 'test'"):
        rehearse(SUMMIT, replace(PLAN, summit="other"))


def test_a_plan_without_meetings_can_be_rehearsed() -> None:
    empty: Summit = summit()
    found = rehearse(empty, Plan(summit="test"), days=10)
    assert [(p.held, p.all_held, p.meetings) for p in found.rehearsed] == [(0, 1, ())] * 2
    assert found.buffers == ()


def test_a_stage_knows_its_policies() -> None:
    stage = stage_of(SUMMIT, *PLAN.assignments)
    assert len(stage.items(Policy.FAST_REPAIR)) > len(stage.items(Policy.WITHOUT_REPAIR)) == 4
