"""Placing and taking out meetings, with the figures of every level kept right, and taking all of it back.

A move is: `begin`, any number of `put_in` and `take_out`, `settle`, then `commit` or `roll_back`.
"""

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import (
    CLASS,
    DURATION,
    IS_LIMITED,
    IS_MUST,
    LOSS,
    MODE_MEAL,
    MODE_VENUE,
    MODE_WANTED,
    MODE_WORK,
    OFF,
    OFF_PREFERENCE,
    PARTIES,
    PARTIES_END,
    PEOPLE,
    PEOPLE_END,
    VALUE,
    Arrays,
)
from summitry.planning.search.costs import day_cost
from summitry.planning.search.limits import keeps_limits
from summitry.planning.search.rows import close_place, first_from, open_place, place_of
from summitry.planning.search.state import (
    AT,
    BREAKS,
    COMFORT,
    END,
    FIRST_INTERPRETER,
    ID,
    IN_ROOM,
    MEAL,
    MODE,
    NUM_COUNTED,
    NUM_DIRTY,
    NUM_INTERPRETERS,
    NUM_PLACED,
    NUM_QUEUED,
    NUM_TOTALS,
    NUM_TOUCHED,
    ROOM,
    SLACK,
    START,
    TOTAL_COMFORT,
    TOTAL_FORM,
    TOTAL_SHARE,
    TOTAL_SLACK,
    TOTAL_VALUE,
    VENUE,
    WANTED,
    WORK,
    State,
)


@compiled
def begin(state: State) -> None:
    """Begin a move."""
    state.counter[NUM_TOUCHED] = 0
    state.counter[NUM_DIRTY] = 0
    state.counter[NUM_QUEUED] = 0
    for idx in range(NUM_TOTALS):
        state.before[idx] = state.totals[idx]


@compiled
def touch(state: State, meeting: int) -> None:
    """Note how a meeting was before the move changes it."""
    if state.is_touched[meeting] == 0:
        state.is_touched[meeting] = 1
        state.touched[state.counter[NUM_TOUCHED]] = meeting
        state.counter[NUM_TOUCHED] += 1
        for column in range(state.chosen.shape[1]):
            state.old[meeting, column] = state.chosen[meeting, column]


@compiled
def put_in(arrays: Arrays, state: State, meeting: int, mode: int, at: int, room: int) -> None:
    """Place a meeting; that it fits is known, and its interpreters are chosen."""
    chosen, facts = state.chosen[meeting], arrays.mode[mode]
    chosen[MODE], chosen[AT], chosen[IN_ROOM] = mode, at, room
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        engage(arrays, state, arrays.mode_people[idx], meeting, mode, at, room, 0)
    for idx in range(FIRST_INTERPRETER, FIRST_INTERPRETER + chosen[NUM_INTERPRETERS]):
        engage(arrays, state, chosen[idx], meeting, mode, at, room, facts[MODE_WORK])
    if room >= 0:
        use, start = state.use[room], arrays.minutes[at]
        place = first_from(use, state.use_length[room], start)
        open_place(use, state.use_length[room], place)
        use[place, START] = start
        use[place, END] = start + facts[DURATION] + arrays.turnaround[room]
        use[place, ID] = meeting
        state.use_length[room] += 1
    _count(arrays, state, meeting, mode, at, 1)
    _swap_in_pool(state, meeting, state.counter[NUM_PLACED])
    state.counter[NUM_PLACED] += state.place_in_pool[meeting] >= 0


@compiled
def take_out(arrays: Arrays, state: State, meeting: int) -> None:
    """Take a placed meeting out of the plan."""
    chosen = state.chosen[meeting]
    mode, at, room = chosen[MODE], chosen[AT], chosen[IN_ROOM]
    facts = arrays.mode[mode]
    for idx in range(facts[PEOPLE], facts[PEOPLE_END]):
        _disengage(arrays, state, arrays.mode_people[idx], meeting, at)
    for idx in range(FIRST_INTERPRETER, FIRST_INTERPRETER + chosen[NUM_INTERPRETERS]):
        _disengage(arrays, state, chosen[idx], meeting, at)
    if room >= 0:
        use = state.use[room]
        close_place(use, state.use_length[room], place_of(use, state.use_length[room], arrays.minutes[at], meeting))
        state.use_length[room] -= 1
    _count(arrays, state, meeting, mode, at, -1)
    chosen[MODE] = -1
    chosen[NUM_INTERPRETERS] = 0
    state.counter[NUM_PLACED] -= state.place_in_pool[meeting] >= 0
    _swap_in_pool(state, meeting, state.counter[NUM_PLACED])


