"""What differs between two plans, as typed records and in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from summitry.summit.plan import Assignment, Plan
from summitry.summit.summit import Summit


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A meeting that only the later plan places."""

    meeting: str
    after: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A meeting that only the earlier plan places."""

    meeting: str
    before: Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A meeting that starts at another time; both starts in minutes from the epoch."""

    meeting: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChanged:
    """A meeting held in another form, and so perhaps shorter or longer."""

    meeting: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomChanged:
    """A meeting in another room; ``None`` for none."""

    meeting: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChanged:
    """A meeting with other attendees or interpreters; ids of who comes in and who goes out."""

    meeting: str
    come: tuple[str, ...]
    go: tuple[str, ...]


Change = Added | Dropped | Moved | FormChanged | RoomChanged | PeopleChanged


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Return what differs between two plans of one summit, by the time of the meeting, the changes of one in a row.

    A meeting stands at its time in the later plan, or, if dropped, in the earlier one. Whether an assignment is pinned
    makes no difference: nobody's day changes by it.
    """
    old = {a.meeting: a for a in before.assignments}
    new = {a.meeting: a for a in after.assignments}
    meetings = sorted(old | new, key=lambda m: ((new.get(m) or old[m]).start, m))
    return tuple(change for meeting in meetings for change in _of_meeting(meeting, old.get(meeting), new.get(meeting)))


def _of_meeting(meeting: str, before: Assignment | None, after: Assignment | None) -> Iterator[Change]:
    if before is None or after is None:
        if after is not None:
            yield Added(meeting=meeting, after=after)
        if before is not None:
            yield Dropped(meeting=meeting, before=before)
        return
    if before.start != after.start:
        yield Moved(meeting=meeting, before=before.start, after=after.start)
    if before.form != after.form:
        yield FormChanged(meeting=meeting, before=before.form, after=after.form)
    if before.room != after.room:
        yield RoomChanged(meeting=meeting, before=before.room, after=after.room)
    old, new = {*before.attendees, *before.interpreters}, {*after.attendees, *after.interpreters}
    if old != new:
        yield PeopleChanged(meeting=meeting, come=tuple(sorted(new - old)), go=tuple(sorted(old - new)))


def in_words(summit: Summit, *of_meeting: Change) -> str:
    """Return the changes of one meeting as a sentence without a full stop, with local times and names of rooms.

    Parameters
    ----------
    of_meeting
        One change or several, all of the same meeting, as `changes` gives them.
    """
    return f"{of_meeting[0].meeting} " + ", ".join(_clause(summit, change) for change in of_meeting)


def _clause(summit: Summit, change: Change) -> str:
    match change:
        case Added(after=after):
            return f"added on {_where_and_when(summit, after)}"
        case Dropped(before=before):
            return f"dropped (was on {_where_and_when(summit, before)})"
        case Moved(before=start, after=end):
            day, other_day = day_in_words(summit, start), day_in_words(summit, end)
            to = hour_in_words(summit, end) if day == other_day else f"{other_day} {hour_in_words(summit, end)}"
            return f"moved from {day} {hour_in_words(summit, start)} to {to}"
        case FormChanged():
            return _form_clause(summit, change)
        case RoomChanged(after=room):
            return f"now in {_room(summit, room)}" if room else "now without a room"
        case PeopleChanged(come=come, go=go):
            return " and ".join(
                f"{verb} {', '.join(_person(summit, person) for person in people)}"
                for verb, people in (("with", come), ("without", go))
                if people
            )


def _form_clause(summit: Summit, change: FormChanged) -> str:
    meeting = summit.meeting_by_id.get(change.meeting)
    minutes = dict(summit.ladder(meeting)) if meeting else {}
    before, after = minutes.get(change.before), minutes.get(change.after)
    if before is None or after is None or before == after:
        return f"changed from {change.before} to {change.after}"
    verb = "shortened" if after < before else "lengthened"
    return f"{verb} from {change.before} ({before} min) to {change.after} ({after} min)"


def _where_and_when(summit: Summit, assignment: Assignment) -> str:
    start = f"{day_in_words(summit, assignment.start)} {hour_in_words(summit, assignment.start)}"
    room = f" in {_room(summit, assignment.room)}" if assignment.room else ""
    return f"{start} as {assignment.form}{room}"


def day_in_words(summit: Summit, minute: int) -> str:
    """Return the local calendar day of a minute: ``11 July``."""
    at = summit.clock.at(minute)
    return f"{at.day} {at:%B}"


def hour_in_words(summit: Summit, minute: int) -> str:
    """Return the local hour of a minute: ``12:30``, with the offset only where that time happens twice."""
    return summit.clock.text(minute)[len("2023-07-11 ") :]


def _room(summit: Summit, room: str | None) -> str:
    found = summit.room_by_id.get(room or "")
    return found.name if found else room or ""


def _person(summit: Summit, person: str) -> str:
    found = summit.person_by_id.get(person)
    return found.name if found else person
