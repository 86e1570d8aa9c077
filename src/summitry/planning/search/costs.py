"""What one person's day costs, exactly as the rule book counts it."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    BREAK,
    COUNTS,
    DEPARTURE_BUFFER,
    IDLE_MINUTE,
    LAST_BEFORE_DEPARTURE,
    ROOM_CHANGE,
    STAYS,
    STAYS_END,
    VENUE_CHANGE,
    Arrays,
    Ints,
)
from summitry.planning.search.rows import first_from
from summitry.planning.search.state import END, ID, ROOM, START, VENUE, WANTED


@compiled
def day_cost(  # noqa: C901 -- one pass over the day; the innermost loop of the search
    arrays: Arrays, row: Ints, length: int, person: int, day: int
) -> tuple[int, int, int]:
    """Return comfort (preferences left out), lacking slack and number of breaks of a person's day.

    1. Each engagement is compared with the one before it that ends latest.
    2. Meetings near a stated departure lack slack.
    """
    first = first_from(row, length, arrays.days[day, 0])
    span_end = arrays.days[day, 1]
    if first >= length or row[first, START] >= span_end:
        return 0, 0, 0
    numbers, moves = arrays.numbers, arrays.moves
    comfort, slack, breaks, idle, venue_changes, room_changes = 0, 0, 0, 0, 0, 0
    latest = first
    for idx in range(first + 1, length):
        if row[idx, START] >= span_end:
            break
        between = row[idx, START] - row[latest, END]
        spare = between - moves[row[latest, VENUE], row[idx, VENUE]]
        if spare > 0:
            breaks += 1
        if between > 0:
            idle += between
        if row[latest, VENUE] != row[idx, VENUE]:
            venue_changes += 1
        elif row[latest, ID] >= 0 and row[idx, ID] >= 0 and row[latest, ROOM] != row[idx, ROOM]:
            room_changes += 1
        if row[latest, WANTED] > spare and (row[latest, ID] >= 0 or row[idx, ID] >= 0):
            slack += row[latest, WANTED] - spare
        if row[idx, END] >= row[latest, END]:
            latest = idx
    if arrays.person[person, COUNTS] == 0:
        return 0, 0, breaks
    comfort = breaks * numbers[BREAK] + idle * numbers[IDLE_MINUTE]
    comfort += venue_changes * numbers[VENUE_CHANGE] + room_changes * numbers[ROOM_CHANGE]
    for stay in range(arrays.person[person, STAYS], arrays.person[person, STAYS_END]):
        slack += _before_departure(arrays, row, length, first, day, stay)
    return comfort, slack, breaks


@compiled
def _before_departure(arrays: Arrays, row: Ints, length: int, first: int, day: int, stay: int) -> int:
    """Return the slack that meetings of a day lack before one stated departure."""
    stay_start, stay_end, last_day = arrays.stays[stay, 0], arrays.stays[stay, 1], arrays.stays[stay, 2]
    numbers, span_end = arrays.numbers, arrays.days[day, 1]
    slack, last = 0, -1
    for idx in range(first, length):
        if row[idx, START] >= span_end:
            break
        if row[idx, START] < stay_start or row[idx, START] >= stay_end:
            continue
        if last < 0 or row[idx, END] > row[last, END]:
            last = idx
        if row[idx, ID] >= 0 and row[idx, END] <= stay_end:
            slack += max(0, numbers[DEPARTURE_BUFFER] - (stay_end - row[idx, END]))
    if last_day == day and last >= 0 and row[last, ID] >= 0:
        slack += numbers[LAST_BEFORE_DEPARTURE]
    return slack
