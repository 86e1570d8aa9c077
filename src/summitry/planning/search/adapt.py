"""The adaptive choice of neighbourhoods: what has paid of late is tried more often."""

import numpy as np

from summitry.planning.search.anneal import BETTER, EFFORT, KINDS, NUM_COLUMNS, TRIED, Odds
from summitry.planning.search.arrays import Longs

# Share of the work that each kind of move gets to begin with: those that foresee their gain yield most for it, blind
# ones reach what is not foreseen, the large ones mend what neither can.
_SHARES = {
    "move": 0.06,
    "move beside": 0.1,
    "chain": 0.12,
    "chain beside": 0.2,
    "place by chain": 0.03,
    "force in": 0.03,
    "force elsewhere": 0.08,
    "room": 0.05,
    "a day": 0.015,
    "partners": 0.005,
    "a stretch": 0.005,
    "a room": 0.005,
    "the worst off": 0.02,
    "best place": 0.1,
    "where it helps": 0.4,
}
_MEMORY = 0.95  # weight of what was learnt before against the last stretch
_LEAST, _MOST = 0.4, 2.5  # how far a share may move from where it began


class Choice:
    """Shares the work among the kinds of moves by how often they have improved the plan for the work they took."""

    def __init__(self) -> None:
        self._shares = np.array([_SHARES[kind] for kind in KINDS])
        self._better = np.full(len(KINDS), 0.1)
        self._effort = np.full(len(KINDS), 100.0)
        self._tried = np.full(len(KINDS), 10.0)

    def odds(self) -> Odds:
        """Return for each kind the chance of drawing it or one before it."""
        yields = self._better / self._effort
        usual = float((self._shares * yields).sum() / self._shares.sum())
        work = self._shares * np.clip(np.sqrt(yields / usual), _LEAST, _MOST)
        chances = work / (self._effort / self._tried)
        odds: Odds = np.cumsum(chances / chances.sum())
        odds[-1] = 2.0  # beyond any draw
        return odds

    def learn(self, tally: Longs) -> None:
        """Take in what came of a stretch of moves."""
        self._better = _MEMORY * self._better + tally[:, BETTER] + 1e-3
        self._effort = _MEMORY * self._effort + tally[:, EFFORT] + 1e-1
        self._tried = _MEMORY * self._tried + tally[:, TRIED] + 1e-2


def empty_tally() -> Longs:
    """Return a tally of no moves."""
    return np.zeros((len(KINDS), NUM_COLUMNS), np.int64)
