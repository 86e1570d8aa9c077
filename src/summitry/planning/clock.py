"""The one clock of a run: how long it has been at work, and what it has reported."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from summitry.planning.progress import OnProgress, Point


@dataclass(slots=True)
class Stopwatch:
    """Measures a run against its time limit and keeps its progress.

    Parameters
    ----------
    limit_s
        Seconds the run may take.
    on_progress
        Called with each point, from whichever thread has it.
    building_s
        Seconds so far in which the run built what it then solved.
    """

    limit_s: float
    on_progress: OnProgress | None = None
    points: list[Point] = field(default_factory=list)
    building_s: float = 0.0
    _begun: float = field(default_factory=time.monotonic)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._begun

    @property
    def left_s(self) -> float:
        """Seconds that remain; never negative."""
        return max(0.0, self.limit_s - self.elapsed_s)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Count what is done within as building, not solving."""
        began = self.elapsed_s
        try:
            yield
        finally:
            self.building_s += self.elapsed_s - began

    def report_bound(self, level: str, bound: int) -> None:
        """Report a bound beside the value that was reported last."""
        with self._lock:
            values = (point.value for point in reversed(self.points) if point.level == level)
            value = next((value for value in values if value is not None), None)
        self.report(level, value, bound)

    def report(self, level: str, value: int | None, bound: int | None) -> None:
        """Record a point and pass it on."""
        with self._lock:
            point = Point(self.elapsed_s, level, value, bound)
            self.points.append(point)
            if self.on_progress is not None:
                self.on_progress(point)
