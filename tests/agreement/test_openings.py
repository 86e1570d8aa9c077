"""What is open to a meeting, held against the judge: every start of many tiny random summits."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from summitry.planning.legal import Openings, State
from summitry.planning.legal.moving import MOST_FURTHER
from summitry.planning.legal.opening import Opening
from summitry.rules.case import Case
from summitry.rules.hard import HARD_RULES
from summitry.summit import Assignment, Meeting, Plan, Summit
from tests.agreement import brute_force
from tests.agreement.random_summits import FEATURES, random_summit

SEEDS = range(60)


def is_clean(summit: Summit, plan: Plan, pinned: tuple[Assignment, ...] = ()) -> bool:
    case = Case(summit=summit, plan=plan, pinned=pinned)
    return all(next(rule(case), None) is None for rule in HARD_RULES.values())


def some_plan(summit: Summit, seed: int) -> Plan | None:
    """Return one of the plans of a summit, an odd one each time; of the fuller ones, where there is a choice."""
    plans = list(brute_force.enumerate_plans(summit))
    if not plans:
        return None
    most = max(len(plan.assignments) for plan in plans)
    fuller = [plan for plan in plans if len(plan.assignments) >= most - seed % 2]
    return fuller[(7919 * seed) % len(fuller)]


def can_be_held(summit: Summit, plan: Plan, meeting: Meeting, start: int, moved: frozenset[str]) -> bool:
    """Tell whether the judge lets a meeting be held at a start in some way, once others are gone from the plan."""
    rest = tuple(a for a in plan.assignments if a.meeting not in moved and a.meeting != meeting.id)
    return any(is_clean(summit, replace(plan, assignments=(*rest, a))) for a in _at(summit, meeting, start))


def _at(summit: Summit, meeting: Meeting, start: int) -> Iterator[Assignment]:
    for candidate in brute_force.candidates(summit, meeting):
        if candidate.start == start:
            known = [p.id for p in summit.interpreters if p.id not in candidate.attendees]
            for size in range(len(known) + 1):
                for chosen in combinations(known, size):
                    yield replace(candidate, interpreters=chosen)


def fewest(summit: Summit, plan: Plan, meeting: Meeting, start: int) -> int | None:
    pinned = summit.pin_by_meeting
    others = [a.meeting for a in plan.assignments if a.meeting != meeting.id and a.meeting not in pinned]
    for size in range(len(others) + 1):
        if any(can_be_held(summit, plan, meeting, start, frozenset(some)) for some in combinations(others, size)):
            return size
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_a_start_is_what_the_judge_says_when_the_meeting_is_put_there(seed: int) -> None:
    summit = random_summit(seed, FEATURES)
    plan = some_plan(summit, seed)
    if plan is None:
        return
    openings = Openings(summit, plan)
    for meeting in summit.meetings:
        for opening in openings.of(meeting.id):
            _check(summit, plan, meeting, opening)


def _check(summit: Summit, plan: Plan, meeting: Meeting, opening: Opening) -> None:
    least = fewest(summit, plan, meeting, opening.start)
    moved = frozenset(opening.moves)
    if opening.state is State.BLOCKED:
        assert least is None or least > MOST_FURTHER
    else:
        assert len(moved) == least
        assert (opening.state is State.FREE) == (least == 0)
    rest = tuple(a for a in plan.assignments if a.meeting not in moved and a.meeting != meeting.id)
    for fit in opening.fits:
        for room in fit.rooms or (None,):
            put = Assignment(
                meeting=meeting.id,
                form=fit.form,
                start=opening.start,
                room=room,
                attendees=fit.attendees,
                interpreters=fit.interpreters,
            )
            assert is_clean(summit, replace(plan, assignments=(*rest, put)))
    for kept in moved:
        assert not can_be_held(summit, plan, meeting, opening.start, moved - {kept})
