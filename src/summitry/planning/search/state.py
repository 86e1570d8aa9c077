"""A plan in the making, as arrays that compiled loops change in place, and can change back."""

from types import MappingProxyType

import numpy as np

from summitry.planning.search import arrays as a
from summitry.planning.search.arrays import Arrays, Flags, Ints, Longs, Seeds
from summitry.planning.search.pointed import Pointed, pointed
from summitry.planning.search.problem import Problem

# Columns of `row`: the engagements of a person.
START = 0
END = 1
ID = 2  # number of the meeting, or of a session counted -1, -2, ...
VENUE = 3
ROOM = 4  # -1 for none
WANTED = 5  # buffer wanted after it
WORK = 6  # minutes of work of an interpreter in it; 0 for those who attend
MEAL = 7
ROW_COLUMNS = 8

# Columns of `chosen`: how each meeting is placed.
MODE = 0  # -1 if it is not placed
AT = 1
IN_ROOM = 2
NUM_INTERPRETERS = 3
FIRST_INTERPRETER = 4

# Columns of `cost`: what a person's day costs.
COMFORT = 0
SLACK = 1
BREAKS = 2

# Entries of `totals`.
TOTAL_VALUE = 0
TOTAL_SHARE = 1  # penalty for shares that fall short
TOTAL_FORM = 2
TOTAL_SLACK = 3
TOTAL_COMFORT = 4
NUM_TOTALS = 5

# Entries of `counter`.
NUM_PLACED = 0  # of the pool
NUM_IN_POOL = 1
NUM_TOUCHED = 2
NUM_DIRTY = 3
NUM_QUEUED = 4
NUM_COUNTED = 5  # days counted so far: a measure of work
NUM_COUNTERS = 6

MOST_QUEUED = 64  # meetings that one move may shift


@pointed
class State(Pointed):
    """All that changes while searching.

    Parameters
    ----------
    row, row_length
        Engagements of each person by start, of shape (people, places, columns), and how many there are.
    use, use_length
        Uses of each room by start: start, end with the turnaround, meeting.
    chosen
        How each meeting is placed.
    cost
        Comfort, slack and breaks of each person's day, of shape (people, days, 3).
    engaged
        Number of assignments each person is in.
    held, tenth, counts
        Weight held by each delegation, its share in tenths, and how many delegations have at least so many tenths.
    totals, before
        Figures of the levels now, and when the current move began.
    pool, place_in_pool
        The meetings that may move, the placed ones first; the place of each meeting in it, or -1.
    touched, is_touched, old
        What the current move has changed, and how it was.
    dirty, is_dirty
        Days of people that the current move has changed, with what they cost before.
    queue
        Meetings that a move shifts: meeting, mode, start, shift in minutes.
    counter
        How much of the lists is in use.
    rng
        State of the generator of random numbers.
    """

    KINDS = MappingProxyType(
        {
            "row": "i4 3",
            "row_length": "i4 1",
            "use": "i4 3",
            "use_length": "i4 1",
            "chosen": "i4 2",
            "cost": "i4 3",
            "engaged": "i4 1",
            "held": "i8 1",
            "tenth": "i4 1",
            "counts": "i8 1",
            "totals": "i8 1",
            "before": "i8 1",
            "pool": "i4 1",
            "place_in_pool": "i4 1",
            "touched": "i4 1",
            "is_touched": "u1 1",
            "old": "i4 2",
            "dirty": "i4 2",
            "is_dirty": "u1 2",
            "queue": "i4 2",
            "counter": "i8 1",
            "rng": "u8 1",
        }
    )

    row: Ints
    row_length: Ints
    use: Ints
    use_length: Ints
    chosen: Ints
    cost: Ints
    engaged: Ints
    held: Longs
    tenth: Ints
    counts: Longs
    totals: Longs
    before: Longs
    pool: Ints
    place_in_pool: Ints
    touched: Ints
    is_touched: Flags
    old: Ints
    dirty: Ints
    is_dirty: Flags
    queue: Ints
    counter: Longs
    rng: Seeds


