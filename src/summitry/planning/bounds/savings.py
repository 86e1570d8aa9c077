"""How much can be saved by leaving out meetings of no more than a certain value in all."""

import numpy as np

from summitry.planning.bounds.points import Numbers


def most_saved(saved: Numbers, values: Numbers, most: int) -> int:
    """Return the most that is saved by leaving out meetings whose values sum to no more than so much, or a little more.

    Parameters
    ----------
    saved, values
        Of each meeting; no less than nought.
    """
    worthless = values == 0
    total = int(saved[worthless].sum())
    saved, values = saved[~worthless], values[~worthless]
    left = most
    for idx in np.argsort(-(saved / np.maximum(values, 1)), kind="stable").tolist():
        own, value = int(saved[idx]), int(values[idx])
        if value >= left:
            return total + -(-own * left // value)
        total, left = total + own, left - value
    return total
