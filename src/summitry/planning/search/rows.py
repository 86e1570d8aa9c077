"""The row of engagements of one person, and of uses of one room: find, insert, remove, and what is in the way."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import Ints
from summitry.planning.search.state import END, ID, START, VENUE


@compiled
def first_from(row: Ints, length: int, minute: int) -> int:
    """Return the place of the first engagement that starts at this minute or later."""
    low, high = 0, length
    while low < high:
        middle = (low + high) >> 1
        if row[middle, START] < minute:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def open_place(row: Ints, length: int, place: int) -> None:
    """Make room for one more at this place."""
    for idx in range(length, place, -1):
        for column in range(row.shape[1]):
            row[idx, column] = row[idx - 1, column]


@compiled
def close_place(row: Ints, length: int, place: int) -> None:
    """Take away what stands at this place."""
    for idx in range(place, length - 1):
        for column in range(row.shape[1]):
            row[idx, column] = row[idx + 1, column]


@compiled
def place_of(row: Ints, length: int, start: int, meeting: int) -> int:
    """Return where a meeting stands that starts then."""
    place = first_from(row, length, start)
    while row[place, ID] != meeting:
        place += 1
    return place


@compiled
def next_in_way(row: Ints, length: int, moves: Ints, max_move: int, start: int, end: int, venue: int, skip: int) -> int:
    """Return a meeting of the row that an engagement at this time and venue would clash with, or -1.

    Sessions are left to the masks of starts.

    Parameters
    ----------
    skip
        Number of a meeting that is not in the way.
    """
    here = first_from(row, length, start)
    for idx in range(here - 1, -1, -1):
        if row[idx, ID] < 0 or row[idx, ID] == skip:
            continue
        if row[idx, END] + moves[row[idx, VENUE], venue] > start:
            return int(row[idx, ID])
        if row[idx, END] + max_move <= start:
            break
    for idx in range(here, length):
        if row[idx, ID] < 0 or row[idx, ID] == skip:
            continue
        if row[idx, START] < end + moves[venue, row[idx, VENUE]]:
            return int(row[idx, ID])
        if row[idx, START] >= end + max_move:
            break
    return -1


@compiled
def is_room_free(use: Ints, length: int, start: int, end: int) -> bool:
    """Tell whether a room has no use between two minutes; turnarounds are part of the uses."""
    place = first_from(use, length, start)
    if place < length and use[place, START] < end:
        return False
    return not (place > 0 and use[place - 1, END] > start)


@compiled
def next_use(use: Ints, length: int, start: int, end: int) -> int:
    """Return a meeting that uses a room between two minutes, or -1."""
    place = first_from(use, length, start)
    if place > 0 and use[place - 1, END] > start:
        return int(use[place - 1, ID])
    if place < length and use[place, START] < end:
        return int(use[place, ID])
    return -1
