"""Masks of starts within opening hours, each worked out once: of a person, a party, a room, a meeting.

What `summitry.planning.starts` says over the whole grid is kept here for the starts at which something can begin at
all, so that tens of thousands of meetings ask for it at little cost.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.planning.starts import Mask, Starts
from summitry.summit import Interval, Meeting, Room, Summit
from summitry.summit.summit import Place
from summitry.summit.times import union


class Masks:
    """The masks of one summit.

    Parameters
    ----------
    shortest_min
        Only starts are kept at which something so short fits into the opening hours of one day.

    Attributes
    ----------
    minutes
        Minute of each start that is kept, ascending, shape (number of starts,). Every mask is of this shape.
    """

    def __init__(self, summit: Summit, shortest_min: int = 0) -> None:
        self._summit = summit
        self._starts = Starts(summit)
        self._at = np.flatnonzero(self._starts.day_bounds(shortest_min))
        self.minutes: npt.NDArray[np.int64] = self._starts.minutes[self._at]
        self._known: dict[Hashable, Mask] = {}

    def day_bounds(self, duration_min: int) -> Mask:
        """Return the starts within the opening hours of one day."""
        return self._once(("day_bounds", duration_min), lambda: self._starts.day_bounds(duration_min))

    def within(self, windows: tuple[Interval, ...], duration_min: int) -> Mask:
        """Return the starts at which a meeting lies within one of the windows; touching windows count as one."""
        return self._once(("within", windows, duration_min), lambda: self._starts.within(duration_min, union(windows)))

    def closed(self, subject: str, duration_min: int) -> Mask:
        """Return the starts clear of the closed windows of a delegation or person."""

        def make() -> Mask:
            mask = self._starts.anywhere()
            for window in self._summit.closed_by_subject.get(subject, ()):
                mask &= self._starts.clear_of(duration_min, window)
            return mask

        return self._once(("closed", subject, duration_min), make)

    def person(self, person: str, venue: str, duration_min: int) -> Mask:
        """Return the starts at which a person is there, free of closed windows, and of sessions and the way to them."""
        key = ("person", person, venue, duration_min)
        if key not in self._known:
            starts = self._starts
            mask = starts.presence(person, duration_min) & starts.person_no_overlap(person, duration_min)
            mask &= starts.transfer_time(person, Place(venue, venue, ""), duration_min)
            self._known[key] = mask[self._at] & self.closed(person, duration_min)
        return self._known[key]

    def room(self, room: Room, duration_min: int) -> Mask:
        """Return the starts at which a room is open and free of sessions."""

        def make() -> Mask:
            mask = self._starts.room_fit(room, duration_min)
            return mask & self._starts.room_no_overlap(room, duration_min) if room.id in self._with_sessions else mask

        return self._once(("room", room.id, duration_min), make)

    def some_room(self, rooms: Iterable[str], duration_min: int) -> Mask:
        """Return the starts at which at least one of some rooms is open and free of sessions."""
        key = ("some_room", frozenset(rooms), duration_min)
        if key not in self._known:
            each = [self.room(self._summit.room_by_id[room], duration_min) for room in rooms]
            self._known[key] = np.logical_or.reduce(each)
        return self._known[key]

    def meeting(self, meeting: Meeting, place: Place, duration_min: int) -> Mask:
        """Return a copy of the starts that hold for a meeting whoever attends it, and in whichever room of a place.

        They keep the opening hours, its windows, the closed windows of its parties, its orders with sessions, and the
        avoid list.
        """
        mask = self.day_bounds(duration_min).copy()
        if meeting.allowed:
            mask &= self.within(meeting.allowed, duration_min)
        for code in meeting.parties:
            if code in self._summit.closed_by_subject:
                mask &= self.closed(code, duration_min)
        if meeting.id in self._ordered:
            mask &= self._starts.order(meeting, duration_min)[self._at]
        if self._avoided and not self._avoided.isdisjoint(own := self._starts.delegations_at(meeting)):
            key = ("apart", own, place.zone, duration_min)
            mask &= self._once(key, lambda: self._starts.apart(meeting, place, duration_min))
        return mask

    def _once(self, key: Hashable, make: Callable[[], Mask]) -> Mask:
        if key not in self._known:
            self._known[key] = make()[self._at]
        return self._known[key]

    @cached_property
    def _ordered(self) -> frozenset[str]:
        """Ids of what stands in an order."""
        return frozenset(end for order in self._summit.orders for end in (order.before, order.after))

    @cached_property
    def _avoided(self) -> frozenset[str]:
        """Codes of the delegations on the avoid list."""
        return frozenset(code for pair in self._summit.avoidances for code in (pair.first, pair.second))

    @cached_property
    def _with_sessions(self) -> frozenset[str]:
        """Ids of the rooms that sessions use."""
        return frozenset(session.room for session in self._summit.sessions)
