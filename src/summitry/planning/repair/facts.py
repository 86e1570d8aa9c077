"""Events as changed facts: each has one exact meaning, the one that docs/reference/events.md states."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summitry.planning.repair.draft import Draft, RepairError
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
from summitry.summit import Interval, Plan, Presence, Reply, ReplyState, Rung, Summit
from summitry.summit.times import union


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Facts and plan after what happened, before anything is repaired.

    Parameters
    ----------
    plan
        The plan with what the events themselves did to it: a meeting cancelled, shortened, started late.
    wanted
        Ids of the meetings newly asked for that the plan does not hold.
    notes
        What could not be taken in as stated, in sentences.
    """

    summit: Summit
    plan: Plan
    wanted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def changed_by(summit: Summit, plan: Plan, events: Sequence[AnyEvent], now: int) -> Changed:
    """Return the facts and the plan as the events, in their order, change them.

    Raises
    ------
    RepairError
        If an event cannot be, naming it.
    FactsError
        If the changed facts contradict each other.
    """
    known = {a.meeting: a for a in plan.assignments if a.meeting in summit.meeting_by_id}
    draft = Draft(summit, now, known)
    for event in events:
        _TAKE_IN[type(event)](draft, event)
    changed = draft.changed_summit()
    kept = tuple(a for a in draft.placed.values())
    return Changed(
        summit=changed,
        plan=replace(plan, assignments=kept, unplaced=(), facts_digest=changed.digest),
        wanted=tuple(m for m in dict.fromkeys(draft.wanted) if m in draft.meetings and m not in draft.placed),
        notes=tuple(draft.notes),
    )


# --- people ---


def _late(draft: Draft, event: Late) -> None:
    if event.by_min is None:
        draft.close(event.person, None, event.until)
        return
    later = [p for p in draft.presences if p.person == event.person and (p.arrival or 0) > draft.now]
    stays = [p for p in draft.presences if p.person == event.person]
    is_there = not stays or (len(later) < len(stays) and not _is_between(stays, draft.now))
    if later and not is_there:
        first = min(later, key=lambda p: p.arrival or 0)
        _replace_stay(draft, first, (first.arrival or 0) + event.by_min)
        return
    start = draft.next_start(event.person)
    draft.close(event.person, None, (draft.now if start is None else start) + event.by_min)


def _is_between(stays: Sequence[Presence], now: int) -> bool:
    """Tell whether a moment lies in none of some stays."""
    return not any(
        (p.arrival is None or p.arrival <= now) and (p.departure is None or now < p.departure) for p in stays
    )


def _replace_stay(draft: Draft, stay: Presence, arrival: int) -> None:
    """Let a stay begin later; one that would be over before it begins is closed instead."""
    if stay.departure is not None and arrival >= stay.departure:
        draft.close(stay.person, stay.arrival, stay.departure)
        return
    draft.presences[draft.presences.index(stay)] = replace(stay, arrival=arrival)


def _gone(draft: Draft, event: Gone | InterpreterIll) -> None:
    draft.close(event.person, event.start, event.until)


def _leaves_early(draft: Draft, event: LeavesEarly) -> None:
    stays = [p for p in draft.presences if p.person == event.person] or [Presence(person=event.person)]
    others = [p for p in draft.presences if p.person != event.person]
    kept = [p for p in stays if p.arrival is None or p.arrival < event.at]
    cut = [p if p.departure is not None and p.departure <= event.at else replace(p, departure=event.at) for p in kept]
    draft.presences = [*others, *(cut or [Presence(person=event.person, departure=event.at)])]


# --- sessions and meetings in time ---


def _overruns(draft: Draft, event: Overruns) -> None:
    session = draft.sessions.get(event.what)
    start = session.start if session else None
    assignment = draft.placed.get(event.what)
    if assignment is not None:
        start = assignment.start
    if start is None:
        draft.notes.append(f"{event.what} overruns, but the plan does not hold it.")
        return
    if event.until <= start:
        text = draft.summit.clock.text
        raise RepairError(f"{event.what} cannot last until {text(event.until)}: it starts at {text(start)}")
    if session is not None:
        draft.sessions[session.id] = replace(session, end=event.until)
    elif assignment is not None:
        ladder = [
            Rung(form, event.until - start if form == assignment.form else minutes)
            for form, minutes in draft.ladder(event.what)
        ]
        draft.meetings[event.what] = replace(draft.meetings[event.what], ladder=tuple(ladder))


