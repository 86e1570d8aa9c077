from collections.abc import Callable
from dataclasses import replace

import pytest
from benchmarks.peers.java import timefold_absence
from benchmarks.peers.large import first_fit, plain_cp_sat, timefold_peer
from benchmarks.peers.large.admitted import Wish, admitted
from benchmarks.peers.large.ledger import Ledger
from benchmarks.peers.large.outcome import Outcome

from summitry.generate import trade_exchange, un_week
from summitry.rules import judge
from summitry.summit import Avoidance, Limit, Order, Pin, Plan, Reply, ReplyState, Rung, Summit
from tests.builders import SHORT, accepted, meeting, summit

Solve = Callable[..., Outcome]


def placed(outcome: Outcome) -> dict[str, int]:
    assert outcome.plan is not None
    return {assignment.meeting: assignment.start for assignment in outcome.plan.assignments}


def first(facts: Summit) -> dict[str, int]:
    return placed(first_fit.in_given_order(facts, time_limit_s=1.0, threads=1, seed=0))


@pytest.mark.parametrize("solve", [first_fit.in_given_order, first_fit.by_value])
@pytest.mark.parametrize("make", [un_week, trade_exchange])
def test_first_fit_breaks_no_rule_on_invented_summits(make: Callable[[int, float], Summit], solve: Solve) -> None:
    for seed in range(3):
        outcome = solve(make(seed, 0.03), time_limit_s=1.0, threads=1, seed=0)
        assert outcome.certificate is not None
        assert outcome.certificate.violations == ()
        assert outcome.certificate.num_placed >= 0.8 * outcome.certificate.num_to_place


def test_first_fit_places_nothing_more_where_nothing_fits() -> None:
    facts = un_week(1, 0.03)
    outcome = first_fit.by_value(facts, time_limit_s=1.0, threads=1, seed=0)
    assert outcome.plan is not None
    left = [m for m in facts.to_place() if m.id not in placed(outcome)]
    ledger = Ledger(facts)
    for assignment in outcome.plan.assignments:
        wanted = facts.meeting_by_id[assignment.meeting]
        way = next(w for w in ledger.ways(wanted) if (w.rung.form, w.room) == (assignment.form, assignment.room))
        ledger.place(wanted, way, assignment.start, assignment.interpreters)
    assert left
    assert not any(first_fit.place_first(ledger, m) for m in left)


def test_meetings_in_the_given_order_take_the_first_start_left_to_them() -> None:
    facts = summit(meetings=(meeting("m1", "A", "B"), meeting("m2", "B", "C"), meeting("m3", "A", "B")))
    assert first(facts) == {"m1": 540, "m2": 570, "m3": 600}


def test_the_meeting_worth_most_comes_first_by_value() -> None:
    meetings = (meeting("m1", "A", "B"), meeting("m2", "B", "C", bonus=5))
    facts = summit(meetings=meetings)
    outcome = first_fit.by_value(facts, time_limit_s=1.0, threads=1, seed=0)
    assert placed(outcome) == {"m2": 540, "m1": 570}


def test_a_pinned_meeting_stands_at_its_pin_whatever_comes_first() -> None:
    facts = summit(meetings=(meeting("m1"), meeting("m2")), pins=(Pin(meeting="m2", start=540),))
    assert first(facts) == {"m2": 540, "m1": 570}


def test_an_order_holds_whichever_end_is_placed_first() -> None:
    meetings = (meeting("m1", "A", "B"), meeting("m2", "A", "C"))
    assert first(summit(meetings=meetings, orders=(Order(before="m1", after="m2", gap_min=60),)))["m2"] == 630
    assert "m2" not in first(summit(meetings=meetings, orders=(Order(before="m2", after="m1"),)))


def test_limits_and_the_avoid_list_are_kept() -> None:
    meetings = (meeting("m1", "A", "B"), meeting("m2", "A", "B"), meeting("m3", "A", "C"))
    limited = summit(meetings=meetings, limits=(Limit(person="a", meetings_a_day=2),))
    assert set(first(limited)) == {"m1", "m2"}
    apart = summit(
        meetings=(meeting("m1", "A", "B"), meeting("m2", "B", "C")),
        avoidances=(Avoidance(first="A", second="C", gap_min=60),),
    )
    assert first(apart) == {"m1": 540, "m2": 630}


def test_a_declined_meeting_is_not_placed() -> None:
    both = (meeting("m1"), meeting("m2"))
    replies = (*accepted(both[0]), Reply(meeting="m2", delegation="A", reply=ReplyState.DECLINED))
    assert set(first(summit(meetings=both, replies=replies))) == {"m1"}


def test_a_wish_that_breaks_a_rule_is_moved_and_one_that_fits_nowhere_is_dropped() -> None:
    meetings = (meeting("m1", bonus=1), meeting("m2"), meeting("m3", "A", "C"))
    facts = summit(meetings=meetings, limits=(Limit(person="c", meetings_a_day=0),))
    found = admitted(facts, [Wish(m, "sit-down", 600, frozenset({"R"})) for m in meetings])
    assert {a.meeting: a.start for a in found.assignments} == {"m1": 600, "m2": 540}
    assert (found.num_moved, found.num_dropped) == (1, 1)
    assert judge(facts, Plan(summit=facts.id, assignments=found.assignments)).is_clean


def test_plain_cp_sat_places_all_that_small_summits_can_hold() -> None:
    meetings = tuple(meeting(f"m{idx}", *parties) for idx, parties in enumerate((("A", "B"), ("B", "C"), ("A", "C"))))
    facts = summit(meetings=meetings)
    outcome = plain_cp_sat.solve(facts, time_limit_s=20.0, threads=1, seed=0)
    assert outcome.certificate is not None
    assert outcome.certificate.violations == ()
    assert outcome.certificate.num_placed == 3
    assert outcome.certificate.comfort_parts["idle_minute"] == 30  # whoever is in the first and the last waits
    assert outcome.trace[-1].value_held == outcome.certificate.values["value_held"]


def test_plain_cp_sat_prefers_value_and_takes_a_shorter_form_for_it() -> None:
    day = replace(summit().days[0], closes=570)
    ladder = (Rung("sit-down", 30), Rung("short", 15))
    meetings = (meeting("m1", ladder=ladder), meeting("m2", ladder=ladder))
    facts = summit(days=(day,), meetings=meetings, settings=replace(summit().settings, step_min=15))
    outcome = plain_cp_sat.solve(facts, time_limit_s=20.0, threads=1, seed=0)
    assert outcome.plan is not None
    assert [a.form for a in outcome.plan.assignments] == [SHORT.name, SHORT.name]


@pytest.mark.skipif(bool(timefold_absence()), reason=f"Timefold is {timefold_absence() or 'here'}")
@pytest.mark.slow
def test_timefold_gives_a_plan_that_the_judge_accepts() -> None:
    outcome = timefold_peer.solve(trade_exchange(1, 0.01), time_limit_s=3.0, threads=1, seed=0)
    assert outcome.certificate is not None
    assert outcome.certificate.violations == ()
    assert outcome.certificate.num_placed > 0
