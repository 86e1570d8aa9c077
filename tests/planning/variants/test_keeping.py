import pytest

from summitry.formats.suppositions import read_variant
from summitry.planning.variants.compare import Outcome, Run, as_given, difference
from summitry.planning.variants.draft import SuppositionError
from summitry.planning.variants.keeping import keep_variant
from summitry.rules import judge
from summitry.summit import Assignment, Plan
from tests.builders import CLOCK
from tests.planning.variants.test_sweep import crowded

RUN = Run(time_limit_s=10)
ONE = Assignment(meeting="C-D", form="sit-down", start=540, room="R1", attendees=("c", "d"))
PLAN = Plan(summit="test", assignments=(ONE,))


def kept(*texts: str, start: Plan = PLAN) -> Outcome:
    outcome = keep_variant(crowded(), read_variant(" ".join(texts), texts, CLOCK), RUN, start=start)
    assert outcome.plan is not None
    assert judge(outcome.supposed.summit, outcome.plan).is_clean
    return outcome


def test_what_need_not_change_stays_and_others_come_in() -> None:
    outcome = kept("rooms=3")
    found = difference(as_given(crowded(), PLAN), outcome)
    assert outcome.plan is not None
    assert ONE in outcome.plan.assignments
    assert (found.gained, found.lost, found.moved) == (("A-B", "E-F"), (), ())


def test_nothing_changes_where_nothing_can_be_gained() -> None:
    outcome = kept("weight:must=16")
    assert outcome.plan is not None
    assert outcome.plan.assignments == (ONE,)


def test_a_meeting_that_loses_its_room_goes_to_another() -> None:
    outcome = kept("room:new=R1", "room:R1=none")
    assert outcome.plan is not None
    assert [(a.meeting, a.start, a.room) for a in outcome.plan.assignments] == [("C-D", 540, "new")]


def test_without_any_room_nothing_is_held() -> None:
    assert kept("rooms=0").num_placed == 0


def test_a_change_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(SuppositionError, match="there is no room 'X'"):
        kept("room:X=none")
