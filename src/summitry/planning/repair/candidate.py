"""A meeting that a repair may place anew, and what a solution says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summitry.planning.repair.modes import Mode
from summitry.planning.repair.world import World
from summitry.summit import Assignment, Meeting


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidate:
    """A meeting that may be placed anew.

    Parameters
    ----------
    base
        Where the plan has it; ``None`` for one newly asked for.
    modes
        The ways to hold it in the world of the question.
    is_held
        Whether it starts within the frozen horizon or is pinned, so that it stays if it can.
    value
        What it is worth.
    base_loss
        Hundredths of value it loses already by its form and stand-ins.
    weight
        What it costs to change it: the more people, the shorter the notice, the more.
    """

    meeting: Meeting
    base: Assignment | None
    modes: tuple[Mode, ...]
    is_held: bool
    value: int
    base_loss: int
    weight: int

    @property
    def id(self) -> str:
        """Id of the meeting."""
        return self.meeting.id

    def loss(self, mode: Mode) -> int:
        """Return the hundredths of value lost beyond what the plan loses already; a better form earns nothing."""
        return max(0, mode.loss - self.base_loss)

    def mode_of_base(self, world: World) -> Mode | None:
        """Return the mode in which it stays as it is; nothing if it cannot."""
        base = self.base
        if base is None:
            return None
        place = world.ground.place(base)
        idx = int(np.searchsorted(world.minutes, base.start))
        if idx >= len(world.minutes) or world.minutes[idx] != base.start:
            return None
        for mode in self.modes:
            if mode.is_of(base, place) and mode.mask[idx]:
                in_room = base.room is None or (base.room in mode.rooms and bool(mode.rooms[base.room][idx]))
                helped = all(who in mode.interpreters and mode.interpreters[who][idx] for who in base.interpreters)
                return mode if in_room and helped and self._covers(world, mode, base.interpreters) else None
        return None

    @staticmethod
    def _covers(world: World, mode: Mode, interpreters: Sequence[str]) -> bool:
        return covers(world, mode, interpreters)


def covers(world: World, mode: Mode, interpreters: Sequence[str]) -> bool:
    """Tell whether some interpreters cover every language gap of a mode."""
    known = [world.summit.languages_of(who) for who in interpreters]
    return all(sum(map(gap.is_covered_by, known)) >= mode.team for gap in mode.gaps)


def interpreters_for(world: World, mode: Mode, able: Sequence[str]) -> tuple[str, ...] | None:
    """Return interpreters who cover every gap of a mode, those who come first if they will do, and none too many.

    Nothing if not even all of them do.
    """
    chosen: list[str] = []
    for gap in mode.gaps:
        covering = [who for who in able if gap.is_covered_by(world.summit.languages_of(who))]
        have = sum(who in chosen for who in covering)
        chosen += [who for who in covering if who not in chosen][: max(0, mode.team - have)]
    for who in reversed(tuple(chosen)):
        rest = [other for other in chosen if other != who]
        if covers(world, mode, rest):
            chosen = rest
    return tuple(chosen) if covers(world, mode, chosen) else None
