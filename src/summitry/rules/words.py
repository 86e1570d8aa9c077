"""How the judge speaks: names, and local times."""

from collections.abc import Iterable

from summitry.rules.case import Case
from summitry.rules.engagement import Engagement, title_of
from summitry.summit import Interval


def name_of(case: Case, person: str) -> str:
    """Return a person's name."""
    return case.summit.person_by_id[person].name


def names_of(case: Case, people: Iterable[str]) -> str:
    """Return several names, joined as in a sentence."""
    *most, last = [name_of(case, person) for person in people]
    return f"{', '.join(most)} and {last}" if most else last


def room_name(case: Case, room: str) -> str:
    """Return a room's name."""
    return case.summit.room_by_id[room].name


def hours(case: Case, interval: Interval) -> str:
    """Return ``HH:MM-HH:MM`` in the summit's zone; with the dates where it goes past midnight."""
    if day(case, interval.start) != day(case, interval.end - 1):
        return f"{hour(case, interval.start)} on {day(case, interval.start)} to {moment(case, interval.end)}"
    return f"{hour(case, interval.start)}-{hour(case, interval.end)}"


def hour(case: Case, minute: int) -> str:
    """Return ``HH:MM`` in the summit's zone, with the offset only where that time happens twice."""
    try:
        return case.summit.clock.text(minute).partition(" ")[2]
    except (OverflowError, ValueError):  # further away than any calendar reaches
        return f"minute {minute}"


def day(case: Case, minute: int) -> str:
    """Return the date of a minute as ``11 July``."""
    try:
        at = case.summit.clock.at(minute)
    except (OverflowError, ValueError):
        return "no day"
    return f"{at.day} {at:%B}"


def moment(case: Case, minute: int) -> str:
    """Return ``HH:MM on 11 July``."""
    return f"{hour(case, minute)} on {day(case, minute)}"


def span(case: Case, interval: Interval) -> str:
    """Return ``HH:MM-HH:MM on 11 July``."""
    text = hours(case, interval)
    return text if " on " in text else f"{text} on {day(case, interval.start)}"


def when(case: Case, engagement: Engagement) -> str:
    """Return an engagement's title with its hours, as ``KOR-NLD 12:00-12:50``."""
    return f"{engagement.title} {hours(case, engagement.interval)}"


def at(case: Case, engagement: Engagement) -> str:
    """Return an engagement's title with its hours and day, as ``KOR-NLD 12:00-12:50 on 11 July``."""
    return f"{engagement.title} {span(case, engagement.interval)}"


def stretch(case: Case, interval: Interval) -> str:
    """Return a stretch that may be days long, as ``from 09:00 on 11 July to 18:00 on 12 July``."""
    return f"from {moment(case, interval.start)} to {moment(case, interval.end)}"


def meeting_title(case: Case, meeting: str) -> str:
    """Return what people call a meeting, whether or not the summit knows it."""
    known = case.summit.meeting_by_id.get(meeting)
    return title_of(known) if known else f"Meeting {meeting!r}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as ``1 break`` or ``2 breaks``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
