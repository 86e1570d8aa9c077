"""Large neighbourhoods: take out meetings that belong together, and place each again where it costs least."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import DURATION, IS_LOCKED, PARTIES, PARTIES_END, PEOPLE, PEOPLE_END, Arrays
from summitry.planning.search.chance import below
from summitry.planning.search.edits import count_anew
from summitry.planning.search.insertion import force, place_cheaply, remove
from summitry.planning.search.moves import some_mode, some_placed, some_start, some_unplaced
from summitry.planning.search.state import AT, ID, IN_ROOM, MODE, NUM_QUEUED, START, State

_PATIENCE = 40  # starts looked at for each meeting that is placed again
_NOISE = 15.0  # most that chance adds to a cost, so that the same ruin is not always rebuilt alike
_LOOKS = 40  # meetings looked at to find some that lie near


@compiled
def a_day(arrays: Arrays, state: State) -> bool:
    """Rebuild one person's day."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    person, day = _some_person(arrays, state, meeting), arrays.start_day[state.chosen[meeting, AT]]
    if day < 0:
        return False
    for idx in range(state.row_length[person]):
        entry = state.row[person, idx]
        if entry[ID] >= 0 and arrays.days[day, 0] <= entry[START] < arrays.days[day, 1]:
            _choose(arrays, state, entry[ID], 12)
    return _rebuild(arrays, state)


@compiled
def partners(arrays: Arrays, state: State) -> bool:
    """Rebuild some meetings of one person, and some of the people they meet."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    person = _some_person(arrays, state, meeting)
    for _ in range(3):
        entry = state.row[person, below(state.rng, state.row_length[person])]
        if entry[ID] < 0:
            continue
        _choose(arrays, state, entry[ID], 12)
        partner = _some_person(arrays, state, entry[ID])
        for _ in range(3):
            _choose(arrays, state, state.row[partner, below(state.rng, state.row_length[partner]), ID], 12)
    return _rebuild(arrays, state)


@compiled
def a_stretch(arrays: Arrays, state: State) -> bool:
    """Rebuild meetings that are held at about the same time."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    start = arrays.minutes[state.chosen[meeting, AT]]
    end = start + arrays.mode[state.chosen[meeting, MODE], DURATION]
    _choose(arrays, state, meeting, 10)
    for _ in range(_LOOKS):
        other = some_placed(state)
        other_start = arrays.minutes[state.chosen[other, AT]]
        if other_start <= end and start <= other_start + arrays.mode[state.chosen[other, MODE], DURATION]:
            _choose(arrays, state, other, 10)
    return _rebuild(arrays, state)


@compiled
def a_room(arrays: Arrays, state: State) -> bool:
    """Rebuild what follows one after the other in one room."""
    meeting = some_placed(state)
    if meeting < 0 or state.chosen[meeting, IN_ROOM] < 0:
        return False
    room = state.chosen[meeting, IN_ROOM]
    first = below(state.rng, state.use_length[room])
    for idx in range(first, min(first + 6, state.use_length[room])):
        _choose(arrays, state, state.use[room, idx, ID], 8)
    return _rebuild(arrays, state)


@compiled
def the_worst_off(arrays: Arrays, state: State) -> bool:
    """Force in a meeting of a delegation that holds little of what it asked for."""
    worst, lowest = -1, 11
    for _ in range(10):
        meeting = some_unplaced(state)
        if meeting < 0:
            return False
        for idx in range(arrays.meeting[meeting, PARTIES], arrays.meeting[meeting, PARTIES_END]):
            if state.tenth[arrays.party[idx, 0]] < lowest:
                worst, lowest = meeting, state.tenth[arrays.party[idx, 0]]
    if worst < 0:
        return False
    mode = some_mode(arrays, state, worst)
    at = some_start(arrays, state, mode)
    return at >= 0 and force(arrays, state, worst, mode, at, 8)


@compiled
def _some_person(arrays: Arrays, state: State, meeting: int) -> int:
    facts = arrays.mode[state.chosen[meeting, MODE]]
    return int(arrays.mode_people[facts[PEOPLE] + below(state.rng, facts[PEOPLE_END] - facts[PEOPLE])])


@compiled
def _choose(arrays: Arrays, state: State, meeting: int, most: int) -> None:
    """Mark a meeting to be taken out, unless it may not be, or there are enough."""
    num = state.counter[NUM_QUEUED]
    if meeting < 0 or num >= most or arrays.meeting[meeting, IS_LOCKED] != 0:
        return
    for idx in range(num):
        if state.queue[idx, 0] == meeting:
            return
    state.queue[num, 0] = meeting
    state.counter[NUM_QUEUED] += 1


@compiled
def _rebuild(arrays: Arrays, state: State) -> bool:
    """Take out what is chosen and place it again in an order taken by chance, with one more that is not placed yet."""
    num = state.counter[NUM_QUEUED]
    for idx in range(num):
        remove(arrays, state, state.queue[idx, 0])
    spare = some_unplaced(state)
    if spare >= 0:
        _choose(arrays, state, spare, num + 1)
        num = state.counter[NUM_QUEUED]
    count_anew(arrays, state)
    for idx in range(num):
        other = idx + below(state.rng, num - idx)
        meeting = state.queue[other, 0]
        state.queue[other, 0] = state.queue[idx, 0]
        state.queue[idx, 0] = meeting
        place_cheaply(arrays, state, meeting, _NOISE, _PATIENCE)
        count_anew(arrays, state)
    return bool(num > 0)
