"""Whether a meeting fits into the plan as it stands, and the room and interpreters it would have."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    APARTS,
    APARTS_END,
    DURATION,
    GAPS,
    GAPS_END,
    INTERPRETER,
    IS_LIMITED,
    LENGTH,
    MAX_MOVE,
    MODE_VENUE,
    MODE_WORK,
    MODE_ZONE,
    ORDERS,
    ORDERS_END,
    PEOPLE,
    PEOPLE_END,
    ROOM_CLASS,
    TEAM,
    Arrays,
)
from summitry.planning.search.chance import below
from summitry.planning.search.edits import put_in, touch
from summitry.planning.search.limits import keeps_limits
from summitry.planning.search.rows import close_place, first_from, is_room_free, next_in_way, open_place
from summitry.planning.search.state import (
    AT,
    END,
    FIRST_INTERPRETER,
    ID,
    MEAL,
    MODE,
    NUM_INTERPRETERS,
    ROOM,
    START,
    VENUE,
    WANTED,
    WORK,
    State,
)

NO_ROOM_FREE = -2


@compiled
def place(arrays: Arrays, state: State, meeting: int, mode: int, at: int) -> bool:
    """Place a meeting if everything it needs is free; else change nothing and return false."""
    if arrays.mask[mode, at] == 0 or not are_people_free(arrays, state, meeting, mode, at):
        return False
    if not keeps_pairs(arrays, state, meeting, mode, at):
        return False
    room = free_room(arrays, state, mode, at)
    if room == NO_ROOM_FREE:
        return False
    touch(state, meeting)
    if not find_interpreters(arrays, state, meeting, mode, at):
        return False
    put_in(arrays, state, meeting, mode, at, room)
    return True


@compiled
def are_people_free(arrays: Arrays, state: State, meeting: int, mode: int, at: int) -> bool:
    """Tell whether no other meeting of the attendees is in the way."""
    facts, start = arrays.mode[mode], arrays.minutes[at]
    end = start + facts[DURATION]
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        person = arrays.mode_people[idx]
        row, length = state.row[person], state.row_length[person]
        if (
            next_in_way(row, length, arrays.moves, arrays.numbers[MAX_MOVE], start, end, facts[MODE_VENUE], meeting)
            >= 0
        ):
            return False
    return True


@compiled
def keeps_pairs(arrays: Arrays, state: State, meeting: int, mode: int, at: int) -> bool:
    """Tell whether the orders of a meeting and the distances it must keep hold with those that are placed."""
    facts, start = arrays.meeting[meeting], arrays.minutes[at]
    end = start + arrays.mode[mode, DURATION]
    for idx in range(facts[ORDERS], facts[ORDERS_END]):
        other, gap = arrays.order[idx, 0], arrays.order[idx, 1]
        if state.chosen[other, MODE] < 0:
            continue
        other_start = arrays.minutes[state.chosen[other, AT]]
        if arrays.order[idx, 2] != 0:
            if end + gap > other_start:
                return False
        elif other_start + arrays.mode[state.chosen[other, MODE], DURATION] + gap > start:
            return False
    for idx in range(facts[APARTS], facts[APARTS_END]):
        other, gap = arrays.apart[idx, 0], arrays.apart[idx, 1]
        other_mode = state.chosen[other, MODE]
        if other_mode < 0 or arrays.mode[other_mode, MODE_ZONE] != arrays.mode[mode, MODE_ZONE]:
            continue
        other_start = arrays.minutes[state.chosen[other, AT]]
        if start < other_start + arrays.mode[other_mode, DURATION] + gap and other_start < end + gap:
            return False
    return True


@compiled
def free_room(arrays: Arrays, state: State, mode: int, at: int) -> int:
    """Return a free room, if possible one that an attendee comes from or goes to; -1 if the mode takes none."""
    facts, start = arrays.mode[mode], arrays.minutes[at]
    place_in_classes = facts[ROOM_CLASS]
    if place_in_classes < 0:
        return -1
    first, end = arrays.room_class[place_in_classes, 0], arrays.room_class[place_in_classes, 1]
    if end - first > 1:
        for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
            person = arrays.mode_people[idx]
            row, length = state.row[person], state.row_length[person]
            here = first_from(row, length, start)
            for near in range(here - 1, here + 1):
                if 0 <= near < length and row[near, ROOM] >= 0:
                    room = row[near, ROOM]
                    if arrays.in_class[place_in_classes, room] != 0 and is_free(arrays, state, mode, at, room):
                        return int(room)
    offset = below(state.rng, end - first) if end - first > 1 else 0
    for idx in range(end - first):
        room = arrays.class_rooms[first + (idx + offset) % (end - first)]
        if is_free(arrays, state, mode, at, room):
            return int(room)
    return NO_ROOM_FREE


@compiled
def is_free(arrays: Arrays, state: State, mode: int, at: int, room: int) -> bool:
    """Tell whether a room is open and free for a meeting in this mode."""
    if arrays.room_open[room, arrays.mode[mode, LENGTH], at] == 0:
        return False
    start = arrays.minutes[at]
    end = start + arrays.mode[mode, DURATION] + arrays.turnaround[room]
    return is_room_free(state.use[room], state.use_length[room], start, end)


@compiled
def find_interpreters(arrays: Arrays, state: State, meeting: int, mode: int, at: int) -> bool:
    """Choose interpreters for each language gap of a meeting that is not placed; tell whether there are enough."""
    facts, chosen = arrays.mode[mode], state.chosen[meeting]
    chosen[NUM_INTERPRETERS] = 0
    for gap in range(facts[GAPS], facts[GAPS_END]):
        first, end = arrays.gap[gap, 0], arrays.gap[gap, 1]
        missing = facts[TEAM]
        for idx in range(first, end):
            missing -= _is_chosen(state, meeting, arrays.able[idx])
        offset = below(state.rng, end - first)
        for idx in range(end - first):
            if missing <= 0:
                break
            person = arrays.able[first + (idx + offset) % (end - first)]
            if not _is_chosen(state, meeting, person) and _can_interpret(arrays, state, person, mode, at):
                chosen[FIRST_INTERPRETER + chosen[NUM_INTERPRETERS]] = person
                chosen[NUM_INTERPRETERS] += 1
                missing -= 1
        if missing > 0:
            chosen[NUM_INTERPRETERS] = 0
            return False
    return True


@compiled
def _is_chosen(state: State, meeting: int, person: int) -> bool:
    chosen = state.chosen[meeting]
    found = False
    for idx in range(FIRST_INTERPRETER, FIRST_INTERPRETER + chosen[NUM_INTERPRETERS]):
        found |= chosen[idx] == person
    return found


@compiled
def _can_interpret(arrays: Arrays, state: State, person: int, mode: int, at: int) -> bool:
    """Tell whether an interpreter is free, and would stay within their limits."""
    facts, start = arrays.mode[mode], arrays.minutes[at]
    venue, end = facts[MODE_VENUE], start + facts[DURATION]
    if arrays.interpreter_open[arrays.person[person, INTERPRETER], facts[LENGTH], venue, at] == 0:
        return False
    row, length = state.row[person], state.row_length[person]
    if next_in_way(row, length, arrays.moves, arrays.numbers[MAX_MOVE], start, end, venue, -1) >= 0:
        return False
    if arrays.person[person, IS_LIMITED] == 0:
        return True
    here = first_from(row, length, start)
    open_place(row, length, here)
    row[here, START], row[here, END], row[here, ID], row[here, VENUE] = start, end, 0, venue
    row[here, ROOM], row[here, WANTED], row[here, WORK], row[here, MEAL] = -1, 0, facts[MODE_WORK], 0
    keeps = keeps_limits(arrays, row, length + 1, person)
    close_place(row, length + 1, here)
    return keeps
