"""The starts that people and rooms forbid, as spans of a grid; what many meetings share is worked out once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.planning.held import Held, duration_min
from summitry.planning.legal.blocker import Blocker, Kind, Span, meeting_blocker
from summitry.planning.starts import Mask, Starts
from summitry.summit import Assignment, Interval, Plan, Session, Summit
from summitry.summit.times import union


class Spans:
    """What one summit and plan forbid, by person and by room.

    Attributes
    ----------
    minutes
        Minute of each start of the grid that lies in the opening hours, ascending, shape (number of starts,).
    grid
        Index of each in the grid of `starts`.
    """

    def __init__(self, summit: Summit, plan: Plan) -> None:
        self.summit = summit
        self.plan = plan
        self.starts = Starts(summit)
        shortest = min((rung.duration_min for m in summit.meetings for rung in summit.ladder(m)), default=0)
        grid = np.flatnonzero(self.starts.day_bounds(shortest))
        self.minutes: npt.NDArray[np.int64] = self.starts.minutes[grid]
        self._minutes = self.minutes.tolist()
        self.grid = grid
        self._known: dict[Hashable, tuple[Span, ...]] = {}
        self._masks: dict[Hashable, Mask] = {}
        self._rows: dict[str, tuple[Held, ...]] = {}
        self.by_meeting: Mapping[str, Assignment] = {a.meeting: a for a in plan.assignments}

    # --- time ---

    def near(self, busy: Interval, duration_min: int, before_min: int = 0, after_min: int = 0) -> tuple[int, int]:
        """Return the run of starts whose meeting overlaps a busy stretch or is nearer to it than so many minutes."""
        lo = bisect_right(self._minutes, busy.start - duration_min - before_min)
        return lo, max(lo, bisect_left(self._minutes, busy.end + after_min))

    def outside(self, windows: Iterable[Interval], duration_min: int) -> Iterator[tuple[int, int]]:
        """Yield the runs of starts whose meeting lies within none of the windows."""
        lo = 0
        for window in union(windows):
            first = bisect_left(self._minutes, window.start)
            last = bisect_right(self._minutes, window.end - duration_min)
            if last <= first:
                continue
            if first > lo:
                yield lo, first
            lo = max(lo, last)
        if lo < len(self._minutes):
            yield lo, len(self._minutes)

    def in_hours(self, duration_min: int) -> Mask:
        """Return the starts at which something so long fits into the opening hours of one day."""
        if duration_min not in self._masks:
            self._masks[duration_min] = self.starts.day_bounds(duration_min)[self.grid]
        return self._masks[duration_min]

    # --- the plan ---

    @cached_property
    def interval_by_meeting(self) -> Mapping[str, Interval]:
        """When each placed meeting takes place."""
        return {a.meeting: Interval(a.start, a.start + duration_min(self.summit, a)) for a in self.plan.assignments}

    def held(self, person: str) -> tuple[Held, ...]:
        """Return what a person does already, sessions included, in order."""
        if person not in self._rows:
            sessions = self.summit.sessions_by_person.get(person, ())
            found = [Held.session(self.summit, session) for session in sessions]
            found += [
                Held.assignment(self.summit, assignment, person) for assignment in self._by_person.get(person, ())
            ]
            self._rows[person] = tuple(sorted(found))
        return self._rows[person]

    @cached_property
    def _by_person(self) -> Mapping[str, list[Assignment]]:
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.plan.assignments:
            for person in (*assignment.attendees, *assignment.interpreters):
                found[person].append(assignment)
        return found

    @cached_property
    def meals(self) -> frozenset[str]:
        """The placed meetings that are meals of those who attend."""
        forms = self.summit.form_by_name
        return frozenset(a.meeting for a in self.plan.assignments if forms[a.form].meal)

    # --- people ---

    def person(self, person: str, venue: str, duration_min: int) -> tuple[Span, ...]:
        """Return what forbids a person to be in something so long in a venue, their limits left out."""
        key = ("person", person, venue, duration_min)
        if key not in self._known:
            self._known[key] = tuple(self._of_person(person, venue, duration_min))
        return self._known[key]

    def is_clear(self, person: str, venue: str, duration_min: int) -> Mask:
        """Return the starts at which nothing of `person` stands in the way."""
        key = ("clear", person, venue, duration_min)
        if key not in self._masks:
            mask = np.ones(len(self.minutes), dtype=np.bool_)
            for span in self.person(person, venue, duration_min):
                mask[span.lo : span.hi] = False
            self._masks[key] = mask
        return self._masks[key]

    def _of_person(self, person: str, venue: str, duration_min: int) -> Iterator[Span]:
        away = (Blocker(Kind.PRESENCE, person),)
        for stay in self._stays_outside(person, duration_min):
            yield Span(*stay, "presence", away, person)
        yield from self.closed(person, duration_min)
        for held in self.held(person):
            blockers = (blocker_of(held, person),)
            lo, hi = self.near(held.interval, duration_min)
            if lo < hi:
                yield Span(lo, hi, "person_no_overlap", blockers, person)
            there, back = self.summit.move_min(venue, held.venue), self.summit.move_min(held.venue, venue)
            first, last = self.near(held.interval, duration_min, there, back)
            if first < lo:
                yield Span(first, lo, "transfer_time", blockers, person)
            if hi < last:
                yield Span(max(hi, first), last, "transfer_time", blockers, person)

    def _stays_outside(self, person: str, duration_min: int) -> Iterator[tuple[int, int]]:
        """Yield the runs of starts within none of a person's stays; stays that touch do not count as one."""
        inside = np.zeros(len(self.minutes), dtype=np.bool_)
        for stay in self.summit.stays_by_person[person]:
            inside |= (self.minutes >= stay.usable.start) & (self.minutes + duration_min <= stay.usable.end)
        edges = np.flatnonzero(np.diff(np.concatenate(([True], inside, [True])).astype(np.int8)))
        yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)

    def closed(self, subject: str, duration_min: int) -> Iterator[Span]:
        """Yield what the closed windows of a delegation or person forbid."""
        for window in self.summit.closed_by_subject.get(subject, ()):
            lo, hi = self.near(window, duration_min)
            if lo < hi:
                person = subject if subject in self.summit.person_by_id else ""
                yield Span(lo, hi, "allowed_time", (Blocker(Kind.CLOSED, subject, window=window),), person)

    # --- rooms ---

    def room(self, room: str, duration_min: int) -> tuple[Span, ...]:
        """Return what forbids a room to something so long."""
        key = ("room", room, duration_min)
        if key not in self._known:
            self._known[key] = tuple(self._of_room(room, duration_min))
        return self._known[key]

    def _of_room(self, room_id: str, duration_min: int) -> Iterator[Span]:
        room = self.summit.room_by_id[room_id]
        if room.open:
            for lo, hi in self.outside(room.open, duration_min):
                yield Span(lo, hi, "room_fit", (Blocker(Kind.ROOM_OPEN, room_id),))
        for interval, blocker in self._uses_of_room.get(room_id, ()):
            lo, hi = self.near(interval, duration_min, room.turnaround_min, room.turnaround_min)
            if lo < hi:
                yield Span(lo, hi, "room_no_overlap", (blocker,))

    @cached_property
    def _uses_of_room(self) -> Mapping[str, list[tuple[Interval, Blocker]]]:
        """When sessions and meetings use each room."""
        found: defaultdict[str, list[tuple[Interval, Blocker]]] = defaultdict(list)
        for session in self.summit.sessions:
            if session.room:
                found[session.room].append((session.interval, Blocker(Kind.SESSION_ROOM, session.id, session.room)))
        for a in self.plan.assignments:
            if a.room is not None:
                found[a.room].append((self.interval_by_meeting[a.meeting], meeting_blocker(a.meeting)))
        return found

    # --- the avoid list ---

    @cached_property
    def by_avoiding(self) -> Mapping[str, list[tuple[Interval, str, frozenset[str], Blocker]]]:
        """For each delegation on the avoid list what it attends: when, in which zone, with whom, and what it is."""
        avoiding = {code for pair in self.summit.avoidances for code in (pair.first, pair.second)}
        found: defaultdict[str, list[tuple[Interval, str, frozenset[str], Blocker]]] = defaultdict(list)
        for session in self.summit.sessions if avoiding else ():
            codes = self._codes_at(session)
            zone = self.summit.place_of_session(session).zone
            for person in self.summit.people_by_session[session.id]:
                code = self.summit.person_by_id[person].delegation
                if code in avoiding:
                    found[code].append((session.interval, zone, codes, Blocker(Kind.SESSION, session.id, person)))
        for a in self.plan.assignments if avoiding else ():
            meeting = self.summit.meeting_by_id[a.meeting]
            codes = self.starts.delegations_at(meeting)
            zone = self.summit.place_of(meeting, a.room).zone
            for code in codes & avoiding:
                found[code].append((self.interval_by_meeting[a.meeting], zone, codes, meeting_blocker(a.meeting)))
        return found

    def _codes_at(self, session: Session) -> frozenset[str]:
        people = self.summit.people_by_session[session.id]
        return frozenset(self.summit.person_by_id[person].delegation for person in people) - {""}


def blocker_of(held: Held, person: str) -> Blocker:
    """Return the blocker that an engagement of a person is."""
    return meeting_blocker(held.id) if held.is_meeting else Blocker(Kind.SESSION, held.id, person)
