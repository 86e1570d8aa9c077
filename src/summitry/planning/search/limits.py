"""Whether a person's row of engagements stays within their limits: `daily_load`, and work in `interpretation`."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    MEAL_MIN,
    MEALS,
    MEALS_END,
    MEETINGS_A_DAY,
    MEETINGS_IN_A_ROW,
    REST,
    WORK_A_DAY,
    WORK_IN_A_ROW,
    Arrays,
    Ints,
)
from summitry.planning.search.rows import first_from
from summitry.planning.search.state import END, ID, MEAL, START, WORK


@compiled
def keeps_limits(arrays: Arrays, row: Ints, length: int, person: int) -> bool:
    """Tell whether a person's engagements keep all their limits."""
    limit = arrays.person[person]
    if (limit[MEETINGS_A_DAY] >= 0 or limit[WORK_A_DAY] >= 0) and not _keeps_days(arrays, row, length, limit):
        return False
    if (limit[MEETINGS_IN_A_ROW] >= 0 or limit[WORK_IN_A_ROW] >= 0) and not _keeps_runs(row, length, limit):
        return False
    for meal in range(limit[MEALS], limit[MEALS_END]):
        if not _can_eat(row, length, arrays.meals[meal, 0], arrays.meals[meal, 1], limit[MEAL_MIN]):
            return False
    return True


@compiled
def _keeps_days(arrays: Arrays, row: Ints, length: int, limit: Ints) -> bool:
    for day in range(arrays.days.shape[0]):
        attended, work = 0, 0
        for idx in range(first_from(row, length, arrays.days[day, 0]), length):
            if row[idx, START] >= arrays.days[day, 1]:
                break
            attended += row[idx, ID] >= 0 and row[idx, WORK] == 0
            work += row[idx, WORK]
        if limit[MEETINGS_A_DAY] >= 0 and attended > limit[MEETINGS_A_DAY]:
            return False
        if limit[WORK_A_DAY] >= 0 and work > limit[WORK_A_DAY]:
            return False
    return True


@compiled
def _keeps_runs(row: Ints, length: int, limit: Ints) -> bool:
    attended, work, end = 0, 0, 0
    for idx in range(length):
        if idx == 0 or row[idx, START] - end >= limit[REST]:
            attended, work, end = 0, 0, row[idx, END]
        attended += row[idx, ID] >= 0 and row[idx, WORK] == 0
        work += row[idx, WORK]
        end = max(end, row[idx, END])
        if limit[MEETINGS_IN_A_ROW] >= 0 and attended > limit[MEETINGS_IN_A_ROW]:
            return False
        if limit[WORK_IN_A_ROW] >= 0 and work > limit[WORK_IN_A_ROW]:
            return False
    return True


@compiled
def _can_eat(row: Ints, length: int, window_start: int, window_end: int, meal_min: int) -> bool:
    free_from, longest, attends = window_start, 0, False
    for idx in range(length):
        if row[idx, START] >= window_end:
            break
        if row[idx, END] <= window_start:
            continue
        if row[idx, MEAL] != 0:
            return True
        attends |= row[idx, ID] >= 0 and row[idx, WORK] == 0
        longest = max(longest, row[idx, START] - free_from)
        free_from = max(free_from, row[idx, END])
    return not attends or max(longest, window_end - free_from) >= meal_min
