"""Random tiny summits that are grids, and the fewest breaks of a plan of all meetings, by trying every schedule."""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from summitry.rules import SOFT_LEVELS, judge
from summitry.rules.case import Case
from summitry.summit import (
    Assignment,
    Clock,
    ClosedWindow,
    Day,
    Delegation,
    Form,
    Interval,
    Meeting,
    Order,
    Person,
    Pin,
    Plan,
    Presence,
    Reply,
    ReplyState,
    Role,
    Room,
    Settings,
    Summit,
    Venue,
)
from summitry.summit.settings import ComfortWeights

DURATION_MIN = 15
_DAY_MIN = 24 * 60
_OPENS = 10 * 60
_FIRST = date(2026, 6, 1)


def random_grid(seed: int, *, num_meetings: int = 5) -> Summit:
    """Return a random summit of equal meetings, of which many have no plan of all meetings and many need breaks."""
    rng = random.Random(seed)
    move_min = rng.choice((0, 0, 5))
    step_min = DURATION_MIN + move_min
    num_days = rng.choice((1, 1, 2))
    days = tuple(_day(idx, rng.randint(3, 6 // num_days) * step_min) for idx in range(num_days))
    starts = [start for day in days for start in range(day.opens, day.closes - DURATION_MIN + 1, step_min)]
    codes = [f"D{idx}" for idx in range(rng.randint(2, 5))]
    meetings = tuple(_meeting(rng, idx, codes, days, starts, step_min) for idx in range(num_meetings))
    in_no_meeting = rng.random() < 0.3  # then somebody never has a break
    people = [_person(code, rng) for code in (*codes, *(["E"] if in_no_meeting else []))]
    return Summit(
        id=f"grid-{seed}",
        name="Random grid",
        clock=Clock("UTC", _FIRST),
        days=days,
        settings=_settings(rng, step_min, move_min, {person.fairness_class for person in people} - {""}),
        delegations=tuple(Delegation(code=person.delegation, name=person.delegation) for person in people),
        people=tuple(people),
        venues=(Venue(id="V", name="Venue"),),
        rooms=tuple(_room(rng, idx, days) for idx in range(rng.choice((1, 2, 2, 3)))),
        forms=(Form(name="talk", duration_min=DURATION_MIN),),
        meetings=meetings,
        replies=tuple(
            Reply(meeting=m.id, delegation=code, reply=ReplyState.ACCEPTED) for m in meetings for code in m.parties
        ),
        closed=tuple(
            ClosedWindow(subject=code, start=start, end=start + DURATION_MIN)
            for code in codes
            for start in starts
            if rng.random() < 0.05
        ),
        presences=tuple(Presence(person=p.id, arrival=rng.choice(starts)) for p in people if rng.random() < 0.1),
        orders=_orders(rng, meetings),
        pins=tuple(Pin(meeting=m.id, start=rng.choice(starts)) for m in meetings if rng.random() < 0.03),
    )


def _day(idx: int, length_min: int) -> Day:
    opens = idx * _DAY_MIN + _OPENS
    return Day(date=_FIRST + timedelta(days=idx), opens=opens, closes=opens + length_min)


def _person(code: str, rng: random.Random) -> Person:
    fairness_class = rng.choice(("all", "all", "all", ""))
    return Person(id=code.lower(), name=code, delegation=code, role=Role.PRINCIPAL, fairness_class=fairness_class)


def _settings(rng: random.Random, step_min: int, move_min: int, classes: Collection[str]) -> Settings:
    cap = rng.choice((None, 0, 0, 1, 2))
    return Settings(
        step_min=step_min,
        room_change_min=move_min,
        arrival_margin_min=0,
        seats_a_party=1,
        comfort=ComfortWeights(
            break_=rng.choice((1, 3)), idle_minute=0, venue_change=0, room_change=0, off_preference=0
        ),
        fairness_cap={} if cap is None else dict.fromkeys(classes, cap),
    )


def _meeting(
    rng: random.Random, idx: int, codes: Sequence[str], days: Sequence[Day], starts: Sequence[int], step_min: int
) -> Meeting:
    parties = rng.sample(codes, 3 if len(codes) > 2 and rng.random() < 0.15 else 2)
    day = rng.choice(days)
    first = rng.choice(starts)
    windows: tuple[tuple[Interval, ...], ...] = (
        (Interval(day.opens, day.closes),),
        (Interval(first, first + 2 * step_min),),
        (Interval(first, first + DURATION_MIN), Interval(starts[0], starts[0] + 2 * step_min)),
    )
    allowed = rng.choice(windows) if rng.random() < 0.2 else ()
    return Meeting(id=f"M{idx}", parties=tuple(parties), allowed=allowed, head_count=3)


def _room(rng: random.Random, idx: int, days: Sequence[Day]) -> Room:
    day = rng.choice(days)
    hours = (Interval(day.opens, day.opens + 50),) if rng.random() < 0.2 else ()
    return Room(id=f"R{idx}", name=f"Room {idx}", venue="V", seats=3 + idx, open=hours)


def _orders(rng: random.Random, meetings: Sequence[Meeting]) -> tuple[Order, ...]:
    pairs = [pair for pair in combinations(meetings, 2) if rng.random() < 0.06]
    return tuple(Order(before=one.id, after=two.id) for one, two in pairs)


# --- every schedule ---


def fewest_breaks(summit: Summit, kept: Sequence[Assignment] = ()) -> int | None:
    """Return the least comfort of a plan that holds every meeting, or ``None`` if there is no such plan."""
    least: int | None = None
    for plan in complete_plans(summit, kept):
        comfort = SOFT_LEVELS["comfort"].figure(Case(summit=summit, plan=plan))
        assert isinstance(comfort, int)
        if (least is None or comfort < least) and judge(summit, plan, pinned=kept).is_clean:
            least = comfort
    return least


def complete_plans(summit: Summit, kept: Sequence[Assignment] = ()) -> Iterator[Plan]:
    """Yield plans of all meetings, one for each way to give them starts so that nobody is at two at once.

    Rooms differ in their hours alone, so it does not matter which of those that are open and free a meeting takes.
    """
    held = {assignment.meeting for assignment in kept}
    empty = Plan(summit=summit.id, facts_digest=summit.digest)
    choices = [_choices(summit, empty, meeting) for meeting in summit.to_place() if meeting.id not in held]
    yield from _extended(replace(empty, assignments=tuple(kept)), choices)


def _choices(summit: Summit, empty: Plan, meeting: Meeting) -> list[Assignment]:
    """Return the assignments of a meeting that break no rule by themselves, but perhaps a fairness cap."""
    attendees = tuple(seat[0] for seat in summit.seats_by_meeting[meeting.id])
    pinned = tuple(pin for pin in summit.pins if pin.meeting == meeting.id)
    alone = replace(summit, pins=pinned, settings=replace(summit.settings, fairness_cap={}))
    found = (
        Assignment(meeting=meeting.id, form="talk", start=start, room=room.id, attendees=attendees)
        for day in summit.days
        for start in range(day.opens, day.closes - DURATION_MIN + 1, summit.settings.step_min)
        for room in summit.rooms
    )
    return [choice for choice in found if judge(alone, replace(empty, assignments=(choice,))).is_clean]


def _extended(plan: Plan, left: Sequence[Sequence[Assignment]]) -> Iterator[Plan]:
    if not left:
        yield plan
        return
    tried: set[int] = set()
    for choice in left[0]:
        there = [a for a in plan.assignments if a.start == choice.start]
        is_free = not any(a.room == choice.room or {*a.attendees} & {*choice.attendees} for a in there)
        if is_free and choice.start not in tried:
            tried.add(choice.start)
            yield from _extended(replace(plan, assignments=(*plan.assignments, choice)), left[1:])
