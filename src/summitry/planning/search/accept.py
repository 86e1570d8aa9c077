"""How much worse a kept move may be, as the search goes on, and when it ends."""

from dataclasses import dataclass
from typing import Protocol

from summitry.planning.exact.solve import Solving
from summitry.summit import Summit

LARGE = 10_000  # meetings; with so many, time is too short to begin hot, or to anneal several plans


class Cooling(Protocol):
    """Says how much worse a move may well be."""

    def temperature(self, share_done: float) -> float:
        """Return units of comfort, when this share of the search is done."""


class Stopping(Protocol):
    """Says when a search ends."""

    def share_done(self, num_moves: int) -> float:
        """Return which share of the search is done after so many moves; 1 ends it."""


@dataclass(frozen=True, slots=True)
class Geometric:
    """Cools by the same factor in equal times."""

    first: float
    last: float

    def temperature(self, share_done: float) -> float:
        """Return units of comfort, when this share of the search is done."""
        return float(self.first * (self.last / self.first) ** min(1.0, share_done))


def usual_cooling(summit: Summit, num_meetings: int) -> Geometric:
    """Return the cooling from two breaks to a twentieth of one; from less where moves a meeting are few."""
    unit = max(1, summit.settings.comfort.break_)
    return Geometric(first=(2.0 if num_meetings < LARGE else 0.75) * unit, last=0.05 * unit)


@dataclass(frozen=True, slots=True)
class TimeUp:
    """Ends with the time of the run, or when somebody asks."""

    solving: Solving
    begun_s: float

    def share_done(self, num_moves: int) -> float:  # noqa: ARG002 -- time alone counts
        """Return which share of the time that was left at the beginning is over."""
        if self.solving.stop.is_asked or self.solving.watch.left_s <= 0:
            return 1.0
        passed_s = self.solving.watch.elapsed_s - self.begun_s
        return passed_s / max(1e-9, passed_s + self.solving.watch.left_s)


@dataclass(frozen=True, slots=True)
class MovesUp:
    """Ends after a number of moves, so that equal seeds give equal plans, or when somebody asks."""

    solving: Solving
    most: int

    def share_done(self, num_moves: int) -> float:
        """Return which share of the moves is made."""
        if self.solving.stop.is_asked or self.solving.watch.left_s <= 0:
            return 1.0
        return num_moves / max(1, self.most)
