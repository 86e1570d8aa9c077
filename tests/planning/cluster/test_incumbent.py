"""The best plan so far: ranked as the judge counts, and better only by what goes together."""

from dataclasses import replace

from summitry.generate import un_week
from summitry.planning.clock import Stopwatch
from summitry.planning.cluster.incumbent import Assignments, Incumbent, figures_of, levels_of, rank_of, with_changes
from summitry.planning.exact.solve import Solving
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.rules import judge
from summitry.summit import Plan, Summit

SUMMIT = un_week(1, 0.03)
PROBLEM = Problem.of(SUMMIT, SUMMIT.to_place(), ())


def _found(summit: Summit, num_moves: int) -> Assignments:
    search = Search(Problem.of(summit, summit.to_place(), ()), Plan(summit=summit.id), num_moves=num_moves)
    found = search.run(Solving(Stopwatch(60.0), threads=1, seed=1, gap=0.0))
    assert found.assignments is not None
    return found.assignments


def test_a_rank_has_the_figures_of_the_judge() -> None:
    assignments = _found(SUMMIT, 2000)
    rank = rank_of(PROBLEM, assignments)
    values = judge(SUMMIT, Plan(summit=SUMMIT.id, assignments=assignments)).values
    assert rank is not None
    assert levels_of(rank) == {n: sum(v) if isinstance(v, tuple) else v for n, v in values.items()}
    assert figures_of(rank, "share_floor") == tuple(-count for count in values["share_floor"])  # type: ignore[union-attr]  # ten counts


def test_what_does_not_go_together_has_no_rank() -> None:
    one, *others = _found(SUMMIT, 0)
    same_room = next(other for other in others if other.room == one.room)
    assert rank_of(PROBLEM, (one, replace(same_room, start=one.start))) is None


def test_a_plan_without_what_must_stand_has_no_rank() -> None:
    one, *others = _found(SUMMIT, 0)
    problem = Problem.of(SUMMIT, SUMMIT.to_place(), (one,))
    assert rank_of(problem, (one, *others)) is not None
    assert rank_of(problem, tuple(others)) is None


def test_only_what_a_task_has_changed_comes_into_the_current_plan() -> None:
    m, n, o, *_ = begun = _found(SUMMIT, 0)
    elsewhere_m, elsewhere_n = replace(m, start=m.start + 15), replace(n, start=n.start + 15)
    rest = begun[3:]
    current, after = (elsewhere_m, n, o, *rest), (m, elsewhere_n, *rest)
    assert set(with_changes(current, begun, after)) == {elsewhere_m, elsewhere_n, *rest}


def test_two_tasks_that_begin_alike_and_change_different_things_both_count() -> None:
    begun = _found(SUMMIT, 0)
    first, second = begun[:-1], (*begun[:-2], begun[-1])
    incumbent = Incumbent.at(PROBLEM, begun[:-2])
    assert incumbent.take(begun[:-2], first)
    assert incumbent.take(begun[:-2], second)
    assert set(incumbent.assignments) == set(begun)


def test_a_worse_plan_changes_nothing() -> None:
    begun = _found(SUMMIT, 0)
    incumbent = Incumbent.at(PROBLEM, begun)
    assert not incumbent.take(begun, begun[:-1])
    assert incumbent.assignments == begun
