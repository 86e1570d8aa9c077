"""The standby list: what was left out or cut short, and the best that could be offered for it now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from summitry.planning.repair.candidate import interpreters_for
from summitry.planning.repair.modes import Mode, loss_of, modes_of
from summitry.planning.repair.world import Ground, World
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Meeting, Plan, Summit

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A meeting that could be held, or held more fully, without anything else changing.

    Parameters
    ----------
    assignment
        Exactly how: form, start, room, who.
    instead_of
        How the plan holds it so far; ``None`` where it does not.
    gain
        Hundredths of value that the plan would hold more.
    """

    meeting: str
    assignment: Assignment
    instead_of: Assignment | None
    gain: int


class _Fit(NamedTuple):
    """One way to hold a meeting, from the best to the worst."""

    loss: int
    shift_min: int
    start: int
    mode: Mode


def standby(summit: Summit, plan: Plan, now: int) -> tuple[Offer, ...]:
    """Return what could be offered to the meetings left out or held in a lesser form, best first.

    Each offer stands by itself: it breaks no rule with the plan as it is. Two of them may want the same time, so that,
    once one is taken, the list is to be made anew.

    Parameters
    ----------
    now
        Minute from the epoch; only starts after it are offered, and what has begun is left alone.
    """
    return _Standby(summit, plan, now).offers()


class _Standby:
    def __init__(self, summit: Summit, plan: Plan, now: int) -> None:
        self._ground = Ground(summit)
        self._summit = summit
        self._plan = plan
        self._now = now
        self._world = World(self._ground, plan.assignments)
        self._placed: Mapping[str, Assignment] = {a.meeting: a for a in plan.assignments}

    def offers(self) -> tuple[Offer, ...]:
        """Return the offers, by what they gain, then by their start."""
        found = [offer for meeting in self._waiting() if (offer := self._offer(meeting)) is not None]
        return tuple(sorted(found, key=lambda offer: (-offer.gain, offer.assignment.start, offer.meeting)))

    def _waiting(self) -> Iterator[Meeting]:
        for meeting in self._summit.to_place(include_pending=self._plan.include_pending):
            placed = self._placed.get(meeting.id)
            if placed is None or (placed.start > self._now and not placed.pinned and self._loss(placed) > 0):
                yield meeting

    def _loss(self, assignment: Assignment) -> int:
        meeting = self._summit.meeting_by_id[assignment.meeting]
        return loss_of(self._summit, meeting, assignment.form, assignment.attendees)

    def _offer(self, meeting: Meeting) -> Offer | None:
        """Return the best that can be offered: the fullest form, then nearest to where it is, then soonest."""
        placed = self._placed.get(meeting.id)
        without = tuple(a for a in self._plan.assignments if a is not placed)
        world = self._world if placed is None else World(self._ground, without)
        before = _HUNDREDTHS * value_of(self._summit, meeting) if placed is None else self._loss(placed)
        fits = (fit for fit in self._fits(world, meeting, placed) if fit.loss < before or placed is None)
        for fit in sorted(fits, key=lambda fit: fit[:3]):
            assignment = self._assignment(world, fit, placed)
            if assignment is not None:
                return Offer(
                    meeting=meeting.id, assignment=assignment, instead_of=placed, gain=max(0, before - fit.loss)
                )
        return None

    def _fits(self, world: World, meeting: Meeting, placed: Assignment | None) -> Iterator[_Fit]:
        pin = self._summit.pin_by_meeting.get(meeting.id)
        for mode in modes_of(world, meeting, world.minutes > self._now):
            if pin and pin.form not in {"", mode.rung.form}:
                continue
            for idx in np.flatnonzero(mode.mask):
                start = int(world.minutes[idx])
                if pin is None or start == pin.start:
                    yield _Fit(mode.loss, abs(start - placed.start) if placed else 0, start, mode)

    def _assignment(self, world: World, fit: _Fit, placed: Assignment | None) -> Assignment | None:
        """Return a way to hold a meeting with its room and its interpreters, the usual ones first."""
        idx = int(np.searchsorted(world.minutes, fit.start))
        pin = self._summit.pin_by_meeting.get(fit.mode.meeting.id)
        usual = {placed.room, *placed.interpreters} if placed else set()
        rooms = [
            room for room, free in fit.mode.rooms.items() if free[idx] and not (pin and pin.room not in {"", room})
        ]
        if fit.mode.rooms and not rooms:
            return None
        able = [who for who, free in fit.mode.interpreters.items() if free[idx]]
        interpreters = interpreters_for(world, fit.mode, sorted(able, key=lambda who: who not in usual))
        assignment = Assignment(
            meeting=fit.mode.meeting.id,
            form=fit.mode.rung.form,
            start=fit.start,
            room=min(rooms, key=lambda room: room not in usual, default=None),
            attendees=fit.mode.attendees,
            interpreters=interpreters or (),
        )
        if interpreters is None or (self._summit.settings.fairness_cap and not self._is_even(world, assignment)):
            return None
        return assignment

    def _is_even(self, world: World, assignment: Assignment) -> bool:
        added = {who: [self._ground.held(assignment, who)] for who in assignment.attendees}
        return world.is_even(added)
