"""The yardstick itself: tiny cases worked out by hand, and random summits that hold what they promise."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.rules import HARD_RULES, SOFT_LEVELS, judge
from summitry.rules.soft import Figure
from summitry.summit import (
    Assignment,
    Attendance,
    ComfortWeights,
    Day,
    Person,
    Pin,
    Plan,
    Priority,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Summit,
)
from tests import builders
from tests.agreement import brute_force
from tests.agreement.random_summits import (
    FEATURES,
    MAX_CANDIDATES,
    UNHURRIED,
    contradictory_summit,
    random_summit,
    summits,
)

GRID = replace(builders.PLAIN, step_min=30)


def hours(num_starts: int) -> tuple[Day, ...]:
    """The one day, open from 09:00 for so many half hours."""
    return (replace(builders.DAY, closes=540 + 30 * num_starts),)


def best_values(summit: Summit) -> Mapping[str, Figure]:
    best = brute_force.best(summit)
    assert best is not None
    return best.values


def test_one_meeting_has_a_plan_for_each_start_and_one_without_it() -> None:
    summit = builders.summit(meetings=(builders.meeting("m"),), days=hours(4), settings=GRID)
    assert len(list(brute_force.enumerate_plans(summit))) == 5


def test_two_meetings_of_one_person_never_share_a_start() -> None:
    meetings = (builders.meeting("m"), builders.meeting("n", "A", "C"))
    rooms = (Room(id="R", name="Room", venue="V", seats=10), Room(id="Q", name="Room", venue="V", seats=10))
    summit = builders.summit(meetings=meetings, days=hours(3), settings=GRID, rooms=rooms)
    # None placed: 1. One of them: 2 meetings x 3 starts x 2 rooms. Both: 3 x 2 starts x 2 x 2 rooms.
    assert len(list(brute_force.enumerate_plans(summit))) == 1 + 12 + 24


def test_each_form_of_the_ladder_and_each_stand_in_is_tried() -> None:
    meeting = builders.meeting("m", ladder=(Rung("sit-down", 30), Rung("standing", 10)))
    aide = Person(id="a2", name="Aide", delegation="A", role=Role.STAND_IN)
    summit = builders.summit(
        meetings=(meeting,),
        days=hours(1),
        settings=GRID,
        people=(*(builders.principal(code) for code in "ABC"), aide),
        attendances=(Attendance(meeting="m", person="a", stand_ins=("a2",)),),
    )
    tried = {(a.form, a.room, a.attendees) for a in brute_force.options(summit, meeting)}
    expected = {
        (form, room, ("b", who)) for form, room in (("sit-down", "R"), ("standing", None)) for who in ("a", "a2")
    }
    assert tried == expected


def test_interpreters_are_tried_in_sets_of_which_none_can_be_left_out() -> None:
    languages = {"A": ("en",), "B": ("ko",), "C": ()}
    interpreters = [("i", ("en", "ko")), ("j", ("en", "ko")), ("k", ("en", "fr"))]
    summit = builders.summit(
        delegations=tuple(builders.delegation(code, languages=languages[code]) for code in "ABC"),
        people=(
            *(builders.principal(code) for code in "ABC"),
            *(Person(id=id_, name=id_, role=Role.INTERPRETER, languages=known) for id_, known in interpreters),
        ),
        meetings=(builders.meeting("m"),),
        days=hours(1),
        settings=GRID,
    )
    assert {a.interpreters for a in brute_force.options(summit, summit.meetings[0])} == {("i",), ("j",)}


def test_the_more_valuable_of_two_meetings_is_held_where_one_fits() -> None:
    meetings = (builders.meeting("m"), builders.meeting("n", "A", "C"))
    replies = (
        *builders.accepted(meetings[0], priority=Priority.LOW),
        *builders.accepted(meetings[1], priority=Priority.HIGH),
    )
    summit = builders.summit(meetings=meetings, days=hours(1), settings=GRID, replies=replies)
    best = brute_force.best(summit)
    assert best is not None
    assert [[a.meeting for a in plan.assignments] for plan in best.plans] == [["n"]]
    # A has 4 of its 5 wanted, B none, C all.
    assert best.values == {
        "value_held": 8,
        "share_floor": (2, 2, 2, 2, 2, 2, 2, 2, 1, 1),
        "form_kept": 0,
        "slack_kept": 0,
        "comfort": 0,
    }


def test_a_standing_talk_is_better_than_none_and_costs_its_share_of_value() -> None:
    meetings = (builders.meeting("m"), builders.meeting("n", "A", "C"))
    ladder = (Rung("sit-down", 30), Rung("standing", 10))
    days = (replace(builders.DAY, closes=580),)
    summit = builders.summit(
        meetings=tuple(replace(m, ladder=ladder) for m in meetings), days=days, settings=replace(GRID, step_min=10)
    )
    # 40 minutes hold a sit-down of 30 and a standing talk of 10; value 4 at a loss of 30 percent.
    assert best_values(summit)["value_held"] == 8
    assert best_values(summit)["form_kept"] == 120


def test_comfort_puts_meetings_of_a_person_back_to_back() -> None:
    meetings = (builders.meeting("m"), builders.meeting("n", "A", "C"))
    summit = builders.summit(meetings=meetings, days=hours(3), settings=GRID)
    best = brute_force.best(summit)
    assert best is not None
    assert best.values["comfort"] == 0
    assert len(best.plans) == 4
    apart = replace(
        summit,
        settings=replace(GRID, comfort=ComfortWeights(break_=20)),
        sessions=(Session(id="s", title="Photo", start=570, end=600, venue="V", participants=("B", "C")),),
    )
    # The session takes the half hour in the middle from B and C, so A waits 30 minutes, and has one break.
    assert best_values(apart)["comfort"] == 50


def test_no_plan_is_found_where_a_pin_contradicts_a_session() -> None:
    summit = builders.summit(
        meetings=(builders.meeting("m"),),
        days=hours(2),
        settings=GRID,
        sessions=(Session(id="s", title="Council", start=540, end=570, venue="V", participants=("A",)),),
    )
    assert brute_force.best(replace(summit, pins=(Pin(meeting="m", start=540),))) is None
    assert brute_force.best(replace(summit, pins=(Pin(meeting="m", start=570),))) is not None


def test_pending_meetings_are_tried_only_if_asked() -> None:
    meeting = builders.meeting("m")
    replies = (Reply(meeting="m", delegation="A", reply=ReplyState.ACCEPTED),)
    summit = builders.summit(meetings=(meeting,), days=hours(2), settings=GRID, replies=replies)
    assert len(list(brute_force.enumerate_plans(summit))) == 1
    assert len(list(brute_force.enumerate_plans(summit, include_pending=True))) == 3


@given(summits())
@settings(UNHURRIED, max_examples=25)
def test_every_plan_enumerated_passes_the_judge(summit: Summit) -> None:
    for plan, _ in zip(brute_force.enumerate_plans(summit), range(20), strict=False):
        assert judge(summit, plan).violations == ()


@given(summits(), st.randoms(use_true_random=False))
@settings(UNHURRIED, max_examples=15)
def test_pruning_loses_no_clean_plan(summit: Summit, rng: random.Random) -> None:
    enumerated = set(brute_force.enumerate_plans(summit))
    for _ in range(20):
        plan = random_plan(summit, rng)
        assert judge(summit, plan).is_clean == (plan in enumerated)


def random_plan(summit: Summit, rng: random.Random) -> Plan:
    """Place some of all meetings anywhere on the grid, with or without regard to what one meeting alone may do."""
    chosen: list[Assignment] = []
    for meeting in summit.meetings:
        candidates = brute_force.options(summit, meeting) if rng.random() < 0.8 else ()
        candidates = candidates or tuple(brute_force.candidates(summit, meeting))
        chosen += [rng.choice(candidates)] if rng.random() < 0.8 else []
    return Plan(summit=summit.id, facts_digest=summit.digest, assignments=tuple(chosen))


NEVER_BROKEN_BY_A_CANDIDATE = {"well_formed"}


@pytest.mark.parametrize("rule", sorted(HARD_RULES.keys() - NEVER_BROKEN_BY_A_CANDIDATE))
def test_random_summits_hold_facts_on_which_each_hard_rule_bites(rule: str) -> None:
    rng = random.Random(1)
    plans = ((summit, random_plan(summit, rng)) for seed in range(60) for summit in (random_summit(seed, {rule}),))
    assert any(v.rule == rule for summit, plan in plans for v in judge(summit, plan).violations)


@pytest.mark.parametrize("level", SOFT_LEVELS)
def test_random_summits_hold_clean_plans_that_differ_at_each_soft_level(level: str) -> None:
    assert any(
        len({brute_force.values_of(summit, plan)[level] for plan in brute_force.enumerate_plans(summit)}) > 2
        for seed in range(10)
        for summit in (random_summit(seed, {level}),)
    )


@pytest.mark.parametrize("feature", sorted(FEATURES))
def test_a_random_summit_is_the_same_for_the_same_seed(feature: str) -> None:
    assert random_summit(7, {feature}).digest == random_summit(7, {feature}).digest
    assert brute_force.num_candidates(random_summit(7, {feature})) <= MAX_CANDIDATES


@pytest.mark.parametrize("seed", range(3))
def test_a_contradictory_summit_has_pins_that_are_possible_one_by_one(seed: int) -> None:
    summit = contradictory_summit(seed)
    assert brute_force.best(summit) is None
    for pin in summit.pins:
        assert brute_force.best(replace(summit, pins=(pin,))) is not None


def test_random_summits_have_a_plan() -> None:
    assert all(brute_force.best(random_summit(seed, {"pinned", "daily_load", "fairness_cap"})) for seed in range(20))


def test_an_unknown_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="no such feature: tea"):
        random_summit(1, {"tea"})
