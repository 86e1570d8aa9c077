"""A plan made ready for rehearsal: who follows what, what ends when, and in which order things are worked out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.noise import Noise
from summitry.planning.rehearsal.sources import Sources
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Interval, Meeting, Plan, Session, Summit
from summitry.summit.times import union

FAR = 10**8  # minutes; later than any end


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A form in which a meeting may be held from its slot on.

    Parameters
    ----------
    loss_percent
        Share of the meeting's value that it loses beside the form planned.
    """

    duration_min: int
    needs_room: bool
    loss_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a meeting may be held: its place in the plan, or a later gap that its people have in common.

    Parameters
    ----------
    meeting
        Its index in the facts.
    people
        Indexes of those who attend or interpret.
    rungs
        The forms to choose from, the one planned first.
    rooms
        Indexes of the rooms to choose from, the one planned first.
    latest
        When it must have ended, by all that the facts fix: windows, closing, departures, the room.
    undisturbed
        When it must have ended so that nobody's next engagement, as planned, begins later for it.
    sessions
        Index of each session that some of its people go to next, with the move minutes; the meeting ends for it.
    after_sessions, after_meetings
        Index of each session and meeting that must end first, with the gap.
    arrivals
        Row of the source and the first usable minute of each stated arrival of its people.
    """

    meeting: int
    start: int
    is_gap: bool
    people: tuple[int, ...]
    venue: int
    rungs: tuple[Rung, ...]
    rooms: tuple[int, ...]
    latest: int
    undisturbed: int
    sessions: tuple[tuple[int, int], ...]
    after_sessions: tuple[tuple[int, int], ...]
    after_meetings: tuple[tuple[int, int], ...]
    arrivals: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A session: who is in it, where, and for which earlier sessions it waits, with the move minutes."""

    session: int
    start: int
    end: int
    people: tuple[int, ...]
    venue: int
    room: int | None
    waits_for: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Busy:
    """An engagement as planned, in one person's diary."""

    start: int
    end: int
    venue: int
    what: str


