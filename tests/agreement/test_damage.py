"""Damaged copies of clean plans: each is caught under the rule it breaks."""

import random
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.rules import HARD_RULES, judge
from summitry.summit import (
    Assignment,
    Avoidance,
    ClosedWindow,
    Interval,
    Limit,
    Meeting,
    Order,
    Person,
    Pin,
    Plan,
    Presence,
    Reply,
    ReplyState,
    Role,
    Room,
    Summit,
    Transfer,
    Venue,
)
from tests import builders
from tests.agreement import brute_force
from tests.agreement.damage import damages
from tests.agreement.random_summits import UNHURRIED, random_summit, summits
from tests.rules.cases import session

CODES = tuple(f"S{idx:02}" for idx in range(24))


def large() -> tuple[Summit, Plan]:
    """72 meetings of 24 delegations in three waves a day, and facts on which every rule but `fairness_cap` bites."""
    rounds = [(one, one + away) for away in (1, 2, 3) for one in range(24)]
    meetings = [builders.meeting(f"m{idx}", CODES[a], CODES[b % 24]) for idx, (a, b) in enumerate(rounds)]
    meetings[0] = replace(meetings[0], allowed=(Interval(540, 700),), languages=("fr",))
    refused = builders.meeting("refused", CODES[0], CODES[12])
    rooms = tuple(Room(id=f"R{idx}", name=f"Room {idx}", venue="V", seats=10, turnaround_min=5) for idx in range(12))
    tiny = Room(id="tiny", name="Tiny", venue="W", seats=1)
    interpreter = Person(id="i", name="Ida", role=Role.INTERPRETER, languages=("en", "fr"))
    summit = builders.summit(
        delegations=tuple(builders.delegation(code, languages=("en",)) for code in CODES),
        people=(*(builders.principal(code) for code in CODES), interpreter),
        presences=(Presence(person="s05", arrival=500, departure=1000),),
        venues=(Venue(id="V", name="Venue"), Venue(id="W", name="Castle")),
        transfers=(Transfer(origin="V", destination="W", minutes=20),),
        rooms=(*rooms, tiny),
        meetings=(*meetings, refused),
        replies=(
            *builders.accepted(*meetings),
            Reply(meeting="refused", delegation=CODES[0], reply=ReplyState.DECLINED),
        ),
        closed=(ClosedWindow(subject="S04", start=1020, end=1080),),
        sessions=(session(1040, 1080, "S01", "S02"),),
        avoidances=(Avoidance(first="S00", second="S12"),),
        orders=(Order(before="m3", after="s"),),
        limits=(Limit(person="s07", meetings_a_day=6, meal=Interval(900, 950)),),
        settings=replace(builders.PLAIN, room_change_min=5),
    )
    return summit, _timetable(summit)


def _timetable(summit: Summit) -> Plan:
    """Give each meeting in turn the first slot of 35 minutes that both parties and a room have free.

    While one of the two that avoid each other meets, the other is kept free.
    """
    avoids = {"s00": "s12", "s12": "s00"}
    busy: set[tuple[str, int]] = set()
    placed: list[Assignment] = []
    rooms = [room.id for room in summit.rooms if room.id != "tiny"]
    for meeting in summit.to_place():
        seats = tuple(code.lower() for code in meeting.parties)
        for start in range(540, 960, 35):
            free = [room for room in rooms if (room, start) not in busy]
            if free and not any((person, start) in busy for person in seats):
                kept_free = [avoids[person] for person in seats if person in avoids]
                busy |= {(name, start) for name in (*seats, free[0], *kept_free)}
                placed.append(_seated(meeting, start, free[0], seats))
                break
    return Plan(summit=summit.id, facts_digest=summit.digest, assignments=tuple(placed))


def _seated(meeting: Meeting, start: int, room: str, seats: tuple[str, ...]) -> Assignment:
    interpreters = ("i",) if meeting.languages else ()
    return Assignment(
        meeting=meeting.id, form="sit-down", start=start, room=room, attendees=seats, interpreters=interpreters
    )


def test_a_large_plan_has_hundreds_of_damaged_copies_and_each_is_caught() -> None:
    summit, plan = large()
    first = plan.assignments[0]
    pinned = replace(summit, pins=(Pin(meeting=first.meeting, start=first.start),))
    assert len(plan.assignments) == 72
    assert judge(pinned, plan).violations == ()
    damaged = damages(pinned, plan)
    assert {d.rule for d in damaged} == HARD_RULES.keys() - {"fairness_cap"}
    assert len({d.plan for d in damaged}) > 1000
    for rule in HARD_RULES:
        for damage in [d for d in damaged if d.rule == rule][:25]:
            assert rule in {v.rule for v in judge(pinned, damage.plan).violations}, damage.description


@pytest.mark.parametrize("rule", HARD_RULES)
def test_every_rule_can_be_damaged_and_is_caught(rule: str) -> None:
    plans = (
        (summit, plan)
        for seed in range(25)
        for summit in (random_summit(seed, {rule}),)
        for plan in list(islice(brute_force.enumerate_plans(summit), 200))[-1:]
    )
    found = ((summit, d) for summit, plan in plans for d in damages(summit, plan) if d.rule == rule)
    damaged = list(islice(found, 40))
    assert len(damaged) >= 5
    for summit, damage in damaged:
        assert rule in {v.rule for v in judge(summit, damage.plan).violations}, damage.description


@given(summits(), st.randoms(use_true_random=False))
@settings(UNHURRIED, max_examples=15)
def test_what_is_damaged_is_always_caught(summit: Summit, rng: random.Random) -> None:
    plans = list(brute_force.enumerate_plans(summit))
    for plan in rng.sample(plans, min(3, len(plans))):
        for damage in damages(summit, plan):
            assert damage.rule in {v.rule for v in judge(summit, damage.plan).violations}, damage.description
