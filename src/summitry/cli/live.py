"""What a user sees while the planner works: a live line on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from summitry.cli.output import say

if TYPE_CHECKING:
    from summitry.planning.progress import OnProgress, Point

_BETWEEN_LINES_S = 5.0


@contextmanager
def watching(*, is_quiet: bool) -> Iterator["OnProgress | None"]:
    """Show how a run goes on standard error; yields what the planner is to call, or ``None`` for a quiet run."""
    if is_quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False, markup=False).status("Planning ...") as status:
        yield lambda point: status.update(f"Planning {in_words(point)} (Ctrl-C takes the best plan so far)")


class Lines:
    """Says how a run goes, a line at most every few seconds of the run and one at the start of each level."""

    def __init__(self) -> None:
        self._level = ""
        self._next_s = 0.0

    def __call__(self, point: "Point") -> None:
        """Print a line if it is time for one."""
        if point.level == self._level and point.elapsed_s < self._next_s:
            return
        self._level, self._next_s = point.level, point.elapsed_s + _BETWEEN_LINES_S
        say(f"planning {in_words(point)}")


def in_words(point: "Point") -> str:
    """Return the state of a run: level, best value so far and bound, seconds."""
    value = "none yet" if point.value is None else f"{point.value}"
    bound = "" if point.bound is None else f", bound {point.bound}"
    return f"{point.level}: {value}{bound}, {point.elapsed_s:.0f} s"
