from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from summitry.planning.repair.cost import Cost
from summitry.planning.repair.draft import RepairError
from summitry.planning.repair.events import AnyEvent, Cancelled, Gone, Late, Overruns, Requested, RoomLost, Shortened
from summitry.planning.repair.facts import changed_by
from summitry.planning.repair.repair import Repaired, repair
from summitry.planning.worth import value_of
from summitry.rules import judge
from summitry.summit import Assignment, Pin, Plan, Priority, Reply, ReplyState, Room, Rung, Session, Summit
from tests.builders import accepted, meeting, summit
from tests.planning.repair.day import NOW, one_of_each_kind, placed, planned

AMPLE: dict[str, Any] = {"time_limit_s": 30.0}
LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))
AB, AC, BC = meeting("ab", "A", "B"), meeting("ac", "A", "C"), meeting("bc", "B", "C")


def at(meeting_id: str, start: int, room: str | None = "R", **fields: Any) -> Assignment:
    people = tuple(meeting_id)
    base: dict[str, Any] = {"form": "sit-down", "attendees": people}
    return Assignment(meeting=meeting_id, start=start, room=room, **(base | fields))


def plan_of(*assignments: Assignment) -> Plan:
    return Plan(summit="test", assignments=assignments)


def repaired(facts: Summit, plan: Plan, *events: AnyEvent, now: int = 600, freeze_min: int = 0) -> Repaired:
    return repair(facts, plan, events, now, freeze_min, **AMPLE)


def test_nothing_changes_where_nothing_was_hit() -> None:
    plan = plan_of(at("ab", 700), at("ac", 740))
    found = repaired(summit(meetings=(AB, AC)), plan, Late(person="c", until=700))
    assert (found.moved, found.dropped, found.cost) == ((), (), Cost(0, 0, 0, 0))
    assert found.plan.assignments == plan.assignments
    assert found.is_proven


def test_a_meeting_that_was_hit_moves_to_the_nearest_time_and_nothing_else_moves() -> None:
    plan = plan_of(at("ab", 700), at("bc", 740))
    found = repaired(summit(meetings=(AB, BC)), plan, Late(person="a", until=715))
    assert found.plan.assignments == (at("bc", 740), at("ab", 770)) or found.plan.of("ab") == at("ab", 770)
    assert (found.moved, found.cost, found.bound) == (("ab",), Cost(0, 0, 0, 1), Cost(0, 0, 0, 1))


def test_others_give_way_only_where_a_meeting_would_be_lost_otherwise() -> None:
    end = Gone(person="a", start=760)
    plan = plan_of(at("ab", 620), at("ac", 700))
    window = (Late(person="b", until=690), Gone(person="b", start=725))
    found = repaired(summit(meetings=(AB, AC)), plan, *window, end)
    assert found.plan.of("ab") is not None
    assert found.plan.of("ac") is not None
    assert found.cost == found.bound == Cost(0, 0, 0, 2)


def test_a_shorter_form_is_taken_before_a_meeting_is_dropped() -> None:
    facts = summit(meetings=(meeting("ab", ladder=LADDER),))
    found = repaired(facts, plan_of(at("ab", 620)), Late(person="a", until=700), Gone(person="b", start=720))
    assert [(a.form, a.start) for a in found.plan.assignments] == [("short", 700)]
    assert (found.moved, found.dropped) == (("ab",), ())
    assert found.is_proven


def test_a_meeting_that_fits_nowhere_any_more_is_dropped_and_named_among_the_unplaced() -> None:
    found = repaired(summit(meetings=(AB,)), plan_of(at("ab", 700)), Gone(person="a"))
    assert (found.moved, found.dropped) == ((), ("ab",))
    assert [u.meeting for u in found.plan.unplaced] == ["ab"]
    assert found.cost == found.bound == Cost(0, 4, 0, 1)


def test_what_has_started_stays_even_if_its_people_are_gone_and_that_is_told() -> None:
    plan = plan_of(at("ab", 590))
    found = repaired(summit(meetings=(AB,)), plan, Gone(person="a"))
    assert found.plan.assignments == plan.assignments
    assert [v.rule for v in found.forced] == ["allowed_time"]
    assert found.is_clean


def test_what_is_over_is_nobodys_concern() -> None:
    plan = plan_of(at("ab", 550))
    found = repaired(summit(meetings=(AB,)), plan, Gone(person="a", start=540))
    assert (found.forced, found.is_clean) == ((), True)


def test_a_meeting_that_overruns_pushes_what_follows_and_not_itself() -> None:
    plan = plan_of(at("ab", 590), at("ac", 620))
    found = repaired(summit(meetings=(AB, AC)), plan, Overruns(what="ab", until=650))
    assert found.plan.assignments == (at("ab", 590), at("ac", 650))
    assert found.is_clean


