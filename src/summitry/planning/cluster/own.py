"""What the calling machine does itself while a cluster is being joined, or beside it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from summitry.planning.cluster.incumbent import Rank, figures_of, rank_of
from summitry.planning.cluster.messages import Facts
from summitry.planning.cluster.work import problem_of
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found, SolvedLevel
from summitry.planning.result import Status
from summitry.planning.stop import Stop

Way = Callable[[Solving], Found | None]


@dataclass
class Own:
    """A way of planning in a thread of its own, that can be stopped by itself."""

    way: Way
    solving: Solving
    _found: Found | None = None
    _failures: list[Exception] = field(default_factory=list)
    _thread: threading.Thread = field(init=False)

    @classmethod
    def begun(cls, way: Way, solving: Solving, threads: int) -> "Own":
        """Begin to plan, on so many threads, with the clock of the run but a stop of its own."""
        return cls(way, Solving(solving.watch, threads, solving.seed, solving.gap, Stop()))

    def __post_init__(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name="own", daemon=True)
        self._thread.start()

    @property
    def has_proof(self) -> bool:
        """Whether it has ended by itself and nothing is left to look for."""
        found = None if self._thread.is_alive() else self._found
        return found is not None and found.status in {Status.OPTIMAL, Status.INFEASIBLE}

    def ended(self) -> Found | None:
        """Stop, and return what was found; ``None`` if this way is none for these facts."""
        self.solving.stop.ask()
        self._thread.join()
        if self._failures:
            raise self._failures[0]
        return self._found

    def _run(self) -> None:
        try:
            self._found = self.way(self.solving)
        except Exception as failure:  # noqa: BLE001 -- handed over to the caller's thread
            self._failures.append(failure)


def better_of(facts: Facts, spread: Found, exact: Found) -> Found:
    """Return the better of what a cluster and what an exact way found, with all that was proven."""
    if spread.assignments is None or exact.status is Status.INFEASIBLE:
        return exact
    if exact.assignments is None:
        return spread
    problem = problem_of(facts)
    ours, theirs = rank_of(problem, spread.assignments), rank_of(problem, exact.assignments)
    if ours is None or theirs is None or theirs <= ours:
        return replace(exact, bounds=exact.bounds or spread.bounds)
    return replace(spread, levels=_while_equal(exact.levels, ours, theirs))


def _while_equal(levels: tuple[SolvedLevel, ...], ours: Rank, theirs: Rank) -> tuple[SolvedLevel, ...]:
    """Return the levels whose bounds hold for our plan: each does that keeps what theirs reached above."""
    kept: list[SolvedLevel] = []
    for level in levels:
        kept.append(level)
        if figures_of(ours, level.name) != figures_of(theirs, level.name):
            break
    return tuple(kept)
