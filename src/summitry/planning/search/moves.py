"""Small moves: one meeting goes elsewhere, and a few others with it."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    DURATION,
    LOSS,
    MAX_MOVE,
    MODE_VENUE,
    MODES,
    MODES_END,
    PEOPLE,
    PEOPLE_END,
    ROOM_CLASS,
    STARTS,
    STARTS_END,
    STEP,
    Arrays,
)
from summitry.planning.search.chains import shift_along_chain, start_at
from summitry.planning.search.chance import below
from summitry.planning.search.edits import put_in
from summitry.planning.search.fits import NO_ROOM_FREE, find_interpreters, free_room, is_free, place
from summitry.planning.search.insertion import force, remove
from summitry.planning.search.rows import first_from, next_in_way, next_use
from summitry.planning.search.state import (
    AT,
    END,
    ID,
    IN_ROOM,
    MODE,
    NUM_IN_POOL,
    NUM_PLACED,
    ROOM,
    START,
    VENUE,
    State,
)

_TRIES = 8
_LONGEST_CHAIN = 40


@compiled
def some_placed(state: State) -> int:
    """Return a placed meeting that may move, or -1."""
    num = state.counter[NUM_PLACED]
    return state.pool[below(state.rng, num)] if num > 0 else -1


@compiled
def some_unplaced(state: State) -> int:
    """Return a meeting that is not placed, or -1."""
    placed, num = state.counter[NUM_PLACED], state.counter[NUM_IN_POOL]
    return state.pool[placed + below(state.rng, num - placed)] if placed < num else -1


@compiled
def some_mode(arrays: Arrays, state: State, meeting: int) -> int:
    """Return a mode of a meeting: mostly the one it has, else any, those that lose less more often."""
    current = state.chosen[meeting, MODE]
    if current >= 0 and below(state.rng, 4) > 0:
        return int(current)
    first, num = arrays.meeting[meeting, MODES], arrays.meeting[meeting, MODES_END] - arrays.meeting[meeting, MODES]
    one, other = first + below(state.rng, num), first + below(state.rng, num)
    return int(one if arrays.mode[one, LOSS] <= arrays.mode[other, LOSS] else other)


@compiled
def some_start(arrays: Arrays, state: State, mode: int) -> int:
    """Return any start of a mode, or -1 if it has none."""
    first, end = arrays.mode[mode, STARTS], arrays.mode[mode, STARTS_END]
    return arrays.starts[first + below(state.rng, end - first)] if first < end else -1


@compiled
def start_beside(arrays: Arrays, state: State, meeting: int, mode: int) -> int:
    """Return the start right before or after another engagement of an attendee, or -1."""
    facts = arrays.mode[mode]
    person = arrays.mode_people[facts[PEOPLE] + below(state.rng, facts[PEOPLE_END] - facts[PEOPLE])]
    if state.row_length[person] == 0:
        return -1
    near = state.row[person, below(state.rng, state.row_length[person])]
    if near[ID] == meeting:
        return -1
    step = arrays.numbers[STEP]
    if below(state.rng, 2) == 0:
        after = near[END] + arrays.moves[near[VENUE], facts[MODE_VENUE]]
        at = start_at(arrays, -(-after // step) * step)
    else:
        before = near[START] - arrays.moves[facts[MODE_VENUE], near[VENUE]] - facts[DURATION]
        at = start_at(arrays, before // step * step)
    return at if at >= 0 and arrays.mask[mode, at] != 0 else -1


@compiled
def move_one(arrays: Arrays, state: State, is_beside: int) -> bool:
    """Move a meeting to where nothing is in its way."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    mode = some_mode(arrays, state, meeting)
    at = start_beside(arrays, state, meeting, mode) if is_beside != 0 else some_start(arrays, state, mode)
    if at < 0 or (at == state.chosen[meeting, AT] and mode == state.chosen[meeting, MODE]):
        return False
    remove(arrays, state, meeting)
    return place(arrays, state, meeting, mode, at)


