"""One person's meetings matched to points of their time: the most they can attend if all others give way.

Points are chosen so that every start of a meeting reaches one at least, and no two meetings held reach the same; a
matching that holds the heaviest meetings is then no worse than any plan, and its prices prove it.
"""

import numpy as np

from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.prices import Flags
from summitry.planning.bounds.relaxation import Table
from summitry.planning.compiled import compiled


@compiled
def heaviest(chosen: Numbers, weights: Numbers, row: int, table: Table, price: Numbers) -> int:
    """Return the most weight that one person can attend of some meetings; add the prices that prove it.

    Parameters
    ----------
    chosen, weights
        Meetings and what each weighs, in falling order of weight.
    row
        The resource that the person is.
    price
        By group; written.
    """
    points = hitting_points(chosen, row, table)
    fits = meets(chosen, points, row, table)
    row_of = matched(fits)
    total = 0
    is_held = np.zeros(len(chosen), dtype=np.bool_)
    for point in range(len(points)):
        if row_of[point] >= 0:
            is_held[row_of[point]] = True
            total += weights[row_of[point]]
    of_point = _prices(fits, row_of, is_held, weights)
    for point in range(len(points)):
        price[table.group[row, points[point]]] += of_point[point]
    return total


@compiled
def _prices(fits: Flags, row_of: Numbers, is_held: Flags, weights: Numbers) -> Numbers:
    """Return for each point the heaviest meeting left out that would take it, or one for which it would be given up."""
    num_rows, num_points = fits.shape
    price = np.full(num_points, -1, dtype=np.int64)
    queue = np.empty(num_rows + num_points, dtype=np.int64)
    for row in range(num_rows):
        if is_held[row]:
            continue
        queue[0], head, tail = row, 0, 1
        while head < tail:
            here = queue[head]
            head += 1
            for point in range(num_points):
                if fits[here, point] and price[point] < 0:
                    price[point] = weights[row]
                    if row_of[point] >= 0:
                        queue[tail] = row_of[point]
                        tail += 1
    return np.maximum(price, 0)


@compiled
def hitting_points(
    chosen: Numbers,
    row: int,
    table: Table,
) -> Numbers:
    """Return the fewest points of which every start of some meetings reaches one, with one person.

    Every point is tried as the last that a start reaches; the earliest such point beyond the starts already met is one.
    """
    num = table.reach_to.shape[1]
    latest_start = np.full(num + 1, -1, dtype=np.int64)  # by the end of what is reached
    for meeting in chosen:
        for mode in range(table.first_mode[meeting], table.first_mode[meeting + 1]):
            for use in range(table.first_use[mode], table.first_use[mode + 1]):
                if table.resource[use] == row:
                    for idx in range(table.first_start[mode], table.first_start[mode + 1]):
                        end = table.reach_to[table.reach[use], table.start[idx]]
                        latest_start[end] = max(latest_start[end], table.start[idx])
    points = np.empty(num, dtype=np.int64)
    count, last = 0, -1
    for end in range(1, num + 1):
        if latest_start[end] > last:
            last = end - 1
            points[count] = last
            count += 1
    return points[:count]


@compiled
def meets(
    chosen: Numbers,
    points: Numbers,
    row: int,
    table: Table,
) -> Flags:
    """Return which meetings can reach which points, shape (number of meetings, number of points)."""
    fits = np.zeros((len(chosen), len(points)), dtype=np.bool_)
    for place, meeting in enumerate(chosen):
        for mode in range(table.first_mode[meeting], table.first_mode[meeting + 1]):
            for use in range(table.first_use[mode], table.first_use[mode + 1]):
                if table.resource[use] != row:
                    continue
                for idx in range(table.first_start[mode], table.first_start[mode + 1]):
                    first = np.searchsorted(points, table.start[idx])
                    end = np.searchsorted(points, table.reach_to[table.reach[use], table.start[idx]])
                    for point in range(first, end):
                        fits[place, point] = True
    return fits


@compiled
def matched(fits: Flags) -> Numbers:
    """Return the row of each point (-1: none) in a matching that holds the first rows first.

    With weights in falling order that is the heaviest of all.
    """
    num_rows, num_points = fits.shape
    row_of = np.full(num_points, -1, dtype=np.int64)
    point_of = np.full(num_rows, -1, dtype=np.int64)
    for row in range(num_rows):
        _augment(fits, row, row_of, point_of)
    return row_of


@compiled
def _augment(fits: Flags, row: int, row_of: Numbers, point_of: Numbers) -> None:
    """Hold one row more, if others can move so that it has a point."""
    num_rows, num_points = fits.shape
    via = np.full(num_points, -1, dtype=np.int64)
    queue = np.empty(num_rows, dtype=np.int64)
    queue[0], head, tail, free = row, 0, 1, -1
    while head < tail and free < 0:
        here = queue[head]
        head += 1
        for point in range(num_points):
            if fits[here, point] and via[point] < 0:
                via[point] = here
                if row_of[point] < 0:
                    free = point
                    break
                queue[tail] = row_of[point]
                tail += 1
    while free >= 0:
        here = via[free]
        before = point_of[here]
        row_of[free], point_of[here] = here, free
        free = before
