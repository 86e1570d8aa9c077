"""What a person does already, and whether it stays within their limits."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from summitry.summit import Interval, Limit, Session, Summit


class Held(NamedTuple):
    """An engagement of one person; they sort by start, end and id.

    Parameters
    ----------
    attends
        Whether it is a meeting, and the person attends it.
    work_min
        Minutes of work of an interpreter in it.
    """

    interval: Interval
    id: str
    title: str
    day_idx: int | None
    venue: str
    is_meal: bool
    attends: bool
    work_min: int

    @property
    def is_meeting(self) -> bool:
        """Whether it is a meeting, attended or interpreted."""
        return self.attends or self.work_min > 0

    @classmethod
    def session(cls, summit: Summit, session: Session) -> "Held":
        """Return a session as what it is to those who attend it."""
        day_idx, is_meal = summit.day_idx(session.start), session.is_meal
        return cls(
            session.interval, session.id, session.title, day_idx, session.venue, is_meal, attends=False, work_min=0
        )


def keeps_load(row: Sequence[Held], limit: Limit, meal_windows: Sequence[Interval]) -> bool:
    """Tell whether a person's engagements, in order, keep what `daily_load` says of their limits."""
    most, in_a_row = limit.meetings_a_day, limit.meetings_in_a_row
    if most is not None and any(sum(held.attends for held in day) > most for day in days(row)):
        return False
    rest_min = limit.rest_min or 0
    if in_a_row is not None and any(sum(h.attends for h in run) > in_a_row for run in runs(row, rest_min)):
        return False
    return all(can_eat(row, window, limit.meal_min) for window in meal_windows)


def keeps_work(row: Sequence[Held], limit: Limit, _meal_windows: Sequence[Interval]) -> bool:
    """Tell whether a person's engagements, in order, keep what `interpretation` says of their limits."""
    a_day, in_a_row = limit.work_a_day_min, limit.work_in_a_row_min
    if a_day is not None and any(sum(held.work_min for held in day) > a_day for day in days(row)):
        return False
    if in_a_row is None:
        return True
    return all(sum(held.work_min for held in run) <= in_a_row for run in runs(row, limit.rest_min or 0))


def num_breaks(summit: Summit, row: Sequence[Held]) -> int:
    """Return how often there is more time than the move between consecutive engagements, given in order, on one day."""
    count = 0
    for day in days(row):
        latest = day[0]
        for held in day[1:]:
            spare_min = held.interval.start - latest.interval.end - summit.move_min(latest.venue, held.venue)
            count += spare_min > 0
            latest = held if held.interval.end >= latest.interval.end else latest
    return count


def days(row: Sequence[Held]) -> Iterator[list[Held]]:
    """Yield engagements, given in order, day by day; those outside the summit are left out."""
    for day_idx, day in groupby(row, key=lambda held: held.day_idx):
        if day_idx is not None:
            yield list(day)


def runs(row: Sequence[Held], rest_min: int) -> Iterator[list[Held]]:
    """Yield runs of engagements, given in order: less than a rest from the latest end so far to the next start."""
    run: list[Held] = []
    end = 0
    for held in row:
        if run and held.interval.start - end >= rest_min:
            yield run
            run = []
        end = max(end, held.interval.end) if run else held.interval.end
        run.append(held)
    yield run


def can_eat(row: Sequence[Held], window: Interval, meal_min: int) -> bool:
    """Tell whether a person's engagements, in order, leave the time to eat, where they are in a meeting then."""
    inside = [held for held in row if held.interval.overlaps(window)]
    if not any(held.attends for held in inside) or any(held.is_meal for held in inside):
        return True
    free_from = window.start
    for held in inside:
        if held.interval.start - free_from >= meal_min:
            return True
        free_from = max(free_from, held.interval.end)
    return window.end - free_from >= meal_min