def test_a_meeting_that_overruns_into_a_session_is_told_as_what_nobody_can_mend() -> None:
    session = Session(id="council", title="Council", start=620, end=660, venue="V", participants=("A",))
    found = repaired(
        summit(meetings=(AB,), sessions=(session,)), plan_of(at("ab", 590)), Overruns(what="ab", until=640)
    )
    assert [v.rule for v in found.forced] == ["person_no_overlap"]
    assert found.is_clean


def test_meetings_within_the_frozen_horizon_stay_and_others_move_instead() -> None:
    facts = summit(meetings=(AB, AC), rooms=tuple(Room(id=r, name=r, venue="V", seats=9) for r in "RS"))
    plan = plan_of(at("ab", 605), at("ac", 635, "S"))
    lost = Overruns(what="ab", until=650)
    free = repaired(facts, plan, lost, now=600)
    assert free.cost.num_changed == 1
    frozen = repaired(facts, plan, lost, now=600, freeze_min=10)
    assert frozen.moved == ("ac",)
    assert frozen.cost.num_held_back == 0


def test_a_frozen_meeting_that_cannot_stay_moves_all_the_same() -> None:
    facts = summit(meetings=(AB,))
    found = repaired(facts, plan_of(at("ab", 610)), Late(person="a", until=620), freeze_min=30)
    assert found.plan.assignments == (at("ab", 620),)
    assert found.cost == found.bound == Cost(1, 0, 0, 1)


def test_a_pin_stays_unless_it_was_hit_and_then_this_is_told() -> None:
    facts = summit(meetings=(AB, AC), pins=(Pin(meeting="ab", start=700),))
    plan = plan_of(at("ab", 700, pinned=True), at("ac", 740))
    kept = repaired(facts, plan, Late(person="c", until=760))
    assert kept.plan.of("ab") == at("ab", 700, pinned=True)
    assert kept.unpinned == ()
    lifted = repaired(facts, plan, Late(person="b", until=710))
    assert lifted.unpinned == ("ab",)
    assert lifted.is_clean
    assert lifted.summit.pins == ()
    assert not any(a.pinned for a in lifted.plan.assignments)


def test_a_request_is_placed_and_may_move_others_but_not_at_the_cost_of_value() -> None:
    new = Requested(meeting="bc", new=BC, replies=accepted(BC, priority=Priority.MUST))
    found = repaired(summit(meetings=(AB,)), plan_of(at("ab", 620)), new)
    assert {a.meeting for a in found.plan.assignments} == {"ab", "bc"}
    assert found.cost == Cost(0, 0, 0, 0)
    low = Requested(meeting="bc", new=BC, replies=accepted(BC, priority=Priority.LOW))
    crowded = (Gone(person="b", start=650), Late(person="b", until=620))
    tight = repaired(summit(meetings=(AB,)), plan_of(at("ab", 620)), *crowded, low)
    assert [a.meeting for a in tight.plan.assignments] == ["ab"]
    assert tight.cost.value_lost == 2


def test_what_was_unplaced_before_is_left_to_the_standby_list() -> None:
    found = repaired(summit(meetings=(AB, AC)), plan_of(at("ab", 700)), Cancelled(meeting="ab"))
    assert found.plan.assignments == ()


def test_an_ill_matched_plan_is_refused() -> None:
    with pytest.raises(RepairError, match="the plan does not fit the facts: ab"):
        repaired(summit(meetings=(AB,)), plan_of(at("ab", 700, form="banquet")), Late(person="a", until=650))


def test_a_plan_that_broke_a_rule_before_is_mended_too() -> None:
    found = repaired(summit(meetings=(AB, AC)), plan_of(at("ab", 700), at("ac", 710)))
    assert found.is_clean
    assert found.cost.num_changed == 1


def test_alternatives_break_no_rule_and_each_gives_up_something_else() -> None:
    facts = summit(meetings=(meeting("ab", ladder=LADDER), AC))
    plan = plan_of(at("ab", 620), at("ac", 700))
    events = (Late(person="b", until=690), Gone(person="a", start=760))
    found = repair(facts, plan, events, 600, num_alternatives=3, **AMPLE)
    assert found.alternatives
    assert len({(a.cost, a.shift_min) for a in found.alternatives} | {(found.cost, 0)}) == len(found.alternatives) + 1
    for other in found.alternatives:
        assert judge(found.summit, other.plan).is_clean
        assert other.gives_up


# --- a full day ---

KINDS = range(11)


def _assert_sound(facts: Summit, before: Plan, events: tuple[AnyEvent, ...], found: Repaired) -> None:
    assert found.is_clean
    assert judge(found.summit, found.plan).violations == tuple(found.forced)
    base = changed_by(facts, before, events, NOW)
    for begun in placed(base.plan, has_begun=True):
        assert found.plan.of(begun.meeting) == begun
    assert all(a.start > NOW or a in base.plan.assignments for a in found.plan.assignments)
    assert found.cost >= found.bound
    assert found.cost.value_lost <= _value_of_what_cannot_stay(found, base.plan, base.wanted)


