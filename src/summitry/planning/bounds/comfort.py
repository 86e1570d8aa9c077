"""The least `comfort` of plans that hold a value: each person's days by themselves, and wishes for times.

1. For each person and number of meetings, the least that breaks, idle minutes and changes of venue cost (`days`).
2. All meetings that can be held, held: the sum of that over all people.
3. Less the most that can be saved by leaving out meetings of no more value than a plan may lack.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from summitry.planning.bounds.days import NEVER, day_costs, together
from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.relaxation import Relaxation
from summitry.planning.bounds.resources import least_move_min
from summitry.planning.bounds.savings import most_saved
from summitry.planning.starts import Mask
from summitry.summit import ComfortWeights, Interval, Role, Session


@dataclass(frozen=True)
class Own:
    """What one person may attend.

    Parameters
    ----------
    certain
        Indices of the meetings that they attend if these are held; they can be held.
    possible
        Those and the ones they may attend, as one of several.
    """

    person: str
    certain: tuple[int, ...]
    possible: tuple[int, ...]


class Days:
    """Bounds of what `comfort` says of days: all its parts but wishes for times and changes of room.

    Parameters
    ----------
    values
        Of each meeting.
    """

    def __init__(self, relaxation: Relaxation, values: Numbers) -> None:
        self._relaxation = relaxation
        self._values = values
        self._summit = relaxation.summit

    def least(self, value: int) -> int:
        """Return the least cost of any plan that holds at least so much value."""
        base, saved = self._costs
        table = self._relaxation.table
        can_be_held = table.first_mode[:-1] < table.first_mode[1:]
        lacking = max(0, int(self._values[can_be_held].sum()) - value)
        return max(0, base - most_saved(saved[can_be_held], self._values[can_be_held], lacking))

    @cached_property
    def _costs(self) -> tuple[int, Numbers]:
        """The cost of all days with all meetings, and the most saved by leaving out each."""
        base = 0
        saved = np.zeros(len(self._values), dtype=np.int64)
        for own in self._people():
            costs = self._of_person(own)
            fewest = np.minimum.accumulate(costs[::-1])[::-1]  # with at least so many meetings
            fitting = np.flatnonzero(fewest < NEVER)
            if not len(fitting):
                continue
            held = min(len(own.certain), int(fitting.max()))
            base += int(fewest[held])
            each = [-(-int(fewest[held] - fewest[held - fewer]) // fewer) for fewer in range(1, held + 1)]
            saved[list(own.certain)] += max(each, default=0)
        return base, saved

    def _people(self) -> Iterable[Own]:
        certain: defaultdict[str, list[int]] = defaultdict(list)
        possible: defaultdict[str, list[int]] = defaultdict(list)
        first_mode = self._relaxation.table.first_mode
        for idx, seats in enumerate(self._relaxation.seats):
            if first_mode[idx] == first_mode[idx + 1]:
                continue
            for person in {p for seat in seats for p in seat}:
                possible[person].append(idx)
            for person in {seat[0] for seat in seats if len(seat) == 1}:
                certain[person].append(idx)
        for who in self._summit.people:
            if who.role is not Role.INTERPRETER:
                yield Own(who.id, tuple(certain[who.id]), tuple(possible[who.id]))

    # --- one person ---

    def _of_person(self, own: Own) -> Numbers:
        """Return the least cost of a person's days for each number of meetings they attend."""
        sessions = self._summit.sessions_by_person.get(own.person, ())
        if any(self._summit.day_idx(s.start) != self._summit.day_idx(s.end - 1) for s in sessions):
            return np.zeros(len(own.possible) + 1, dtype=np.int64)
        least_of_either = self._with_weight(own, sessions, min(self._weights.break_, self._weights.venue_change))
        moves = self._moves
        apart = least_of_either if moves[1] == moves[2] else self._with_weight(own, sessions, 0)
        costs: Numbers = np.minimum(NEVER, np.maximum(least_of_either, apart + self._changes(own, sessions)))
        return costs

    def _with_weight(self, own: Own, sessions: Sequence[Session], middle: int) -> Numbers:
        """Return costs with this weight on more time than a move within a venue, but no more than the longest move."""
        most = len(own.possible)
        starts, shortest, num_long, longest = self._starts(own)
        weights = np.array([self._weights.idle_minute, middle, self._weights.break_], dtype=np.int64)
        limit = self._summit.limit_by_person.get(own.person)
        a_day = most if limit is None or limit.meetings_a_day is None else limit.meetings_a_day
        total = np.full(most + 1, NEVER, dtype=np.int64)
        total[0] = 0
        for day in self._spans:
            of_day = self._relaxation.points.minutes[starts & day[1]]
            blocks = merged([s.interval for s in sessions if day[0].start <= s.start < day[0].end])
            if not len(of_day) and len(blocks) <= 1:
                continue
            edges = np.array(blocks, dtype=np.int64).reshape(-1, 2)
            one = day_costs(of_day, edges, shortest, self._moves, weights, most)
            one[a_day + 1 :] = NEVER
            total = together(total, one)
        # Each longer meeting, were it as short as the shortest, would add so many idle minutes and one break at most.
        longer = int(weights[0]) * (longest - shortest) + int(max(weights[1], weights[2]))
        return np.where(total < NEVER, np.maximum(0, total - num_long * longer), NEVER)

    def _starts(self, own: Own) -> tuple[Mask, int, int, int]:
        """Return the points where meetings may start, the shortest length, how many may be longer, and the longest."""
        table, modes = self._relaxation.table, self._relaxation.modes
        starts = np.zeros(len(self._relaxation.points.minutes), dtype=np.bool_)
        longest: list[int] = []
        shortest: list[int] = []
        for idx in own.possible:
            own_modes = modes[table.first_mode[idx] : table.first_mode[idx + 1]]
            for mode in own_modes:
                starts |= mode.mask
            longest.append(max(mode.duration_min for mode in own_modes))
            shortest.append(min(mode.duration_min for mode in own_modes))
        least = min(shortest, default=0)
        return starts, least, sum(length > least for length in longest), max(longest, default=0)

    def _changes(self, own: Own, sessions: Sequence[Session]) -> Numbers:
        """Return the least that changes of venue cost for each number of meetings.

        Somebody in so many venues on so many days changes at least as often as there are more venues than days.
        """
        most = len(own.possible)
        starts = self._starts(own)[0]
        days = {idx for idx, (_, mask) in enumerate(self._spans) if (starts & mask).any()}
        there = {s.venue for s in sessions if self._summit.day_idx(s.start) is not None}
        counts = self._num_by_venue(own) if len(own.certain) == most else {}
        num_venues = len(counts.keys() | there)
        spare = np.cumsum(sorted(number for venue, number in counts.items() if venue not in there))
        left_out = most - np.arange(most + 1)
        gone = np.searchsorted(spare, left_out, side="right")
        changes = np.maximum(0, num_venues - gone - len(days | set(self._days_with(sessions))))
        return np.asarray(changes * self._weights.venue_change, dtype=np.int64)

    def _days_with(self, sessions: Sequence[Session]) -> Iterable[int]:
        return (idx for s in sessions if (idx := self._summit.day_idx(s.start)) is not None)

    def _num_by_venue(self, own: Own) -> dict[str, int]:
        """Return how many of a person's certain meetings are held in each venue, of those with only one."""
        counts: defaultdict[str, int] = defaultdict(int)
        table = self._relaxation.table
        for idx in own.certain:
            venues = {mode.venue for mode in self._relaxation.modes[table.first_mode[idx] : table.first_mode[idx + 1]]}
            if len(venues) == 1:
                counts[venues.pop()] += 1
        return counts

    # --- shared by all ---

    @cached_property
    def _spans(self) -> tuple[tuple[Interval, Mask], ...]:
        minutes = self._relaxation.points.minutes
        return tuple((span, (minutes >= span.start) & (minutes < span.end)) for span in self._summit.day_spans)

    @property
    def _weights(self) -> ComfortWeights:
        return self._summit.settings.comfort

    @cached_property
    def _moves(self) -> Numbers:
        """Fewest minutes between two engagements; of a move within a venue; of the longest move."""
        venues = [venue.id for venue in self._summit.venues]
        within = self._summit.settings.room_change_min
        longest = max((self._summit.move_min(a, b) for a in venues for b in venues), default=within)
        return np.array([least_move_min(self._summit), within, max(within, longest)], dtype=np.int64)


def merged(intervals: Sequence[Interval]) -> list[Interval]:
    """Return intervals with those that overlap taken together, by start."""
    found: list[Interval] = []
    for interval in sorted(intervals):
        if found and interval.start < found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, interval.end))
        else:
            found.append(interval)
    return found
