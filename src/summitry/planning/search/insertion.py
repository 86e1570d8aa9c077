"""Placing a meeting where it costs least, and by force where others are in the way."""

import numpy as np

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    DURATION,
    IS_LIMITED,
    IS_LOCKED,
    LOSS,
    MAX_MOVE,
    MODE_MEAL,
    MODE_VENUE,
    MODE_WANTED,
    MODES,
    MODES_END,
    OFF,
    OFF_PREFERENCE,
    PEOPLE,
    PEOPLE_END,
    ROOM_CLASS,
    STARTS,
    STARTS_END,
    Arrays,
    Ints,
    Seeds,
)
from summitry.planning.search.chance import below, fraction
from summitry.planning.search.costs import day_cost
from summitry.planning.search.edits import count_anew, put_in, take_out, touch
from summitry.planning.search.fits import (
    NO_ROOM_FREE,
    are_people_free,
    find_interpreters,
    free_room,
    is_free,
    keeps_pairs,
    place,
)
from summitry.planning.search.limits import keeps_limits
from summitry.planning.search.rows import close_place, first_from, next_in_way, next_use, open_place
from summitry.planning.search.state import (
    AT,
    COMFORT,
    END,
    ID,
    MEAL,
    MODE,
    NUM_COUNTED,
    NUM_QUEUED,
    ROOM,
    SLACK,
    START,
    VENUE,
    WANTED,
    WORK,
    State,
)

FORM_WEIGHT = 40.0  # what a hundredth of value lost counts against a unit of comfort, while searching
SLACK_WEIGHT = 30.0  # the same for a lacking minute of slack
_NEVER = 1e18


@compiled
def remove(arrays: Arrays, state: State, meeting: int) -> None:
    """Take a meeting out as part of a move."""
    touch(state, meeting)
    take_out(arrays, state, meeting)


@compiled
def place_cheaply(arrays: Arrays, state: State, meeting: int, noise: float, patience: int) -> bool:
    """Place a meeting in the mode and at the start that cost least; tell whether it fits anywhere.

    Parameters
    ----------
    noise
        Units of comfort by which the cost may well be higher than the least: a start is drawn with a chance that falls
        by a factor e with each such step.
    patience
        How many starts of one mode are looked at; those beyond are left out at random.
    """
    best, best_mode, best_at, best_room = _NEVER, -1, -1, -1
    for mode in range(arrays.meeting[meeting, MODES], arrays.meeting[meeting, MODES_END]):
        fixed = FORM_WEIGHT * arrays.mode[mode, LOSS]
        if fixed >= best:
            continue
        first, num = arrays.mode[mode, STARTS], arrays.mode[mode, STARTS_END] - arrays.mode[mode, STARTS]
        offset = below(state.rng, num) if num > patience else 0
        for idx in range(min(num, patience)):
            at = arrays.starts[first + (idx + offset) % num]
            if not are_people_free(arrays, state, meeting, mode, at):
                continue
            room = free_room(arrays, state, mode, at)
            if room == NO_ROOM_FREE:
                continue
            cost = fixed + added_cost(arrays, state, meeting, mode, at, room)
            if noise > 0:
                cost += noise * _gumbel(state.rng)
            if cost < best and keeps_pairs(arrays, state, meeting, mode, at):
                touch(state, meeting)
                if find_interpreters(arrays, state, meeting, mode, at):
                    best, best_mode, best_at, best_room = cost, mode, at, room
    if best_mode < 0 or not find_interpreters(arrays, state, meeting, best_mode, best_at):
        return False
    put_in(arrays, state, meeting, best_mode, best_at, best_room)
    return True


@compiled
def _gumbel(rng: Seeds) -> float:
    """Return a random number; added to costs, it makes the least of them a draw by their exponentials."""
    return float(np.log(-np.log(fraction(rng) * (1 - 1e-9) + 1e-10)))


