from typing import Any

import pytest

from summitry.planning.repair.draft import RepairError
from summitry.planning.repair.events import (
    AnyEvent,
    Cancelled,
    Gone,
    InterpreterIll,
    Late,
    LeavesEarly,
    Overruns,
    Requested,
    RoomGained,
    RoomLost,
    Shortened,
    StartsLate,
)
from summitry.planning.repair.facts import Changed, changed_by
from summitry.summit import (
    Assignment,
    ClosedWindow,
    FactsError,
    Interval,
    Order,
    Person,
    Pin,
    Plan,
    Presence,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Summit,
)
from tests.builders import delegation, meeting, principal, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))
AB, BC = meeting("ab", "A", "B", ladder=LADDER), meeting("bc", "B", "C", ladder=LADDER)
COUNCIL = Session(id="council", title="Council", start=600, end=660, venue="V", participants=("A",))
PLAN = Plan(
    summit="test",
    assignments=(
        Assignment(meeting="ab", form="sit-down", start=700, room="R", attendees=("a", "b")),
        Assignment(meeting="bc", form="sit-down", start=800, room="R", attendees=("b", "c")),
    ),
)


def facts(**fields: Any) -> Summit:
    return summit(**({"meetings": (AB, BC), "sessions": (COUNCIL,)} | fields))


def changed(*events: AnyEvent, now: int = 600, plan: Plan = PLAN, **fields: Any) -> Changed:
    return changed_by(facts(**fields), plan, events, now)


def test_who_is_late_until_a_time_takes_part_in_nothing_before_it() -> None:
    assert changed(Late(person="a", until=720)).summit.closed == (ClosedWindow(subject="a", start=600, end=720),)


def test_who_was_late_until_a_time_that_is_past_is_there() -> None:
    assert changed(Late(person="a", until=590)).summit.closed == ()


def test_who_comes_late_by_some_minutes_arrives_that_much_later() -> None:
    stay = Presence(person="a", arrival=650, departure=900)
    found = changed(Late(person="a", by_min=20), presences=(stay,))
    assert found.summit.presences == (Presence(person="a", arrival=670, departure=900),)


def test_who_comes_so_late_that_the_stay_is_over_is_not_there_for_it() -> None:
    stay = Presence(person="a", arrival=650, departure=660)
    found = changed(Late(person="a", by_min=20), presences=(stay,))
    assert found.summit.presences == (stay,)
    assert found.summit.closed == (ClosedWindow(subject="a", start=650, end=660),)


def test_who_is_there_and_late_by_some_minutes_is_late_for_the_next_engagement() -> None:
    assert changed(Late(person="b", by_min=20)).summit.closed == (ClosedWindow(subject="b", start=600, end=720),)
    assert changed(Late(person="a", by_min=20)).summit.closed == (ClosedWindow(subject="a", start=600, end=620),)
    assert changed(Late(person="c", by_min=5), now=900).summit.closed == (
        ClosedWindow(subject="c", start=900, end=905),
    )


def test_who_is_gone_is_away_from_now_on_at_the_earliest_and_to_the_end_if_nothing_else_is_said() -> None:
    assert changed(Gone(person="a", start=500, until=700)).summit.closed[0].interval == Interval(600, 700)
    assert changed(Gone(person="a")).summit.closed[0].interval == Interval(600, 1440)
    ill = InterpreterIll(person="inge", start=620, until=700)
    people = (*map(principal, "ABC"), Person(id="inge", name="Inge", role=Role.INTERPRETER))
    assert changed(ill, people=people).summit.closed == (ClosedWindow(subject="inge", start=620, end=700),)


def test_who_leaves_early_has_no_later_stay() -> None:
    stays = (Presence(person="a", departure=650), Presence(person="a", arrival=800), Presence(person="b"))
    found = changed(LeavesEarly(person="a", at=750), presences=stays)
    assert set(found.summit.presences) == {stays[0], stays[2]}
    cut = changed(LeavesEarly(person="a", at=640), presences=stays)
    assert set(cut.summit.presences) == {Presence(person="a", departure=640), stays[2]}
    assert changed(LeavesEarly(person="c", at=750)).summit.presences == (Presence(person="c", departure=750),)
    never = changed(LeavesEarly(person="a", at=750), presences=(Presence(person="a", arrival=800),))
    assert never.summit.presences == (Presence(person="a", departure=750),)


def test_a_session_that_overruns_ends_later_and_one_that_starts_late_lasts_as_long() -> None:
    assert changed(Overruns(what="council", until=690)).summit.sessions[0].interval == Interval(600, 690)
    assert changed(StartsLate(what="council", start=615)).summit.sessions[0].interval == Interval(615, 675)


def test_a_meeting_that_overruns_lasts_longer_in_the_form_it_is_held_in() -> None:
    found = changed(Overruns(what="ab", until=760))
    assert found.summit.ladder(found.summit.meeting_by_id["ab"])[:2] == (Rung("sit-down", 60), Rung("short", 15))
    assert found.plan.assignments == PLAN.assignments


def test_nothing_ends_before_it_starts() -> None:
    with pytest.raises(RepairError, match="ab cannot last until 2026-06-01 11:40: it starts at 2026-06-01 11:40"):
        changed(Overruns(what="ab", until=700))


def test_a_session_that_lasts_into_the_next_day_is_refused_with_its_name() -> None:
    with pytest.raises(FactsError, match="session council ends after its day"):
        changed(Overruns(what="council", until=2000))