@compiled
def engage(arrays: Arrays, state: State, person: int, meeting: int, mode: int, at: int, room: int, work: int) -> None:
    """Enter a meeting in a person's row."""
    row, start = state.row[person], arrays.minutes[at]
    place = first_from(row, state.row_length[person], start)
    open_place(row, state.row_length[person], place)
    row[place, START] = start
    row[place, END] = start + arrays.mode[mode, DURATION]
    row[place, ID] = meeting
    row[place, VENUE] = arrays.mode[mode, MODE_VENUE]
    row[place, ROOM] = room
    row[place, WANTED] = arrays.mode[mode, MODE_WANTED]
    row[place, WORK] = work
    row[place, MEAL] = arrays.mode[mode, MODE_MEAL]
    state.row_length[person] += 1
    state.engaged[person] += 1
    _soil(arrays, state, person, at)


@compiled
def _disengage(arrays: Arrays, state: State, person: int, meeting: int, at: int) -> None:
    row, length = state.row[person], state.row_length[person]
    close_place(row, length, place_of(row, length, arrays.minutes[at], meeting))
    state.row_length[person] -= 1
    state.engaged[person] -= 1
    _soil(arrays, state, person, at)


@compiled
def _soil(arrays: Arrays, state: State, person: int, at: int) -> None:
    """Note that a person's day is to be counted anew."""
    day = arrays.start_day[at]
    if day < 0 or state.is_dirty[person, day] != 0:
        return
    state.is_dirty[person, day] = 1
    entry = state.dirty[state.counter[NUM_DIRTY]]
    entry[0], entry[1] = person, day
    entry[2] = state.cost[person, day, COMFORT]
    entry[3] = state.cost[person, day, SLACK]
    entry[4] = state.cost[person, day, BREAKS]
    state.counter[NUM_DIRTY] += 1


@compiled
def _swap_in_pool(state: State, meeting: int, place: int) -> None:
    """Let a meeting stand at a place of the pool, and who stood there where it stood."""
    at = state.place_in_pool[meeting]
    if at < 0:
        return
    other = state.pool[place]
    state.pool[at], state.pool[place] = other, meeting
    state.place_in_pool[other], state.place_in_pool[meeting] = at, place


