"""The one way in for time: aware datetimes outside, whole minutes from the summit's epoch inside.

The epoch is local midnight of the summit's first day. Minutes are elapsed minutes, so they stay true across a clock
change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from summitry.summit.errors import SummitryError


class Interval(NamedTuple):
    """A half-open stretch of time ``[start, end)`` in minutes from the epoch."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Minutes from start to end."""
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two share a minute; touching ends do not count."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Interval") -> bool:
        """Tell whether `other` lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the intervals merged and sorted, so that none overlaps or touches another."""
    merged: list[Interval] = []
    for interval in sorted(intervals):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return tuple(merged)


class NonexistentTimeError(SummitryError):
    """A wall-clock time that a clock change skips."""


class AmbiguousTimeError(SummitryError):
    """A wall-clock time that a clock change makes happen twice; carries both readings."""

    def __init__(self, message: str, first: datetime, second: datetime) -> None:
        super().__init__(message)
        self.first = first
        self.second = second


@lru_cache(maxsize=64)
def _epoch(zone: str, first_day: date) -> datetime:
    return datetime.combine(first_day, time(), ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """A summit's time zone and first day: converts between instants and minutes from the epoch.

    Parameters
    ----------
    zone
        IANA time zone of the summit, for example ``Europe/Vilnius``.
    first_day
        The day whose local midnight is minute 0.
    """

    zone: str
    first_day: date

    @property
    def tz(self) -> ZoneInfo:
        """The summit's time zone."""
        return ZoneInfo(self.zone)

    def minute_of(self, at: datetime) -> int:
        """Return the minute of an aware instant, seconds dropped.

        Raises
        ------
        ValueError
            If `at` is naive.
        """
        if at.tzinfo is None:
            raise ValueError("an instant must carry its time zone; use minute_of_local for wall-clock times")
        return int((at.astimezone(UTC) - _epoch(self.zone, self.first_day)).total_seconds() // 60)

    def minute_of_local(self, local: datetime) -> int:
        """Return the minute of a naive wall-clock time in the summit's zone.

        Raises
        ------
        NonexistentTimeError
            If the clocks skip that time, or the calendar ends before it.
        AmbiguousTimeError
            If that time happens twice.
        ValueError
            If `local` is aware.
        """
        if local.tzinfo is not None:
            raise ValueError("a wall-clock time carries no time zone; use minute_of for instants")
        try:
            return self._minute_of_local(local)
        except OverflowError:
            raise NonexistentTimeError(f"{local:%Y-%m-%d %H:%M} lies beyond the calendar") from None

    def _minute_of_local(self, local: datetime) -> int:
        first, second = (local.replace(tzinfo=self.tz, fold=fold) for fold in (0, 1))
        # Two datetimes of one ZoneInfo compare as wall clocks, so the comparison is made in UTC.
        if first.astimezone(UTC) == second.astimezone(UTC):
            return self.minute_of(first)
        if first.astimezone(UTC).astimezone(self.tz).replace(tzinfo=None) != local:
            raise NonexistentTimeError(f"{local:%Y-%m-%d %H:%M} does not exist in {self.zone}: the clocks skip it")
        raise AmbiguousTimeError(
            f"{local:%Y-%m-%d %H:%M} happens twice in {self.zone}; "
            f"write {local:%Y-%m-%d %H:%M}{_offset(first)} or {local:%Y-%m-%d %H:%M}{_offset(second)}",
            first,
            second,
        )

    def at(self, minute: int) -> datetime:
        """Return the instant of a minute, aware, in the summit's zone."""
        return self.utc(minute).astimezone(self.tz)

    def utc(self, minute: int) -> datetime:
        """Return the instant of a minute, aware, in UTC."""
        return _epoch(self.zone, self.first_day) + timedelta(minutes=minute)

    def midnight(self, day: date) -> int:
        """Return the minute at which a calendar day begins."""
        return self.minute_of(datetime.combine(day, time(), self.tz))

    def minute_of_hour(self, day: date, wall_min: int) -> int:
        """Return the minute at which the clocks of a day show an hour, given as minutes on the clock from midnight.

        A time that the clocks skip counts from after the change; of one that happens twice the first is meant.
        """
        return self.minute_of((datetime.combine(day, time()) + timedelta(minutes=wall_min)).replace(tzinfo=self.tz))

    def text(self, minute: int) -> str:
        """Return ``YYYY-MM-DD HH:MM`` in the summit's zone, with the offset only where the time happens twice."""
        at = self.at(minute)
        plain = f"{at:%Y-%m-%d %H:%M}"
        try:
            self.minute_of_local(at.replace(tzinfo=None, fold=0))
        except AmbiguousTimeError:
            return plain + _offset(at)
        return plain

    def hour_text(self, minute: int) -> str:
        """Return ``HH:MM`` in the summit's zone."""
        return f"{self.at(minute):%H:%M}"


def _offset(at: datetime) -> str:
    text = at.strftime("%z")
    return f"{text[:3]}:{text[3:]}"
