"""Ways of planning: which is chosen, what can be forced, and what it means that all meetings are required."""

from dataclasses import replace

import pytest

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving
from summitry.planning.method import Method, Task, searched
from summitry.planning.planner import plan
from summitry.planning.result import Status
from summitry.rules import judge
from summitry.summit import Assignment, Interval, Plan, Summit
from summitry.summit.settings import ComfortWeights
from tests.agreement import brute_force
from tests.agreement.agreeing import AMPLE, assert_bounds_hold, assert_sound
from tests.agreement.grids import fewest_breaks, random_grid
from tests.builders import PLAIN, meeting, summit

ONLY_BREAKS = ComfortWeights(break_=1, idle_minute=0, venue_change=0, room_change=0, off_preference=0)
MEETINGS = (meeting("A-B"), meeting("B-C", "B", "C"), meeting("A-C", "A", "C"))
GRID = summit(settings=replace(PLAIN, step_min=30, comfort=ONLY_BREAKS), meetings=MEETINGS)
NO_GRID = summit(settings=PLAIN, meetings=MEETINGS)
TOO_SHORT = (Interval(540, 600),)  # two slots for three meetings in one room
CROWDED = replace(GRID, meetings=tuple(replace(m, allowed=TOO_SHORT) for m in MEETINGS))
CROWDED_OFF_GRID = replace(NO_GRID, meetings=tuple(replace(m, allowed=TOO_SHORT) for m in MEETINGS))
HELD = Assignment(meeting="A-B", form="sit-down", start=540, room="R", attendees=("a", "b"))


@pytest.mark.parametrize("there", [GRID, NO_GRID], ids=["grid", "no-grid"])
@pytest.mark.parametrize("method", [Method.AUTO, Method.EXACT])
def test_a_small_summit_is_planned_with_a_proof(there: Summit, method: Method) -> None:
    result = plan(there, method=method, **AMPLE)
    assert_sound(there, result)
    assert result.status is Status.OPTIMAL


@pytest.mark.parametrize("there", [GRID, NO_GRID], ids=["grid", "no-grid"])
def test_a_small_summit_can_be_searched_too(there: Summit) -> None:
    assert_sound(there, plan(there, method=Method.SEARCH, time_limit_s=1.0, threads=1))


def test_search_gives_bounds_that_hold() -> None:
    result = plan(CROWDED, method=Method.SEARCH, time_limit_s=1.0, threads=1)
    assert_sound(CROWDED, result)
    assert_bounds_hold(CROWDED, result, brute_force.enumerate_plans(CROWDED))


@pytest.mark.parametrize("seed", range(6))
def test_search_of_a_random_grid_gives_a_clean_plan_no_better_than_the_best(seed: int) -> None:
    there = replace(random_grid(seed), pins=())
    result = plan(there, method=Method.SEARCH, time_limit_s=1.0, threads=1)
    assert_sound(there, result)
    least = fewest_breaks(there)
    if result.plan is not None and not result.plan.unplaced:
        assert least is not None
        assert judge(there, result.plan).values["comfort"] >= least  # type: ignore[operator]  # comfort is one number


@pytest.mark.parametrize("there", [CROWDED, CROWDED_OFF_GRID], ids=["grid", "no-grid"])
@pytest.mark.parametrize("method", [Method.AUTO, Method.EXACT])
def test_what_cannot_hold_every_meeting_is_infeasible_only_where_all_are_required(
    there: Summit, method: Method
) -> None:
    required = plan(there, method=method, require_all=True, **AMPLE)
    assert (required.status, required.plan, required.levels) == (Status.INFEASIBLE, None, ())
    result = plan(there, method=method, **AMPLE)
    assert_sound(there, result)
    assert result.plan is not None
    assert len(result.plan.unplaced) == 1


def test_search_for_a_plan_of_all_meetings_gives_none_where_it_finds_none() -> None:
    result = plan(CROWDED, method=Method.SEARCH, require_all=True, time_limit_s=1.0, threads=1)
    assert (result.status, result.plan) == (Status.UNKNOWN, None)


@pytest.mark.parametrize("there", [CROWDED, CROWDED_OFF_GRID], ids=["grid", "no-grid"])
def test_a_start_that_lacks_a_meeting_is_no_answer_where_all_are_required(there: Summit) -> None:
    start = Plan(summit=there.id, assignments=(HELD,))
    assert plan(there, start=start, require_all=True, **AMPLE).plan is None
    assert plan(there, start=start, **AMPLE).plan is not None


def test_a_meeting_worth_nothing_may_be_left_out_for_fewer_breaks() -> None:
    # A meets B at once and C two slots later; only the meeting of no value could fill the time, or make a break.
    worthless = dict.fromkeys(PLAIN.priority_weight, 0)
    there = summit(
        settings=replace(GRID.settings, priority_weight=worthless),
        meetings=(
            meeting("A-B", allowed=(Interval(540, 570),), bonus=1),
            meeting("A-C", "A", "C", allowed=(Interval(600, 630),)),
        ),
    )
    result = plan(there, **AMPLE)
    assert_sound(there, result)
    assert result.plan is not None
    assert [level.value for level in result.levels if level.name == "comfort"] == [0]
    assert [a.meeting for a in result.plan.assignments] == ["A-B"]


@pytest.mark.parametrize("there", [GRID, NO_GRID], ids=["grid", "no-grid"])
def test_a_run_tells_how_long_it_built_of_what_it_took(there: Summit) -> None:
    result = plan(there, method=Method.EXACT, **AMPLE)
    assert 0 < result.building_s < result.runtime_s


def test_each_way_gives_what_the_front_door_can_certify() -> None:
    for method in Method:
        task = Task(GRID, GRID.to_place(), (), Plan(summit=GRID.id))
        found = searched(task, method, Solving(Stopwatch(2.0), threads=1, seed=0, gap=0.0))
        assert found.assignments is not None
        assert judge(GRID, Plan(summit=GRID.id, assignments=found.assignments)).is_clean
