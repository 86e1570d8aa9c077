"""Who can fill the seats of a meeting."""

from collections.abc import Sequence
from itertools import product
from math import prod

_MOST = 64  # where stand-ins allow more, each seat's are tried one seat at a time


def attendances_of(seats: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return who can fill the seats, the preferred people first.

    Parameters
    ----------
    seats
        For each seat the ids of those who may fill it, in order of preference.
    """
    if prod(map(len, seats)) <= _MOST:
        return tuple(product(*seats))
    preferred = tuple(seat[0] for seat in seats)
    others = ((*preferred[:idx], p, *preferred[idx + 1 :]) for idx, seat in enumerate(seats) for p in seat[1:])
    return (preferred, *others)
