"""Checks of forms, meetings, replies, pins and what is recorded."""

from datetime import date
from typing import TYPE_CHECKING

from summitry.summit.meetings import Meeting
from summitry.summit.validation import known
from summitry.summit.validation.known import Known
from summitry.summit.validation.row import Problems, Row, rows, unique

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


def forms(summit: "Summit") -> Problems:
    """Check that forms have names and last some time."""
    yield from unique("forms", "name", (f.name for f in summit.forms))
    for row, form in rows("forms", summit.forms):
        yield from row.at_least(1, duration_min=form.duration_min)
    if not summit.forms and any(not meeting.ladder for meeting in summit.meetings):
        message = "there are meetings, but no form to hold them in"
        yield Row("forms").wrong(message, expected="a row for each form, such as sit-down with its minutes")


def meetings(summit: "Summit") -> Problems:
    """Check that each meeting has an id that no session has, and numbers and windows that make sense."""
    yield from unique("meetings", "id", (m.id for m in summit.meetings))
    for row, meeting in rows("meetings", summit.meetings):
        if meeting.id in summit.session_by_id:
            expected = "an id that is no session's"
            yield row.wrong("a session has this id", column="id", value=meeting.id, expected=expected)
        yield from row.at_least(1, head_count=meeting.head_count)
        yield from row.at_least(0, bonus=meeting.bonus)
        yield from row.windows("allowed", meeting.allowed, summit.clock)


def parties(summit: "Summit") -> Problems:
    """Check that two or more delegations meet, and that who asks and who hosts is one of them."""
    codes, ids = known.delegations(summit), known.people(summit)
    for row, meeting in rows("meetings", summit.meetings):
        if len(meeting.parties) < 2:
            message = f"meeting {meeting.id} has {'one party' if meeting.parties else 'no party'}"
            value = "; ".join(meeting.parties)
            yield row.wrong(message, column="parties", value=value, expected="two or more delegations")
        yield from row.refers_each("parties", meeting.parties, codes)
        yield from row.distinct("parties", meeting.parties, "delegation")
        for column, code in (("requested_by", meeting.requested_by), ("host", meeting.host)):
            yield from _is_party(row, column, code, meeting)
        yield from row.refers("chair", meeting.chair, ids, optional=True)


def _is_party(row: Row, column: str, code: str, meeting: Meeting) -> Problems:
    if code and code not in meeting.parties:
        message, expected = f"not a party of {meeting.id}", " or ".join(meeting.parties)
        yield row.wrong(message, column=column, value=code, expected=expected)


def ladders(summit: "Summit") -> Problems:
    """Check that the forms of each meeting exist, last some time and stand once on its ladder."""
    names = known.forms(summit)
    for row, meeting in rows("meetings", summit.meetings):
        on_ladder = tuple(rung.form for rung in meeting.ladder)
        yield from row.refers_each("forms", on_ladder, names)
        yield from row.distinct("forms", on_ladder, "form")
        for rung in meeting.ladder:
            yield from row.at_least(1, forms=rung.duration_min)


def meeting_places(summit: "Summit") -> Problems:
    """Check that the rooms and venues of each meeting exist."""
    buildings, chambers = known.venues(summit), known.rooms(summit)
    for row, meeting in rows("meetings", summit.meetings):
        yield from row.refers_each("venues", meeting.venues, buildings)
        yield from row.refers_each("rooms", meeting.rooms, chambers)


def replies(summit: "Summit") -> Problems:
    """Check that each reply is that of a party, and the only one to that meeting."""
    ids = known.meetings(summit)
    stated: set[tuple[str, str]] = set()
    for row, reply in rows("replies", summit.replies):
        yield from row.refers("meeting", reply.meeting, ids)
        meeting = summit.meeting_by_id.get(reply.meeting)
        if not reply.delegation:
            yield row.wrong("empty", column="delegation", expected="a party of the meeting")
        elif meeting:
            yield from _is_party(row, "delegation", reply.delegation, meeting)
        if (reply.meeting, reply.delegation) in stated:
            message = f"an earlier row has this party's reply to {reply.meeting}"
            yield row.wrong(message, column="delegation", value=reply.delegation, expected="one reply a party")
        stated.add((reply.meeting, reply.delegation))
        yield from row.windows("preferred", reply.preferred, summit.clock)


def pins(summit: "Summit") -> Problems:
    """Check that each pin is of one meeting, and of a form and room it may have."""
    yield from _pinned_once(summit)
    ids, chambers = known.meetings(summit), known.rooms(summit)
    for row, pin in rows("pins", summit.pins):
        yield from row.refers("meeting", pin.meeting, ids)
        meeting = summit.meeting_by_id.get(pin.meeting)
        if meeting:
            on_ladder = Known("form on the meeting's ladder", "one of its forms", _form_names(summit, meeting))
            yield from row.refers("form", pin.form, on_ladder, optional=True)
        yield from row.refers("room", pin.room, chambers, optional=True)


def _form_names(summit: "Summit", meeting: Meeting) -> tuple[str, ...]:
    return tuple(rung.form for rung in summit.ladder(meeting))


def _pinned_once(summit: "Summit") -> Problems:
    first: dict[str, tuple[int, str, str]] = {}
    for row, pin in rows("pins", summit.pins):
        facts = (pin.start, pin.form, pin.room)
        if first.setdefault(pin.meeting, facts) != facts:
            message = f"contradicts an earlier pin, at {summit.clock.text(first[pin.meeting][0])}"
        elif first[pin.meeting] is facts:
            continue
        else:
            message = "an earlier row pins this already"
        yield row.wrong(message, column="meeting", value=pin.meeting, expected="one pin a meeting")


def recorded(summit: "Summit") -> Problems:
    """Check that what is recorded belongs to a meeting that exists, and has days and minutes that can be read."""
    ids = known.meetings(summit)
    for row, fact in rows("recorded", summit.recorded):
        yield from row.refers("meeting", fact.meeting, ids, optional=True)
        yield from row.at_least(0, duration_min=fact.duration_min)
        if fact.day and not all(_is_date(text) for text in fact.day.split("/")):
            expected = "a date such as 2023-07-11, or two joined by /"
            yield row.wrong("no date", column="day", value=fact.day, expected=expected)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