def _starts_late(draft: Draft, event: StartsLate) -> None:
    session = draft.sessions.get(event.what)
    if session is not None:
        later = event.start - session.start
        draft.sessions[session.id] = replace(session, start=event.start, end=session.end + later)
        return
    meeting = draft.meetings.get(event.what)
    if meeting is None:
        draft.notes.append(f"{event.what} starts late, but is not to take place.")
        return
    step = draft.summit.settings.step_min
    start = -(-event.start // step) * step
    clipped = [Interval(max(start, w.start), w.end) for w in meeting.allowed if w.end > start]
    window = Interval(start, max(draft.horizon.end, start + 1))
    draft.meetings[meeting.id] = replace(meeting, allowed=tuple(clipped) or (window,))
    assignment = draft.placed.get(meeting.id)
    if assignment is not None:
        draft.placed[meeting.id] = replace(assignment, start=start)
    if meeting.id in draft.pins:
        draft.pins[meeting.id] = replace(draft.pins[meeting.id], start=start)


def _shortened(draft: Draft, event: Shortened) -> None:
    meeting = draft.meetings.get(event.meeting)
    if meeting is None:
        draft.notes.append(f"{event.meeting} is shortened, but is not to take place.")
        return
    ladder = draft.ladder(event.meeting)
    if event.form:
        forms = [rung.form for rung in ladder]
        if event.form not in forms:
            raise RepairError(f"{event.meeting} has no form {event.form!r}; it has {', '.join(forms)}")
        ladder = ladder[forms.index(event.form) :]
    most = event.minutes or max(rung.duration_min for rung in ladder)
    shorter = tuple(Rung(rung.form, min(rung.duration_min, most)) for rung in ladder)
    draft.meetings[event.meeting] = replace(meeting, ladder=shorter)
    assignment = draft.placed.get(event.meeting)
    if assignment is not None and assignment.form not in [rung.form for rung in shorter]:
        needs_room = draft.summit.form_by_name[shorter[0].form].needs_room
        room = assignment.room if needs_room else None
        draft.placed[event.meeting] = replace(assignment, form=shorter[0].form, room=room)
    pin = draft.pins.get(event.meeting)
    if pin is not None and event.form:
        draft.pins[event.meeting] = replace(pin, form="", room="")


# --- rooms ---


def _room_lost(draft: Draft, event: RoomLost) -> None:
    room, lost = draft.rooms.get(event.room), draft.stretch(event.start, event.until)
    if room is None or lost is None:
        return
    opening = union(room.open) if room.open else (_ever(draft),)
    pieces = [
        piece
        for window in opening
        for piece in (
            Interval(window.start, min(window.end, lost.start)),
            Interval(max(window.start, lost.end), window.end),
        )
        if piece.length > 0
    ]
    # no window at all would mean that it is always open
    draft.rooms[room.id] = replace(room, open=tuple(pieces) or (_never(draft),))


def _room_gained(draft: Draft, event: RoomGained) -> None:
    gained = draft.stretch(event.start, event.until)
    if gained is None:
        return
    if event.new is not None and event.room not in draft.rooms:
        is_limited = event.start is not None or event.until is not None
        draft.rooms[event.room] = replace(event.new, open=(gained,) if is_limited else ())
        return
    room = draft.rooms.get(event.room)
    if room is not None and room.open:
        draft.rooms[room.id] = replace(room, open=union((*room.open, gained)))


def _ever(draft: Draft) -> Interval:
    return Interval(draft.horizon.start, draft.horizon.end)


def _never(draft: Draft) -> Interval:
    return Interval(draft.horizon.end, draft.horizon.end + 1)


# --- meetings that go and come ---


def _cancelled(draft: Draft, event: Cancelled) -> None:
    id_ = event.meeting
    if draft.has_started(id_):
        draft.notes.append(f"{id_} is cancelled, but has begun, so it stays.")
        return
    draft.placed.pop(id_, None)
    draft.meetings.pop(id_, None)
    draft.pins.pop(id_, None)
    draft.gone.add(id_)
    draft.replies = {key: reply for key, reply in draft.replies.items() if key[0] != id_}
    draft.attendances = [row for row in draft.attendances if row.meeting != id_]
    draft.orders = [order for order in draft.orders if id_ not in {order.before, order.after}]


def _requested(draft: Draft, event: Requested) -> None:
    id_ = event.meeting
    if id_ not in draft.meetings:
        found = event.new or draft.summit.meeting_by_id.get(id_)
        if found is None:
            raise RepairError(f"{id_} is requested, but nothing says who meets")
        draft.meetings[id_] = found
        draft.gone.discard(id_)
        rows = event.attendances or tuple(row for row in draft.summit.attendances if row.meeting == id_)
        draft.attendances += rows
    stated = {reply.delegation: reply for reply in event.replies}
    for code in draft.meetings[id_].parties:
        before = draft.replies.get((id_, code)) or Reply(meeting=id_, delegation=code)
        draft.replies[id_, code] = stated.get(code) or replace(before, reply=ReplyState.ACCEPTED)
    draft.wanted.append(id_)


_TAKE_IN: Mapping[type, Callable[[Draft, Any], None]] = {
    Late: _late,
    Gone: _gone,
    LeavesEarly: _leaves_early,
    Overruns: _overruns,
    StartsLate: _starts_late,
    RoomLost: _room_lost,
    RoomGained: _room_gained,
    Cancelled: _cancelled,
    Requested: _requested,
    Shortened: _shortened,
    InterpreterIll: _gone,
}
