"""Looking for prices that prove more: what is overused gets dearer, what is left over cheaper.

Each meeting is spread over its choices by the exponential of what they gain, warmly at first, colder and colder, so
that prices move smoothly; steps are scaled by price, after Adam.

References
----------
Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv 1412.6980.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.prices import SCALE, Floats, gained, sums, used_units
from summitry.planning.bounds.relaxation import Relaxation

IsOver = Callable[[], bool]

_WARMTH = (1.0, 0.05)
_STRIDE = (0.3, 0.01)
_KEEP, _KEEP_SQUARE = 0.9, 0.99


@dataclass
class Descent:
    """A bound on what plans gain, and the prices that prove it; each step may lower it.

    Parameters
    ----------
    gain
        What each mode is worth, in units of one part in `SCALE`.
    extra
        What each start costs, in the same units.
    opening
        Prices to begin with, by group.
    unit
        A typical gain; warmth and strides are measured by it.

    Attributes
    ----------
    bound
        No plan gains more, in units of one part in `SCALE`.
    """

    relaxation: Relaxation
    gain: Numbers
    extra: Numbers
    opening: Numbers
    unit: float = 1.0
    warmth: tuple[float, float] = _WARMTH
    stride: tuple[float, float] = _STRIDE
    bound: int = field(init=False)
    price: Numbers = field(init=False)
    _current: Floats = field(init=False)
    _slope: Floats = field(init=False)
    _square: Floats = field(init=False)
    _num_steps: int = 0

    def __post_init__(self) -> None:
        """Begin with the opening prices, or with all for nothing if that proves more."""
        num = len(self.relaxation.table.capacity)
        self._current, self._slope, self._square = np.zeros(num), np.zeros(num), np.zeros(num)
        each = ((self._at(price, _WARMTH[0])[0], price) for price in (self.opening, np.zeros_like(self.opening)))
        self.bound, self.price = min(each, key=lambda own: own[0])

    def run(self, num_steps: int, is_over: IsOver = lambda: False) -> int:
        """Take so many steps, ever shorter, unless it is over before; return the bound."""
        self._num_steps, self._current = 0, self.price.astype(np.float64)
        for idx in range(num_steps):
            if is_over():
                break
            share = idx / max(1, num_steps - 1)
            self._step(_between(self.warmth, share), _between(self.stride, share))
        return self.bound

    def _step(self, warmth: float, stride: float) -> None:
        price = np.rint(self._current).astype(np.int64)
        bound, used = self._at(price, warmth)
        if bound < self.bound:
            self.bound, self.price = bound, price
        lacking = used - self.relaxation.table.capacity
        self._num_steps += 1
        self._slope += (1 - _KEEP) * (lacking - self._slope)
        self._square += (1 - _KEEP_SQUARE) * (lacking**2 - self._square)
        slope = self._slope / (1 - _KEEP**self._num_steps)
        size = np.sqrt(self._square / (1 - _KEEP_SQUARE**self._num_steps)) + 1e-3
        self._current = np.maximum(0.0, self._current + stride * self.unit * SCALE * slope / size)

    def _at(self, price: Numbers, warmth: float) -> tuple[int, Floats]:
        """Return the bound that prices prove, and the units used where meetings gain."""
        table = self.relaxation.table
        edges = np.zeros((table.group.shape[0], table.group.shape[1] + 1))
        most = gained(sums(price, table.group), self.gain, self.extra, table, warmth * self.unit * SCALE, edges)
        return int(price @ table.capacity) + int(most), used_units(edges, table.group, len(table.capacity))


def _between(ends: tuple[float, float], share: float) -> float:
    """Return what lies so far from the first to the last end, on a scale of ratios."""
    return float(ends[0] * (ends[1] / ends[0]) ** share)
