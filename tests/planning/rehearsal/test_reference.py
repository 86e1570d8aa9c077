"""The arrays say what plain loops say, day by day, on small random summits; and slots keep the rules."""

import random
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from summitry.planning.rehearsal.frame import Slot
from summitry.planning.rehearsal.noise import Chance, Habits, Noise
from summitry.planning.rehearsal.run import Chunk, Policy, Stage
from summitry.rules import judge
from summitry.summit import Plan, Summit
from tests.agreement.brute_force import enumerate_plans
from tests.agreement.random_summits import random_summit
from tests.planning.rehearsal.reference import OneDay, outcomes

NUM_DAYS = 40
ROUGH = Noise(
    overrun=Chance(0.4, 0.6, 2.0),
    known_overrun=Chance(0.8, 1.0, 3.0),
    session_end=Chance(0.5, 0.5, 1.5),
    session_start=Chance(0.5, 10.0, 40.0),
    arrival=Chance(0.5, 20.0, 90.0),
    transfer=Chance(0.5, 10.0, 30.0),
    called_off=0.1,
)
FEATURES = [
    {"person_no_overlap", "transfer_time", "form_kept"},
    {"room_no_overlap", "person_no_overlap", "share_floor"},
    {"presence", "allowed_time", "form_kept", "slack_kept"},
    {"order", "person_no_overlap", "day_bounds"},
    {"room_fit", "room_no_overlap", "form_kept", "transfer_time"},
    {"well_formed", "presence", "room_no_overlap", "order"},
]


def staged(seed: int, features: set[str], *, habits: Habits | None = None) -> Stage | None:
    """Return the fullest of some plans of a random summit, on a stage with much noise; nothing if it holds nothing."""
    there = random_summit(seed, features)
    plans = list(islice(enumerate_plans(there), 400))
    random.Random(seed).shuffle(plans)
    plan = max(plans, key=lambda p: (len(p.assignments), -_lesser(there, p)))
    assert judge(there, plan).is_clean
    return Stage(there, plan, ROUGH, habits or Habits(), seed) if plan.assignments else None


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("features", FEATURES, ids=lambda f: "-".join(sorted(f)))
def test_every_simulated_day_is_as_plain_loops_have_it(features: set[str], policy: Policy) -> None:
    num_lost = num_cut = 0
    for seed in range(8):
        habits = Habits(patience_min=15, patience_free_min=35, wait_min=5, late_min=0) if seed % 2 else None
        stage = staged(seed, features, habits=habits)
        if stage is None:
            continue
        amounts = stage.amounts(Chunk(0, NUM_DAYS))
        state = stage.state(policy, amounts)
        for day in range(NUM_DAYS):
            expected = OneDay(stage, amounts[:, day].tolist(), policy is Policy.FAST_REPAIR).run()
            assert outcomes(stage, state, day) == expected, (seed, day)
            num_lost += len(stage.plan.assignments) - len(expected)
            num_cut += sum(outcome[0] > 0 for outcome in expected.values())
    assert num_lost > 30
    assert num_cut > 0 or "form_kept" not in features


@pytest.mark.parametrize("features", FEATURES, ids=lambda f: "-".join(sorted(f)))
def test_where_nothing_goes_wrong_everything_is_held_as_planned(features: set[str]) -> None:
    for seed in range(8):
        stage = staged(seed, features)
        if stage is None:
            continue
        calm = np.zeros((len(stage.frame.sources.rows), 1), dtype=np.float32)
        for policy in Policy:
            held = outcomes(stage, stage.state(policy, calm))
            planned = {a.meeting: (0, *stage.frame.interval_of(a)) for a in stage.plan.assignments}
            assert held == planned, (seed, policy)


@pytest.mark.parametrize("features", FEATURES, ids=lambda f: "-".join(sorted(f)))
def test_a_meeting_that_moves_to_a_gap_breaks_no_rule_there(features: set[str]) -> None:
    num_gaps = 0
    for seed in range(25):
        stage = staged(seed, features)
        if stage is None:
            continue
        summit = stage.summit
        for slot in stage.items(Policy.FAST_REPAIR):
            if isinstance(slot, Slot) and slot.is_gap:
                moved = _moved(stage, slot)
                assert judge(summit, moved).violations == (), (seed, slot)
                num_gaps += 1
    assert num_gaps > 2


def _lesser(there: Summit, plan: Plan) -> int:
    """Return how far down their ladders the meetings of a plan are."""
    ladders = {m.id: [rung.form for rung in there.ladder(m)] for m in there.meetings}
    return sum(ladders[a.meeting].index(a.form) for a in plan.assignments)


def _moved(stage: Stage, slot: Slot) -> Plan:
    """Return the plan with a meeting in one of its gaps, in the first form of it."""
    summit, meeting = stage.summit, stage.summit.meetings[slot.meeting]
    rung = slot.rungs[0]
    forms = [
        r.form
        for r in summit.ladder(meeting)
        if r.duration_min == rung.duration_min and summit.form_by_name[r.form].needs_room == rung.needs_room
    ]
    room = summit.rooms[slot.rooms[0]].id if rung.needs_room else None
    return replace(
        stage.plan,
        assignments=tuple(
            replace(a, start=slot.start, form=a.form if a.form in forms else forms[0], room=room)
            if a.meeting == meeting.id
            else a
            for a in stage.plan.assignments
        ),
    )
