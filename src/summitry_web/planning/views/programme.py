"""A programme as days of lines, for a page."""

from typing import NamedTuple

from summitry.publish.programme import Engagement, Programme


class Line(NamedTuple):
    """One engagement: from when until when, and what it is."""

    start: str
    end: str
    engagement: Engagement
    with_whom: str


class Day(NamedTuple):
    """A day and its engagements."""

    title: str
    lines: tuple[Line, ...]


def days_of(programme: Programme) -> list[Day]:
    """Return the days of a programme, with those engagements that concern its reader or are public."""
    days = []
    for idx, day in enumerate(programme.days):
        lines = tuple(_line(programme, e) for e in programme.engagements if programme.day_of(e) == idx)
        days.append(Day(f"{day.date:%A} {day.date.day} {day.date:%B %Y}", lines))
    return days


def _line(programme: Programme, engagement: Engagement) -> Line:
    clock, interval = programme.clock, engagement.interval
    return Line(
        start=_hour(clock.text(interval.start)),
        end=_hour(clock.text(interval.end)),
        engagement=engagement,
        with_whom=", ".join(party.name for party in engagement.others(programme.reader)),
    )


def _hour(text: str) -> str:
    return text.partition(" ")[2]
