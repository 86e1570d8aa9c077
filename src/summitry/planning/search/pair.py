"""Two walks at once, each on days of its own, so that together they are a walk of one plan."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from summitry.planning.search import arrays as a
from summitry.planning.search.anneal import Best, best_of, is_better
from summitry.planning.search.arrays import Arrays
from summitry.planning.search.construct import place_as_they_were
from summitry.planning.search.edits import begin, commit, settle
from summitry.planning.search.pointed import copied, with_others
from summitry.planning.search.state import AT, MODE, NUM_IN_POOL, NUM_PLACED, State
from summitry.planning.search.walk import Walk

_LEAST_MOVES = 50_000  # between two meetings of the walks
_MOVES_A_MEETING = 5

Which = npt.NDArray[np.bool_]


@dataclass
class Pair:
    """Two walks that share out the days anew each time they have come together.

    Each walk moves the meetings on its days and half of those not placed, and leaves the others where they are; so what
    both have done fits together, but for rules that reach over days. Where it does not, one walk's work is kept.

    Parameters
    ----------
    blank
        The state in which nothing is placed.
    is_over
        Tells whether the time is up.
    """

    arrays: Arrays
    state: State
    blank: State
    best: Best
    is_over: Callable[[], bool]
    num_moves: int = 0
    walks: tuple[Walk, ...] = ()
    _rng: np.random.Generator = field(default_factory=np.random.default_rng)

    @classmethod
    def begun_at(cls, arrays: Arrays, state: State, blank: State, is_over: Callable[[], bool], seed: int) -> "Pair":
        """Return a pair that begins at a state."""
        walks = tuple(Walk.begun_at(arrays, state) for _ in range(2))
        return cls(arrays, state, blank, best_of(state), is_over, 0, walks, np.random.default_rng(seed))

    def advance(self, temperature: float) -> None:
        """Let both walks go on by themselves for a while, and put together what they have done."""
        on_first = self._on_first_days()
        parts = [self._part(number, mine) for number, mine in enumerate((on_first, ~on_first))]
        self.walks = tuple(
            replace(walk, arrays=arrays, state=state, best=best_of(state))
            for walk, (arrays, state, _) in zip(self.walks, parts, strict=True)
        )
        with ThreadPoolExecutor(len(self.walks)) as threads:
            list(threads.map(lambda walk: self._go_on(walk, temperature), self.walks))
        self.num_moves = sum(walk.num_moves for walk in self.walks)
        for walk in self.walks:
            self._note(walk.best)
        self.state = self._together([mine for *_, mine in parts])
        self._note(best_of(self.state))

    def _go_on(self, walk: Walk, temperature: float) -> None:
        end = walk.num_moves + max(_LEAST_MOVES, _MOVES_A_MEETING * len(self.arrays.meeting))
        while walk.num_moves < end and not self.is_over():
            walk.advance(temperature)

    def _note(self, found: Best) -> None:
        if is_better(found.totals, found.counts, self.best.totals, self.best.counts):
            self.best = found

    def _on_first_days(self) -> Which:
        """Return for each start whether its day is one of the first walk's."""
        num = len(self.arrays.days)
        chosen = self._rng.permutation(num)[: (num + int(self._rng.integers(2))) // 2]
        return np.isin(self.arrays.start_day, chosen)

    def _part(self, number: int, starts: Which) -> tuple[Arrays, State, Which]:
        """Return arrays and state in which one walk's meetings alone may move, and which these are."""
        placed = self.state.chosen[:, MODE] >= 0
        is_unplaced_mine = np.arange(len(placed)) % 2 == number
        mine = np.where(placed, starts[np.where(placed, self.state.chosen[:, AT], 0)], is_unplaced_mine)
        mine &= self.state.place_in_pool >= 0
        return _only(self.arrays, starts, mine), self._with_pool(mine, placed, number), mine

    def _with_pool(self, mine: Which, placed: Which, number: int) -> State:
        state = copied(self.state)
        pool = np.concatenate([np.flatnonzero(mine & placed), np.flatnonzero(mine & ~placed)])
        state.pool[: len(pool)] = pool
        state.place_in_pool[:] = -1
        state.place_in_pool[pool] = np.arange(len(pool))
        state.counter[NUM_PLACED], state.counter[NUM_IN_POOL] = np.count_nonzero(mine & placed), len(pool)
        state.rng[0] ^= np.uint64(int(self._rng.integers(1 << 62)) * 2 + number)
        return state

    def _together(self, owned: list[Which]) -> State:
        """Return the state of what both walks have done, or of what one has, where that does not fit together."""
        chosen = self.state.chosen.copy()
        for walk, mine in zip(self.walks, owned, strict=True):
            chosen[mine] = walk.state.chosen[mine]
        for rows in (chosen, *(walk.state.chosen for walk in self.walks)):
            state = copied(self.blank)
            state.rng[:] = self.state.rng
            begin(state)
            meetings = np.flatnonzero(rows[:, MODE] >= 0).astype(np.int32)
            num = place_as_they_were(self.arrays, state, meetings, rows[meetings])
            if num == len(meetings) and settle(self.arrays, state):
                commit(state)
                return state
        return self.state


def _only(arrays: Arrays, starts: Which, mine: Which) -> Arrays:
    """Return arrays in which some meetings alone may move, and only to some starts."""
    mask = arrays.mask * starts.astype(np.uint8)
    ends = np.cumsum(mask.sum(axis=1, dtype=np.int64))
    mode, meeting = arrays.mode.copy(), arrays.meeting.copy()
    mode[:, a.STARTS], mode[:, a.STARTS_END] = ends - mask.sum(axis=1, dtype=np.int64), ends
    meeting[~mine, a.IS_LOCKED] = 1
    return with_others(arrays, mask=mask, starts=np.nonzero(mask)[1].astype(np.int32), mode=mode, meeting=meeting)
