"""Chains: a meeting moves by some minutes, those in its way move back by as much, and so on until nobody is in the way.

With equal lengths this exchanges two starts along the meetings that share people: a Kempe chain.
"""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    DURATION,
    IS_LOCKED,
    MAX_MOVE,
    MODE_VENUE,
    PEOPLE,
    PEOPLE_END,
    ROOM_CLASS,
    STEP,
    Arrays,
)
from summitry.planning.search.fits import place
from summitry.planning.search.insertion import remove
from summitry.planning.search.rows import next_in_way, next_use
from summitry.planning.search.state import AT, MODE, NUM_QUEUED, State


@compiled
def start_at(arrays: Arrays, minute: int) -> int:
    """Return the start at a minute, or -1 if no meeting may start then."""
    step = arrays.numbers[STEP]
    if minute < 0 or minute % step != 0 or minute // step >= len(arrays.start_of_step):
        return -1
    return int(arrays.start_of_step[minute // step])


@compiled
def shift_along_chain(arrays: Arrays, state: State, meeting: int, mode: int, at: int, shift: int, most: int) -> bool:
    """Place a meeting that is not placed at a start, and shift whatever is in the way to where it comes from.

    Parameters
    ----------
    shift
        Minutes from where it comes from.
    most
        Longest chain.
    """
    if shift == 0 or not _queue(arrays, state, meeting, mode, at, shift, most):
        return False
    head = 0
    while head < state.counter[NUM_QUEUED]:
        if not _queue_those_in_the_way(arrays, state, head, most):
            return False
        head += 1
    for idx in range(state.counter[NUM_QUEUED]):
        entry = state.queue[idx]
        if not place(arrays, state, entry[0], entry[1], entry[2]):
            return False
    return True


@compiled
def _queue(arrays: Arrays, state: State, meeting: int, mode: int, at: int, shift: int, most: int) -> bool:
    num = state.counter[NUM_QUEUED]
    if num >= most or at < 0 or arrays.mask[mode, at] == 0:
        return False
    entry = state.queue[num]
    entry[0], entry[1], entry[2], entry[3] = meeting, mode, at, shift
    state.counter[NUM_QUEUED] += 1
    return True


@compiled
def _queue_those_in_the_way(arrays: Arrays, state: State, head: int, most: int) -> bool:
    mode, at, shift = state.queue[head, 1], state.queue[head, 2], state.queue[head, 3]
    facts, start = arrays.mode[mode], arrays.minutes[at]
    end = start + facts[DURATION]
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        person = arrays.mode_people[idx]
        while True:
            row, length = state.row[person], state.row_length[person]
            other = next_in_way(row, length, arrays.moves, arrays.numbers[MAX_MOVE], start, end, facts[MODE_VENUE], -1)
            if other < 0:
                break
            if not _shift_back(arrays, state, other, shift, most):
                return False
    return _queue_in_only_room(arrays, state, mode, at, shift, most)


@compiled
def _queue_in_only_room(arrays: Arrays, state: State, mode: int, at: int, shift: int, most: int) -> bool:
    """Let who uses the only room that will do give way, too."""
    facts, start = arrays.mode[mode], arrays.minutes[at]
    if facts[ROOM_CLASS] < 0:
        return True
    first, end = arrays.room_class[facts[ROOM_CLASS], 0], arrays.room_class[facts[ROOM_CLASS], 1]
    if end - first > 1:
        return True
    room = arrays.class_rooms[first]
    while True:
        use_end = start + facts[DURATION] + arrays.turnaround[room]
        other = next_use(state.use[room], state.use_length[room], start, use_end)
        if other < 0:
            return True
        if not _shift_back(arrays, state, other, shift, most):
            return False


@compiled
def _shift_back(arrays: Arrays, state: State, other: int, shift: int, most: int) -> bool:
    if arrays.meeting[other, IS_LOCKED] != 0:
        return False
    mode = state.chosen[other, MODE]
    target = start_at(arrays, arrays.minutes[state.chosen[other, AT]] - shift)
    if not _queue(arrays, state, other, mode, target, -shift, most):
        return False
    remove(arrays, state, other)
    return True
