"""The facts of a summit as flat arrays, for compiled loops.

A row of a table is a fact, a column is named by a constant. Instants are minutes from the epoch; a *start* is an index
into `Arrays.minutes`. Lists of varying length lie one after the other in one array; who owns one names its first
position and the position after its last.
"""

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from summitry.planning.search.pointed import Pointed, pointed

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]
Seeds = npt.NDArray[np.uint64]

# Columns of `person`.
COUNTS = 0  # whether the soft levels count them
CLASS = 1  # fairness class with a cap, or -1
INTERPRETER = 2  # place among the interpreters, or -1
MEETINGS_A_DAY = 3  # limits; -1 for none
MEETINGS_IN_A_ROW = 4
WORK_A_DAY = 5
WORK_IN_A_ROW = 6
REST = 7
MEAL_MIN = 8
MEALS = 9
MEALS_END = 10
STAYS = 11
STAYS_END = 12
IS_LIMITED = 13
PERSON_COLUMNS = 14

# Columns of `meeting`.
VALUE = 0
IS_LOCKED = 1  # stands as it is
IS_MUST = 2  # has to be placed
MODES = 3
MODES_END = 4
PARTIES = 5
PARTIES_END = 6
ORDERS = 7
ORDERS_END = 8
APARTS = 9
APARTS_END = 10
MEETING_COLUMNS = 11

# Columns of `mode`.
DURATION = 0
LENGTH = 1  # place of the duration among all durations
MODE_VENUE = 2
MODE_ZONE = 3
ROOM_CLASS = 4  # -1 for no room
LOSS = 5  # hundredths of value lost by the form and by stand-ins
TEAM = 6
MODE_WORK = 7  # minutes of work of each interpreter
MODE_WANTED = 8  # buffer wanted after it
MODE_MEAL = 9
PEOPLE = 10
PEOPLE_END = 11
GAPS = 12
GAPS_END = 13
STARTS = 14
STARTS_END = 15
OFF = 16  # row of `off`
MODE_COLUMNS = 17

# Entries of `numbers`.
STEP = 0
MAX_MOVE = 1
DEPARTURE_BUFFER = 2
LAST_BEFORE_DEPARTURE = 3
BREAK = 4
IDLE_MINUTE = 5
VENUE_CHANGE = 6
ROOM_CHANGE = 7
OFF_PREFERENCE = 8
NUM_NUMBERS = 9


@pointed
class Arrays(Pointed):
    """All that the search needs to know of a summit.

    Parameters
    ----------
    minutes
        Minute of each start, ascending.
    start_of_step
        Start by minute divided by the step; -1 where no meeting may start.
    start_day
        Day of each start.
    days
        First minute of each day's span and the minute after its last.
    moves
        Minutes from one venue to another, and in the diagonal within one.
    person, meeting, mode
        Tables of facts; a mode is a way to hold a meeting: form, attendance, venue and zone.
    stays
        Stays with a stated departure: start, end, day of the last minute.
    meals
        Meal windows of people with limits: start and end.
    fairness
        Classes with a cap: first and end in `class_people`, cap.
    party
        Parties of the meetings: delegation, weight.
    order
        Orders between meetings: the other meeting, the gap, whether the other comes after.
    apart
        Meetings that must not be near: the other meeting, the gap.
    mode_people, gap, able
        Attendees of the modes; language gaps: first and end in `able`, which lists interpreters as people.
    starts, mask
        Starts that the facts allow each mode: as list, and as mask of shape (modes, starts).
    off
        Number of parties off their preference, of shape (different preferences, starts).
    room_class, class_rooms, in_class, turnaround
        Classes of rooms: first and end in `class_rooms`; whether a room is in a class, of shape (classes, rooms);
        minutes each room needs after a use.
    room_open
        Whether a room is open and free of sessions, of shape (rooms, durations, starts).
    interpreter_open
        Whether an interpreter is there and free of sessions, of shape (interpreters, durations, venues, starts).
    wanted
        Sum of weights of each delegation over its meetings to place.
    numbers
        Single figures of the settings.
    """

    KINDS = MappingProxyType(
        {
            "minutes": "i4 1",
            "start_of_step": "i4 1",
            "start_day": "i4 1",
            "days": "i4 2",
            "moves": "i4 2",
            "person": "i4 2",
            "meeting": "i4 2",
            "mode": "i4 2",
            "stays": "i4 2",
            "meals": "i4 2",
            "fairness": "i4 2",
            "class_people": "i4 1",
            "party": "i4 2",
            "order": "i4 2",
            "apart": "i4 2",
            "mode_people": "i4 1",
            "gap": "i4 2",
            "able": "i4 1",
            "starts": "i4 1",
            "mask": "u1 2",
            "off": "u1 2",
            "room_class": "i4 2",
            "class_rooms": "i4 1",
            "in_class": "u1 2",
            "turnaround": "i4 1",
            "room_open": "u1 3",
            "interpreter_open": "u1 4",
            "wanted": "i8 1",
            "numbers": "i4 1",
        }
    )

    minutes: Ints
    start_of_step: Ints
    start_day: Ints
    days: Ints
    moves: Ints
    person: Ints
    meeting: Ints
    mode: Ints
    stays: Ints
    meals: Ints
    fairness: Ints
    class_people: Ints
    party: Ints
    order: Ints
    apart: Ints
    mode_people: Ints
    gap: Ints
    able: Ints
    starts: Ints
    mask: Flags
    off: Flags
    room_class: Ints
    class_rooms: Ints
    in_class: Flags
    turnaround: Ints
    room_open: Flags
    interpreter_open: Flags
    wanted: Longs
    numbers: Ints


def table(rows: Sequence[Sequence[int]], num_columns: int) -> Ints:
    """Return rows of numbers as a table, empty with the right number of columns."""
    return np.array(rows, np.int32).reshape(-1, num_columns)


def row(numbers: Sequence[int]) -> Ints:
    """Return numbers as a list of them."""
    return np.array(numbers, np.int32).reshape(-1)