def test_a_meeting_that_starts_late_starts_on_the_grid_and_no_sooner() -> None:
    found = changed(StartsLate(what="ab", start=711))
    assert found.plan.of("ab") == Assignment(meeting="ab", form="sit-down", start=715, room="R", attendees=("a", "b"))
    assert found.summit.meeting_by_id["ab"].allowed == (Interval(715, 1440),)
    windows = (Interval(540, 650), Interval(690, 800))
    clipped = changed(StartsLate(what="ab", start=711), meetings=(meeting("ab", ladder=LADDER, allowed=windows), BC))
    assert clipped.summit.meeting_by_id["ab"].allowed == (Interval(715, 800),)
    pinned = changed(StartsLate(what="ab", start=711), pins=(Pin(meeting="ab", start=700),))
    assert pinned.summit.pins == (Pin(meeting="ab", start=715),)


def test_a_lost_room_is_closed_for_a_while() -> None:
    assert changed(RoomLost(room="R", start=700, until=760)).summit.rooms[0].open == (
        Interval(0, 700),
        Interval(760, 1440),
    )
    rooms = (Room(id="R", name="Room", venue="V", seats=10, open=(Interval(650, 700),)),)
    gone = changed(RoomLost(room="R"), rooms=rooms).summit
    assert all(window.start >= 1440 for window in gone.rooms[0].open)


def test_a_gained_room_is_open_for_longer_or_new() -> None:
    rooms = (Room(id="R", name="Room", venue="V", seats=10, open=(Interval(650, 700),)),)
    assert changed(RoomGained(room="R", start=700, until=760), rooms=rooms).summit.rooms[0].open == (
        Interval(650, 760),
    )
    assert changed(RoomGained(room="R")).summit.rooms[0].open == ()
    new = Room(id="X", name="X", venue="V", seats=4)
    assert changed(RoomGained(room="X", new=new)).summit.rooms[1] == new
    assert changed(RoomGained(room="X", new=new, until=700)).summit.rooms[1].open == (Interval(600, 700),)
    back = changed(RoomLost(room="R", start=700), RoomGained(room="R", start=800))
    assert back.summit.rooms[0].open == (Interval(0, 700), Interval(800, 1440))


def test_a_cancelled_meeting_leaves_no_trace_in_facts_or_plan() -> None:
    found = changed(
        Cancelled(meeting="ab"), orders=(Order(before="ab", after="bc"),), pins=(Pin(meeting="ab", start=700),)
    )
    assert [m.id for m in found.summit.meetings] == ["bc"]
    assert (found.summit.orders, found.summit.pins) == ((), ())
    assert [a.meeting for a in found.plan.assignments] == ["bc"]


def test_a_meeting_that_has_begun_is_not_cancelled_and_this_is_said() -> None:
    found = changed(Cancelled(meeting="ab"), now=700)
    assert found.plan.of("ab") == PLAN.of("ab")
    assert found.notes == ("ab is cancelled, but has begun, so it stays.",)


def test_a_requested_meeting_is_accepted_by_all_and_wanted() -> None:
    replies = (Reply(meeting="bc", delegation="B"), Reply(meeting="bc", delegation="C", reply=ReplyState.DECLINED))
    plan = Plan(summit="test", assignments=PLAN.assignments[:1])
    found = changed(Requested(meeting="bc"), plan=plan, meetings=(BC, AB), replies=replies)
    assert found.summit.is_agreed(found.summit.meeting_by_id["bc"])
    assert found.wanted == ("bc",)
    new = meeting("ac", "A", "C", ladder=LADDER)
    assert changed(Requested(meeting="ac", new=new)).wanted == ("ac",)
    assert changed(Requested(meeting="ab")).wanted == ()
    with pytest.raises(RepairError, match="nothing says who meets"):
        changed(Requested(meeting="ac"))


def test_a_meeting_cancelled_and_then_requested_is_wanted_again_and_the_other_way_round_it_is_not() -> None:
    assert changed(Cancelled(meeting="ab"), Requested(meeting="ab")).wanted == ("ab",)
    assert changed(Requested(meeting="ab"), Cancelled(meeting="ab")).wanted == ()


def test_a_shortened_meeting_has_no_longer_form_left() -> None:
    by_form = changed(Shortened(meeting="ab", form="standing"))
    assert by_form.plan.of("ab") == Assignment(meeting="ab", form="standing", start=700, attendees=("a", "b"))
    assert by_form.summit.meeting_by_id["ab"].ladder == LADDER[2:]
    by_minutes = changed(Shortened(meeting="ab", minutes=12))
    assert by_minutes.summit.meeting_by_id["ab"].ladder == (Rung("sit-down", 12), Rung("short", 12), LADDER[2])
    with pytest.raises(RepairError, match="ab has no form 'lunch'; it has sit-down, short, standing"):
        changed(Shortened(meeting="ab", form="lunch"))


def test_what_is_said_of_a_meeting_that_will_not_take_place_is_noted() -> None:
    without = (delegation("A"), delegation("B"), delegation("C"))
    found = changed(
        Cancelled(meeting="ab"),
        StartsLate(what="ab", start=720),
        Shortened(meeting="ab", minutes=10),
        Overruns(what="ab", until=760),
        delegations=without,
    )
    assert len(found.notes) == 3
