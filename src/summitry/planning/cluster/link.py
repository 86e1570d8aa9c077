"""The calling process's end of the pipe: starts the helper, hears it, and sees it off."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from summitry.planning.cluster.messages import Gone, messages, send

FAREWELL = "farewell"  # name of the threads that see a helper off
_FAREWELL_S = 10.0  # for the helper to leave the cluster


@dataclass
class Link:
    """A helper process that is at work."""

    process: subprocess.Popen[bytes]
    _heard: queue.Queue[object] = field(default_factory=queue.Queue)
    _listener: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        """Begin to listen."""
        self._listener = threading.Thread(target=self._listen, name="cluster", daemon=True)
        self._listener.start()

    def tell(self, message: object) -> None:
        """Tell the helper something."""
        if self.process.stdin is not None:
            send(self.process.stdin, message)

    def hear(self, within_s: float) -> object | None:
        """Return the helper's next word, ``None`` if there is none within so many seconds."""
        try:
            return self._heard.get(timeout=max(0.001, within_s))
        except queue.Empty:
            return None

    def _listen(self) -> None:
        if self.process.stdout is not None:
            for message in messages(self.process.stdout):
                self._heard.put(message)
        self._heard.put(Gone("the process that talks to it has ended"))

    def see_off(self) -> None:
        """Ask the helper to stop, and end it with all it has started if it does not."""
        if self.process.stdin is not None:
            with suppress(BrokenPipeError):
                self.process.stdin.close()
        try:
            self.process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._listener.join()
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def linked(module: str = "summitry.planning.cluster.helper") -> Iterator[Link]:
    """Have a helper within: a process that runs a module.

    It is in a session of its own, so that Ctrl-C reaches only the calling process, which then asks it to stop. It is
    seen off in the background: leaving a cluster takes seconds, which are not the run's.
    """
    process = subprocess.Popen(  # noqa: S603 -- the module is one of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    link = Link(process)
    try:
        yield link
    finally:
        threading.Thread(target=link.see_off, name=FAREWELL).start()
