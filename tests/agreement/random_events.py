"""Random events on a tiny summit, one maker a kind: what may happen to a plan of it."""

import random
from collections.abc import Callable, Mapping

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
from summitry.summit import Plan, Reply, ReplyState, Role, Room, Summit

Maker = Callable[[Summit, Plan, random.Random], AnyEvent | None]


def random_event(kind: str, summit: Summit, plan: Plan, rng: random.Random) -> AnyEvent | None:
    """Return an event of a kind; nothing where the summit has nothing that it could happen to."""
    return KINDS[kind](summit, plan, rng)


def moment(summit: Summit, rng: random.Random) -> int:
    """Return a minute of the summit's hours, on a quarter."""
    day = rng.choice(summit.days)
    return day.opens + 15 * rng.randint(0, max(0, (day.closes - day.opens) // 15 - 1))


def _person(summit: Summit, rng: random.Random) -> str:
    return rng.choice([p.id for p in summit.people if p.role is not Role.INTERPRETER])


def _meeting(summit: Summit, plan: Plan, rng: random.Random) -> str | None:
    placed = [a.meeting for a in plan.assignments]
    return rng.choice(placed) if placed else None


def _late(summit: Summit, _plan: Plan, rng: random.Random) -> AnyEvent:
    if rng.random() < 0.5:
        return Late(person=_person(summit, rng), by_min=rng.choice((10, 20, 30)))
    return Late(person=_person(summit, rng), until=moment(summit, rng))


def _gone(summit: Summit, _plan: Plan, rng: random.Random) -> AnyEvent:
    start = moment(summit, rng)
    return Gone(person=_person(summit, rng), start=start, until=start + rng.choice((15, 30, 60)))


def _leaves_early(summit: Summit, _plan: Plan, rng: random.Random) -> AnyEvent:
    return LeavesEarly(person=_person(summit, rng), at=moment(summit, rng))


def _overruns(summit: Summit, plan: Plan, rng: random.Random) -> AnyEvent | None:
    if summit.sessions and rng.random() < 0.5:
        session = rng.choice(summit.sessions)
        return Overruns(what=session.id, until=session.end + rng.choice((5, 15)))
    meeting = _meeting(summit, plan, rng)
    placed = plan.of(meeting) if meeting else None
    return Overruns(what=placed.meeting, until=placed.start + rng.choice((35, 45, 60))) if placed else None


def _starts_late(summit: Summit, plan: Plan, rng: random.Random) -> AnyEvent | None:
    meeting = _meeting(summit, plan, rng)
    placed = plan.of(meeting) if meeting else None
    return StartsLate(what=placed.meeting, start=placed.start + rng.choice((10, 15, 30))) if placed else None


def _room_lost(summit: Summit, _plan: Plan, rng: random.Random) -> AnyEvent:
    start = moment(summit, rng)
    return RoomLost(room=rng.choice(summit.rooms).id, start=start, until=start + rng.choice((15, 30, 60)))


def _room_gained(summit: Summit, _plan: Plan, rng: random.Random) -> AnyEvent:
    start = moment(summit, rng)
    new = Room(id="RX", name="Extra room", venue=summit.rooms[0].venue, seats=4)
    return RoomGained(room="RX", start=start, until=start + 60, new=new)


def _cancelled(summit: Summit, plan: Plan, rng: random.Random) -> AnyEvent | None:
    meeting = _meeting(summit, plan, rng)
    return Cancelled(meeting=meeting) if meeting else None


def _requested(summit: Summit, plan: Plan, rng: random.Random) -> AnyEvent | None:
    placed = {a.meeting for a in plan.assignments}
    left = [m for m in summit.meetings if m.id not in placed]
    if not left:
        return None
    meeting = rng.choice(left)
    replies = tuple(Reply(meeting=meeting.id, delegation=code, reply=ReplyState.ACCEPTED) for code in meeting.parties)
    return Requested(meeting=meeting.id, replies=replies)


def _shortened(summit: Summit, plan: Plan, rng: random.Random) -> AnyEvent | None:
    meeting = _meeting(summit, plan, rng)
    if meeting is None:
        return None
    if rng.random() < 0.5:
        return Shortened(meeting=meeting, minutes=10)
    return Shortened(meeting=meeting, form=summit.ladder(summit.meeting_by_id[meeting])[-1].form)


def _interpreter_ill(summit: Summit, _plan: Plan, rng: random.Random) -> AnyEvent | None:
    if not summit.interpreters:
        return None
    start = moment(summit, rng)
    return InterpreterIll(person=rng.choice(summit.interpreters).id, start=start, until=start + 60)


KINDS: Mapping[str, Maker] = {
    "late": _late,
    "gone": _gone,
    "leaves_early": _leaves_early,
    "overruns": _overruns,
    "starts_late": _starts_late,
    "room_lost": _room_lost,
    "room_gained": _room_gained,
    "cancelled": _cancelled,
    "requested": _requested,
    "shortened": _shortened,
    "interpreter_ill": _interpreter_ill,
}
