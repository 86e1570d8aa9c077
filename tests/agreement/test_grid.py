"""The grid formulation, the interval formulation and brute force against each other, and against published optima."""

import csv
import random
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.formats.b2b import read_b2b
from summitry.planning.clock import Stopwatch
from summitry.planning.exact.grid.planner import GridPlanner
from summitry.planning.exact.grid.problem import Grid, grid_of
from summitry.planning.exact.levels import LevelByLevel
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.method import Method
from summitry.planning.planner import plan
from summitry.planning.progress import Point
from summitry.planning.result import Status
from summitry.planning.stop import Stop
from summitry.planning.worth import known_bounds
from summitry.rules import judge
from summitry.summit import Assignment, FactsError, Plan, Summit
from tests.agreement.agreeing import AMPLE, assert_agrees, assert_sound, kept_from
from tests.agreement.grids import complete_plans, fewest_breaks, random_grid

PUBLISHED = Path(__file__).parents[2].parent / "shared" / "data" / "b2b"


def solving() -> Solving:
    return Solving(Stopwatch(30.0), threads=1, seed=0, gap=0.0)


def is_refused(summit: Summit) -> bool:
    """Tell whether what is pinned breaks a rule by itself, so that the planner refuses the facts."""
    try:
        plan(summit, time_limit_s=1e-6, threads=1, method=Method.EXACT)
    except FactsError:
        return True
    return False


def comfort_of(summit: Summit, found: Found, kept: Sequence[Assignment]) -> int | None:
    """Return the comfort of a clean plan that holds every meeting, or ``None`` if there is proven to be none."""
    if found.assignments is None:
        assert found.status is Status.INFEASIBLE
        return None
    made = Plan(summit=summit.id, facts_digest=summit.digest, assignments=found.assignments)
    certificate = judge(summit, made, pinned=kept)
    assert (certificate.violations, certificate.num_placed) == ((), len(summit.to_place()))
    comfort, bound = certificate.values["comfort"], found.levels[-1].bound
    assert isinstance(comfort, int)
    assert bound == comfort
    return comfort


def on_grid(summit: Summit, kept: Sequence[Assignment] = (), *, patience_s: float = 2.0) -> int | None:
    """Return what the grid formulation finds."""
    meetings = summit.to_place()
    grid = grid_of(summit, meetings, kept)
    assert grid is not None
    return comfort_of(summit, grid_planner(summit, grid, kept, patience_s=patience_s).run(solving()), kept)


def grid_planner(
    summit: Summit, grid: Grid, kept: Sequence[Assignment] = (), *, patience_s: float = 2.0
) -> GridPlanner:
    above = known_bounds(summit, summit.to_place())
    return GridPlanner(
        grid,
        kept={a.meeting: a for a in kept},
        break_weight=summit.settings.comfort.break_,
        bounds_above={name: bound for name, bound in above.items() if name != "comfort"},
        patience_s=patience_s,
    )


def by_intervals(summit: Summit, kept: Sequence[Assignment] = ()) -> int | None:
    """Return what the interval formulation finds."""
    model = LevelByLevel(summit, summit.to_place(), kept, Plan(summit=summit.id), require_all=True)
    return comfort_of(summit, model.run(solving()), kept)


SUMMITS = {seed: random_grid(seed) for seed in range(240)}


@pytest.mark.parametrize("seed", SUMMITS)
def test_grid_intervals_and_brute_force_agree_on_the_fewest_breaks(seed: int) -> None:
    summit = SUMMITS[seed]
    least = fewest_breaks(summit)
    assert on_grid(summit) == least
    if seed < 120:
        assert by_intervals(summit) == least


@pytest.mark.parametrize("seed", range(60))
def test_a_planner_without_patience_ends_at_the_optimum_too(seed: int) -> None:
    assert on_grid(SUMMITS[seed], patience_s=0.0) == fewest_breaks(SUMMITS[seed])


