"""The published problem as every peer gets it, and what every peer gives back."""

import time
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Meetings of two participants and one slot each, to be placed with as few breaks as possible.

    Parameters
    ----------
    pairs
        The two participants of each meeting, from 0.
    allowed
        The slots each meeting may take, from 0 and rising: its session, less what either participant forbids; one slot
        where it is fixed.
    num_tables
        Meetings that one slot can hold.
    precedences
        Pairs of meetings; the first must be held in an earlier slot than the second.
    fairness
        How far the numbers of breaks of any two participants may differ; ``None`` for no such rule.
    """

    num_participants: int
    num_slots: int
    num_tables: int
    pairs: tuple[tuple[int, int], ...]
    allowed: tuple[tuple[int, ...], ...]
    precedences: tuple[tuple[int, int], ...] = ()
    fairness: int | None = None

    @property
    def num_meetings(self) -> int:
        """How many meetings there are."""
        return len(self.pairs)

    @property
    def most_breaks(self) -> int:
        """The most breaks a participant can have in so many slots."""
        return max(0, (self.num_slots - 1) // 2)

    def meetings_of(self) -> list[list[int]]:
        """Return the meetings of each participant, rising."""
        meetings: list[list[int]] = [[] for _ in range(self.num_participants)]
        for meeting, pair in enumerate(self.pairs):
            for participant in pair:
                meetings[participant].append(meeting)
        return meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerResult:
    """What a peer found.

    Parameters
    ----------
    status
        ``optimal``, ``infeasible``, ``feasible`` or ``unknown``; or ``absent`` where the peer is not here.
    breaks
        Total number of breaks of the schedule found; ``None`` without one.
    bound
        Breaks that every schedule has at least; ``None`` where nothing is proven.
    slots
        The slot of each meeting; ``None`` for one that was not placed; empty without a schedule.
    build_s, solve_s
        Seconds for stating the problem to the solver, and for solving it.
    peak_mb
        Most memory that its process held at once, in megabytes; 0 where nothing was run.
    note
        What else a reader should know, for example why the peer is absent.
    """

    status: str
    breaks: int | None = None
    bound: int | None = None
    slots: tuple[int | None, ...] = ()
    build_s: float = 0.0
    solve_s: float = 0.0
    peak_mb: float = 0.0
    note: str = ""


class Run:
    """The clock of a peer's run; makes its results."""

    def __init__(self) -> None:
        self._began = self._built = time.perf_counter()

    def is_built(self) -> None:
        """Note that the problem now stands before the solver."""
        self._built = time.perf_counter()

    def result(
        self,
        status: str,
        *,
        breaks: int | None = None,
        bound: int | None = None,
        slots: tuple[int | None, ...] = (),
        note: str = "",
    ) -> PeerResult:
        """Return a result with the seconds so far."""
        build_s, solve_s = self._built - self._began, time.perf_counter() - self._built
        return PeerResult(
            status=status, breaks=breaks, bound=bound, slots=slots, build_s=build_s, solve_s=solve_s, note=note
        )


class Peer(Protocol):
    """A method to measure against; it uses one thread."""

    def __call__(self, problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
        """Solve a problem within so many seconds, as far as it can."""


def breaks_of(problem: Problem, slots: tuple[int | None, ...]) -> list[int]:
    """Return the number of breaks of each participant."""
    busy: list[list[int]] = [[] for _ in range(problem.num_participants)]
    for pair, slot in zip(problem.pairs, slots, strict=True):
        if slot is not None:
            for participant in pair:
                busy[participant].append(slot)
    return [sum(b - a > 1 for a, b in zip(sorted(held), sorted(held)[1:], strict=False)) for held in busy]