@compiled
def _count(arrays: Arrays, state: State, meeting: int, mode: int, at: int, sign: int) -> None:
    """Count what a meeting adds to the levels by itself."""
    facts, totals = arrays.meeting[meeting], state.totals
    totals[TOTAL_VALUE] += sign * facts[VALUE]
    totals[TOTAL_FORM] += sign * arrays.mode[mode, LOSS]
    totals[TOTAL_COMFORT] += sign * arrays.numbers[OFF_PREFERENCE] * arrays.off[arrays.mode[mode, OFF], at]
    for idx in range(facts[PARTIES], facts[PARTIES_END]):
        delegation = arrays.party[idx, 0]
        state.held[delegation] += sign * arrays.party[idx, 1]
        if arrays.wanted[delegation] > 0:
            _set_tenth(state, delegation, 10 * state.held[delegation] // arrays.wanted[delegation])


@compiled
def _set_tenth(state: State, delegation: int, tenth: int) -> None:
    before = state.tenth[delegation]
    for level in range(before + 1, tenth + 1):
        state.counts[level] += 1
        state.totals[TOTAL_SHARE] -= share_weight(level)
    for level in range(tenth + 1, before + 1):
        state.counts[level] -= 1
        state.totals[TOTAL_SHARE] += share_weight(level)
    state.tenth[delegation] = tenth


@compiled
def share_weight(level: int) -> int:
    """Return what a delegation with fewer tenths than this counts: the lower the level, the more."""
    return 1 << (2 * (10 - level))


@compiled
def count_anew(arrays: Arrays, state: State) -> None:
    """Bring the figures of slack and comfort up to date with the days that the move has changed."""
    state.counter[NUM_COUNTED] += state.counter[NUM_DIRTY] + 1
    for idx in range(state.counter[NUM_DIRTY]):
        person, day = state.dirty[idx, 0], state.dirty[idx, 1]
        comfort, slack, breaks = day_cost(arrays, state.row[person], state.row_length[person], person, day)
        cost = state.cost[person, day]
        state.totals[TOTAL_COMFORT] += comfort - cost[COMFORT]
        state.totals[TOTAL_SLACK] += slack - cost[SLACK]
        cost[COMFORT], cost[SLACK], cost[BREAKS] = comfort, slack, breaks


@compiled
def settle(arrays: Arrays, state: State) -> bool:
    """Bring all figures up to date; tell whether the rules on whole days and on classes of people are kept."""
    count_anew(arrays, state)
    for idx in range(state.counter[NUM_TOUCHED]):
        meeting = state.touched[idx]
        if arrays.meeting[meeting, IS_MUST] != 0 and state.chosen[meeting, MODE] < 0:
            return False
    for idx in range(state.counter[NUM_DIRTY]):
        person = state.dirty[idx, 0]
        if arrays.person[person, IS_LIMITED] != 0 and not keeps_limits(
            arrays, state.row[person], state.row_length[person], person
        ):
            return False
    return arrays.fairness.shape[0] == 0 or keeps_fairness(arrays, state)


@compiled
def keeps_fairness(arrays: Arrays, state: State) -> bool:
    """Tell whether the numbers of breaks within the classes that the move concerns are as even as they must be."""
    for idx in range(state.counter[NUM_DIRTY]):
        place = arrays.person[state.dirty[idx, 0], CLASS]
        if place >= 0 and not _is_even(arrays, state, place):
            return False
    return True


@compiled
def _is_even(arrays: Arrays, state: State, place: int) -> bool:
    fewest, most, fewest_engaged, most_engaged = 1 << 30, -1, 1 << 30, -1
    for idx in range(arrays.fairness[place, 0], arrays.fairness[place, 1]):
        person = arrays.class_people[idx]
        breaks = 0
        for day in range(state.cost.shape[1]):
            breaks += state.cost[person, day, BREAKS]
        fewest, most = min(fewest, breaks), max(most, breaks)
        if state.engaged[person] > 0:
            fewest_engaged, most_engaged = min(fewest_engaged, breaks), max(most_engaged, breaks)
    cap = arrays.fairness[place, 2]
    return most_engaged < 0 or (most_engaged - fewest <= cap and most - fewest_engaged <= cap)


@compiled
def commit(state: State) -> None:
    """Keep what the move has changed."""
    for idx in range(state.counter[NUM_TOUCHED]):
        state.is_touched[state.touched[idx]] = 0
    for idx in range(state.counter[NUM_DIRTY]):
        state.is_dirty[state.dirty[idx, 0], state.dirty[idx, 1]] = 0


@compiled
def roll_back(arrays: Arrays, state: State) -> None:
    """Take back what the move has changed."""
    for idx in range(state.counter[NUM_TOUCHED]):
        if state.chosen[state.touched[idx], MODE] >= 0:
            take_out(arrays, state, state.touched[idx])
    for idx in range(state.counter[NUM_TOUCHED]):
        meeting = state.touched[idx]
        old = state.old[meeting]
        for column in range(NUM_INTERPRETERS, state.chosen.shape[1]):
            state.chosen[meeting, column] = old[column]
        if old[MODE] >= 0:
            put_in(arrays, state, meeting, old[MODE], old[AT], old[IN_ROOM])
    for idx in range(state.counter[NUM_DIRTY]):
        entry = state.dirty[idx]
        cost = state.cost[entry[0], entry[1]]
        cost[COMFORT], cost[SLACK], cost[BREAKS] = entry[2], entry[3], entry[4]
    for idx in range(NUM_TOTALS):
        state.totals[idx] = state.before[idx]
    commit(state)
