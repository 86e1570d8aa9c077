"""What a run reports while it works."""

from collections.abc import Callable
from typing import NamedTuple


class Point(NamedTuple):
    """The state of a run at one moment.

    Parameters
    ----------
    elapsed_s
        Seconds since the run began.
    level
        Name of the soft level being solved.
    value, bound
        Best value so far and proven bound of that level; ``None`` while there is none. For `share_floor` the sum of its
        counts.
    """

    elapsed_s: float
    level: str
    value: int | None
    bound: int | None


OnProgress = Callable[[Point], None]
