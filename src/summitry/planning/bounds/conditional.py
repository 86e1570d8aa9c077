"""The least that a lower level costs in plans that hold a value: value and cost weighed against each other.

Whatever a unit of value is taken to be worth, in units of cost: worth times value, less cost, is at most some bound in
all plans. So a plan that holds a value costs at least worth times that value, less the bound.
"""

from dataclasses import dataclass, field

import numpy as np

from summitry.planning.bounds.costs import Costs
from summitry.planning.bounds.descent import Descent, IsOver
from summitry.planning.bounds.opening import opening_prices
from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.prices import SCALE
from summitry.planning.bounds.relaxation import Relaxation

_WORTH = (0.5, 2.0)  # of a meeting of usual value, in usual costs


@dataclass
class Conditional:
    """Bounds of one level below `value_held`.

    Parameters
    ----------
    values
        Of each meeting.
    costs
        Of each mode and start on the level; the sum over the meetings placed is the level's figure, or less.
    """

    relaxation: Relaxation
    values: Numbers
    costs: Costs
    _descents: list[tuple[int, Descent]] = field(init=False, default_factory=list)

    def least(self, value: int) -> int:
        """Return the least cost of any plan that holds at least so much value."""
        proven = (worth * value * SCALE - descent.bound for worth, descent in self._descents)
        return max(0, *(-(-each // SCALE) for each in proven)) if self._descents else 0

    def improve(self, num_steps: int, is_over: IsOver) -> None:
        """Look for closer bounds, in so many steps for each worth of value, or until it is over."""
        if self.costs.typical and not self._descents and len(self.values):
            usual = self.costs.typical / max(1.0, float(self.values.mean()))
            self._descents = [(worth, self._descent(worth)) for worth in sorted({round(w * usual) + 1 for w in _WORTH})]
        for _, descent in self._descents:
            descent.run(num_steps, is_over)

    def _descent(self, worth: int) -> Descent:
        table = self.relaxation.table
        gain = np.repeat(self.values * worth, np.diff(table.first_mode)) - self.costs.of_mode
        opening = opening_prices(self.relaxation, self.values * (worth * SCALE))
        return Descent(self.relaxation, gain * SCALE, self.costs.of_start * SCALE, opening, self.costs.typical)
