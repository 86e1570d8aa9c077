"""Calendars: an iCalendar file (RFC 5545, RFC 7986) of what one reader may see.

An engagement has the same UID in every calendar and after every new plan, so that a calendar program moves it rather
than doubling it. The UID is a digest, since ids may be made from titles.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from summitry.publish.programme import Engagement, Guest, Programme
from summitry.publish.words import parties_text, plain_text
from summitry.summit import Clock

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

_PRODUCT = "-//Summitry//Summitry//EN"


def calendar_ics(programme: Programme, made_at: datetime, *, sequence: int = 0) -> bytes:
    """Return a programme as an iCalendar file to publish.

    Parameters
    ----------
    programme
        What the reader may see.
    made_at
        When the plan was made, aware; equal programmes with equal dates give equal files.
    sequence
        Number of the release, from 0; a later one must have a greater number.
    """
    calendar = _calendar(programme, made_at)
    events = [_event(engagement, programme, made_at, sequence) for engagement in programme.engagements]
    for event in events:
        calendar.add_component(event)
    if calendar.get_missing_tzids():
        first, last = programme.days[0].date, programme.days[-1].date
        calendar.subcomponents.insert(0, _time_zone(programme.clock.zone, first.year, last.year))
    return bytes(calendar.to_ical())


def _calendar(programme: Programme, made_at: datetime) -> "Calendar":
    from icalendar import Calendar  # noqa: PLC0415 -- only when a calendar is made

    reader = programme.reader
    name = plain_text(f"{programme.name}: {reader.name}" if reader else programme.name)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("uid", _uid(programme.summit_id, "calendar", reader.code if reader else ""))
    calendar.add("last-modified", made_at.astimezone(UTC))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", programme.clock.zone)
    return calendar


@cache
def _time_zone(zone: str, first_year: int, last_year: int) -> "Timezone":
    """Return the definition of a time zone with every clock change from the year before to the year after."""
    from icalendar import Timezone  # noqa: PLC0415 -- only when a calendar is made

    return Timezone.from_tzid(zone, first_date=date(first_year - 1, 1, 1), last_date=date(last_year + 1, 12, 31))


def _event(engagement: Engagement, programme: Programme, made_at: datetime, sequence: int) -> "Event":
    from icalendar import Event  # noqa: PLC0415 -- only when a calendar is made

    e, clock = engagement, programme.clock
    event = Event()
    event.add("uid", _uid(programme.summit_id, "session" if e.is_session else "meeting", e.id))
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("last-modified", made_at.astimezone(UTC))
    event.add("sequence", sequence)
    event.add("dtstart", _instant(clock, e.interval.start))
    event.add("dtend", _instant(clock, e.interval.end))
    event.add("summary", plain_text(_summary(e, programme)))
    event.add("status", "TENTATIVE" if e.is_tentative else "CONFIRMED")
    event.add("class", _class(e))
    event.add("transp", "OPAQUE" if programme.expects(e) else "TRANSPARENT")
    event.add("categories", [plain_text(e.kind) if e.kind and not e.is_confidential else "meeting"])
    if e.where.text:
        event.add("location", plain_text(", ".join(filter(None, (e.where.text, programme.place)))))
    description = plain_text("\n".join(_lines(e)))
    if description:
        event.add("description", description)
    return event


def _instant(clock: Clock, minute: int) -> datetime:
    """Return the local time; in UTC where the clocks go through it a second time, which a local time cannot say."""
    at = clock.at(minute)
    return clock.utc(minute) if at.fold else at


def _uid(summit: str, kind: str, name: str) -> str:
    digest = hashlib.sha256("\0".join((summit, kind, name)).encode()).hexdigest()[:32]
    return f"{digest}@{plain_text(summit)}.summitry"


def _summary(engagement: Engagement, programme: Programme) -> str:
    """Return the title; of a confidential meeting the parties alone, since calendars are shared and synchronised."""
    e = engagement
    if e.is_session:
        return e.title or e.kind
    if e.is_confidential or not e.title:
        return parties_text(e.parties)
    others = parties_text(e.others(programme.reader))
    return f"{e.title} ({others})"


def _class(engagement: Engagement) -> str:
    if engagement.is_confidential:
        return "CONFIDENTIAL"
    return "PUBLIC" if engagement.is_public else "PRIVATE"


def _lines(engagement: Engagement) -> Iterator[str]:
    """Yield what a description says; nothing of a confidential meeting."""
    e = engagement
    if e.is_confidential:
        return
    if e.form:
        yield f"Form: {e.form}"
    if e.chair:
        yield f"Chair: {e.chair}"
    for heading, guests in (("Attend", e.attendees), ("Interpreters", e.interpreters)):
        if guests:
            yield f"{heading}: {'; '.join(_guest(guest) for guest in guests)}"
    if e.is_tentative:
        yield "The time is estimated." if e.is_session else "Not every party has accepted yet."


def _guest(guest: Guest) -> str:
    stands_in = f" (standing in for {guest.stands_in_for})" if guest.stands_in_for else ""
    return ", ".join(filter(None, (guest.name, guest.office))) + stands_in
