"""The ways to hold each meeting that the facts allow: form, place and suitable rooms, with the points to start at."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summitry.planning.bounds.points import Points
from summitry.planning.places import Places
from summitry.planning.starts import Mask
from summitry.summit import Assignment, Meeting, Rung
from summitry.summit.summit import Place


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to hold a meeting.

    Parameters
    ----------
    rung_idx
        Place of its form on the meeting's ladder, from 0.
    venue
        Where it is held.
    rooms
        Ids of the rooms that will do, one of which it takes; empty where its form needs none.
    mask
        Points at which it may start as far as the facts alone tell.
    """

    rung_idx: int
    duration_min: int
    venue: str
    rooms: frozenset[str]
    mask: Mask


class Modes:
    """Makes the modes of meetings.

    Parameters
    ----------
    kept
        Assignments that stand as they are.
    """

    def __init__(self, points: Points, kept: Sequence[Assignment] = ()) -> None:
        self._points = points
        self._summit = points.summit
        self._kept = {a.meeting: a for a in kept}
        self._places = Places(self._summit)

    @property
    def forced(self) -> frozenset[str]:
        """Meetings that every plan holds."""
        return frozenset(self._kept) | self._summit.pin_by_meeting.keys()

    def of(self, meeting: Meeting) -> tuple[Mode, ...]:
        """Return the modes of a meeting that have a start."""
        found: list[Mode] = []
        for idx, rung in enumerate(self._summit.ladder(meeting)):
            form = self._summit.form_by_name[rung.form]
            for place, rooms in self._places.of(meeting, form):
                standing = self._fixed(meeting, rung.form, frozenset(rooms))
                if standing is None:
                    continue
                mask = self._mask(meeting, rung, place, standing)
                if mask.any():
                    found.append(Mode(idx, rung.duration_min, place.venue, standing, mask))
        return tuple(found)

    def seats(self, meeting: Meeting) -> tuple[tuple[str, ...], ...]:
        """Return for each seat of a meeting who may fill it, given what is kept."""
        kept = self._kept.get(meeting.id)
        if kept is not None:
            return tuple((person,) for person in kept.attendees)
        return self._summit.seats_by_meeting[meeting.id]

    # --- where and when ---

    def _fixed(self, meeting: Meeting, form: str, rooms: frozenset[str]) -> frozenset[str] | None:
        """Return the rooms that pin and kept assignment leave, or ``None`` if they forbid the form or the place."""
        kept, pin = self._kept.get(meeting.id), self._summit.pin_by_meeting.get(meeting.id)
        if kept is not None:
            if kept.form != form or (kept.room is None) != (not rooms):
                return None
            rooms = rooms if kept.room is None else rooms & {kept.room}
            return None if kept.room is not None and not rooms else rooms
        if pin is not None:
            if pin.form not in {"", form}:
                return None
            if pin.room:
                return rooms & {pin.room} or None
        return rooms

    def _mask(self, meeting: Meeting, rung: Rung, place: Place, rooms: frozenset[str]) -> Mask:
        duration = rung.duration_min
        mask = self._points.masks.meeting(meeting, place, duration)
        for seat in self.seats(meeting):
            each = [self._points.masks.person(person, place.venue, duration) for person in seat]
            mask &= each[0] if len(each) == 1 else np.logical_or.reduce(each)
        if rooms:
            mask &= self._points.masks.some_room(rooms, duration)
        for fixed in (self._summit.pin_by_meeting.get(meeting.id), self._kept.get(meeting.id)):
            if fixed is not None:
                mask &= self._points.minutes == fixed.start
        return mask
