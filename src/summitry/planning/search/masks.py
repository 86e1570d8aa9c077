"""Masks of starts, each worked out once: those of a person, a party, a room, an interpreter."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from summitry.planning.starts import Mask, Starts
from summitry.summit import Interval, Meeting, Order, Room, Summit
from summitry.summit.summit import Place
from summitry.summit.times import union


class Masks:
    """The masks of one summit over the starts within opening hours, kept once worked out."""

    def __init__(self, summit: Summit, durations: Iterable[int]) -> None:
        self._summit = summit
        whole = _Kept(Starts(summit))
        shortest = min(durations, default=0)
        self._at = np.flatnonzero(whole.starts.day_bounds(shortest))
        self._whole = whole
        self.minutes = whole.starts.minutes[self._at]
        self._people: dict[tuple[str, int, str], Mask] = {}
        self._closed: dict[tuple[str, int], Mask] = {}
        self._within: dict[tuple[tuple[Interval, ...], int], Mask] = {}
        self._bounds: dict[int, Mask] = {}

    def day_bounds(self, duration_min: int) -> Mask:
        """Return the starts within the opening hours of one day."""
        if duration_min not in self._bounds:
            self._bounds[duration_min] = self._whole.starts.day_bounds(duration_min)[self._at]
        return self._bounds[duration_min]

    def within(self, windows: tuple[Interval, ...], duration_min: int) -> Mask:
        """Return the starts at which a meeting lies within one of the windows; touching windows count as one."""
        key = windows, duration_min
        if key not in self._within:
            self._within[key] = self._whole.starts.within(duration_min, union(windows))[self._at]
        return self._within[key]

    def person(self, person: str, place: Place, duration_min: int) -> Mask:
        """Return the starts at which a person is there and free of sessions and closed windows."""
        key = person, duration_min, place.venue
        if key not in self._people:
            starts = self._whole.starts
            mask = starts.presence(person, duration_min)
            mask &= starts.person_no_overlap(person, duration_min)
            mask &= starts.transfer_time(person, place, duration_min)
            self._people[key] = mask[self._at] & self.closed(person, duration_min)
        return self._people[key]

    def closed(self, subject: str, duration_min: int) -> Mask:
        """Return the starts clear of the closed windows of a delegation or person."""
        key = subject, duration_min
        if key not in self._closed:
            mask = self._whole.starts.anywhere()
            for window in self._summit.closed_by_subject.get(subject, ()):
                mask &= self._whole.starts.clear_of(duration_min, window)
            self._closed[key] = mask[self._at]
        return self._closed[key]

    def meeting(self, meeting: Meeting, place: Place, duration_min: int) -> Mask:
        """Return the starts that a meeting's windows, its orders with sessions and the avoid list allow."""
        mask = self.day_bounds(duration_min).copy()
        if meeting.allowed:
            mask &= self.within(meeting.allowed, duration_min)
        if meeting.id in self._whole.ordered:
            mask &= self._whole.starts.order(meeting, duration_min)[self._at]
        if self._whole.avoided and self._whole.starts.delegations_at(meeting) & self._whole.avoided:
            mask &= self._whole.starts.apart(meeting, place, duration_min)[self._at]
        return mask

    def pinned(self, meeting: Meeting, form: str) -> Mask:
        """Return the start of the meeting's pin, in this form."""
        pin = self._summit.pin_by_meeting[meeting.id]
        return self._whole.starts.pinned(meeting, form, pin.room or None)[self._at]

    def room(self, room: Room, duration_min: int) -> Mask:
        """Return the starts at which a room is open and free of sessions."""
        starts = self._whole.starts
        mask = self.day_bounds(duration_min).copy()
        if room.open:
            mask &= starts.room_fit(room, duration_min)[self._at]
        if room.id in self._whole.used_by_sessions:
            mask &= starts.room_no_overlap(room, duration_min)[self._at]
        return mask


@dataclass(frozen=True)
class _Kept:
    """The grid of starts, and who is concerned by rules that concern few."""

    starts: Starts

    @cached_property
    def ordered(self) -> frozenset[str]:
        """Ids of what stands in an order."""
        orders: tuple[Order, ...] = self.starts.summit.orders
        return frozenset(end for order in orders for end in (order.before, order.after))

    @cached_property
    def avoided(self) -> frozenset[str]:
        """Codes of the delegations on the avoid list."""
        return frozenset(code for pair in self.starts.summit.avoidances for code in (pair.first, pair.second))

    @cached_property
    def used_by_sessions(self) -> frozenset[str]:
        """Ids of the rooms that sessions use."""
        return frozenset(session.room for session in self.starts.summit.sessions)
