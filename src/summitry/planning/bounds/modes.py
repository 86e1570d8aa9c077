"""The ways to hold each meeting that the facts allow: form, place and suitable rooms, with the points to start at."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from summitry.planning.bounds.points import Points
from summitry.planning.starts import Mask, suits
from summitry.summit import Assignment, Form, Meeting, Room, Rung
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
    """Makes the modes of meetings; masks that many meetings share are worked out once.

    Parameters
    ----------
    kept
        Assignments that stand as they are.
    """

    def __init__(self, points: Points, kept: Sequence[Assignment] = ()) -> None:
        self._points = points
        self._summit = points.summit
        self._starts = points.starts
        self._kept = {a.meeting: a for a in kept}
        self._masks: dict[Hashable, Mask] = {}
        self._suiting: dict[Hashable, tuple[tuple[Place, frozenset[str]], ...]] = {}
        self._avoiding = {code for pair in self._summit.avoidances for code in (pair.first, pair.second)}
        self._ordered = {end for order in self._summit.orders for end in (order.before, order.after)}

    @property
    def forced(self) -> frozenset[str]:
        """Meetings that every plan holds."""
        return frozenset(self._kept) | self._summit.pin_by_meeting.keys()

    def of(self, meeting: Meeting) -> tuple[Mode, ...]:
        """Return the modes of a meeting that have a start."""
        found: list[Mode] = []
        for idx, rung in enumerate(self._ladder(meeting)):
            form = self._summit.form_by_name[rung.form]
            for place, rooms in self._places(meeting, form):
                standing = self._fixed(meeting, rung.form, rooms)
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

    # --- where ---

    def _ladder(self, meeting: Meeting) -> tuple[Rung, ...]:
        return meeting.ladder or self._common_ladder

    @cached_property
    def _common_ladder(self) -> tuple[Rung, ...]:
        names = self._summit.settings.ladder or tuple(form.name for form in self._summit.forms)
        forms: Mapping[str, Form] = self._summit.form_by_name
        return tuple(Rung(name, forms[name].duration_min) for name in names if name in forms)

    def _places(self, meeting: Meeting, form: Form) -> tuple[tuple[Place, frozenset[str]], ...]:
        """Return each venue and zone with the rooms in it that suit a meeting in this form."""
        if not form.needs_room:
            return ((self._summit.place_of(meeting, None), frozenset()),)
        wanted = (
            form.name, self._summit.head_count(meeting), meeting.features, meeting.rooms, meeting.venues,
        )  # fmt: skip
        if wanted not in self._suiting:
            self._suiting[wanted] = self._grouped(meeting, form)
        return self._suiting[wanted]

    def _grouped(self, meeting: Meeting, form: Form) -> tuple[tuple[Place, frozenset[str]], ...]:
        known = self._summit.room_by_id
        rooms = [known[name] for name in meeting.rooms] if meeting.rooms else self._summit.rooms
        by_place: defaultdict[Place, list[str]] = defaultdict(list)
        for room in rooms:
            if suits(self._summit, meeting, form, room):
                by_place[Place(room.venue, room.zone or room.venue, "")].append(room.id)
        return tuple((place, frozenset(names)) for place, names in by_place.items())

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

    # --- when ---

    def _mask(self, meeting: Meeting, rung: Rung, place: Place, rooms: frozenset[str]) -> Mask:
        duration = rung.duration_min
        mask = self._day(duration).copy()
        for party in meeting.parties:
            if party in self._summit.closed_by_subject:
                mask &= self._closed(party, duration)
        for seat in self.seats(meeting):
            mask &= self._seat(seat, place.venue, duration)
        if rooms:
            mask &= self._rooms(rooms, duration)
        return self._special(mask, meeting, rung, place)

    def _special(self, mask: Mask, meeting: Meeting, rung: Rung, place: Place) -> Mask:
        """Return a mask with what few meetings have: allowed windows, orders, delegations to avoid, fixed starts."""
        starts, points, duration = self._starts, self._points, rung.duration_min
        if meeting.allowed:
            key = ("allowed", meeting.allowed, duration)
            mask &= self._cached(key, lambda: starts.allowed_time(meeting, (), duration))
        if meeting.id in self._ordered:
            mask &= points.of(starts.order(meeting, duration))
        if self._avoiding and not self._avoiding.isdisjoint(own := starts.delegations_at(meeting)):
            mask &= self._cached(("apart", own, place.zone, duration), lambda: starts.apart(meeting, place, duration))
        pin, kept = self._summit.pin_by_meeting.get(meeting.id), self._kept.get(meeting.id)
        for fixed in (pin, kept):
            if fixed is not None:
                mask &= points.minutes == fixed.start
        return mask

    def _day(self, duration: int) -> Mask:
        return self._cached(("day", duration), lambda: self._starts.day_bounds(duration))

    def _closed(self, subject: str, duration: int) -> Mask:
        def make() -> Mask:
            mask = self._starts.anywhere()
            for window in self._summit.closed_by_subject.get(subject, ()):
                mask &= self._starts.clear_of(duration, window)
            return mask

        return self._cached(("closed", subject, duration), make)

    def _seat(self, seat: tuple[str, ...], venue: str, duration: int) -> Mask:
        if len(seat) == 1:
            return self.person(seat[0], venue, duration)
        each = [self.person(person, venue, duration) for person in seat]
        mask: Mask = np.logical_or.reduce(each)
        return mask

    def person(self, person: str, venue: str, duration: int) -> Mask:
        """Return the points at which one person can begin an engagement in a venue, given the sessions they attend."""

        def make() -> Mask:
            starts = self._starts
            mask = starts.presence(person, duration) & starts.person_no_overlap(person, duration)
            mask &= starts.transfer_time(person, Place(venue, venue, ""), duration)
            for window in self._summit.closed_by_subject.get(person, ()):
                mask &= starts.clear_of(duration, window)
            return mask

        return self._cached(("person", person, venue, duration), make)

    def _rooms(self, rooms: frozenset[str], duration: int) -> Mask:
        key = ("rooms", rooms, duration)
        if key not in self._masks:
            each = [self.room(self._summit.room_by_id[name], duration) for name in rooms]
            self._masks[key] = np.logical_or.reduce(each)
        return self._masks[key]

    def room(self, room: Room, duration: int) -> Mask:
        """Return the points at which a room can be taken, as far as its opening and the sessions in it tell."""
        free: Callable[[], Mask] = lambda: (  # noqa: E731 -- evaluated only where the cache has no answer
            self._starts.room_fit(room, duration) & self._starts.room_no_overlap(room, duration)
        )
        return self._cached(("room", room.id, duration), free)

    def _cached(self, key: Hashable, make: Callable[[], Mask]) -> Mask:
        if key not in self._masks:
            self._masks[key] = self._points.of(make())
        return self._masks[key]
