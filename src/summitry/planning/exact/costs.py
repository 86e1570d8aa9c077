"""Costs that depend on one meeting's start and mode alone, gathered so that each meeting pays them in one staircase."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from summitry.planning.exact.decisions import Linear, Literal, Mode, Part
from summitry.planning.exact.variables import Variables

Costs = npt.NDArray[np.int64]  # a cost for each grid index


class StartCosts:
    """A sum of costs of starts, to be minimised."""

    def __init__(self, v: Variables) -> None:
        self._v = v
        self._gathered: dict[tuple[str, int], tuple[Part, list[Costs]]] = {}

    def add(self, part: Part, cost_in: Callable[[Mode], Costs]) -> None:
        """Add a cost that is paid if the part takes place."""
        key = (part.variables.meeting.id, part.literal.index)
        costs = [cost_in(mode) for mode in part.variables.modes]
        if key in self._gathered:
            costs = [old + new for old, new in zip(self._gathered[key][1], costs, strict=True)]
        self._gathered[key] = (part, costs)

    def expression(self) -> Linear:
        """Return an expression that is at least the sum of all costs, and equals it in the least case."""
        terms = [staircase(self._v, part, costs) for part, costs in self._gathered.values()]
        return sum(terms, start=0)


def staircase(v: Variables, part: Part, costs: list[Costs], given: tuple[Literal, ...] = ()) -> Linear:
    """Return an expression that is at least the cost of a meeting's start, if it takes place and `given` holds.

    A Boolean for each distinct figure says that at least that much is paid.

    Parameters
    ----------
    costs
        For each mode of the meeting, a cost for each grid index.
    """
    modes = part.variables.modes
    figures = {int(c) for mode, cost in zip(modes, costs, strict=True) for c in np.unique(cost[mode.mask])}
    terms: list[Linear] = []
    for lower, upper in pairwise(sorted(figures | {0})):
        paid = v.model.new_bool_var("")
        for mode, cost in zip(modes, costs, strict=True):
            v.outside(part.variables, mode.mask & (cost >= upper), [mode.literal, part.literal, *given, ~paid])
        terms.append((upper - lower) * paid)
    return sum(terms, start=0)


def is_ever_paid(part: Part, cost_in: Callable[[Mode], Costs]) -> bool:
    """Tell whether some start of a meeting costs anything."""
    return any((cost_in(mode)[mode.mask] > 0).any() for mode in part.variables.modes)
