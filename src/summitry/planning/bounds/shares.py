"""The largest share that each delegation can reach if all others give way."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from summitry.planning.bounds.matching import heaviest
from summitry.planning.bounds.relaxation import Relaxation
from summitry.planning.worth import weight_of


def share_floor(relaxation: Relaxation) -> tuple[int, ...]:
    """Return ten counts of delegations that can, each by itself, have at least 1, 2, ... 10 tenths.

    Counts compare from left to right; each is the most that any plan has.
    """
    most = _Shares(relaxation).tenths()
    return tuple(sum(tenths >= least for tenths in most.values()) for least in range(1, 11))


class _Shares:
    def __init__(self, relaxation: Relaxation) -> None:
        self._relaxation = relaxation
        self._unused = np.zeros(len(relaxation.table.capacity), dtype=np.int64)
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
        lost = 0
        for person, own in self._by_person(possible).items():
            if len(own) > 1:  # one meeting that can be held has a place
                lost = max(lost, sum(weight for _, weight in own) - self._most_of(person, own))
        return 10 * (sum(weight for _, weight in possible) - lost) // wanted

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
        chosen = np.array([idx for idx, _ in ordered], dtype=np.int64)
        weights = np.array([weight for _, weight in ordered], dtype=np.int64)
        return int(heaviest(chosen, weights, r.resource_of_person[person], r.table, self._unused))
