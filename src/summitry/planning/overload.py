"""Which engagements together are more than a person's limits allow."""

from collections.abc import Iterator, Sequence

from summitry.planning.held import Held, can_eat, days, runs
from summitry.summit import Interval, Limit


def overloads(
    row: Sequence[Held], limit: Limit, meal_windows: Sequence[Interval]
) -> Iterator[tuple[str, tuple[Held, ...]]]:
    """Yield each rule that a person's engagements, in order, break, with those of which one has to go to keep it."""
    rest_min = limit.rest_min or 0
    if limit.meetings_a_day is not None:
        for day in days(row):
            attended = tuple(held for held in day if held.attends)
            if len(attended) > limit.meetings_a_day:
                yield "daily_load", attended
    if limit.meetings_in_a_row is not None:
        for run in runs(row, rest_min) if row else ():
            if sum(held.attends for held in run) > limit.meetings_in_a_row:
                yield "daily_load", tuple(run)
    for window in meal_windows:
        if not can_eat(row, window, limit.meal_min):
            yield "daily_load", tuple(held for held in row if held.interval.overlaps(window))
    yield from _overwork(row, limit)


def _overwork(row: Sequence[Held], limit: Limit) -> Iterator[tuple[str, tuple[Held, ...]]]:
    if limit.work_a_day_min is not None:
        for day in days(row):
            if sum(held.work_min for held in day) > limit.work_a_day_min:
                yield "interpretation", tuple(held for held in day if held.work_min)
    if limit.work_in_a_row_min is not None:
        for run in runs(row, limit.rest_min or 0) if row else ():
            if sum(held.work_min for held in run) > limit.work_in_a_row_min:
                yield "interpretation", tuple(run)