def kept_of(summit: Summit, seed: int) -> tuple[Assignment, ...]:
    """Return some assignments of some plan of all meetings, to stand as they are; none where there is no plan."""
    rng = random.Random(seed)
    plans = [made for made in complete_plans(summit) if judge(summit, made).is_clean]
    chosen = rng.choice(plans).assignments if plans else ()
    return tuple(replace(a, pinned=True) for a in chosen if rng.random() < 0.4)


@pytest.mark.parametrize("seed", range(60))
def test_all_agree_on_what_is_left_where_assignments_stand(seed: int) -> None:
    summit = SUMMITS[seed]
    kept = kept_of(summit, seed)
    least = fewest_breaks(summit, kept)
    assert on_grid(summit, kept) == least
    assert by_intervals(summit, kept) == least
    if is_refused(summit):
        assert least is None
        return
    result = plan(summit, start=Plan(summit=summit.id, assignments=kept), require_all=True, **AMPLE)
    assert_required(summit, result.plan, least)
    if result.plan is not None:
        assert_sound(summit, result, kept_from(result.plan))
        assert set(kept) <= set(result.plan.assignments)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(3000, 3320, 40))
def test_all_agree_on_many_more_grids(first: int) -> None:
    for seed in range(first, first + 40):
        summit = random_grid(seed, num_meetings=4 + seed % 3)
        kept = kept_of(summit, seed) if seed % 2 else ()
        least = fewest_breaks(summit, kept)
        assert on_grid(summit, kept) == least, seed
        assert by_intervals(summit, kept) == least, seed


def assert_required(summit: Summit, made: Plan | None, least: int | None) -> None:
    """Assert that there is a plan just where all meetings can be held, with the least comfort."""
    assert (made is None) == (least is None)
    if made is not None:
        assert made.unplaced == ()
        assert judge(summit, made).values["comfort"] == least


@pytest.mark.parametrize("seed", range(60, 120))
def test_a_plan_of_all_meetings_is_infeasible_just_where_there_is_none(seed: int) -> None:
    summit = SUMMITS[seed]
    if is_refused(summit):
        assert fewest_breaks(summit) is None
        return
    result = plan(summit, require_all=True, **AMPLE)
    assert_required(summit, result.plan, fewest_breaks(summit))
    assert result.status is (Status.OPTIMAL if result.plan else Status.INFEASIBLE)


@pytest.mark.parametrize("seed", range(1000, 1020))
def test_where_not_all_meetings_can_be_held_the_best_others_are(seed: int) -> None:
    summit = random_grid(seed, num_meetings=3)
    if not is_refused(summit):
        assert_agrees(summit)


@pytest.mark.parametrize("seed", range(20))
def test_bounds_that_a_run_reports_hold(seed: int) -> None:
    summit, points = SUMMITS[seed], list[Point]()
    least = fewest_breaks(summit)
    if least is not None:
        plan(summit, require_all=True, on_progress=points.append, **AMPLE)
        assert all(point.bound is not None and point.bound <= least for point in points)
        assert all(point.value is None or point.value >= least for point in points)


# --- a run that is cut short ---

NEEDS_BREAKS = next(summit for seed, summit in SUMMITS.items() if (fewest_breaks(summit) or 0) >= 3)


def test_no_time_at_all_gives_none_yet() -> None:
    result = plan(NEEDS_BREAKS, time_limit_s=1e-9, threads=1, require_all=True)
    assert (result.status, result.plan, result.certificate, result.levels) == (Status.UNKNOWN, None, None, ())
    assert not result.interrupted


def test_a_wish_to_stop_before_the_run_gives_none_yet() -> None:
    stop = Stop()
    stop._asked.set()
    grid = grid_of(NEEDS_BREAKS, NEEDS_BREAKS.to_place(), ())
    assert grid is not None
    found = grid_planner(NEEDS_BREAKS, grid).run(replace(solving(), stop=stop))
    assert (found.status, found.assignments, found.interrupted) == (Status.UNKNOWN, None, True)


