"""What a meeting's people would gain if it stood elsewhere, told at a glance, before anything is moved."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    BREAK,
    COUNTS,
    DURATION,
    IDLE_MINUTE,
    IS_LOCKED,
    MODE_VENUE,
    OFF,
    OFF_PREFERENCE,
    PEOPLE,
    PEOPLE_END,
    VENUE_CHANGE,
    Arrays,
    Ints,
    Longs,
)
from summitry.planning.search.rows import first_from, place_of
from summitry.planning.search.state import AT, END, ID, MODE, START, VENUE, State

NEVER = -(1 << 40)


@compiled
def foresee(arrays: Arrays, state: State, meeting: int, first: int, gains: Longs) -> None:
    """Reckon for starts of a placed meeting's mode what moving it there would save of comfort.

    It counts breaks, idle minutes, changes of venue and preferences of the meeting's own people. Where one of them has
    another meeting then, it takes the two to exchange their starts. What others gain or lose is left out.

    Parameters
    ----------
    first
        Place of the first start in `Arrays.starts`.
    gains
        Where to put the figures of this and the next starts; `NEVER` where it cannot go.
    """
    mode, old = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    facts = arrays.mode[mode]
    off = arrays.off[facts[OFF]]
    for idx in range(len(gains)):
        at = arrays.starts[first + idx]
        gains[idx] = arrays.numbers[OFF_PREFERENCE] * (int(off[old]) - int(off[at])) if at != old else NEVER
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        _add_gains(arrays, state, arrays.mode_people[idx], meeting, first, gains)


@compiled
def _add_gains(arrays: Arrays, state: State, person: int, meeting: int, first: int, gains: Longs) -> None:
    """Add what one person would gain at each start."""
    row, length = state.row[person], state.row_length[person]
    mode, old = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    facts, counts = arrays.mode[mode], arrays.person[person, COUNTS]
    venue = facts[MODE_VENUE]
    here = place_of(row, length, arrays.minutes[old], meeting)
    left = _added(arrays, row, length, here - 1, here + 1, old, facts[DURATION], venue)
    place = first_from(row, length, arrays.minutes[arrays.starts[first]])
    for idx in range(len(gains)):
        at = arrays.starts[first + idx]
        start = arrays.minutes[at]
        while place < length and row[place, START] < start:
            place += 1
        before, after = place - 1 - (place - 1 == here), place + (place == here)
        if after < length and row[after, START] < start + facts[DURATION] + arrays.moves[venue, row[after, VENUE]]:
            gains[idx] += _by_exchange(arrays, state, person, here, after, start)
        elif before >= 0 and row[before, END] + arrays.moves[row[before, VENUE], venue] > start:
            gains[idx] += NEVER
        elif counts != 0:
            gains[idx] += left - _added(arrays, row, length, before, after, at, facts[DURATION], venue)


@compiled
def _by_exchange(arrays: Arrays, state: State, person: int, here: int, there: int, start: int) -> int:
    """Return what a person would gain if two of their meetings exchanged their starts; `NEVER` if they cannot."""
    row, length = state.row[person], state.row_length[person]
    meeting, other = row[here, ID], row[there, ID]
    if other < 0 or arrays.meeting[other, IS_LOCKED] != 0 or row[there, START] != start:
        return NEVER
    mode, old, at = state.chosen[other, MODE], state.chosen[meeting, AT], state.chosen[other, AT]
    if arrays.mask[mode, old] == 0 or row[there, END] - start != row[here, END] - row[here, START]:
        return NEVER
    off = arrays.off[arrays.mode[mode, OFF]]
    gain = arrays.numbers[OFF_PREFERENCE] * (int(off[at]) - int(off[old]))
    if row[here, VENUE] == row[there, VENUE] or arrays.person[person, COUNTS] == 0:
        return int(gain)
    saved = -2 if abs(here - there) == 1 else 0  # the two still differ; below, each is held against its old neighbour
    saved += _saved_by(arrays, row, length, here, row[there, VENUE], arrays.start_day[old])
    saved += _saved_by(arrays, row, length, there, row[here, VENUE], arrays.start_day[at])
    return int(gain + arrays.numbers[VENUE_CHANGE] * saved)


@compiled
def _saved_by(arrays: Arrays, row: Ints, length: int, place: int, venue: int, day: int) -> int:
    """Return how many changes of venue around a place of a row are saved if another venue stands there."""
    saved = 0
    if place > 0 and _is_on(arrays, row[place - 1, START], day):
        saved += int(row[place - 1, VENUE] != row[place, VENUE]) - int(row[place - 1, VENUE] != venue)
    if place + 1 < length and _is_on(arrays, row[place + 1, START], day):
        saved += int(row[place + 1, VENUE] != row[place, VENUE]) - int(row[place + 1, VENUE] != venue)
    return saved


@compiled
def _is_on(arrays: Arrays, start: int, day: int) -> bool:
    return bool(day >= 0 and arrays.days[day, 0] <= start < arrays.days[day, 1])


@compiled
def _added(arrays: Arrays, row: Ints, length: int, before: int, after: int, at: int, duration: int, venue: int) -> int:
    """Return what an engagement between two places of a row adds to breaks, idle minutes and changes of venue."""
    start, day, cost = arrays.minutes[at], arrays.start_day[at], 0
    end = start + duration
    is_after = after < length and _is_on(arrays, row[after, START], day)
    if is_after:
        cost += _between(arrays, end, venue, row[after, START], row[after, VENUE])
    if before >= 0 and _is_on(arrays, row[before, START], day):
        cost += _between(arrays, row[before, END], row[before, VENUE], start, venue)
        if is_after:
            cost -= _between(arrays, row[before, END], row[before, VENUE], row[after, START], row[after, VENUE])
    return cost


@compiled
def _between(arrays: Arrays, end: int, venue: int, start: int, next_venue: int) -> int:
    """Return what lies between two engagements that follow each other."""
    numbers = arrays.numbers
    cost = numbers[VENUE_CHANGE] if venue != next_venue else 0
    if start > end:
        cost += numbers[IDLE_MINUTE] * (start - end)
        if start - end > arrays.moves[venue, next_venue]:
            cost += numbers[BREAK]
    return int(cost)
