"""The adaptive choice of neighbourhoods: what has paid of late is tried more often."""

import numpy as np

from summitry.planning.search.anneal import BETTER, EFFORT, KINDS, NUM_COLUMNS, TRIED, Odds
from summitry.planning.search.arrays import Longs

_LEAST = 0.02  # share of the work that every kind of move gets
_MEMORY = 0.9  # weight of what was learnt before against the last stretch


class Choice:
    """Shares the work among the kinds of moves by how often they have improved the plan for the work they took."""

    def __init__(self) -> None:
        self._better = np.ones(len(KINDS))
        self._effort = np.full(len(KINDS), 100.0)
        self._tried = np.full(len(KINDS), 10.0)

    def odds(self) -> Odds:
        """Return for each kind the chance of drawing it or one before it."""
        yields = self._better / self._effort
        work = _LEAST + yields / yields.sum()
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