def empty_state(problem: Problem, seed: int) -> State:
    """Return the state in which nothing is placed; its costs are still to be worked out."""
    arrays, summit = problem.arrays, problem.summit
    num_people, num_meetings = len(arrays.person), len(arrays.meeting)
    num_days, num_delegations = len(arrays.days), len(arrays.wanted)
    rows = _session_rows(problem)
    longest = max((len(row) for row in rows), default=0) + _most_meetings(arrays) + 2
    row = np.zeros((num_people, longest, ROW_COLUMNS), np.int32)
    for person, engagements in enumerate(rows):
        row[person, : len(engagements)] = a.table(engagements, ROW_COLUMNS)
    pool = [m for m, meeting in enumerate(arrays.meeting) if not meeting[a.IS_LOCKED] and _has_modes(meeting)]
    place_in_pool = np.full(num_meetings, -1, np.int32)
    place_in_pool[pool] = np.arange(len(pool))
    width = FIRST_INTERPRETER + _most_interpreters(problem)
    chosen = np.full((num_meetings, width), -1, np.int32)
    chosen[:, NUM_INTERPRETERS] = 0
    counter = np.zeros(NUM_COUNTERS, np.int64)
    counter[NUM_IN_POOL] = len(pool)
    return State(
        row=row,
        row_length=a.row([len(engagements) for engagements in rows]),
        use=np.zeros((len(summit.rooms), _most_uses(arrays), 3), np.int32),
        use_length=np.zeros(len(summit.rooms), np.int32),
        chosen=chosen,
        cost=np.zeros((num_people, num_days, 3), np.int32),
        engaged=np.zeros(num_people, np.int32),
        held=np.zeros(num_delegations, np.int64),
        tenth=np.where(arrays.wanted > 0, 0, 10).astype(np.int32),
        counts=np.full(11, np.count_nonzero(arrays.wanted == 0), np.int64),
        totals=np.zeros(NUM_TOTALS, np.int64),
        before=np.zeros(NUM_TOTALS, np.int64),
        pool=a.row(pool),
        place_in_pool=place_in_pool,
        touched=np.zeros(num_meetings + 1, np.int32),
        is_touched=np.zeros(num_meetings, np.uint8),
        old=chosen.copy(),
        dirty=np.zeros((num_people * num_days + 1, 5), np.int32),
        is_dirty=np.zeros((num_people, num_days), np.uint8),
        queue=np.zeros((MOST_QUEUED, 4), np.int32),
        counter=counter,
        rng=np.array([seed * 2 + 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF | 1], np.uint64),
    )


def _has_modes(meeting: Ints) -> bool:
    return bool(meeting[a.MODES] < meeting[a.MODES_END])


def _session_rows(problem: Problem) -> list[list[list[int]]]:
    """Return the sessions of each person as rows of engagements."""
    summit, frame = problem.summit, problem.frame
    entries: dict[str, list[int]] = {}
    for session in summit.sessions:
        entry = [0] * ROW_COLUMNS
        entry[START], entry[END], entry[ID] = session.start, session.end, -1 - frame.session_idx[session.id]
        entry[VENUE] = frame.venue_idx[session.venue]
        entry[ROOM] = -1
        is_long = session.interval.length >= summit.settings.long_session_min
        entry[WANTED] = summit.settings.long_session_buffer_min if is_long else 0
        entry[MEAL] = session.is_meal
        entries[session.id] = entry
    return [[entries[s.id] for s in summit.sessions_by_person.get(person.id, ())] for person in summit.people]


def _most_meetings(arrays: Arrays) -> int:
    """Return how many assignments one person can be in at most: those they may attend or interpret, and that fit."""
    if not len(arrays.mode):
        return 0
    num_people = len(arrays.person)
    num_attended = np.zeros(num_people, np.int64)
    for meeting in arrays.meeting:
        modes = arrays.mode[meeting[a.MODES] : meeting[a.MODES_END]]
        people = {p for mode in modes for p in arrays.mode_people[mode[a.PEOPLE] : mode[a.PEOPLE_END]]}
        num_attended[list(people)] += 1
    num_interpreted = len(arrays.meeting) if len(arrays.interpreter_open) else 0
    return min(int(num_attended.max(initial=0)) + num_interpreted, _most_that_fit(arrays))


def _most_that_fit(arrays: Arrays) -> int:
    shortest = max(1, int(arrays.mode[:, a.DURATION].min()))
    return int(sum((end - start) // shortest + 1 for start, end in arrays.days))


def _most_uses(arrays: Arrays) -> int:
    """Return how often one room can be used at most."""
    if not len(arrays.mode) or not len(arrays.room_class):
        return 1
    num_uses = np.zeros(len(arrays.in_class[0]), np.int64)
    for meeting in arrays.meeting:
        classes = arrays.mode[meeting[a.MODES] : meeting[a.MODES_END], a.ROOM_CLASS]
        num_uses += arrays.in_class[np.unique(classes[classes >= 0])].any(axis=0)
    return min(int(num_uses.max(initial=0)), _most_that_fit(arrays)) + 1


def _most_interpreters(problem: Problem) -> int:
    """Return how many interpreters one meeting can need at most."""
    needed = [mode.team * len(mode.gaps) for mode in problem.modes]
    kept = [len(assignment.interpreters) for assignment in problem.kept]
    return max(min(max(needed, default=0), len(problem.summit.interpreters)), max(kept, default=0))