@dataclass(frozen=True)
class Frame:
    """A summit and a plan of it, with indexes for people, rooms, venues, sessions and meetings."""

    summit: Summit
    plan: Plan
    noise: Noise

    @cached_property
    def sources(self) -> Sources:
        """What may go wrong."""
        return Sources.of(self.summit, self.plan, self.noise)

    @cached_property
    def person_idx(self) -> Mapping[str, int]:
        """Index of each person."""
        return {p.id: idx for idx, p in enumerate(self.summit.people)}

    @cached_property
    def room_idx(self) -> Mapping[str, int]:
        """Index of each room."""
        return {r.id: idx for idx, r in enumerate(self.summit.rooms)}

    @cached_property
    def venue_idx(self) -> Mapping[str, int]:
        """Index of each venue."""
        return {v.id: idx for idx, v in enumerate(self.summit.venues)}

    @cached_property
    def meeting_idx(self) -> Mapping[str, int]:
        """Index of each meeting."""
        return {m.id: idx for idx, m in enumerate(self.summit.meetings)}

    @cached_property
    def session_idx(self) -> Mapping[str, int]:
        """Index of each session."""
        return {s.id: idx for idx, s in enumerate(self.summit.sessions)}

    @cached_property
    def moves(self) -> npt.NDArray[np.int32]:
        """Move minutes from venue to venue; from nowhere, the last row, none. Shape (venues + 1, venues)."""
        ids = [v.id for v in self.summit.venues]
        ways = [[self.summit.move_min(a, b) for b in ids] for a in ids]
        return np.array([*ways, [0] * len(ids)], dtype=np.int32)

    @cached_property
    def values(self) -> npt.NDArray[np.int64]:
        """What each meeting is worth, shape (meetings,)."""
        return np.array([value_of(self.summit, m) for m in self.summit.meetings], dtype=np.int64)

    @cached_property
    def diaries(self) -> Mapping[int, Sequence[Busy]]:
        """The engagements of each person as planned, by start."""
        found: defaultdict[int, list[Busy]] = defaultdict(list)
        for session in self.summit.sessions:
            busy = Busy(session.start, session.end, self.venue_idx[session.venue], session.id)
            for person in self.summit.people_by_session[session.id]:
                found[self.person_idx[person]].append(busy)
        for assignment in self.plan.assignments:
            venue, _, _ = self.summit.place_of(self.meeting_of(assignment), assignment.room)
            start, end = self.interval_of(assignment)
            for person in (*assignment.attendees, *assignment.interpreters):
                found[self.person_idx[person]].append(Busy(start, end, self.venue_idx[venue], assignment.meeting))
        return {person: sorted(row, key=lambda b: (b.start, b.end, b.what)) for person, row in found.items()}

    @cached_property
    def uses(self) -> Mapping[int, Sequence[Busy]]:
        """The uses of each room as planned, each lengthened by the turnaround, by start."""
        found: defaultdict[int, list[Busy]] = defaultdict(list)
        taken = [(s.room, s.interval, s.id) for s in self.summit.sessions if s.room]
        taken += [(a.room, self.interval_of(a), a.meeting) for a in self.plan.assignments if a.room]
        for room, (start, end), what in taken:
            known = self.summit.room_by_id[room]
            busy = Busy(start, end + known.turnaround_min, self.venue_idx[known.venue], what)
            found[self.room_idx[room]].append(busy)
        return {room: sorted(row, key=lambda b: (b.start, b.end, b.what)) for room, row in found.items()}

    def meeting_of(self, assignment: Assignment) -> Meeting:
        """Return the meeting of an assignment."""
        return self.summit.meeting_by_id[assignment.meeting]

    def interval_of(self, assignment: Assignment) -> Interval:
        """Return when an assignment takes place as planned."""
        ladder = self.summit.ladder(self.meeting_of(assignment))
        duration = next(rung.duration_min for rung in ladder if rung.form == assignment.form)
        return Interval(assignment.start, assignment.start + duration)

    def turnaround(self, room: int) -> int:
        """Return the minutes a room needs after each use."""
        return self.summit.rooms[room].turnaround_min

    def rungs(self, assignment: Assignment) -> tuple[Rung, ...]:
        """Return the form of an assignment and the lesser ones, those without a room only where it is held anyway.

        A meeting that is cut short stays where its people are: a form that would take them to another venue is left
        out.
        """
        meeting, settings = self.meeting_of(assignment), self.summit.settings
        ladder = self.summit.ladder(meeting)
        first = [rung.form for rung in ladder].index(assignment.form)
        here = self.summit.place_of(meeting, assignment.room).venue
        found: list[Rung] = []
        for idx, (name, duration) in enumerate(ladder[first:], first):
            needs_room = self.summit.form_by_name[name].needs_room
            stays = needs_room == (assignment.room is not None) or (
                not needs_room and self.summit.place_of(meeting, None).venue == here
            )
            if stays and (not found or duration <= found[-1].duration_min):
                loss = settings.form_loss(idx) - settings.form_loss(first)
                found.append(Rung(duration_min=duration, needs_room=needs_room, loss_percent=max(0, loss)))
        return tuple(found)

    def waits_for(self, session: Session) -> Iterator[tuple[int, int]]:
        """Yield the earlier sessions for which a session waits: where most of its people, or its chair, still are."""
        people = set(self.summit.people_by_session[session.id])
        for other in self.summit.sessions:
            shared = people.intersection(self.summit.people_by_session[other.id])
            waits = 2 * len(shared) >= len(people) or session.chair in shared
            if other.end <= session.start and shared and waits:
                usual_min = self.summit.move_min(other.venue, session.venue)
                # The programme may leave less time than the move takes; its sessions are facts all the same.
                yield self.session_idx[other.id], min(usual_min, session.start - other.end)

    def held(self, session: Session) -> Held:
        """Return a session made ready."""
        return Held(
            session=self.session_idx[session.id],
            start=session.start,
            end=session.end,
            people=tuple(self.person_idx[p] for p in self.summit.people_by_session[session.id]),
            venue=self.venue_idx[session.venue],
            room=self.room_idx[session.room] if session.room else None,
            waits_for=tuple(self.waits_for(session)),
        )

    def closings(self, assignment: Assignment, interval: Interval) -> Iterator[int]:
        """Yield when a meeting must have ended by windows, opening hours, and the stays of its people."""
        meeting = self.meeting_of(assignment)
        day = self.summit.day_idx(interval.start)
        if day is not None:
            yield self.summit.days[day].closes
        yield from (window.end for window in union(meeting.allowed) if window.start <= interval.start < window.end)
        people = (*assignment.attendees, *assignment.interpreters)
        for subject in (*meeting.parties, *people):
            for window in self.summit.closed_by_subject.get(subject, ()):
                if window.start >= interval.start:
                    yield window.start
        for person in people:
            stays = (stay.usable for stay in self.summit.stays_by_person[person])
            yield from (stay.end for stay in stays if stay.start <= interval.start < stay.end)
