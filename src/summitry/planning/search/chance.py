"""Random numbers for compiled loops: xorshift64*, one state a search, nothing global.

References
----------
S. Vigna, An experimental exploration of Marsaglia's xorshift generators, scrambled. doi 10.1145/2845077
"""

import numpy as np

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import Seeds


@compiled
def drawn(rng: Seeds) -> int:
    """Return a random number of 31 bits."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return np.int64((x * np.uint64(2685821657736338717)) >> np.uint64(33))  # type: ignore[return-value]  # an int when compiled


@compiled
def below(rng: Seeds, end: int) -> int:
    """Return a random number from 0 to below `end`."""
    return drawn(rng) % end


@compiled
def fraction(rng: Seeds) -> float:
    """Return a random number from 0 to below 1."""
    return drawn(rng) / 2147483648.0
