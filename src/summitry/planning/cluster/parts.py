"""Which part of a plan a task may change: some days, or a delegation and its partners."""

from collections.abc import Iterable

import numpy as np

from summitry.planning.cluster.incumbent import Assignments
from summitry.summit import Summit


def fixed_outside(summit: Summit, assignments: Assignments, rng: np.random.Generator) -> Assignments:
    """Return the assignments that stay while a part drawn at random may change; none if the part is the whole."""
    day_of = {assignment.meeting: summit.day_idx(assignment.start) or 0 for assignment in assignments}
    days = sorted(set(day_of.values()))
    if len(days) > 1 and rng.random() < 0.7:
        num = int(rng.integers(1, 1 + -(-len(days) // 2)))
        free_days = set(rng.choice(days, size=num, replace=False).tolist())
        return tuple(a for a in assignments if day_of[a.meeting] not in free_days)
    return _outside_of_partners(summit, assignments, rng)


def _outside_of_partners(summit: Summit, assignments: Assignments, rng: np.random.Generator) -> Assignments:
    """Return the assignments in which neither a delegation, drawn by its meetings, nor any partner of it takes part."""
    parties = {assignment.meeting: summit.meeting_by_id[assignment.meeting].parties for assignment in assignments}
    if not parties:
        return ()
    drawn = list(parties.values())[int(rng.integers(len(parties)))]
    centre = drawn[int(rng.integers(len(drawn)))]
    circle = _together(each for each in parties.values() if centre in each)
    return tuple(a for a in assignments if not circle >= set(parties[a.meeting]))


def _together(parties: Iterable[tuple[str, ...]]) -> set[str]:
    return {code for each in parties for code in each}
