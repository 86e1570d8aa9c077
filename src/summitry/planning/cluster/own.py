"""What the calling machine does itself while a cluster is being joined, or beside it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.stop import Stop

Way = Callable[[Solving], Found]


@dataclass
class Own:
    """A way of planning in a thread of its own, that can be stopped by itself."""

    way: Way
    solving: Solving
    _found: list[Found] = field(default_factory=list)
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
    def is_done(self) -> bool:
        """Whether it has ended by itself."""
        return not self._thread.is_alive()

    def ended(self) -> Found:
        """Stop, and return what was found."""
        self.solving.stop.ask()
        self._thread.join()
        if self._failures:
            raise self._failures[0]
        return self._found[0]

    def _run(self) -> None:
        try:
            self._found.append(self.way(self.solving))
        except Exception as failure:  # noqa: BLE001 -- handed over to the caller's thread
            self._failures.append(failure)
