"""Robust plans: clean, no meeting or form given up, more held in rehearsal, and the buffers wanted kept better."""

from dataclasses import replace

import pytest

from summitry.planning.rehearsal import Policy, rehearse
from summitry.planning.rehearsal.front import certified, plan_robust
from summitry.planning.rehearsal.outcome import Buffer, Place
from summitry.planning.rehearsal.robust import Robust, Wanted, held_value
from summitry.planning.result import LevelResult, Result, Status
from summitry.rules import judge
from summitry.summit import Assignment, Plan, Presence, Room, Session
from tests.builders import PLAIN, meeting, principal, summit

SUMMIT = summit(
    settings=replace(PLAIN, ladder=("sit-down", "short"), step_min=15),
    people=(principal("A", overrun_min=5), principal("B"), principal("C")),
    meetings=tuple(meeting(f"{pair[0]}-{pair[1]}-{n}", *pair) for pair in ("AB", "BC", "AC") for n in (1, 2)),
    sessions=(Session(id="s", title="S", start=540, end=600, venue="V", participants=("A", "B", "C")),),
    rooms=tuple(Room(id=id_, name=id_, venue="V", seats=10) for id_ in ("R", "S")),
    presences=(Presence(person="c", departure=840),),
)


@pytest.fixture(scope="module")
def found() -> Robust:
    made = plan_robust(SUMMIT, time_limit_s=10, threads=1, days=1_000, seed=1)
    assert isinstance(made, Robust)
    return made


def test_a_robust_plan_holds_more_in_rehearsal_on_the_same_days(found: Robust) -> None:
    assert not found.is_plain
    assert held_value(found.after) > held_value(found.before)
    assert found.after.days == found.before.days
    for policy in Policy:
        assert found.after.of(policy).lost < found.before.of(policy).lost


def test_a_robust_plan_is_clean_and_gives_up_no_meeting_and_no_form(found: Robust) -> None:
    plain, robust = found.plain.certificate, found.result.certificate
    assert found.result.plan is not None
    assert plain is not None
    assert robust is not None
    assert judge(SUMMIT, found.result.plan) == robust
    assert robust.is_clean
    assert found.result.plan.facts_digest == SUMMIT.digest
    for level in ("value_held", "share_floor", "form_kept"):
        assert robust.values[level] == plain.values[level]


def test_the_buffers_wanted_are_kept_at_least_as_well_as_by_the_plain_plan(found: Robust) -> None:
    assert found.robust_slack <= found.plain_slack
    usual = Wanted.of(SUMMIT)
    assert found.wanted != usual
    assert all(found.wanted.overrun_min.get(person, 0) >= least for person, least in usual.overrun_min.items())


def test_bounds_are_taken_over_down_to_the_first_level_that_differs() -> None:
    assignments = (Assignment(meeting="A-B-1", form="sit-down", start=600, room="R", attendees=("a", "b")),)
    plan = Plan(summit="test", assignments=assignments)
    values = judge(SUMMIT, plan).values
    levels = tuple(LevelResult(name=name, value=value, bound=value) for name, value in values.items())
    same = certified(SUMMIT, plan, Result(status=Status.OPTIMAL, plan=plan, levels=levels))
    assert same.levels == levels
    assert same.status is Status.OPTIMAL
    other = tuple(replace(level, value=7) if level.name == "form_kept" else level for level in levels)
    differs = certified(SUMMIT, plan, Result(status=Status.OPTIMAL, plan=plan, levels=other))
    assert {level.name: level.bound for level in differs.levels} == dict(values) | {"slack_kept": 0, "comfort": 0}


def test_buffers_are_raised_where_ten_minutes_buy_most() -> None:
    plan = Plan(
        summit="test",
        assignments=(Assignment(meeting="A-B-1", form="sit-down", start=600, room="R", attendees=("a", "b")),),
    )
    rehearsal = replace(
        rehearse(SUMMIT, plan, days=200),
        buffers=(
            Buffer(Place.AFTER_MEETINGS_OF, "b", 0.2, 2.0),
            Buffer(Place.AFTER_SESSION, "s", 0.2, 1.5),
            Buffer(Place.BEFORE_DEPARTURE, "c", 0.1, 1.0),
            Buffer(Place.AFTER_MEETING, "A-B-1", 0.1, 0.5),
            Buffer(Place.AFTER_MEETINGS_OF, "c", 0.0, 0.0),
        ),
    )
    raised = Wanted.of(SUMMIT).raised(SUMMIT, rehearsal)
    settings = SUMMIT.settings
    assert raised == Wanted(
        overrun_min={"a": 15, "b": 10},
        long_session_min=60,
        long_session_buffer_min=settings.long_session_buffer_min + 10,
        departure_buffer_min=settings.departure_buffer_min + 10,
    )
    facts = raised.of_facts(SUMMIT)
    assert replace(facts, people=SUMMIT.people, settings=settings) == SUMMIT
    assert [p.overrun_min for p in facts.people] == [15, 10, 0]


def test_without_a_plan_there_is_no_robust_one() -> None:
    crowded = replace(SUMMIT, rooms=(), meetings=SUMMIT.meetings[:1], replies=SUMMIT.replies[:2])
    made = plan_robust(crowded, time_limit_s=5, threads=1, require_all=True)
    assert isinstance(made, Result)
    assert made.status is Status.INFEASIBLE
