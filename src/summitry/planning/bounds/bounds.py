"""Proven bounds of all soft levels at any size, one method each, named as in the rule book."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from summitry.planning.bounds import costs
from summitry.planning.bounds.comfort import Days
from summitry.planning.bounds.conditional import Conditional
from summitry.planning.bounds.descent import Descent, IsOver
from summitry.planning.bounds.opening import opening_prices
from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.prices import SCALE
from summitry.planning.bounds.relaxation import Relaxation, relaxation
from summitry.planning.bounds.shares import share_floor
from summitry.planning.result import LevelValue
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Meeting, Summit

Reached = Mapping[str, LevelValue]


class Bounds:
    """Bounds that hold for every plan of a summit, quick at first, closer after `improve`.

    Parameters
    ----------
    meetings
        The meetings to place.
    kept
        Assignments that stand as they are.
    """

    def __init__(self, summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment] = ()) -> None:
        self._relaxation: Relaxation = relaxation(summit, meetings, kept)
        self._values = np.array([value_of(summit, meeting) for meeting in meetings], dtype=np.int64)

    def num_placed(self) -> int:
        """Return the most meetings that any plan can place."""
        return self._count.bound // SCALE

    def value_held(self) -> int:
        """Return the most value that any plan holds."""
        return self._value.bound // SCALE

    def share_floor(self) -> tuple[int, ...]:
        """Return the ten counts of the most delegations with at least 1, 2, ... 10 tenths of their share."""
        return self._share_floor

    def form_kept(self, reached: Reached) -> int:
        """Return the least value lost by lesser forms and stand-ins, in hundredths, of plans that hold a value."""
        return self._form.least(_value_in(reached))

    def slack_kept(self, reached: Reached) -> int:
        """Return the fewest minutes of buffer that are lacking in plans that keep what is reached above."""
        return self._slack.least(_value_in(reached))

    def comfort(self, reached: Reached) -> int:
        """Return the least discomfort of plans that keep what is reached above."""
        value = _value_in(reached)
        weight = self._relaxation.summit.settings.comfort.off_preference
        return self._days.least(value) + weight * self._wishes.least(value)

    def improve(self, num_steps: int = 300, is_over: IsOver = lambda: False) -> None:
        """Look for closer bounds, level by level, in so many steps for each or until it is over."""
        for descent in (self._value, self._count):
            descent.run(num_steps, is_over)
        for level in (self._form, self._slack, self._wishes):
            level.improve(num_steps, is_over)

    @cached_property
    def _share_floor(self) -> tuple[int, ...]:
        return share_floor(self._relaxation)

    @cached_property
    def _value(self) -> Descent:
        return self._descent(self._values)

    @cached_property
    def _count(self) -> Descent:
        return self._descent(np.ones_like(self._values))

    @cached_property
    def _form(self) -> Conditional:
        return Conditional(self._relaxation, self._values, costs.form_kept(self._relaxation))

    @cached_property
    def _slack(self) -> Conditional:
        return Conditional(self._relaxation, self._values, costs.slack_kept(self._relaxation))

    @cached_property
    def _wishes(self) -> Conditional:
        return Conditional(self._relaxation, self._values, costs.off_preference(self._relaxation))

    @cached_property
    def _days(self) -> Days:
        return Days(self._relaxation, self._values)

    def _descent(self, worth: Numbers) -> Descent:
        table = self._relaxation.table
        gain = np.repeat(worth, np.diff(table.first_mode)) * SCALE
        return Descent(
            self._relaxation, gain, np.zeros_like(table.start), opening_prices(self._relaxation, worth * SCALE)
        )


def _value_in(reached: Reached) -> int:
    """Return the value that is reached; nought where that is not known."""
    value = reached.get("value_held", 0)
    return value if isinstance(value, int) else 0
