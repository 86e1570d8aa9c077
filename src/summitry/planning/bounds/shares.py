"""The largest share that each delegation can reach if all others give way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.prices import Flags
from summitry.planning.bounds.relaxation import Relaxation, Table
from summitry.planning.bounds.weights import weight_of
from summitry.planning.compiled import compiled


def share_floor(relaxation: Relaxation) -> tuple[int, ...]:
    """Return ten counts of delegations that can, each by itself, have at least 1, 2, ... 10 tenths.

    Counts compare from left to right; each is the most that any plan has.
    """
    most = _Shares(relaxation).tenths()
    return tuple(sum(tenths >= least for tenths in most.values()) for least in range(1, 11))


class _Shares:
    def __init__(self, relaxation: Relaxation) -> None:
        self._relaxation = relaxation
        self._rows: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for idx, meeting in enumerate(relaxation.meetings):
            for code in meeting.parties:
                self._rows[code].append((idx, weight_of(relaxation.summit, meeting, code)))

    def tenths(self) -> Mapping[str, int]:
        """Return for each delegation the most tenths of its share."""
        return {code: self._most(rows) for code, rows in self._rows.items()}

    def _most(self, rows: Sequence[tuple[int, int]]) -> int:
        wanted = sum(weight for _, weight in rows)
        if not wanted:
            return 10
        r = self._relaxation
        possible = [(idx, weight) for idx, weight in rows if r.table.first_mode[idx] < r.table.first_mode[idx + 1]]
        held = sum(weight for _, weight in possible)
        for person, own in self._by_person(possible).items():
            lost = sum(weight for _, weight in own) - self._most_of(person, own)
            held = min(held, sum(weight for _, weight in possible) - lost)
        return 10 * held // wanted

    def _by_person(self, rows: Sequence[tuple[int, int]]) -> Mapping[str, list[tuple[int, int]]]:
        """Return the meetings that each person attends in any case."""
        by_person: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for idx, weight in rows:
            for person in {seat[0] for seat in self._relaxation.seats[idx] if len(seat) == 1}:
                by_person[person].append((idx, weight))
        return by_person

    def _most_of(self, person: str, rows: Sequence[tuple[int, int]]) -> int:
        """Return the most weight that one person can attend of some meetings."""
        r = self._relaxation
        ordered = sorted(rows, key=lambda row: (-row[1], row[0]))
        row = r.resource_of_person[person]
        chosen = np.array([idx for idx, _ in ordered], dtype=np.int64)
        spikes = hitting_points(chosen, row, r.table)
        fits = meets(chosen, spikes, row, r.table)
        held = matched(fits)
        return sum(weight for (_, weight), is_held in zip(ordered, held, strict=True) if is_held)


@compiled
def hitting_points(
    chosen: Numbers,
    row: int,
    table: Table,
) -> Numbers:
    """Return the fewest points of which every start of some meetings reaches one, with one person.

    Every point is tried as the last that a start reaches; the earliest such point beyond the starts already met is one.
    """
    num = table.reach_to.shape[1]
    latest_start = np.full(num + 1, -1, dtype=np.int64)  # by the end of what is reached
    for meeting in chosen:
        for mode in range(table.first_mode[meeting], table.first_mode[meeting + 1]):
            for use in range(table.first_use[mode], table.first_use[mode + 1]):
                if table.resource[use] == row:
                    for idx in range(table.first_start[mode], table.first_start[mode + 1]):
                        end = table.reach_to[table.reach[use], table.start[idx]]
                        latest_start[end] = max(latest_start[end], table.start[idx])
    points = np.empty(num, dtype=np.int64)
    count, last = 0, -1
    for end in range(1, num + 1):
        if latest_start[end] > last:
            last = end - 1
            points[count] = last
            count += 1
    return points[:count]


@compiled
def meets(
    chosen: Numbers,
    points: Numbers,
    row: int,
    table: Table,
) -> Flags:
    """Return which meetings can reach which points, shape (number of meetings, number of points)."""
    fits = np.zeros((len(chosen), len(points)), dtype=np.bool_)
    for place, meeting in enumerate(chosen):
        for mode in range(table.first_mode[meeting], table.first_mode[meeting + 1]):
            for use in range(table.first_use[mode], table.first_use[mode + 1]):
                if table.resource[use] != row:
                    continue
                for idx in range(table.first_start[mode], table.first_start[mode + 1]):
                    first = np.searchsorted(points, table.start[idx])
                    end = np.searchsorted(points, table.reach_to[table.reach[use], table.start[idx]])
                    for point in range(first, end):
                        fits[place, point] = True
    return fits


@compiled
def matched(fits: Flags) -> Flags:
    """Return which rows a matching holds, the first rows first: with weights in falling order, the heaviest of all."""
    num_rows, num_points = fits.shape
    row_of = np.full(num_points, -1, dtype=np.int64)
    held = np.zeros(num_rows, dtype=np.bool_)
    via = np.empty(num_points, dtype=np.int64)
    queue = np.empty(num_rows, dtype=np.int64)
    for row in range(num_rows):
        via[:] = -1
        queue[0], head, tail, free = row, 0, 1, -1
        while head < tail and free < 0:
            here = queue[head]
            head += 1
            for point in range(num_points):
                if fits[here, point] and via[point] < 0:
                    via[point] = here
                    if row_of[point] < 0:
                        free = point
                        break
                    queue[tail] = row_of[point]
                    tail += 1
        held[row] = free >= 0
        while free >= 0:
            here = via[free]
            back = -1
            for point in range(num_points):
                if row_of[point] == here:
                    back = point
            row_of[free] = here
            free = back if here != row else -1
    return held
