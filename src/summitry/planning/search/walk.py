"""A walk through plans: one state, annealed stretch by stretch."""

from dataclasses import dataclass, field

from summitry.planning.search.adapt import Choice, empty_tally
from summitry.planning.search.anneal import Best, anneal, best_of
from summitry.planning.search.arrays import Arrays, Longs
from summitry.planning.search.state import State


@dataclass
class Walk:
    """One state that is annealed, with the best plan it has met and what has been learnt about its moves.

    Parameters
    ----------
    stretch
        Moves between two looks at the clock.
    total
        What came of all moves so far, by kind.
    """

    arrays: Arrays
    state: State
    best: Best
    stretch: int = 1000
    num_moves: int = 0
    choice: Choice = field(default_factory=Choice)
    total: Longs = field(default_factory=empty_tally)

    @classmethod
    def begun_at(cls, arrays: Arrays, state: State) -> "Walk":
        """Return a walk that begins at a state."""
        return cls(arrays, state, best_of(state))

    def advance(self, temperature: float) -> None:
        """Make a stretch of moves."""
        tally = empty_tally()
        anneal(self.arrays, self.state, self.best, self.stretch, temperature, self.choice.odds(), tally)
        self.choice.learn(tally)
        self.total += tally
        self.num_moves += self.stretch
