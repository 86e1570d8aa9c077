"""The least discomfort of one person's days for each number of meetings, whoever else they meet.

Between two consecutive engagements of a day every minute is idle. More than the longest move is a break. More than the
move within a venue is a break in one venue, and a change of venue otherwise.
"""

import numpy as np

from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.prices import Flags
from summitry.planning.compiled import compiled

NEVER = 2**40


def day_costs(starts: Numbers, blocks: Numbers, duration: int, moves: Numbers, weights: Numbers, most: int) -> Numbers:
    """Return the least cost of a day with 0, 1, ... meetings besides its sessions; `NEVER` where they do not fit.

    Parameters
    ----------
    starts
        Minutes at which a meeting may start, ascending.
    blocks
        When sessions are, those that overlap taken together, shape (number of blocks, 2).
    duration
        Minutes of each meeting.
    moves
        Fewest minutes between a meeting and another engagement; of a move within a venue; of the longest move.
    weights
        Of an idle minute; of more time than a move within a venue; of more than the longest move.
    most
        Most meetings.
    """
    begin = np.concatenate([blocks[:, 0], starts])
    end = np.concatenate([blocks[:, 1], starts + duration])
    is_block = np.arange(len(begin)) < len(blocks)
    order = np.lexsort((~is_block, begin))
    return _least_by_count(begin[order], end[order], is_block[order], moves, weights, most)


@compiled
def _cost_between(gap: int, moves: Numbers, weights: Numbers) -> int:
    """Return what so many minutes between two consecutive engagements cost at least."""
    if gap > moves[2]:
        return int(weights[0] * gap + weights[2])
    if gap > moves[1]:
        return int(weights[0] * gap + weights[1])
    return int(weights[0] * gap)


@compiled
def _least_by_count(
    begin: Numbers, end: Numbers, is_block: Flags, moves: Numbers, weights: Numbers, most: int
) -> Numbers:
    """Return the least cost for each number of meetings; `is_block` tells what cannot be left out."""
    num = len(begin)
    least = np.full((num + 1, most + 1), NEVER, dtype=np.int64)  # with this engagement as the last so far
    last_block = -1
    for idx in range(num):
        further = 0 if is_block[idx] else 1
        if last_block < 0 and further <= most:
            least[idx, further] = 0
        for before in range(max(0, last_block), idx):
            gap = begin[idx] - end[before]
            if gap < (0 if is_block[idx] and is_block[before] else moves[0]):
                continue
            cost = _cost_between(gap, moves, weights)
            for count in range(further, most + 1):
                least[idx, count] = min(least[idx, count], least[before, count - further] + cost)
        if is_block[idx]:
            last_block = idx
    if last_block < 0:
        least[num, 0] = 0
    found = np.full(most + 1, NEVER, dtype=np.int64)
    for idx in range(max(0, last_block), num + 1):
        for count in range(most + 1):
            found[count] = min(found[count], least[idx, count])
    return found


@compiled
def together(one: Numbers, other: Numbers) -> Numbers:
    """Return the least cost of two days for each number of meetings on both."""
    most = len(one) - 1
    found = np.full(most + 1, NEVER, dtype=np.int64)
    for here in range(most + 1):
        if one[here] >= NEVER:
            continue
        for there in range(most + 1 - here):
            if other[there] < NEVER:
                found[here + there] = min(found[here + there], one[here] + other[there])
    return found
