"""The search as a whole: how it begins, ends and is stopped."""

from dataclasses import replace

from summitry.generate import un_week
from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving
from summitry.planning.result import Status
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.planning.stop import Stop
from summitry.rules import judge
from summitry.summit import Pin, Plan
from tests import builders


def test_two_walks_at_once_give_a_plan_that_breaks_no_rule() -> None:
    summit = un_week(1, 0.1)
    search = Search(Problem.of(summit, summit.to_place(), ()), Plan(summit=summit.id))
    found = search.run(Solving(Stopwatch(3.0), threads=2, seed=1, gap=0.0))
    assert found.assignments is not None
    assert judge(summit, Plan(summit=summit.id, assignments=found.assignments)).violations == ()


def test_told_to_stop_at_once_it_gives_what_is_fixed() -> None:
    summit = builders.summit(meetings=(builders.meeting("m"),))
    stop = Stop()
    stop._asked.set()
    search = Search(Problem.of(summit, summit.to_place(), ()), Plan(summit=summit.id))
    found = search.run(Solving(Stopwatch(60.0), threads=1, seed=0, gap=0.0, stop=stop))
    assert (found.status, found.assignments, found.interrupted) == (Status.FEASIBLE, (), True)


def test_a_summit_without_meetings_has_an_empty_plan() -> None:
    search = Search(Problem.of(builders.summit(), (), ()), Plan(summit="test"), num_moves=100)
    found = search.run(Solving(Stopwatch(60.0), threads=1, seed=0, gap=0.0))
    assert (found.status, found.assignments) == (Status.FEASIBLE, ())


def test_a_pin_to_a_room_leaves_no_form_without_one() -> None:
    summit = builders.summit(
        settings=replace(builders.PLAIN, ladder=("standing", "sit-down")),
        meetings=(builders.meeting("m"),),
        pins=(Pin(meeting="m", start=600, room="R"),),
    )
    found = Search(Problem.of(summit, summit.to_place(), ()), Plan(summit="test"), num_moves=100).run(
        Solving(Stopwatch(60.0), threads=1, seed=0, gap=0.0)
    )
    assert [(a.form, a.room) for a in found.assignments or ()] == [("sit-down", "R")]