@compiled
def added_cost(arrays: Arrays, state: State, meeting: int, mode: int, at: int, room: int) -> float:
    """Return what a meeting would add to slack and comfort at a start; very much if it would break a limit."""
    facts, start, day = arrays.mode[mode], arrays.minutes[at], arrays.start_day[at]
    cost = float(arrays.numbers[OFF_PREFERENCE] * arrays.off[facts[OFF], at])
    if day < 0:
        return cost
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        person = arrays.mode_people[idx]
        row, length = state.row[person], state.row_length[person]
        here = first_from(row, length, start)
        open_place(row, length, here)
        _enter(row, here, facts, start, meeting, room)
        comfort, slack, _ = day_cost(arrays, row, length + 1, person, day)
        state.counter[NUM_COUNTED] += 1
        keeps = arrays.person[person, IS_LIMITED] == 0 or keeps_limits(arrays, row, length + 1, person)
        close_place(row, length + 1, here)
        cost += comfort - state.cost[person, day, COMFORT]
        cost += SLACK_WEIGHT * (slack - state.cost[person, day, SLACK])
        if not keeps:
            return _NEVER
    return cost


@compiled
def _enter(row: Ints, here: int, facts: Ints, start: int, meeting: int, room: int) -> None:
    row[here, START], row[here, END], row[here, ID] = start, start + facts[DURATION], meeting
    row[here, VENUE], row[here, ROOM], row[here, WANTED] = facts[MODE_VENUE], room, facts[MODE_WANTED]
    row[here, WORK], row[here, MEAL] = 0, facts[MODE_MEAL]


@compiled
def clear_the_way(arrays: Arrays, state: State, mode: int, at: int, most: int) -> bool:
    """Take out what keeps a meeting that is not placed from a start; false if that is locked or too much.

    What is taken out stands in `queue`.
    """
    facts, start = arrays.mode[mode], arrays.minutes[at]
    end = start + facts[DURATION]
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        person = arrays.mode_people[idx]
        while True:
            other = next_in_way(
                state.row[person],
                state.row_length[person],
                arrays.moves,
                arrays.numbers[MAX_MOVE],
                start,
                end,
                facts[MODE_VENUE],
                -1,
            )
            if other < 0:
                break
            if not _set_aside(arrays, state, other, most):
                return False
    return _clear_a_room(arrays, state, mode, at, most)


@compiled
def _clear_a_room(arrays: Arrays, state: State, mode: int, at: int, most: int) -> bool:
    if free_room(arrays, state, mode, at) != NO_ROOM_FREE:
        return True
    facts, start = arrays.mode[mode], arrays.minutes[at]
    first, end = arrays.room_class[facts[ROOM_CLASS], 0], arrays.room_class[facts[ROOM_CLASS], 1]
    room = arrays.class_rooms[first + below(state.rng, end - first)]
    use_end = start + facts[DURATION] + arrays.turnaround[room]
    while True:
        other = next_use(state.use[room], state.use_length[room], start, use_end)
        if other < 0:
            return is_free(arrays, state, mode, at, room)
        if not _set_aside(arrays, state, other, most):
            return False


@compiled
def _set_aside(arrays: Arrays, state: State, meeting: int, most: int) -> bool:
    num = state.counter[NUM_QUEUED]
    if num >= most or arrays.meeting[meeting, IS_LOCKED] != 0:
        return False
    entry = state.queue[num]
    entry[0], entry[1], entry[2] = meeting, state.chosen[meeting, MODE], state.chosen[meeting, AT]
    state.counter[NUM_QUEUED] += 1
    remove(arrays, state, meeting)
    return True


@compiled
def force(arrays: Arrays, state: State, meeting: int, mode: int, at: int, most: int) -> bool:
    """Place a meeting that is not placed at a start, and find other starts for what is in the way."""
    if arrays.mask[mode, at] == 0 or not clear_the_way(arrays, state, mode, at, most):
        return False
    if not place(arrays, state, meeting, mode, at):
        return False
    count_anew(arrays, state)
    for idx in range(state.counter[NUM_QUEUED]):
        place_cheaply(arrays, state, state.queue[idx, 0], 0.0, 1000)
        count_anew(arrays, state)
    return True
