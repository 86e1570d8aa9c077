"""Parts of a plan that a task may change."""

import numpy as np

from summitry.generate import un_week
from summitry.planning.clock import Stopwatch
from summitry.planning.cluster.messages import Facts
from summitry.planning.cluster.parts import fixed_outside
from summitry.planning.cluster.work import Slice, search
from summitry.planning.exact.solve import Solving
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.rules import judge
from summitry.summit import Assignment, Day, Plan
from tests import builders
from tests.builders import DAY, meeting

SUMMIT = un_week(1, 0.03)


def test_a_task_leaves_what_is_fixed_outside_its_part_as_it_was() -> None:
    start = Plan(summit=SUMMIT.id)
    begun = Search(Problem.of(SUMMIT, SUMMIT.to_place(), ()), start, num_moves=0).run(
        Solving(Stopwatch(60.0), 1, 1, 0.0)
    )
    assert begun.assignments
    for seed in range(3):
        fixed = fixed_outside(SUMMIT, begun.assignments, np.random.default_rng(seed))
        assert set(fixed) < set(begun.assignments)
        part = Slice(begun.assignments, fixed, seconds=0.2, seed=seed, first=10.0, last=1.0)
        after = search(Facts(SUMMIT, SUMMIT.to_place(), ()), part)
        assert set(fixed) <= set(after)
        assert judge(SUMMIT, Plan(summit=SUMMIT.id, assignments=after)).violations == ()


def test_an_empty_plan_has_no_part_to_keep() -> None:
    assert fixed_outside(SUMMIT, (), np.random.default_rng(0)) == ()


def test_a_meeting_after_midnight_belongs_to_the_day_that_is_still_open() -> None:
    days = (Day(date=DAY.date, opens=540, closes=1560), Day(date=DAY.date.replace(day=2), opens=1980, closes=2520))
    there = builders.summit(days=days, meetings=(meeting("late"), meeting("later"), meeting("next", "B", "C")))
    plan = tuple(
        Assignment(meeting=name, form="sit-down", start=start, room="R", attendees=people)
        for name, start, people in (("late", 1380, ("a", "b")), ("later", 1500, ("a", "b")), ("next", 1980, ("b", "c")))
    )
    for seed in range(20):
        fixed = {a.meeting for a in fixed_outside(there, plan, np.random.default_rng(seed))}
        assert ("late" in fixed) == ("later" in fixed)