@pytest.mark.parametrize("num_points", [1, 2, 3])
@pytest.mark.parametrize("patience_s", [0.0, 2.0])
def test_a_wish_to_stop_at_any_report_gives_the_best_so_far_with_a_bound_that_holds(
    num_points: int, patience_s: float
) -> None:
    stop, points = Stop(), list[Point]()

    def on_progress(point: Point) -> None:
        points.append(point)
        if len(points) == num_points:
            stop._asked.set()

    grid = grid_of(NEEDS_BREAKS, NEEDS_BREAKS.to_place(), ())
    assert grid is not None
    asked = replace(solving(), watch=Stopwatch(30.0, on_progress), stop=stop)
    found = grid_planner(NEEDS_BREAKS, grid, patience_s=patience_s).run(asked)
    has_schedule = any(point.value is not None for point in points)
    assert (found.assignments is not None) == has_schedule
    assert found.status is (Status.FEASIBLE if has_schedule else Status.UNKNOWN)
    if found.assignments is not None:
        made = judge(NEEDS_BREAKS, Plan(summit=NEEDS_BREAKS.id, assignments=found.assignments))
        assert made.is_clean
        least, bound, value = fewest_breaks(NEEDS_BREAKS), found.levels[-1].bound, made.values["comfort"]
        assert isinstance(bound, int)
        assert isinstance(value, int)
        assert least is not None
        assert bound <= least <= value


def test_ctrl_c_during_a_run_gives_none_yet_or_a_judged_plan() -> None:
    result = plan(NEEDS_BREAKS, require_all=True, on_progress=lambda _: signal.raise_signal(signal.SIGINT), **AMPLE)
    assert result.interrupted
    if result.plan is None:
        assert result.status is Status.UNKNOWN
    else:
        assert_sound(NEEDS_BREAKS, result)


# --- the published instances ---

QUICK = (
    "forum-13.fixed020-Forb",
    "forum-13.original",
    "forum-13.prec15",
    "forum-13.prec25",
    "forum-13crafb.fixed040-Forb",
    "forum-13crafb.prec15",
    "forumt-14.fixed020-Forb",
    "forumt-14.fixed040-Forb",
    "forumt-14.forb0003",
    "forumt-14.forb0007",
    "forumt-14.original",
    "forumt-14crafc.fixed020-Forb",
    "tic-12.fixed020-Forb",
    "tic-12.fixed040-Forb",
    "tic-12.forb0003",
    "tic-12.original",
    "tic-12.prec15",
    "tic-12crafc.original",
    "tic-13.fixed020-Forb",
    "tic-13.fixed040-Forb",
    "tic-13.forb0007",
    "tic-13.prec25",
    "tic-13crafc.forb0007",
    "tic-14crafa.fixed040-Forb",
    "tic-14crafa.original",
    "ticf-13crafb.fixed040-Forb",
)


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published instances lie beside the repository, not in it")
@pytest.mark.parametrize("name", QUICK)
def test_the_published_optimum_is_reached(name: str) -> None:
    with (PUBLISHED / "optima.csv").open(encoding="utf-8", newline="") as file:
        optima = {(row["instance"], row["fairness"]): row["optimum"] for row in csv.DictReader(file)}
    summit = read_b2b(PUBLISHED / "instances" / f"{name}.dzn", fairness=2)
    result = plan(summit, method=Method.EXACT, require_all=True, time_limit_s=120.0, threads=1)
    if result.plan is None:
        assert (str(result.status), optima[name, "2"]) == ("infeasible", "infeasible")
        return
    assert_sound(summit, result)
    assert (result.status, str(result.levels[-1].value)) == (Status.OPTIMAL, optima[name, "2"])
    assert result.plan.unplaced == ()
