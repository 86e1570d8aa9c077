from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from summitry.planning.repair.events import AnyEvent, Cancelled, Overruns
from summitry.planning.replay.answers import waiting
from summitry.planning.replay.fates import Fate, fates, totals
from summitry.planning.replay.happenings import AgreedAnew, BeginsLate, Happening, Takes
from summitry.planning.replay.replay import Answer, Replay, ReplayError, replay
from summitry.summit import Interval, Plan, Rung, Summit
from tests.planning.replay.day import MORNING, day, placed, plan_of

DAY = day()


def run(*happenings: Happening, told_min: int = 15, wait_min: int = 90, before: Plan = MORNING) -> Replay:
    return replay(DAY, before, happenings, waiting(before, wait_min), told_min=told_min)


def starts(plan: Plan) -> dict[str, int]:
    return {a.meeting: a.start for a in plan.assignments}


def test_an_overrun_is_waited_for_step_by_step() -> None:
    run_ = run(Overruns(what="plenary", until=820))
    assert [step.at for step in run_.steps] == [779, 794, 809]
    assert [starts(step.plan)["A-C"] for step in run_.steps] == [795, 810, 820]
    assert run_.summit.session_by_id["plenary"].end == 820
    assert all(step.violations == () for step in run_.steps)


def test_told_at_once_there_is_one_step() -> None:
    run_ = run(Overruns(what="plenary", until=820), told_min=0)
    assert [(step.at, starts(step.plan)["A-C"]) for step in run_.steps] == [(779, 820)]


def test_who_waits_holds_up_the_next() -> None:
    after = run(Overruns(what="plenary", until=820)).after
    assert starts(after) == {"A-B": 600, "A-C": 820, "B-C": 850}


def test_a_wait_that_is_too_long_is_a_meeting_lost() -> None:
    assert starts(run(Overruns(what="plenary", until=820), wait_min=29).after) == {"A-B": 600, "B-C": 840}


def test_waiting_counts_from_the_plan_of_the_morning() -> None:
    assert "A-C" not in starts(run(Overruns(what="plenary", until=900), wait_min=90).after)


def test_what_has_begun_stays() -> None:
    run_ = run(Takes(meeting="A-C", minutes=60), told_min=0)
    assert starts(run_.after) == {"A-B": 600, "A-C": 790, "B-C": 850}
    for step in run_.steps:
        begun = {a for a in MORNING.assignments if a.start <= step.at}
        assert begun <= set(step.plan.assignments)


def test_a_late_beginning_moves_the_meeting_itself() -> None:
    assert starts(run(BeginsLate(meeting="A-B", by_min=20)).after)["A-B"] == 620


def test_steps_stand_in_the_order_of_time() -> None:
    run_ = run(
        Overruns(what="plenary", until=850), Takes(meeting="A-B", minutes=60), Cancelled(meeting="B-C", known_at=700)
    )
    assert all(a.at <= b.at for a, b in pairwise(run_.steps))
    assert starts(run_.after).keys() == {"A-B", "A-C"}


def test_what_cannot_happen_to_the_plan_is_said() -> None:
    takes = Takes(meeting="A-B", minutes=60)
    run_ = run(takes, before=plan_of(placed("A-C", 800)))
    assert (run_.steps, run_.unheard) == ((), (takes,))


def test_parties_that_agree_anew_take_the_first_time_that_suits() -> None:
    run_ = run(AgreedAnew(meeting="A-C", allowed=(Interval(900, 1000),), known_at=650))
    assert starts(run_.after)["A-C"] == 900
    assert run_.summit.meeting_by_id["A-C"].ladder == (Rung("sit-down", 30), Rung("short", 15))


def test_what_is_agreed_anew_for_the_time_it_has_changes_nothing() -> None:
    run_ = run(AgreedAnew(meeting="A-C", allowed=(Interval(780, 900),), known_at=650))
    assert (run_.after, run_.summit) == (MORNING, DAY)


def test_a_meeting_that_has_begun_is_not_agreed_anew() -> None:
    run_ = run(AgreedAnew(meeting="A-B", allowed=(Interval(900, 1000),), known_at=610))
    assert run_.after == MORNING


def test_a_day_without_end_is_refused() -> None:
    def deaf(summit: Summit, plan: Plan, events: Sequence[AnyEvent], now: int) -> Answer:
        return Answer(summit, plan)

    with pytest.raises(ReplayError, match="no end: overruns"):
        replay(DAY, MORNING, [Overruns(what="plenary", until=820)], deaf)


# --- what became of each ---


def test_each_meeting_has_one_fate_and_the_totals_add_up() -> None:
    after = plan_of(placed("A-B", 600), placed("A-C", 790, form="short"))
    found = fates(DAY, MORNING, after)
    assert {one.meeting: one.fate for one in found} == {
        "A-B": Fate.AS_PLANNED,
        "A-C": Fate.SHORTENED,
        "B-C": Fate.LOST,
    }
    assert sum(totals(found).values()) == len(DAY.to_place()) == 3


@pytest.mark.parametrize(
    ("before", "after", "fate"),
    [
        ((placed("A-B", 600),), (placed("A-B", 600, room="S"),), Fate.AS_PLANNED),
        ((placed("A-B", 600),), (placed("A-B", 605),), Fate.MOVED),
        ((placed("A-B", 600),), (placed("A-B", 605, form="short"),), Fate.SHORTENED),
        ((placed("A-B", 600, form="short"),), (placed("A-B", 605),), Fate.MOVED),
        ((placed("A-B", 600),), (), Fate.LOST),
        ((), (placed("A-B", 600),), Fate.GAINED),
        ((), (), Fate.NEVER_PLACED),
    ],
)
def test_a_fate_says_what_changed_for_those_who_meet(before: tuple, after: tuple, fate: Fate) -> None:  # type: ignore[type-arg]  # tuples of assignments of any length
    found = {one.meeting: one.fate for one in fates(DAY, plan_of(*before), plan_of(*after))}
    assert found["A-B"] is fate


def test_what_was_really_lost_stands_beside_it() -> None:
    recorded = {one.meeting: one.recorded for one in fates(DAY, MORNING, MORNING)}
    assert recorded == {"A-B": "", "A-C": "cancelled", "B-C": ""}


def test_a_meeting_that_came_in_later_is_gained() -> None:
    other = replace(placed("A-B", 700), meeting="new")
    assert [one.fate for one in fates(DAY, MORNING, plan_of(*MORNING.assignments, other))][-1] is Fate.GAINED