@compiled
def move_chain(arrays: Arrays, state: State, is_beside: int) -> bool:
    """Move a meeting, and along the chain of those in its way what has to give way."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    mode, old = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    at = start_beside(arrays, state, meeting, mode) if is_beside != 0 else some_start(arrays, state, mode)
    if at < 0 or at == old:
        return False
    remove(arrays, state, meeting)
    shift = arrays.minutes[at] - arrays.minutes[old]
    return shift_along_chain(arrays, state, meeting, mode, at, shift, _LONGEST_CHAIN)


@compiled
def place_by_chain(arrays: Arrays, state: State) -> bool:
    """Place a meeting at a start where one attendee is free; the others' meetings go where these are free."""
    meeting = some_unplaced(state)
    if meeting < 0:
        return False
    mode = some_mode(arrays, state, meeting)
    facts = arrays.mode[mode]
    num = facts[PEOPLE_END] - facts[PEOPLE]
    one = below(state.rng, num)
    other = (one + 1 + below(state.rng, max(1, num - 1))) % num
    at = _free_start(arrays, state, mode, arrays.mode_people[facts[PEOPLE] + one])
    source = _free_start(arrays, state, mode, arrays.mode_people[facts[PEOPLE] + other])
    if at < 0 or source < 0:
        return False
    if at == source:
        return place(arrays, state, meeting, mode, at)
    shift = arrays.minutes[at] - arrays.minutes[source]
    return shift_along_chain(arrays, state, meeting, mode, at, shift, _LONGEST_CHAIN)


@compiled
def _free_start(arrays: Arrays, state: State, mode: int, person: int) -> int:
    """Return a start of a mode at which a person is free, or -1; looks from a start taken by chance."""
    facts = arrays.mode[mode]
    first, num = facts[STARTS], facts[STARTS_END] - facts[STARTS]
    if num == 0:
        return -1
    offset = below(state.rng, num)
    row, length = state.row[person], state.row_length[person]
    for idx in range(num):
        at = arrays.starts[first + (idx + offset) % num]
        start = arrays.minutes[at]
        end = start + facts[DURATION]
        if next_in_way(row, length, arrays.moves, arrays.numbers[MAX_MOVE], start, end, facts[MODE_VENUE], -1) < 0:
            return int(at)
    return -1


@compiled
def force_in(arrays: Arrays, state: State, is_unplaced: int) -> bool:
    """Put a meeting where others are in its way, and these elsewhere."""
    meeting = some_unplaced(state) if is_unplaced != 0 else some_placed(state)
    if meeting < 0:
        return False
    mode = some_mode(arrays, state, meeting)
    at = some_start(arrays, state, mode)
    if is_unplaced == 0:
        if below(state.rng, 2) == 0:
            at = start_beside(arrays, state, meeting, mode)
        if below(state.rng, 3) == 0 and mode != state.chosen[meeting, MODE]:
            at = state.chosen[meeting, AT]
    if at < 0:
        return False
    if is_unplaced == 0:
        remove(arrays, state, meeting)
    return force(arrays, state, meeting, mode, at, _TRIES)


@compiled
def change_room(arrays: Arrays, state: State) -> bool:
    """Put a meeting into a room that an attendee comes from or goes to; who is there takes another."""
    meeting = some_placed(state)
    if meeting < 0 or state.chosen[meeting, IN_ROOM] < 0:
        return False
    mode, at = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    room = _room_beside(arrays, state, mode, at)
    place_in_classes = arrays.mode[mode, ROOM_CLASS]
    if room < 0 or room == state.chosen[meeting, IN_ROOM] or arrays.in_class[place_in_classes, room] == 0:
        return False
    start = arrays.minutes[at]
    end = start + arrays.mode[mode, DURATION] + arrays.turnaround[room]
    remove(arrays, state, meeting)
    return _take_room(arrays, state, meeting, mode, at, room, start, end)


@compiled
def _room_beside(arrays: Arrays, state: State, mode: int, at: int) -> int:
    facts = arrays.mode[mode]
    person = arrays.mode_people[facts[PEOPLE] + below(state.rng, facts[PEOPLE_END] - facts[PEOPLE])]
    near = first_from(state.row[person], state.row_length[person], arrays.minutes[at]) - 1
    near += 2 * below(state.rng, 2)
    return state.row[person, near, ROOM] if 0 <= near < state.row_length[person] else -1


@compiled
def _take_room(arrays: Arrays, state: State, meeting: int, mode: int, at: int, room: int, start: int, end: int) -> bool:
    """Place a meeting in one room; what uses it takes other rooms at the same time."""
    other = next_use(state.use[room], state.use_length[room], start, end)
    if other >= 0:
        if state.place_in_pool[other] < 0:
            return False
        other_mode, other_at = state.chosen[other, MODE], state.chosen[other, AT]
        remove(arrays, state, other)
    if not is_free(arrays, state, mode, at, room) or not find_interpreters(arrays, state, meeting, mode, at):
        return False
    put_in(arrays, state, meeting, mode, at, room)
    if other < 0:
        return True
    spare = free_room(arrays, state, other_mode, other_at)
    if spare == NO_ROOM_FREE or not find_interpreters(arrays, state, other, other_mode, other_at):
        return False
    put_in(arrays, state, other, other_mode, other_at, spare)
    return True
