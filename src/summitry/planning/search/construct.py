"""The first plan of a search: what is fixed, what one starts from, then the rest where it costs least."""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    DURATION,
    INTERPRETER,
    LENGTH,
    MAX_MOVE,
    MODE_VENUE,
    Arrays,
    Ints,
)
from summitry.planning.search.costs import day_cost
from summitry.planning.search.edits import begin, commit, put_in, roll_back, settle, touch
from summitry.planning.search.fits import are_people_free, is_free, keeps_pairs
from summitry.planning.search.insertion import place_cheaply
from summitry.planning.search.rows import next_in_way
from summitry.planning.search.state import (
    AT,
    BREAKS,
    COMFORT,
    FIRST_INTERPRETER,
    IN_ROOM,
    MODE,
    NUM_INTERPRETERS,
    SLACK,
    TOTAL_COMFORT,
    TOTAL_SLACK,
    State,
)


@compiled
def count_sessions(arrays: Arrays, state: State) -> None:
    """Count what the sessions alone cost, before anything is placed."""
    for person in range(state.cost.shape[0]):
        for day in range(state.cost.shape[1]):
            comfort, slack, breaks = day_cost(arrays, state.row[person], state.row_length[person], person, day)
            cost = state.cost[person, day]
            cost[COMFORT], cost[SLACK], cost[BREAKS] = comfort, slack, breaks
            state.totals[TOTAL_COMFORT] += comfort
            state.totals[TOTAL_SLACK] += slack


@compiled
def place_as_they_were(arrays: Arrays, state: State, meetings: Ints, wanted: Ints) -> int:
    """Place meetings as rows like those of `State.chosen` say, each if everything is free; return how many were."""
    num = 0
    for idx in range(len(meetings)):
        if state.chosen[meetings[idx], MODE] < 0 and _is_all_free(arrays, state, meetings[idx], wanted[idx]):
            meeting, row = meetings[idx], wanted[idx]
            touch(state, meeting)
            for column in range(NUM_INTERPRETERS, FIRST_INTERPRETER + row[NUM_INTERPRETERS]):
                state.chosen[meeting, column] = row[column]
            put_in(arrays, state, meeting, row[MODE], row[AT], row[IN_ROOM])
            num += 1
    return num


@compiled
def _is_all_free(arrays: Arrays, state: State, meeting: int, wanted: Ints) -> bool:
    mode, at, room = wanted[MODE], wanted[AT], wanted[IN_ROOM]
    if arrays.mask[mode, at] == 0 or not are_people_free(arrays, state, meeting, mode, at):
        return False
    if not keeps_pairs(arrays, state, meeting, mode, at) or (room >= 0 and not is_free(arrays, state, mode, at, room)):
        return False
    facts, start = arrays.mode[mode], arrays.minutes[at]
    venue, end = facts[MODE_VENUE], start + facts[DURATION]
    for idx in range(FIRST_INTERPRETER, FIRST_INTERPRETER + wanted[NUM_INTERPRETERS]):
        row, length = state.row[wanted[idx]], state.row_length[wanted[idx]]
        if arrays.interpreter_open[arrays.person[wanted[idx], INTERPRETER], facts[LENGTH], venue, at] == 0:
            return False
        if next_in_way(row, length, arrays.moves, arrays.numbers[MAX_MOVE], start, end, venue, -1) >= 0:
            return False
    return True


@compiled
def fill(arrays: Arrays, state: State, order: Ints) -> int:
    """Place meetings one after the other where each costs least; return how many found a place.

    One that would break a rule on a whole day wherever it stands, or a rule on breaks, is left out.
    """
    num_placed = 0
    for idx in range(len(order)):
        if state.chosen[order[idx], MODE] >= 0:
            continue
        begin(state)
        if place_cheaply(arrays, state, order[idx], 0.0, 100000) and settle(arrays, state):
            commit(state)
            num_placed += 1
        else:
            roll_back(arrays, state)
    return num_placed
