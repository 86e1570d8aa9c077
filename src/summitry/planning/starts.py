"""Where a meeting can start as far as the facts alone tell: one mask per rule over the grid of starts.

A mask is a boolean array over grid indices; entry ``i`` speaks of a start at minute ``i * step_min``. What depends on
where other meetings lie is not decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.summit import Form, Interval, Meeting, Order, Room, Session, Summit
from summitry.summit.summit import Place
from summitry.summit.times import union

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Starts:
    """The grid of starts of one summit and the masks that its facts put on it."""

    summit: Summit

    @cached_property
    def minutes(self) -> npt.NDArray[np.int64]:
        """Start minute of each grid index, shape (number of starts,)."""
        step = self.summit.settings.step_min
        return np.arange(0, self.summit.horizon.end, step, dtype=np.int64)

    def anywhere(self) -> Mask:
        """Return the mask that allows every start."""
        return np.ones(len(self.minutes), dtype=np.bool_)

    def within(self, duration_min: int, windows: Iterable[Interval]) -> Mask:
        """Return the starts at which a meeting lies within one of the windows."""
        mask = np.zeros(len(self.minutes), dtype=np.bool_)
        for window in windows:
            mask |= (self.minutes >= window.start) & (self.minutes + duration_min <= window.end)
        return mask

    def clear_of(self, duration_min: int, busy: Interval, *, before_min: int = 0, after_min: int = 0) -> Mask:
        """Return the starts `after_min` after a busy stretch, and those whose meeting ends `before_min` before it."""
        ends = self.minutes + duration_min
        return (ends + before_min <= busy.start) | (self.minutes >= busy.end + after_min)

    # --- one function per rule, named as in the rule book ---

    def day_bounds(self, duration_min: int) -> Mask:
        """Return the starts within the opening hours of one day."""
        return self.within(duration_min, (day.interval for day in self.summit.days))

    def allowed_time(self, meeting: Meeting, subjects: Iterable[str], duration_min: int) -> Mask:
        """Return the starts within the meeting's windows and clear of the closed windows of parties and persons."""
        mask = self.within(duration_min, union(meeting.allowed)) if meeting.allowed else self.anywhere()
        for subject in subjects:
            for window in self.summit.closed_by_subject.get(subject, ()):
                mask &= self.clear_of(duration_min, window)
        return mask

    def presence(self, person: str, duration_min: int) -> Mask:
        """Return the starts within one of a person's stays."""
        return self.within(duration_min, (stay.usable for stay in self.summit.stays_by_person[person]))

    def person_no_overlap(self, person: str, duration_min: int) -> Mask:
        """Return the starts that overlap no session of a person."""
        mask = self.anywhere()
        for session in self.summit.sessions_by_person.get(person, ()):
            mask &= self.clear_of(duration_min, session.interval)
        return mask

    def transfer_time(self, person: str, place: Place, duration_min: int) -> Mask:
        """Return the starts that overlap a session of a person or leave the time to move to and from it."""
        mask = self.anywhere()
        for session in self.summit.sessions_by_person.get(person, ()):
            there = self.summit.place_of_session(session).venue
            mask &= ~self.clear_of(duration_min, session.interval) | self.clear_of(
                duration_min,
                session.interval,
                before_min=self.summit.move_min(place.venue, there),
                after_min=self.summit.move_min(there, place.venue),
            )
        return mask

    def room_fit(self, room: Room, duration_min: int) -> Mask:
        """Return the starts at which a room is open."""
        return self.within(duration_min, union(room.open)) if room.open else self.anywhere()

    def room_no_overlap(self, room: Room, duration_min: int) -> Mask:
        """Return the starts at which no session uses the room, turnaround included."""
        mask = self.anywhere()
        turnaround = room.turnaround_min
        for session in self._sessions_by_room.get(room.id, ()):
            mask &= self.clear_of(duration_min, session.interval, before_min=turnaround, after_min=turnaround)
        return mask

    def order(self, meeting: Meeting, duration_min: int) -> Mask:
        """Return the starts that keep the stated orders with sessions."""
        mask = self.anywhere()
        for order in self._orders_with_sessions.get(meeting.id, ()):
            if order.before == meeting.id:
                session = self.summit.session_by_id[order.after]
                mask &= self.minutes + duration_min + order.gap_min <= session.start
            else:
                session = self.summit.session_by_id[order.before]
                mask &= self.minutes >= session.end + order.gap_min
        return mask

    def apart(self, meeting: Meeting, place: Place, duration_min: int) -> Mask:
        """Return the starts that keep delegations on the avoid list away from each other's sessions."""
        mask = self.anywhere()
        own = self.delegations_at(meeting)
        for pair in self.summit.avoidances:
            if len(own & {pair.first, pair.second}) != 1:
                continue
            (other,) = {pair.first, pair.second} - own
            for session in self._sessions_by_delegation.get(other, ()):
                at_session = self._delegations_by_session[session.id]
                same_zone = self.summit.place_of_session(session).zone == place.zone
                if same_zone and not {pair.first, pair.second} <= at_session:
                    mask &= self.clear_of(
                        duration_min, session.interval, before_min=pair.gap_min, after_min=pair.gap_min
                    )
        return mask

    def pinned(self, meeting: Meeting, form: str, room: str | None) -> Mask:
        """Return the starts that agree with the meeting's pin, if it has one, in this form and room."""
        pin = self.summit.pin_by_meeting.get(meeting.id)
        if pin is None:
            return self.anywhere()
        fits = pin.form in {"", form} and pin.room in {"", room}
        return self.minutes == pin.start if fits else ~self.anywhere()

    # --- helpers ---

    def delegations_at(self, meeting: Meeting) -> frozenset[str]:
        """Return the delegations whose people attend a meeting; stand-ins are of the same delegation."""
        seats = self.summit.seats_by_meeting[meeting.id]
        return frozenset(self.summit.person_by_id[seat[0]].delegation for seat in seats) - {""}

    @cached_property
    def _orders_with_sessions(self) -> dict[str, tuple[Order, ...]]:
        sessions = self.summit.session_by_id
        found: dict[str, tuple[Order, ...]] = {}
        for order in self.summit.orders:
            for end, other in ((order.before, order.after), (order.after, order.before)):
                if other in sessions and end not in sessions:
                    found[end] = (*found.get(end, ()), order)
        return found

    @cached_property
    def _delegations_by_session(self) -> dict[str, frozenset[str]]:
        people = self.summit.person_by_id
        return {
            session: frozenset(people[p].delegation for p in present) - {""}
            for session, present in self.summit.people_by_session.items()
        }

    @cached_property
    def _sessions_by_room(self) -> dict[str, tuple[Session, ...]]:
        found: dict[str, tuple[Session, ...]] = {}
        for session in self.summit.sessions:
            found[session.room] = (*found.get(session.room, ()), session)
        return found

    @cached_property
    def _sessions_by_delegation(self) -> dict[str, tuple[Session, ...]]:
        found: dict[str, tuple[Session, ...]] = {}
        for session in self.summit.sessions:
            for code in self._delegations_by_session[session.id]:
                found[code] = (*found.get(code, ()), session)
        return found


def suits(summit: Summit, meeting: Meeting, form: Form, room: Room) -> bool:
    """Tell whether a room has what a meeting in this form needs, whenever it is."""
    return (
        room.seats >= summit.head_count(meeting)
        and {*form.features, *meeting.features} <= set(room.features)
        and (not meeting.rooms or room.id in meeting.rooms)
        and (not meeting.venues or room.venue in meeting.venues)
    )
