"""Stopping a run from outside, so that it gives the best plan so far, or the first it finds."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType


@dataclass(frozen=True, slots=True)
class Stop:
    """Whether somebody has asked a run to end."""

    _asked: threading.Event = field(default_factory=threading.Event)

    @property
    def is_asked(self) -> bool:
        """Whether the run is to end now."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask the run to end."""
        self._asked.set()

    @contextmanager
    def on_interrupt(self) -> Iterator[None]:
        """Take the first Ctrl-C within for a wish to stop; the second interrupts as usual.

        Where another thread than the main one plans, or somebody else handles Ctrl-C, nothing changes.
        """
        in_main = threading.current_thread() is threading.main_thread()
        if not in_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            yield
            return
        signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        if self.is_asked:
            raise KeyboardInterrupt
        self.ask()
