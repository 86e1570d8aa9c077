"""Checks of the official programme."""

from typing import TYPE_CHECKING

from summitry.summit.sessions import Session
from summitry.summit.validation import known
from summitry.summit.validation.frame import has_sound_days
from summitry.summit.validation.places import zone_in_venue
from summitry.summit.validation.row import Problems, Row, rows, unique

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


def sessions(summit: "Summit") -> Problems:
    """Check what sessions are called and who takes part."""
    yield from unique("sessions", "id", (s.id for s in summit.sessions))
    who, ids, codes = known.participants(summit), known.people(summit), known.delegations(summit)
    for row, session in rows("sessions", summit.sessions):
        yield from row.filled("title", session.title)
        yield from row.refers_each("participants", session.participants, who)
        yield from row.refers_each("absent", session.absent, who)
        yield from row.refers("chair", session.chair, ids, optional=True)
        yield from row.refers("host", session.host, codes, optional=True)


def session_places(summit: "Summit") -> Problems:
    """Check that sessions take place where venues, zones and rooms say they can."""
    buildings, chambers = known.venues(summit), known.rooms(summit)
    for row, session in rows("sessions", summit.sessions):
        yield from row.refers("venue", session.venue, buildings)
        yield from zone_in_venue(summit, row, session.zone, session.venue)
        yield from row.refers("room", session.room, chambers, optional=True)
        room = summit.room_by_id.get(session.room)
        if room and room.venue != session.venue:
            message, expected = f"the room is in {room.venue}", f"a room of {session.venue}"
            yield row.wrong(message, column="room", value=session.room, expected=expected)


def session_times(summit: "Summit") -> Problems:
    """Check that each session lies within a day of the summit."""
    is_placeable = has_sound_days(summit)
    for row, session in rows("sessions", summit.sessions):
        if session.end <= session.start:
            yield row.wrong(
                "the session does not end after it starts",
                column="end",
                value=summit.clock.text(session.end),
                expected=f"later than {summit.clock.text(session.start)}",
            )
        elif is_placeable:
            yield from _within_a_day(summit, row, session)


def _within_a_day(summit: "Summit", row: Row, session: Session) -> Problems:
    idx = summit.day_idx(session.start)
    if idx is None:
        first, last = summit.days[0].date, summit.days[-1].date
        yield row.wrong(
            f"session {session.id} lies outside the summit's days",
            column="start",
            value=summit.clock.text(session.start),
            expected=f"a time from {first} to {last}",
        )
        return
    end = summit.day_spans[idx].end
    if session.end > end:
        yield row.wrong(
            f"session {session.id} ends after its day",
            column="end",
            value=summit.clock.text(session.end),
            expected=f"{summit.clock.text(end)} at the latest, or a day that closes later",
        )