def _value_of_what_cannot_stay(found: Repaired, base: Plan, wanted: tuple[str, ...]) -> int:
    """Return the value lost by dropping, one after the other, whatever breaks a rule."""
    left = list(base.assignments)
    lost = list(wanted)
    while True:
        violations = judge(found.summit, replace(base, assignments=tuple(left)), pinned=()).violations
        movable = {a.meeting for a in left if a.start > NOW}
        hit = sorted({m for v in violations for m in v.what} & movable)
        if not hit:
            return sum(value_of(found.summit, found.summit.meeting_by_id[m]) for m in lost)
        lost.append(hit[-1])
        left = [a for a in left if a.meeting != hit[-1]]


@pytest.mark.parametrize(("first", "second"), list(product(KINDS, KINDS)))
def test_every_two_events_in_either_order_leave_a_sound_plan(first: int, second: int) -> None:
    facts, before = planned()
    kinds = one_of_each_kind(before)
    events = (kinds[first], kinds[second])
    try:
        found = repair(facts, before, events, NOW, 15, **AMPLE)
    except RepairError:
        pytest.fail("no pair of these events contradicts itself")
    _assert_sound(facts, before, events, found)


def test_repairs_one_after_the_other_stay_sound() -> None:
    facts, plan = planned()
    for event in one_of_each_kind(plan):
        if isinstance(event, Shortened) and plan.of(event.meeting) is None:
            continue
        found = repair(facts, plan, (event,), NOW, **AMPLE)
        assert found.is_clean
        facts, plan = found.summit, found.plan


def test_a_lost_room_sends_its_meetings_elsewhere() -> None:
    facts, before = planned()
    lost = RoomLost(room="R")
    found = repair(facts, before, (lost,), NOW, **AMPLE)
    assert all(a.room != "R" or a.start <= NOW for a in found.plan.assignments)


def test_replies_of_a_request_count_in_its_value() -> None:
    replies = tuple(
        Reply(meeting="ab", delegation=code, reply=ReplyState.ACCEPTED, priority=Priority.MUST) for code in "AB"
    )
    found = repaired(summit(meetings=(AB,)), plan_of(), Requested(meeting="ab", replies=replies), Gone(person="a"))
    assert found.cost.value_lost == 16


@pytest.mark.parametrize("limit_s", [0.0, 0.001, 0.05])
def test_a_repair_for_which_there_is_hardly_any_time_breaks_no_rule_either(limit_s: float) -> None:
    facts, before = planned()
    everything = tuple(one_of_each_kind(before))
    found = repair(facts, before, everything[:6], NOW, time_limit_s=limit_s, num_alternatives=3)
    assert found.is_clean
    assert found.cost >= found.bound


def test_of_two_meetings_that_could_move_the_one_with_more_notice_does() -> None:
    both = (at("ab", 645), at("ac", 670))  # they overlap by five minutes, so that one of them has to move
    rooms = tuple(Room(id=r, name=r, venue="V", seats=9) for r in "RS")
    found = repaired(summit(meetings=(AB, AC), rooms=rooms), plan_of(both[0], replace(both[1], room="S")), now=610)
    assert found.moved == ("ac",)


def test_of_two_meetings_that_could_move_the_one_with_fewer_people_does() -> None:
    abc = meeting("abc", "A", "B", "C")
    rooms = tuple(Room(id=r, name=r, venue="V", seats=9) for r in "RS")
    plan = plan_of(at("abc", 800), at("ab", 825, "S"))
    found = repaired(summit(meetings=(abc, AB), rooms=rooms), plan, now=610)
    assert found.moved == ("ab",)


def test_a_meeting_gives_way_in_another_room_rather_than_at_another_time() -> None:
    rooms = tuple(Room(id=r, name=r, venue="V", seats=9) for r in "RS")
    plan = plan_of(at("ab", 700))
    found = repaired(summit(meetings=(AB,), rooms=rooms), plan, RoomLost(room="R", start=690, until=720))
    assert found.plan.assignments == (at("ab", 700, "S"),)


def test_a_long_chain_is_opened_step_by_step_and_proven() -> None:
    meetings = tuple(meeting(f"{a}{b}".lower(), a, b) for a, b in ("AB", "AC", "BC"))
    plan = plan_of(at("ab", 960), at("ac", 990), at("bc", 1020))
    late = (Late(person="a", until=975), Gone(person="a", start=1050))
    found = repaired(summit(meetings=meetings), plan, *late, now=940)
    assert found.cost == found.bound
    assert (len(found.moved), found.dropped) == (found.cost.num_changed, ())
    assert found.is_fewest
