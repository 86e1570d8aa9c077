"""The slots of a plan in the order in which a day is worked out: planned ones, and gaps that lost ones may move to."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.frame import FAR, Busy, Frame, Held, Rung, Slot
from summitry.planning.rehearsal.room_book import RoomBook
from summitry.planning.starts import suits
from summitry.summit import Assignment, Interval, Meeting
from summitry.summit.times import union

_MOST_GAPS = 6  # of one meeting; later ones are rarely reached
_MOST_ROOMS = 4  # to choose from in one slot


@dataclass(frozen=True)
class Slots:
    """Makes the slots of a plan ready."""

    frame: Frame

    @cached_property
    def planned(self) -> tuple[Held | Slot, ...]:
        """Sessions and meetings as planned, in their order."""
        frame = self.frame
        items: list[Held | Slot] = [frame.held(s) for s in frame.summit.sessions]
        items += [self._slot(a, frame.interval_of(a), frame.rungs(a), is_gap=False) for a in frame.plan.assignments]
        return tuple(sorted(items, key=_order))

    @cached_property
    def with_gaps(self) -> tuple[Held | Slot, ...]:
        """The same with other rooms to choose from, and with the later gaps of each meeting."""
        items: list[Held | Slot] = [item for item in self.planned if isinstance(item, Held)]
        for assignment in self.frame.plan.assignments:
            interval, rungs = self.frame.interval_of(assignment), self.frame.rungs(assignment)
            items.append(self._slot(assignment, interval, rungs, is_gap=False, with_rooms=True))
            items += self._gaps(assignment, interval, rungs)
        return tuple(sorted(items, key=_order))

    def _slot(
        self,
        assignment: Assignment,
        interval: Interval,
        rungs: tuple[Rung, ...],
        *,
        is_gap: bool,
        with_rooms: bool = False,
    ) -> Slot:
        frame, meeting = self.frame, self.frame.meeting_of(assignment)
        names = (*assignment.attendees, *assignment.interpreters)
        people = tuple(frame.person_idx[name] for name in names)
        venue = frame.venue_idx[frame.summit.place_of(meeting, assignment.room).venue]
        rooms = self._rooms(assignment, interval, is_gap=is_gap) if with_rooms else self._own_room(assignment)
        nexts = [self._next(person, assignment.meeting, interval) for person in people]
        leave = [b.start - int(frame.moves[venue, b.venue]) for b in nexts if b is not None]
        fixed_ends = [self._books[room].closes(interval) for room in rooms]
        room_ends = [self._books[room].is_needed(interval, assignment.meeting) for room in rooms]
        return Slot(
            meeting=frame.meeting_idx[meeting.id],
            start=interval.start,
            is_gap=is_gap,
            people=people,
            venue=venue,
            rungs=rungs,
            rooms=rooms,
            latest=min([*frame.closings(assignment, interval), *fixed_ends, FAR]),
            undisturbed=min([*leave, *room_ends, FAR]),
            sessions=self._next_sessions(people, venue, interval, meeting),
            after_sessions=tuple(self._before(meeting, frame.session_idx)),
            after_meetings=tuple(self._before(meeting, frame.meeting_idx)),
            arrivals=tuple(self._arrivals(names, interval)),
        )

    def _own_room(self, assignment: Assignment) -> tuple[int, ...]:
        return (self.frame.room_idx[assignment.room],) if assignment.room else ()

    def _rooms(self, assignment: Assignment, interval: Interval, *, is_gap: bool) -> tuple[int, ...]:
        """Return the planned room, and others of the same venue that suit and are free by the plan."""
        frame, own = self.frame, self._own_room(assignment)
        if not own:
            return ()
        is_own_free = not is_gap or self._books[own[0]].is_free(interval, assignment.meeting)
        found = list(own) if is_own_free else []
        for room in self._suits(assignment, frame.summit.rooms[own[0]].venue):
            if len(found) == _MOST_ROOMS:
                break
            if room != own[0] and self._books[room].is_free(interval, assignment.meeting):
                found.append(room)
        return tuple(found)

    @cached_property
    def _books(self) -> tuple[RoomBook, ...]:
        return tuple(RoomBook(self.frame, room) for room in range(len(self.frame.summit.rooms)))

    @cached_property
    def _suiting(self) -> dict[Hashable, tuple[int, ...]]:
        return {}

    def _suits(self, assignment: Assignment, venue: str) -> tuple[int, ...]:
        """Return the rooms of a venue that suit a meeting in its form; what many meetings share is worked out once."""
        meeting, summit = self.frame.meeting_of(assignment), self.frame.summit
        key = (assignment.form, summit.head_count(meeting), meeting.features, meeting.rooms, meeting.venues, venue)
        if key not in self._suiting:
            form = summit.form_by_name[assignment.form]
            rooms = (idx for idx, r in enumerate(summit.rooms) if r.venue == venue and suits(summit, meeting, form, r))
            self._suiting[key] = tuple(rooms)
        return self._suiting[key]

    def _next(self, person: int, meeting: str, interval: Interval) -> Busy | None:
        """Return a person's next engagement as planned."""
        row = self.frame.diaries.get(person, ())
        return next((b for b in row if b.start >= interval.start and b.what != meeting), None)

    def _next_sessions(
        self, people: Sequence[int], venue: int, interval: Interval, meeting: Meeting
    ) -> tuple[tuple[int, int], ...]:
        """Return the next session of each person, and those that come after by an order, with the minutes before."""
        frame = self.frame
        found: dict[int, int] = {}
        for person in people:
            row = frame.diaries.get(person, ())
            busy = next((b for b in row if b.start >= interval.start and b.what in frame.session_idx), None)
            if busy is not None:
                session = frame.session_idx[busy.what]
                found[session] = max(found.get(session, 0), int(frame.moves[venue, busy.venue]))
        for order in frame.summit.orders:
            if order.before == meeting.id and order.after in frame.session_idx:
                session = frame.session_idx[order.after]
                found[session] = max(found.get(session, 0), order.gap_min)
        return tuple(sorted(found.items()))

    def _before(self, meeting: Meeting, known: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Yield what must end before a meeting by an order, with the gap."""
        for order in self.frame.summit.orders:
            if order.after == meeting.id and order.before in known:
                yield known[order.before], order.gap_min

    def _arrivals(self, people: Sequence[str], interval: Interval) -> Iterator[tuple[int, int]]:
        """Yield the source and first usable minute of each stated arrival to the stay that holds an interval."""
        frame = self.frame
        margin = frame.summit.settings.arrival_margin_min
        for row in self._presence_rows(people):
            presence = frame.summit.presences[row]
            if presence.arrival is not None and presence.arrival + margin <= interval.start:
                yield frame.sources.arrival + row, presence.arrival + margin

    def _presence_rows(self, people: Sequence[str]) -> Iterator[int]:
        return (row for person in people for row in self._rows_by_person.get(person, ()))

    @cached_property
    def _rows_by_person(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row, presence in enumerate(self.frame.summit.presences):
            found.setdefault(presence.person, []).append(row)
        return found

    # --- gaps ---

    def _gaps(self, assignment: Assignment, interval: Interval, rungs: tuple[Rung, ...]) -> Iterator[Slot]:
        """Yield the first starts of the later gaps that a meeting's people have in common by the plan.

        Each gap gives one slot: for the fullest form that fits at its start with a room, else for one without.
        """
        is_pinned = assignment.pinned or assignment.meeting in self.frame.summit.pin_by_meeting
        if is_pinned or self._comes_before_a_meeting(assignment.meeting):
            return
        shortest = rungs[-1].duration_min
        free = self._free(assignment, interval, shortest)
        begins = np.flatnonzero(free & ~np.concatenate(([False], free[:-1])))
        num = 0
        for begin in (int(idx) * self._step for idx in begins):
            slot = self._gap(assignment, begin, rungs)
            if slot is not None:
                yield slot
                num += 1
            if num == _MOST_GAPS:
                return

    def _comes_before_a_meeting(self, meeting: str) -> bool:
        """Tell whether an order has another meeting wait for it: where it moved later, that would be held before."""
        return any(o.before == meeting and o.after in self.frame.meeting_idx for o in self.frame.summit.orders)

    def _gap(self, assignment: Assignment, begin: int, rungs: tuple[Rung, ...]) -> Slot | None:
        for idx, rung in enumerate(rungs):
            at = Interval(begin, begin + rung.duration_min)
            slot = self._slot(assignment, at, rungs[idx:], is_gap=True, with_rooms=True)
            if at.end <= min(slot.latest, slot.undisturbed) and (slot.rooms or not rung.needs_room):
                return slot
        return None

    @property
    def _step(self) -> int:
        return self.frame.summit.settings.step_min

    def _free(self, assignment: Assignment, interval: Interval, duration_min: int) -> npt.NDArray[np.bool_]:
        """Return at which starts after its own all people of a meeting are free by the plan, and its windows allow."""
        frame, meeting = self.frame, self.frame.meeting_of(assignment)
        horizon = frame.summit.horizon.end
        free = np.zeros(horizon // self._step + 1, dtype=np.bool_)
        windows = [day.interval for day in frame.summit.days]
        for window in windows:
            free[self._from(max(window.start, interval.start + 1)) : self._to(window.end - duration_min)] = True
        if meeting.allowed:
            free &= self._within(union(meeting.allowed), duration_min, len(free))
        names = (*assignment.attendees, *assignment.interpreters)
        for name in names:
            stays = tuple(stay.usable for stay in frame.summit.stays_by_person[name])
            free &= self._within(stays, duration_min, len(free))
        venue = frame.venue_idx[frame.summit.place_of(meeting, assignment.room).venue]
        for start, end in self._taken(names, meeting, venue):
            free[self._from(start - duration_min + 1) : self._to(end - 1)] = False
        return free

    def _taken(self, names: Sequence[str], meeting: Meeting, venue: int) -> Iterator[tuple[int, int]]:
        """Yield when somebody is engaged or on the way, or has closed their diary."""
        frame = self.frame
        for name in names:
            for busy in frame.diaries.get(frame.person_idx[name], ()):
                if busy.what != meeting.id:
                    yield (
                        busy.start - int(frame.moves[venue, busy.venue]),
                        busy.end + int(frame.moves[busy.venue, venue]),
                    )
        for subject in (*meeting.parties, *names):
            for window in frame.summit.closed_by_subject.get(subject, ()):
                yield window.start, window.end

    def _within(self, windows: Sequence[Interval], duration_min: int, num: int) -> npt.NDArray[np.bool_]:
        mask = np.zeros(num, dtype=np.bool_)
        for window in windows:
            mask[self._from(window.start) : self._to(window.end - duration_min)] = True
        return mask

    def _from(self, minute: int) -> int:
        """Return the first start on the grid at a minute or later."""
        return max(0, -(-minute // self._step))

    def _to(self, minute: int) -> int:
        """Return one more than the last start on the grid at a minute or earlier."""
        return max(0, minute // self._step + 1)


def _order(item: Held | Slot) -> tuple[int, bool, bool, int]:
    """Return what orders things: by start, the planned before the moved, sessions before meetings, then by row."""
    is_slot = isinstance(item, Slot)
    is_gap = isinstance(item, Slot) and item.is_gap
    return item.start, is_gap, is_slot, item.meeting if isinstance(item, Slot) else item.session
