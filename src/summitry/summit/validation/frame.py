"""Checks of the frame: the summit itself and its days."""

from collections.abc import Set as AbstractSet
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from summitry.summit.validation import known
from summitry.summit.validation.row import Problems, Row

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


@cache
def _zones() -> AbstractSet[str]:
    return frozenset(available_timezones())  # reads the whole zone database, so once


def time_zone(summit: "Summit") -> Problems:
    """Check the time zone, without which no time can be written."""
    zone = summit.clock.zone
    if zone not in _zones():
        expected = known.or_nearest("an IANA name such as Europe/Vilnius", zone, _zones())
        yield Row("summit").wrong("unknown time zone", column="time_zone", value=zone, expected=expected)


def heading(summit: "Summit") -> Problems:
    """Check what the summit is called and who hosts it."""
    row = Row("summit")
    if not summit.id or any(letter.isspace() for letter in summit.id):
        expected = "a short name without spaces"
        yield row.wrong("the summit has no usable id", column="id", value=summit.id, expected=expected)
    if not summit.name.strip():
        yield row.wrong("the summit has no name", column="name", expected="text")
    yield from row.refers("host", summit.host, known.delegations(summit), optional=True)


def days(summit: "Summit") -> Problems:
    """Check that the days follow each other and open and close as days do."""
    if not summit.days:
        yield Row("days").wrong("the summit has no days", expected="a row a day with its opening hours")
        return
    first, begins = summit.days[0].date, summit.clock.first_day
    if first != begins:
        message = "minute 0 is midnight of another day"
        yield Row("days", 0).wrong(message, column="date", value=str(first), expected=str(begins))
    for idx in range(len(summit.days)):
        yield from _hours(summit, idx)
    for idx, (before, day) in enumerate(pairwise(summit.days), start=1):
        row = Row("days", idx)
        if day.date <= before.date:
            expected = f"later than {before.date}"
            yield row.wrong("the days do not follow each other", column="date", value=str(day.date), expected=expected)
        elif day.opens < before.closes:
            value, expected = summit.clock.text(day.opens), f"not before {summit.clock.text(before.closes)}"
            yield row.wrong("opens before the day before has closed", column="opens", value=value, expected=expected)


def _hours(summit: "Summit", idx: int) -> Problems:
    """Check that a day opens on its date and closes after that."""
    clock, day, row = summit.clock, summit.days[idx], Row("days", idx)
    if clock.at(day.opens).date() != day.date:
        yield row.wrong("opens on another date", column="opens", value=clock.text(day.opens), expected=str(day.date))
    elif day.closes <= day.opens:
        expected = f"later than {clock.text(day.opens)}"
        yield row.wrong("closes before it opens", column="closes", value=clock.text(day.closes), expected=expected)


def has_sound_days(summit: "Summit") -> bool:
    """Tell whether anything can be said to lie within a day or outside."""
    return next(days(summit), None) is None
