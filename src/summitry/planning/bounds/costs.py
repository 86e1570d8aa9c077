"""What a meeting costs on each lower level by itself: in a mode, and at each of its starts."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from summitry.planning.bounds.modes import Mode
from summitry.planning.bounds.points import Numbers
from summitry.planning.bounds.relaxation import Relaxation
from summitry.planning.worth import value_of
from summitry.summit import Interval, Meeting, Role


@dataclass(frozen=True)
class Costs:
    """What each choice of a meeting costs: in its mode, and at its start, both at least nought."""

    of_mode: Numbers
    of_start: Numbers

    @property
    def typical(self) -> float:
        """A typical cost of those that are not nought; nought if all are."""
        each = [own[own > 0] for own in (self.of_mode, self.of_start)]
        return max((float(own.mean()) for own in each if len(own)), default=0.0)


def form_kept(relaxation: Relaxation) -> Costs:
    """Return the value lost by the form of each mode, in hundredths."""
    settings = relaxation.summit.settings
    lost = [
        value_of(relaxation.summit, meeting) * settings.form_loss(mode.rung_idx)
        for meeting, modes in by_meeting(relaxation)
        for mode in modes
    ]
    return Costs(np.array(lost, dtype=np.int64), np.zeros_like(relaxation.table.start))


def off_preference(relaxation: Relaxation) -> Costs:
    """Return for each start how many parties stated preferred windows that the meeting does not lie within."""
    summit, points = relaxation.summit, relaxation.points
    known: dict[tuple[tuple[Interval, ...], int], Numbers] = {}

    def outside(preferred: tuple[Interval, ...], duration: int) -> Numbers:
        if (preferred, duration) not in known:
            mask = points.masks.within(preferred, duration)
            known[preferred, duration] = (~mask).astype(np.int64)
        return known[preferred, duration]

    def at_points(meeting: Meeting, mode: Mode, _idx: int) -> Numbers | None:
        wishes = [w for code in meeting.parties if (w := summit.reply_of(meeting, code).preferred)]
        each = [outside(preferred, mode.duration_min) for preferred in wishes]
        return np.sum(each, axis=0, dtype=np.int64) if each else None

    return _by_start(relaxation, at_points)


def slack_kept(relaxation: Relaxation) -> Costs:
    """Return for each start the minutes of buffer before departures that are lacking in any case."""
    summit, minutes = relaxation.summit, relaxation.points.minutes
    buffer_min = summit.settings.departure_buffer_min
    known: dict[tuple[str, int], Numbers | None] = {}

    def lacking(person: str, duration: int) -> Numbers | None:
        if (person, duration) not in known:
            stays = [stay.usable for stay in summit.stays_by_person[person] if stay.departure is not None]
            ends = minutes + duration
            lack = np.zeros_like(minutes)
            for stay in stays:
                inside = (minutes >= stay.start) & (ends <= stay.end)
                lack += np.where(inside, np.maximum(0, buffer_min - (stay.end - ends)), 0)
            known[person, duration] = lack if lack.any() else None
        return known[person, duration]

    def at_points(_meeting: Meeting, mode: Mode, idx: int) -> Numbers | None:
        certain = sorted({seat[0] for seat in relaxation.seats[idx] if len(seat) == 1})
        guests = [person for person in certain if summit.person_by_id[person].role is not Role.INTERPRETER]
        each = [lack for person in guests if (lack := lacking(person, mode.duration_min)) is not None]
        return np.sum(each, axis=0, dtype=np.int64) if each else None

    return _by_start(relaxation, at_points)


def by_meeting(relaxation: Relaxation) -> list[tuple[Meeting, tuple[Mode, ...]]]:
    """Return each meeting with its modes."""
    spans = pairwise(relaxation.table.first_mode.tolist())
    modes = [relaxation.modes[first:end] for first, end in spans]
    return list(zip(relaxation.meetings, modes, strict=True))


def _by_start(relaxation: Relaxation, at_points: Callable[[Meeting, Mode, int], Numbers | None]) -> Costs:
    """Return costs by start from a function that gives them for all points, or ``None`` for none."""
    table = relaxation.table
    costs = np.zeros_like(table.start)
    row = 0
    for idx, (meeting, modes) in enumerate(by_meeting(relaxation)):
        for mode in modes:
            found = at_points(meeting, mode, idx)
            if found is not None:
                own = slice(table.first_start[row], table.first_start[row + 1])
                costs[own] = found[table.start[own]]
            row += 1
    return Costs(np.zeros(len(relaxation.modes), dtype=np.int64), costs)
