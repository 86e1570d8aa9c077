"""What does not belong to single meetings, as arrays: days, ways, people, rooms, interpreters, settings."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from summitry.planning.masks import Masks
from summitry.planning.search import arrays as a
from summitry.planning.search.arrays import Flags, Ints
from summitry.summit import Limit, Meeting, Person, Role, Summit


class Frame:
    """The tables of a summit that are the same whichever meetings are placed."""

    def __init__(self, summit: Summit, masks: Masks, durations: Sequence[int]) -> None:
        self.summit = summit
        self._masks = masks
        self._durations = tuple(durations)
        self.minutes: Ints = masks.minutes.astype(np.int32)
        self.length_idx = {duration: idx for idx, duration in enumerate(durations)}
        self.person_idx = {person.id: idx for idx, person in enumerate(summit.people)}
        self.room_idx = {room.id: idx for idx, room in enumerate(summit.rooms)}
        self.venue_idx = {venue.id: idx for idx, venue in enumerate(summit.venues)}
        self.session_idx = {session.id: idx for idx, session in enumerate(summit.sessions)}
        if not summit.venues:
            self.venue_idx[""] = 0
        self._zones: dict[str, int] = {}
        self._limited = [summit.limit_by_person.get(person.id) for person in summit.people]

    def zone_idx(self, zone: str) -> int:
        """Return the number of a zone, or of a venue as a whole."""
        return self._zones.setdefault(zone, len(self._zones))

    # --- time and place ---

    def start_of_step(self) -> Ints:
        """Return the start at each step of the grid, or -1."""
        step = self.summit.settings.step_min
        found = np.full(self.summit.horizon.end // step + 2, -1, np.int32)
        found[self.minutes // step] = np.arange(len(self.minutes))
        return found

    def start_day(self) -> Ints:
        """Return the day of each start."""
        return a.row([self._day(int(minute)) for minute in self.minutes])

    def days(self) -> Ints:
        """Return the spans of the days."""
        return a.table(self.summit.day_spans, 2)

    def moves(self) -> Ints:
        """Return the minutes between the venues."""
        ids = list(self.venue_idx)
        rows = [[self.summit.move_min(one, other) for other in ids] for one in ids]
        return a.table(rows, len(ids))

    def _day(self, minute: int) -> int:
        day = self.summit.day_idx(minute)
        return -1 if day is None else day

    # --- people ---

    def person(self) -> Ints:
        """Return the table of people."""
        meals, stays = 0, 0
        rows: list[list[int]] = []
        interpreters = {person.id: idx for idx, person in enumerate(self.summit.interpreters)}
        for person, limit in zip(self.summit.people, self._limited, strict=True):
            row = [0] * a.PERSON_COLUMNS
            row[a.COUNTS] = person.role is not Role.INTERPRETER
            row[a.CLASS] = self._capped.get(person.fairness_class, -1)
            row[a.INTERPRETER] = interpreters.get(person.id, -1)
            self._limits(row, limit)
            row[a.MEALS], row[a.STAYS] = meals, stays
            meals += len(self.summit.meal_windows(limit)) if limit else 0
            stays += len(self._departures(person))
            row[a.MEALS_END], row[a.STAYS_END] = meals, stays
            rows.append(row)
        return a.table(rows, a.PERSON_COLUMNS)

    def _limits(self, row: list[int], limit: Limit | None) -> None:
        if limit is None:
            row[a.MEETINGS_A_DAY : a.REST] = [-1] * (a.REST - a.MEETINGS_A_DAY)
            return
        row[a.IS_LIMITED] = 1
        for column, value in (
            (a.MEETINGS_A_DAY, limit.meetings_a_day),
            (a.MEETINGS_IN_A_ROW, limit.meetings_in_a_row),
            (a.WORK_A_DAY, limit.work_a_day_min),
            (a.WORK_IN_A_ROW, limit.work_in_a_row_min),
        ):
            row[column] = -1 if value is None else value
        row[a.REST] = limit.rest_min or 0
        row[a.MEAL_MIN] = limit.meal_min

    def _departures(self, person: Person) -> list[tuple[int, int, int]]:
        stays = self.summit.stays_by_person[person.id]
        return [
            (stay.usable.start, stay.usable.end, self._day(stay.usable.end - 1))
            for stay in stays
            if stay.departure is not None
        ]

    def stays(self) -> Ints:
        """Return the stays that end with a stated departure."""
        return a.table([stay for person in self.summit.people for stay in self._departures(person)], 3)

    def meals(self) -> Ints:
        """Return the meal windows."""
        return a.table([w for limit in self._limited if limit for w in self.summit.meal_windows(limit)], 2)

    @cached_property
    def _capped(self) -> dict[str, int]:
        return {name: idx for idx, name in enumerate(self.summit.settings.fairness_cap) if name}

    def fairness(self) -> Ints:
        """Return the fairness classes."""
        rows, first = [], 0
        for name in self._capped:
            num = sum(person.fairness_class == name for person in self.summit.people)
            rows.append((first, first + num, self.summit.settings.fairness_cap[name]))
            first += num
        return a.table(rows, 3)

    def class_people(self) -> Ints:
        """Return the people of the fairness classes, class by class."""
        people = self.summit.people
        return a.row([i for name in self._capped for i, person in enumerate(people) if person.fairness_class == name])

    # --- rooms and interpreters ---

    def turnaround(self) -> Ints:
        """Return the minutes each room needs after a use."""
        return a.row([room.turnaround_min for room in self.summit.rooms])

    def room_open(self, used: Sequence[int]) -> Flags:
        """Return when the rooms that are used at all are free of sessions and open."""
        found = np.zeros((len(self.summit.rooms), len(self._durations), len(self.minutes)), np.uint8)
        for room in set(used):
            for length, duration_min in enumerate(self._durations):
                found[room, length] = self._masks.room(self.summit.rooms[room], duration_min)
        return found

    def interpreter_open(self) -> Flags:
        """Return when the interpreters are there and free of sessions, for each length and venue."""
        interpreters, venues = self.summit.interpreters, tuple(self.venue_idx)
        shape = len(interpreters), len(self._durations), len(venues), len(self.minutes)
        found = np.zeros(shape, np.uint8)
        for i, person in enumerate(interpreters):
            for length, duration_min in enumerate(self._durations):
                for v, venue in enumerate(venues):
                    found[i, length, v] = self._masks.person(person.id, venue, duration_min)
        return found

    # --- meetings in pairs ---

    def orders(self, meetings: Sequence[Meeting]) -> dict[int, list[tuple[int, int, int]]]:
        """Return for each meeting its orders with others: which, the gap, whether the other comes after."""
        known = {meeting.id: idx for idx, meeting in enumerate(meetings)}
        found: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for order in self.summit.orders:
            if order.before in known and order.after in known:
                before, after = known[order.before], known[order.after]
                found[before].append((after, order.gap_min, 1))
                found[after].append((before, order.gap_min, 0))
        return found

    def aparts(self, meetings: Sequence[Meeting]) -> dict[int, list[tuple[int, int]]]:
        """Return for each meeting those it must not be near, and the gap."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        if not self.summit.avoidances:
            return found
        at = [self._delegations(meeting) for meeting in meetings]
        for pair in self.summit.avoidances:
            here = [i for i, codes in enumerate(at) if pair.first in codes and pair.second not in codes]
            there = [i for i, codes in enumerate(at) if pair.second in codes and pair.first not in codes]
            for one in here:
                found[one] += [(other, pair.gap_min) for other in there]
            for other in there:
                found[other] += [(one, pair.gap_min) for one in here]
        return found

    def _delegations(self, meeting: Meeting) -> set[str]:
        return {self.summit.person_by_id[seat[0]].delegation for seat in self.summit.seats_by_meeting[meeting.id]}

    # --- settings ---

    def numbers(self) -> Ints:
        """Return single figures of the settings."""
        settings = self.summit.settings
        found = np.zeros(a.NUM_NUMBERS, np.int32)
        found[a.STEP] = settings.step_min
        found[a.MAX_MOVE] = int(self.moves().max(initial=0))
        found[a.DEPARTURE_BUFFER] = settings.departure_buffer_min
        found[a.LAST_BEFORE_DEPARTURE] = settings.last_before_departure_min
        found[a.BREAK] = settings.comfort.break_
        found[a.IDLE_MINUTE] = settings.comfort.idle_minute
        found[a.VENUE_CHANGE] = settings.comfort.venue_change
        found[a.ROOM_CHANGE] = settings.comfort.room_change
        found[a.OFF_PREFERENCE] = settings.comfort.off_preference
        return found
