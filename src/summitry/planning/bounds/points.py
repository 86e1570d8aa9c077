"""The starts of a summit without the nights, and how far an engagement reaches over them."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from summitry.planning.masks import Masks
from summitry.summit import Summit

Numbers = npt.NDArray[np.int64]


@dataclass
class Points:
    """Grid starts within the opening hours of some day, called points, and stretches of them.

    Parameters
    ----------
    summit
        The facts.

    Attributes
    ----------
    minutes
        Minute of each point, ascending, shape (number of points,).
    masks
        What the facts say of the points.
    """

    summit: Summit
    minutes: Numbers = field(init=False)
    masks: Masks = field(init=False)
    _reaches: dict[tuple[str, int], int] = field(default_factory=dict)
    _from: list[Numbers] = field(default_factory=list)
    _to: list[Numbers] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Leave out the nights."""
        self.masks = Masks(self.summit)
        self.minutes = self.masks.minutes

    def ahead(self, length_min: int) -> int:
        """Return the id of the reach from a start over all points less than so many minutes later."""

        def make() -> tuple[Numbers, Numbers]:
            here = np.arange(len(self.minutes), dtype=np.int64)
            return here, np.searchsorted(self.minutes, self.minutes + length_min).astype(np.int64)

        return self._reach(("ahead", length_min), make)

    def behind(self, length_min: int) -> int:
        """Return the id of the reach from a start over all points less than so many minutes earlier, itself too."""

        def make() -> tuple[Numbers, Numbers]:
            first = np.searchsorted(self.minutes, self.minutes - length_min, side="right").astype(np.int64)
            return first, np.arange(1, len(self.minutes) + 1, dtype=np.int64)

        return self._reach(("behind", length_min), make)

    def reaches(self) -> tuple[Numbers, Numbers]:
        """Return first point and end of each reach by start, each of shape (number of reaches, number of points)."""
        shape = (len(self._from), len(self.minutes))
        first = np.array(self._from, dtype=np.int64).reshape(shape)
        return first, np.array(self._to, dtype=np.int64).reshape(shape)

    def _reach(self, key: tuple[str, int], make: Callable[[], tuple[Numbers, Numbers]]) -> int:
        if key not in self._reaches:
            self._reaches[key] = len(self._from)
            first, end = make()
            self._from.append(first)
            self._to.append(end)
        return self._reaches[key]
