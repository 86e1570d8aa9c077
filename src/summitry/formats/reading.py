"""What reading a summit gives: the summit, and what the reader noticed without having to refuse it."""

from dataclasses import dataclass

from summitry.summit import Problem, Summit


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A summit that was read.

    Parameters
    ----------
    warnings
        What was not read and perhaps should have been: unknown files, sheets, columns and keys.
    """

    summit: Summit
    warnings: tuple[Problem, ...] = ()
