from dataclasses import replace
from itertools import pairwise

import pytest

from summitry.formats.suppositions import read_sweep, read_variant
from summitry.planning.result import LevelResult, LevelValue, Result, Status
from summitry.planning.variants.compare import Outcome, Run, ValueChange, as_given, difference, plan_variant
from summitry.planning.variants.draft import SuppositionError
from summitry.planning.variants.sweep import Point, easing_of, sweep, with_bounds_carried
from summitry.planning.variants.variant import Supposed, Variant
from summitry.rules import SOFT_LEVELS, judge
from summitry.summit import Assignment, Day, Plan, Room, Rung, Summit
from tests.builders import CLOCK, DAY, delegation, meeting, principal, summit

RUN = Run(time_limit_s=20, threads=1)
CODES = "ABCDEF"


def crowded() -> Summit:
    """Three meetings of different people, an hour in which each takes all of a room."""
    pairs = (("A", "B"), ("C", "D"), ("E", "F"))
    return summit(
        days=(Day(date=DAY.date, opens=540, closes=570),),
        delegations=tuple(delegation(code) for code in CODES),
        people=tuple(principal(code) for code in CODES),
        rooms=(Room(id="R1", name="Room 1", venue="V", seats=10),),
        meetings=tuple(meeting(f"{a}-{b}", a, b, ladder=(Rung("sit-down", 30),)) for a, b in pairs),
    )


def test_more_rooms_are_never_worth_less_and_every_plan_is_clean() -> None:
    steps = read_sweep("rooms=0..4", [], CLOCK)
    points = with_bounds_carried(sweep(crowded(), steps, RUN), easing_of(steps))
    assert [point.number for point in points] == [0, 1, 2, 3, 4]
    levels = [point.outcome.level("value_held") for point in points]
    assert [level.value for level in levels if level] == [0, 4, 8, 12, 12]
    assert all(level is not None and level.bound == level.value for level in levels)
    for point in points:
        assert point.outcome.plan is not None
        assert judge(point.outcome.supposed.summit, point.outcome.plan).is_clean


def test_a_sweep_that_gets_harder_begins_at_its_end() -> None:
    steps = read_sweep("turnaround=0..20..10", [], CLOCK)
    there = replace(crowded(), days=(Day(date=DAY.date, opens=540, closes=610),))
    assert [point.number for point in sweep(there, steps, RUN)] == [20, 10, 0]


@pytest.mark.parametrize(
    ("text", "easing"), [("rooms=1..2", 1), ("turnaround=1..2", -1), ("seats_a_party=1..2", -1), ("weight:low=1..2", 0)]
)
def test_only_some_numbers_are_known_to_help_or_hurt(text: str, easing: int) -> None:
    assert easing_of(read_sweep(text, ["pending=yes"], CLOCK)) == easing


@pytest.mark.parametrize(
    "text", ["rooms=3", "rooms=3..2", "rooms=1..1", "rooms=1..9..0", "rooms=a..b", "rooms=0..500", "rooms"]
)
def test_a_range_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SuppositionError, match="expected"):
        read_sweep(text, [], CLOCK)


# --- bounds, on results made by hand ---


def point(number: int, *values_and_bounds: tuple[LevelValue, LevelValue], status: Status = Status.FEASIBLE) -> Point:
    levels = tuple(
        LevelResult(name=name, value=value, bound=bound)
        for name, (value, bound) in zip(SOFT_LEVELS, values_and_bounds, strict=False)
    )
    result = Result(status=status, plan=Plan(summit="test") if levels else None, levels=levels)
    supposed = Supposed(summit(), include_pending=False)
    return Point(number=number, outcome=Outcome(variant=Variant(name=str(number)), supposed=supposed, result=result))


def bounds(points: tuple[Point, ...]) -> list[list[LevelValue]]:
    return [[level.bound for level in point.outcome.result.levels] for point in points]


COUNTS = (3, 2, 1, 1, 0, 0, 0, 0, 0, 0)


def test_what_is_proven_of_more_rooms_holds_for_fewer() -> None:
    points = with_bounds_carried([point(1, (5, 20)), point(2, (8, 12)), point(3, (9, 15))], 1)
    assert bounds(points) == [[12], [12], [15]]
    assert all(a[0] <= b[0] for a, b in pairwise(bounds(points)))  # type: ignore[operator]  # numbers, as written above


def test_with_a_number_that_hurts_it_holds_the_other_way() -> None:
    points = with_bounds_carried([point(1, (9, 15)), point(2, (8, 12)), point(3, (5, 20))], -1)
    assert bounds(points) == [[15], [12], [12]]


def test_a_lower_level_is_carried_only_where_the_levels_above_are_alike() -> None:
    easy = ((8, 8), (COUNTS, COUNTS), (100, 100))
    alike, other = ((8, 12), (COUNTS, (3,) * 10), (400, 0)), ((6, 12), (COUNTS, (3,) * 10), (400, 0))
    points = with_bounds_carried([point(1, *other), point(2, *alike), point(3, *easy)], 1)
    assert bounds(points) == [[8, (3,) * 10, 0], [8, COUNTS, 100], [8, COUNTS, 100]]


def test_a_value_that_meets_a_carried_bound_is_proven() -> None:
    points = with_bounds_carried([point(1, (8, 12)), point(2, (8, 8), status=Status.OPTIMAL)], 1)
    assert [p.outcome.result.status for p in points] == [Status.OPTIMAL, Status.OPTIMAL]


def test_nothing_is_carried_where_neither_way_is_certain() -> None:
    assert bounds(with_bounds_carried([point(2, (8, 8)), point(1, (5, 20))], 0)) == [[20], [8]]


def test_where_an_easier_point_has_no_plan_a_harder_has_none() -> None:
    points = with_bounds_carried([point(1, status=Status.UNKNOWN), point(2, status=Status.INFEASIBLE)], 1)
    assert [p.outcome.result.status for p in points] == [Status.INFEASIBLE, Status.INFEASIBLE]


# --- variants side by side ---


def planned(*texts: str, start: Plan | None = None) -> Outcome:
    return plan_variant(crowded(), read_variant(" ".join(texts), texts, CLOCK), RUN, start=start)


def test_what_a_variant_gains_and_loses_adds_up() -> None:
    base, more = planned(), planned("rooms=2")
    found = difference(base, more)
    assert base.num_placed + len(found.gained) - len(found.lost) == more.num_placed == 2
    assert found.value == ValueChange(4, 4)
    assert difference(more, base).value == ValueChange(-4, -4)


def test_a_plan_to_begin_from_loses_what_has_no_room_any_more() -> None:
    begun = planned("rooms=3").plan
    assert begun is not None
    assert planned(start=begun).num_placed == 1


def test_a_pinned_meeting_stays_pinned_in_every_variant() -> None:
    pinned = Assignment(meeting="C-D", form="sit-down", start=540, room="R1", attendees=("c", "d"), pinned=True)
    plan = planned(start=Plan(summit="test", assignments=(pinned,))).plan
    assert plan is not None
    assert plan.assignments == (pinned,)


def test_a_plan_that_is_given_is_judged_and_bounded_by_the_obvious() -> None:
    one = Assignment(meeting="C-D", form="sit-down", start=540, room="R1", attendees=("c", "d"))
    base = as_given(crowded(), Plan(summit="test", assignments=(one,)))
    level = base.level("value_held")
    assert level is not None
    assert (level.value, level.bound) == (4, 12)
    assert difference(base, planned("rooms=3")).value == ValueChange(0, 8)


def test_values_of_other_weights_are_not_compared() -> None:
    assert difference(planned(), planned("weight:normal=5")).value is None
