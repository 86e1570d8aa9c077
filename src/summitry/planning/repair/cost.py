"""What a repair gives up, and the best way found to place some meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from summitry.summit import Assignment


class Cost(NamedTuple):
    """What a repair gives up, in the order in which it is spared.

    Parameters
    ----------
    num_held_back
        Meetings within the frozen horizon, or pinned, that do not stay.
    value_lost
        Value of the candidates that are not placed.
    form_lost
        Hundredths of value lost by lesser forms and stand-ins than so far.
    num_changed
        Meetings of the plan that do not stay as they are.
    """

    num_held_back: int
    value_lost: int
    form_lost: int
    num_changed: int


@dataclass(frozen=True)
class Answer:
    """The best way found to place some candidates.

    Parameters
    ----------
    assignments
        For each candidate its assignment; ``None`` where it is not placed.
    bound
        What no way to place them in their world is below, level by level, each for what those above it reach.
    is_proven
        Whether the cost is the least.
    """

    assignments: Mapping[str, Assignment | None]
    cost: Cost
    bound: Cost
    is_proven: bool
