"""How dates, times, hours and windows are written in a table, and read from what offices type."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

from summitry.formats.values import BadValueError, Context, Kind, split_list
from summitry.summit import AmbiguousTimeError, Clock, Interval, NonexistentTimeError

DAY_MIN = 24 * 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}"
_HOURS = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_OFFSET = r"[zZ]|[+-]\d{2}(?::?\d{2})?"
_TIME = rf"(?:{_DATE})(?:[tT]|\s+){_HOURS}\s*(?:{_OFFSET})?"
_TIME_PARTS = re.compile(rf"({_DATE})(?:(?:[tT]|\s+)({_HOURS})\s*({_OFFSET})?)?")
_FROM_TO = re.compile(rf"({_TIME})\s*/\s*({_TIME})")
_HOURS_OF_DAY = re.compile(rf"(?:({_DATE})\s+)?({_HOURS})\s*[-\u2013]\s*({_HOURS})")
_EXAMPLE = "a time such as 2023-07-11 14:00"


def parse_date(text: str) -> date:
    """Return the day that a text says, whichever of the usual ways it is written in.

    Raises
    ------
    BadValueError
        If it is no day, or day and month could be swapped.
    """
    if not re.fullmatch(_DATE, text):
        raise BadValueError("not a date", "a date such as 2023-07-11")
    first, second, third = (int(part) for part in re.split(r"[-./]", text))
    if re.match(r"\d{4}", text):
        return _day(first, second, third)
    if "." in text or first > 12 or first == second:
        return _day(third, second, first)
    if second > 12:
        return _day(third, first, second)
    either = f"{_day(third, second, first)} or {_day(third, first, second)}"
    raise BadValueError("day and month could be swapped", either)


def _day(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadValueError("not a year of any summit", f"a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadValueError("there is no such day", "a date such as 2023-07-11") from None


def parse_hours(text: str) -> int:
    """Return the minutes from midnight of a time of day; ``24:00`` is the end of the day.

    Raises
    ------
    BadValueError
        If it is no time of day, or not a whole minute.
    """
    if not re.fullmatch(_HOURS, text):
        raise BadValueError("not a time of day", "a time of day such as 09:30")
    hours, minutes, seconds = (*text.split(":"), "0")[:3]
    if float(seconds):
        raise BadValueError("times are whole minutes", "a time without seconds")
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > DAY_MIN:
        raise BadValueError("there is no such time of day", "00:00 to 24:00")
    return total


def parse_time(text: str, clock: Clock) -> int:
    """Return the minute, from the epoch, of a wall-clock time of the summit's zone or a time with its offset.

    Raises
    ------
    BadValueError
        If it is no time, does not exist in the zone, or happens twice there and does not say which is meant.
    """
    found = _TIME_PARTS.fullmatch(text)
    if not found:
        raise BadValueError("not a time", _EXAMPLE)
    day, hours, offset = found[1], found[2], found[3]
    if hours is None:
        raise BadValueError("the time of day is missing", f"{parse_date(day)} with a time of day, such as 14:00")
    if offset is None:
        return minute_of(parse_date(day), parse_hours(hours), clock)
    midnight = datetime.combine(parse_date(day), time(), _zone(offset))
    return clock.minute_of(midnight + timedelta(minutes=parse_hours(hours)))


def _zone(offset: str) -> timezone:
    if offset in "zZ":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > 14 * 60 or int(digits[2:]) > 59:
        raise BadValueError("there is no such offset from UTC", "an offset such as +03:00")
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))


def minute_of(day: date, minutes: int, clock: Clock) -> int:
    """Return the minute, from the epoch, of so many minutes on the wall clock after midnight of a day.

    Raises
    ------
    BadValueError
        If the clocks skip that time, or it happens twice.
    """
    local = datetime.combine(day, time()) + timedelta(minutes=minutes)
    try:
        return clock.minute_of_local(local)
    except NonexistentTimeError as error:
        raise BadValueError(str(error), "a time that the clocks show") from None
    except AmbiguousTimeError as error:
        message, _, choice = str(error).partition("; write ")
        raise BadValueError(message, choice) from None


def hours_text(minutes: int) -> str:
    """Return ``HH:MM`` of minutes from midnight."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True)
