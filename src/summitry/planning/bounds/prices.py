"""Prices on resources, and the bound that any prices prove.

For prices of no less than nought on the units of each group, no plan gains more than: all capacity, paid for, and for
each meeting the most that it gains in some mode and start beyond the price of what it uses there, if that is more than
nothing. What is proven is whole numbers of a small unit, `SCALE` to one, so that no rounding can make a bound wrong.
"""

import math

import numpy as np
import numpy.typing as npt

from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.relaxation import Table
from summitry.planning.compiled import compiled

SCALE = 1024
NOTHING = -(2**62)
FAR = 15.0  # a choice worse than the best by so many times the warmth is as good as never made

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@compiled
def sums(price: Numbers, group: Numbers) -> Numbers:
    """Return for each resource the sums of the prices of its points before each, shape (resources, points + 1)."""
    num, points = group.shape
    found = np.zeros((num, points + 1), dtype=np.int64)
    for row in range(num):
        for point in range(points):
            of_point = group[row, point]
            found[row, point + 1] = found[row, point] + (price[of_point] if of_point >= 0 else 0)
    return found


@compiled
def worth(before: Numbers, gain: Numbers, extra: Numbers, table: Table, meeting: int, found: Numbers) -> int:
    """Write what each choice of a meeting gains beyond prices; return the most, nought for one not to be held."""
    first = table.first_start[table.first_mode[meeting]]
    best = NOTHING if table.is_forced[meeting] else 0
    for mode in range(table.first_mode[meeting], table.first_mode[meeting + 1]):
        for idx in range(table.first_start[mode], table.first_start[mode + 1]):
            point = table.start[idx]
            left = gain[mode] - extra[idx]
            for use in range(table.first_use[mode], table.first_use[mode + 1]):
                row, far = table.resource[use], table.reach[use]
                left -= before[row, table.reach_to[far, point]] - before[row, table.reach_from[far, point]]
            found[idx - first] = left
            best = max(best, left)
    return best


@compiled
def spread(table: Table, meeting: int, found: Numbers, best: int, warmth: float, edges: Floats) -> None:
    """Add to the units used those of a meeting spread over its choices, by what `worth` found."""
    first = table.first_start[table.first_mode[meeting]]
    weight = 0.0 if table.is_forced[meeting] else math.exp(-best / warmth)
    for idx in range(table.first_start[table.first_mode[meeting + 1]] - first):
        weight += math.exp((found[idx] - best) / warmth)
    for mode in range(table.first_mode[meeting], table.first_mode[meeting + 1]):
        for idx in range(table.first_start[mode], table.first_start[mode + 1]):
            behind = (found[idx - first] - best) / warmth
            if behind < -FAR:
                continue
            share, point = math.exp(behind) / weight, table.start[idx]
            for use in range(table.first_use[mode], table.first_use[mode + 1]):
                row, far = table.resource[use], table.reach[use]
                edges[row, table.reach_from[far, point]] += share
                edges[row, table.reach_to[far, point]] -= share


@compiled
def gained(before: Numbers, gain: Numbers, extra: Numbers, table: Table, warmth: float, edges: Floats) -> int:
    """Return what meetings gain beyond prices at most, summed, and spread each over its choices.

    Parameters
    ----------
    before
        From `sums`.
    gain, extra
        What each mode is worth, and what each of its starts costs; the choice of both is worth the difference.
    warmth
        Choices are weighted by the exponential of their gain over this.
    edges
        Written: the rise of the units used from point to point, by resource, shape (resources, points + 1).
    """
    num = len(table.first_mode) - 1
    widest = 0
    for meeting in range(num):
        begin, end = table.first_mode[meeting], table.first_mode[meeting + 1]
        widest = max(widest, table.first_start[end] - table.first_start[begin])
    found = np.empty(widest, dtype=np.int64)
    total = 0
    for meeting in range(num):
        best = worth(before, gain, extra, table, meeting, found)
        spread(table, meeting, found, best, warmth, edges)
        total += best
    return total


@compiled
def used_units(edges: Floats, group: Numbers, num_groups: int) -> Floats:
    """Return the units used of each group, from what `gained` wrote."""
    used = np.zeros(num_groups, dtype=np.float64)
    num, points = group.shape
    for row in range(num):
        units = 0.0
        for point in range(points):
            units += edges[row, point]
            if group[row, point] >= 0:
                used[group[row, point]] += units
    return used
