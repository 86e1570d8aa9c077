"""Prices to begin with: those that each person's time would fetch if all others gave way."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from summitry.planning.bounds.matching import heaviest
from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.relaxation import Relaxation


def opening_prices(relaxation: Relaxation, worth: Numbers) -> Numbers:
    """Return a price for each group, from what each meeting is worth."""
    price = np.zeros(len(relaxation.table.capacity), dtype=np.int64)
    for person, own in meetings_by_person(relaxation).items():
        chosen = np.array(own, dtype=np.int64)
        ordered = chosen[np.argsort(-worth[chosen], kind="stable")]
        heaviest(ordered, worth[ordered], relaxation.resource_of_person[person], relaxation.table, price)
    return price


def meetings_by_person(relaxation: Relaxation) -> Mapping[str, list[int]]:
    """Return the indices of the meetings that can be held, for each person who attends them in any case."""
    first_mode = relaxation.table.first_mode
    by_person: defaultdict[str, list[int]] = defaultdict(list)
    for idx, seats in enumerate(relaxation.seats):
        if first_mode[idx] < first_mode[idx + 1]:
            for person in sorted({seat[0] for seat in seats if len(seat) == 1}):
                by_person[person].append(idx)
    return by_person