class Date(Kind):
    """A day of the calendar."""

    spelling = "date `2023-07-11`"
    placeholder = date(2000, 1, 1)

    def parse(self, text: str, _context: Context) -> date:
        """Return the day; a midnight that a spreadsheet added is ignored."""
        return parse_date(re.sub(r"(?:[tT]|\s+)0?0:00(?::00)?$", "", text))

    def write(self, value: date, _context: Context) -> str:
        """Return ``YYYY-MM-DD``."""
        return value.isoformat()


@dataclass(frozen=True)
class LocalTime(Kind):
    """A time on the summit's wall clock, as minutes from the epoch."""

    spelling = "time `2023-07-11 14:00`"
    placeholder = 0

    def parse(self, text: str, context: Context) -> int:
        """Return the minute from the epoch."""
        return parse_time(text, context.clock)

    def write(self, value: int, context: Context) -> str:
        """Return ``YYYY-MM-DD HH:MM``, with the offset where that happens twice."""
        return context.clock.text(value)


@dataclass(frozen=True)
class Hours(Kind):
    """A time of day, as minutes from midnight."""

    spelling = "time of day `09:30`"
    placeholder = 0

    def parse(self, text: str, _context: Context) -> int:
        """Return the minutes from midnight."""
        return parse_hours(text)

    def write(self, value: int, _context: Context) -> str:
        """Return ``HH:MM``."""
        return hours_text(value)


class HourOfDay(NamedTuple):
    """A time of day on a day that another column states."""

    minutes: int


@dataclass(frozen=True)
class HoursOrTime(Kind):
    """A time of day, or a full time where the hour alone does not say which instant is meant."""

    spelling = "time of day `09:30`"
    placeholder = HourOfDay(0)

    def parse(self, text: str, context: Context) -> HourOfDay | int:
        """Return the time of day, or the minute from the epoch of a full time."""
        if re.match(r"\d{1,2}:", text):
            return HourOfDay(parse_hours(text))
        return parse_time(text, context.clock)

    def write(self, value: HourOfDay | int, context: Context) -> str:
        """Return ``HH:MM`` or a full time."""
        return hours_text(value.minutes) if isinstance(value, HourOfDay) else context.clock.text(value)


# --- windows ---


@dataclass(frozen=True)
class Windows(Kind):
    """A list of stretches of time, in minutes from the epoch."""

    spelling = "windows"
    placeholder = ()

    def parse(self, text: str, context: Context) -> tuple[Interval, ...]:
        """Return the stretches in the order given; hours without a day are those of every day of the summit."""
        return tuple(window for item in split_list(text) for window in _windows(item, context))

    def write(self, value: tuple[Interval, ...], context: Context) -> str:
        """Return the stretches, separated by ``;``."""
        return ";".join(_window_text(window, context.clock) for window in value)


def _windows(item: str, context: Context) -> tuple[Interval, ...]:
    clock = context.clock
    if re.fullmatch(_DATE, item):
        day = parse_date(item)
        return (Interval(clock.midnight(day), clock.midnight(day + timedelta(days=1))),)
    if found := _FROM_TO.fullmatch(item):
        return (Interval(parse_time(found[1], clock), parse_time(found[2], clock)),)
    if found := _HOURS_OF_DAY.fullmatch(item):
        days = (parse_date(found[1]),) if found[1] else context.dates
        return tuple(_hours_of(day, parse_hours(found[2]), parse_hours(found[3]), clock) for day in days)
    raise BadValueError(
        f"{item!r} is no window",
        "2023-07-11, or 2023-07-11 09:00-12:30, or 09:00-12:30, or 2023-07-11 22:00/2023-07-12 01:00",
    )


def _hours_of(day: date, opens: int, closes: int, clock: Clock) -> Interval:
    if closes <= opens:
        closes += DAY_MIN
    return Interval(minute_of(day, opens, clock), minute_of(day, closes, clock))


def _window_text(window: Interval, clock: Clock) -> str:
    day = clock.at(window.start).date()
    if window == (clock.midnight(day), clock.midnight(day + timedelta(days=1))):
        return day.isoformat()
    start, end = clock.text(window.start), clock.text(window.end)
    has_offset = len(start) > len("YYYY-MM-DD HH:MM") or len(end) > len("YYYY-MM-DD HH:MM")
    if start[:10] == end[:10] and start < end and not has_offset:
        return f"{start}-{end[11:]}"
    return f"{start}/{end}"
