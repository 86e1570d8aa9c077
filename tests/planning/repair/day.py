"""A full small day to disrupt: every rule of the rule book bites somewhere in it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from summitry.planning.planner import plan
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
from summitry.summit import (
    Assignment,
    Attendance,
    Avoidance,
    Form,
    Interval,
    Limit,
    Order,
    Person,
    Plan,
    Presence,
    Reply,
    Role,
    Room,
    Rung,
    Session,
    Settings,
    Summit,
    Transfer,
    Venue,
)
from tests.builders import SHORT, SIT_DOWN, STANDING, accepted, delegation, meeting, principal, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))
NOW = 660
MEETINGS = (
    meeting("ab", "A", "B", ladder=LADDER),
    meeting("ac", "A", "C", ladder=LADDER),
    meeting("ad", "A", "D", ladder=LADDER),
    meeting("bc", "B", "C", ladder=LADDER),
    meeting("bd", "B", "D", ladder=(Rung("lunch", 45), Rung("short", 15))),
    meeting("cd", "C", "D", ladder=LADDER, rooms=("W1",)),
)
PENDING = meeting("abc", "A", "B", "C", ladder=LADDER)


def facts(**fields: Any) -> Summit:
    """Return a day with two venues, three rooms, interpreters, limits, meals, orders, an avoid list and stand-ins."""
    base: dict[str, Any] = {
        "settings": Settings(room_change_min=5, arrival_margin_min=0, departure_margin_min=10, seats_a_party=1),
        "delegations": (
            delegation("A", languages=("en",)),
            delegation("B", languages=("en", "fr")),
            delegation("C", languages=("fr",)),
            delegation("D", languages=("en", "fr")),
        ),
        "people": (
            *map(principal, "ABCD"),
            Person(id="b2", name="Deputy B", delegation="B", role=Role.STAND_IN),
            Person(id="i1", name="Ines", role=Role.INTERPRETER, languages=("en", "fr")),
            Person(id="i2", name="Ivo", role=Role.INTERPRETER, languages=("en", "fr")),
        ),
        "presences": (Presence(person="d", departure=1000),),
        "venues": (Venue(id="V", name="Venue"), Venue(id="W", name="Annex")),
        "transfers": (Transfer(origin="V", destination="W", minutes=15),),
        "rooms": (
            Room(id="R", name="Room", venue="V", seats=10, turnaround_min=5),
            Room(id="S", name="Side room", venue="V", seats=10, turnaround_min=5),
            Room(id="W1", name="Annex room", venue="W", seats=10),
        ),
        "forms": (SIT_DOWN, SHORT, STANDING, Form(name="lunch", duration_min=45, meal=True)),
        "sessions": (
            Session(id="council", title="Council", start=720, end=780, venue="V", participants=("A", "B", "C", "D")),
            Session(id="signing", title="Signing", start=900, end=930, venue="V", participants=("A",)),
        ),
        "meetings": (*MEETINGS, PENDING),
        "attendances": (Attendance(meeting="bc", person="b", stand_ins=("b2",)),),
        "avoidances": (Avoidance(first="A", second="D", gap_min=5),) if fields.pop("is_apart", False) else (),
        "orders": (Order(before="ab", after="ac", gap_min=10),),
        "limits": (
            Limit(person="a", meetings_a_day=4, meetings_in_a_row=2, rest_min=20),
            Limit(person="b", meal=Interval(780, 870), meal_min=30),
            Limit(person="i1", work_in_a_row_min=45, work_a_day_min=90, rest_min=15),
        ),
        "replies": (*accepted(*MEETINGS), Reply(meeting="abc", delegation="A")),
    }
    return summit(**(base | fields))


@cache
def planned() -> tuple[Summit, Plan]:
    """Return the day with a plan, so that some of it has begun at `NOW`."""
    day = facts()
    found = plan(day, time_limit_s=20, threads=1)
    assert found.plan is not None
    return day, found.plan


def placed(day_plan: Plan, *, has_begun: bool) -> list[Assignment]:
    """Return the assignments that have begun at `NOW`, or those still to come."""
    return [a for a in day_plan.assignments if (a.start <= NOW) == has_begun]


def one_of_each_kind(day_plan: Plan) -> Sequence[AnyEvent]:
    """Return an event of each kind, each of which strikes something still to come."""
    to_come = placed(day_plan, has_begun=False)
    first, last = to_come[0], to_come[-1]
    interpreted = next((a for a in to_come if a.interpreters), first)
    return (
        Late(person="a", until=max(NOW, first.start) + 20),
        Gone(person="b", start=first.start, until=first.start + 90),
        LeavesEarly(person="c", at=last.start + 10),
        Overruns(what="council", until=810),
        StartsLate(what=first.meeting, start=first.start + 10),
        RoomLost(room=first.room or "R", start=first.start, until=first.start + 120),
        RoomGained(room="X", start=NOW, new=Room(id="X", name="X", venue="V", seats=8)),
        Cancelled(meeting=last.meeting),
        Requested(meeting="abc"),
        Shortened(meeting=first.meeting, minutes=12),
        InterpreterIll(person=next(iter(interpreted.interpreters), "i1"), start=NOW),
    )


def pinned(day_plan: Plan, meeting_id: str) -> Plan:
    """Return a plan with one meeting pinned."""
    assignments = tuple(replace(a, pinned=a.meeting == meeting_id) for a in day_plan.assignments)
    return replace(day_plan, assignments=assignments)
