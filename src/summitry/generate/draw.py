"""Chance, by a seed: the same draws on any machine and under any version of any library.

Everything comes from `random.Random.random`, the one stream that Python promises to keep.
"""

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

V = TypeVar("V")


class Draw:
    """A stream of random draws.

    Parameters
    ----------
    seed
        Names the stream.
    purpose
        Names it further, so that two kinds of summit of one seed have nothing in common.
    """

    def __init__(self, seed: int, purpose: str) -> None:
        self._rng = random.Random(f"{purpose}/{seed}")  # noqa: S311 -- an invented summit keeps no secret

    def chance(self, share: float) -> bool:
        """Tell whether something that happens in this share of all cases happens."""
        return self._rng.random() < share

    def whole(self, least: int, most: int) -> int:
        """Return a whole number, each from the least to the most being as likely."""
        return least + int(self._rng.random() * (most - least + 1))

    def between(self, least: float, most: float) -> float:
        """Return a number, evenly spread."""
        return least + self._rng.random() * (most - least)

    def normal(self, mean: float, deviation: float) -> float:
        """Return a number from a normal distribution (Box and Muller's way)."""
        radius = math.sqrt(-2 * math.log(1 - self._rng.random()))
        return mean + deviation * radius * math.cos(2 * math.pi * self._rng.random())

    def pareto(self, shape: float) -> float:
        """Return a number of at least 1 from a Pareto distribution; the smaller the shape, the heavier its tail."""
        return float((1 - self._rng.random()) ** (-1 / shape))

    def one_of(self, values: Sequence[V]) -> V:
        """Return one of several values, each as likely."""
        return values[int(self._rng.random() * len(values))]

    def by_share(self, shares: Mapping[V, float]) -> V:
        """Return one of several values, each in its share of all cases."""
        point = self._rng.random() * sum(shares.values())
        for value, share in shares.items():
            point -= share
            if point < 0:
                return value
        return list(shares)[-1]  # rounding can leave a crumb at the end

    def some_of(self, values: Sequence[V], number: int) -> list[V]:
        """Return so many different ones of several values, or all, in random order."""
        return self.weighted(values, [1.0] * len(values), number)

    def weighted(self, values: Sequence[V], weights: Sequence[float], number: int) -> list[V]:
        """Return so many different ones of several values, the heavy ones rather; those without weight never.

        References
        ----------
        P. S. Efraimidis, P. G. Spirakis, Information Processing Letters 97 (2006), doi 10.1016/j.ipl.2005.11.003.
        """
        keys = [(math.log(1 - self._rng.random()) / weight, idx) for idx, weight in enumerate(weights) if weight > 0]
        keys.sort(reverse=True)
        return [values[idx] for _, idx in keys[:number]]

    def shuffled(self, values: Sequence[V]) -> list[V]:
        """Return the values in random order."""
        return self.some_of(values, len(values))
