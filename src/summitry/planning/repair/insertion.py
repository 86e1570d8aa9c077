"""A first repair at once: each meeting that was hit stays, or goes where it fits best; nothing else moves."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from summitry.planning.repair.candidate import Candidate, interpreters_for
from summitry.planning.repair.modes import Mode
from summitry.planning.repair.world import World
from summitry.summit import Assignment


def inserted(
    world: World, order: Iterable[str], candidate_in: Callable[[World, str], Candidate]
) -> dict[str, Assignment | None]:
    """Return where some meetings are placed, one after the other; ``None`` for those that fit nowhere.

    Parameters
    ----------
    world
        What stands; what is placed stands in it afterwards.
    order
        The meetings, those first that are to have the choice.
    candidate_in
        Gives a meeting as it may be placed in the world as it is then.
    """
    found: dict[str, Assignment | None] = {}
    for meeting in order:
        placed = found[meeting] = _place(world, candidate_in(world, meeting))
        if placed is not None:
            world.place(placed)
    return found


def _place(world: World, candidate: Candidate) -> Assignment | None:
    """Return where a candidate fits best: as it is, or in the fullest form and near."""
    base = candidate.base
    if base is not None and candidate.mode_of_base(world) is not None:
        return base
    near = base.start if base else 0
    options = ((candidate.loss(mode), *_nearest(world, mode, near), idx) for idx, mode in enumerate(candidate.modes))
    best = min(options, default=None)
    if best is None:
        return None
    _, _, start, idx = best
    return _assignment(world, candidate.modes[idx], start, base.interpreters if base else ())


def _nearest(world: World, mode: Mode, near: int) -> tuple[int, int]:
    """Return how far from a minute the nearest start of a mode is, and that start."""
    starts = world.minutes[mode.mask]
    start = int(starts[np.argmin(np.abs(starts - near))])
    return abs(start - near), start


def _assignment(world: World, mode: Mode, start: int, usual: Sequence[str]) -> Assignment:
    at = int(np.searchsorted(world.minutes, start))
    able = sorted((who for who, free in mode.interpreters.items() if free[at]), key=lambda who: who not in usual)
    return Assignment(
        meeting=mode.meeting.id,
        form=mode.rung.form,
        start=start,
        room=next((room for room, free in mode.rooms.items() if free[at]), None),
        attendees=mode.attendees,
        interpreters=interpreters_for(world, mode, able) or (),
    )
