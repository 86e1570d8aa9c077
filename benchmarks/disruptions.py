"""Random disruptions of a plan: what may happen on a day, drawn with a seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from summitry.planning.repair.events import (
    AnyEvent,
    Cancelled,
    Gone,
    InterpreterIll,
    Late,
    LeavesEarly,
    Overruns,
    RoomLost,
    Shortened,
    StartsLate,
)
from summitry.summit import Assignment, Plan, Summit

_NOTICE_MIN = 90  # what happens concerns something within so many minutes


@dataclass(frozen=True, kw_only=True)
class Disruption:
    """Something that becomes known at a moment of a summit."""

    kind: str
    now: int
    events: tuple[AnyEvent, ...]


def disruptions(summit: Summit, plan: Plan, number: int, seed: int) -> list[Disruption]:
    """Return so many disruptions, each of one event of a kind drawn evenly, in the midst of the plan's meetings."""
    rng = random.Random(seed)
    found: list[Disruption] = []
    while len(found) < number:
        kind = rng.choice(list(_DRAW))
        struck = rng.choice(plan.assignments)
        now = _on_grid(summit, struck.start - rng.randint(0, _NOTICE_MIN))
        event = _DRAW[kind](summit, struck, rng)
        if event is not None:
            found.append(Disruption(kind=kind, now=now, events=(event,)))
    return found


def _on_grid(summit: Summit, minute: int) -> int:
    return minute - minute % summit.settings.step_min


def _someone(struck: Assignment, rng: random.Random) -> str:
    return rng.choice(struck.attendees)


def _late(_summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent:
    return Late(person=_someone(struck, rng), until=struck.start + rng.choice((15, 30, 45, 60)))


def _gone(_summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent:
    return Gone(person=_someone(struck, rng), start=struck.start, until=struck.start + rng.choice((60, 120, 240)))


def _leaves(_summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent:
    return LeavesEarly(person=_someone(struck, rng), at=struck.start + rng.choice((60, 180)))


def _meeting_overruns(summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent:
    minutes = dict(summit.ladder(summit.meeting_by_id[struck.meeting]))[struck.form]
    return Overruns(what=struck.meeting, until=struck.start + minutes + rng.choice((15, 30, 45)))


def _session_overruns(summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent | None:
    day = summit.day_idx(struck.start)
    sessions = [s for s in summit.sessions if summit.day_idx(s.start) == day]
    if not sessions or day is None:
        return None
    session = rng.choice(sessions)
    return Overruns(what=session.id, until=min(session.end + rng.choice((15, 30, 60)), summit.day_spans[day].end))


def _starts_late(summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent:
    return StartsLate(what=struck.meeting, start=struck.start + rng.choice((1, 2, 3)) * summit.settings.step_min)


def _room_lost(_summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent | None:
    if struck.room is None:
        return None
    return RoomLost(room=struck.room, start=struck.start, until=struck.start + rng.choice((60, 120, 240)))


def _cancelled(_summit: Summit, struck: Assignment, _rng: random.Random) -> AnyEvent:
    return Cancelled(meeting=struck.meeting)


def _shortened(_summit: Summit, struck: Assignment, _rng: random.Random) -> AnyEvent:
    return Shortened(meeting=struck.meeting, minutes=10)


def _ill(_summit: Summit, struck: Assignment, rng: random.Random) -> AnyEvent | None:
    if not struck.interpreters:
        return None
    until = struck.start + rng.choice((120, 240))
    return InterpreterIll(person=rng.choice(struck.interpreters), start=struck.start, until=until)


_DRAW: dict[str, Callable[[Summit, Assignment, random.Random], AnyEvent | None]] = {
    "late": _late,
    "gone": _gone,
    "leaves_early": _leaves,
    "meeting overruns": _meeting_overruns,
    "session overruns": _session_overruns,
    "starts_late": _starts_late,
    "room_lost": _room_lost,
    "cancelled": _cancelled,
    "shortened": _shortened,
    "interpreter_ill": _ill,
}
