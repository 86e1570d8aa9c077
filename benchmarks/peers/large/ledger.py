"""Who and what is taken when: a plan that grows meeting by meeting and lets nothing in that breaks a hard rule.

Only `fairness_cap`, which looks at the whole programme, is left out.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summitry.planning.held import Held
from summitry.planning.languages import language_gaps, team_of
from summitry.planning.overload import overloads
from summitry.planning.starts import suits
from summitry.summit import Assignment, Interval, Meeting, Rung, Summit
from summitry.summit.summit import Place
from summitry.summit.times import union


class Way(NamedTuple):
    """One way to hold a meeting: a form, in a room or without, and where that is."""

    rung: Rung
    room: str | None
    place: Place


class Presence(NamedTuple):
    """That people of some delegations are in a zone for a while."""

    interval: Interval
    zone: str
    delegations: frozenset[str]


class Ledger:
    """The assignments so far, and which starts they leave.

    Starts are those on the grid within opening hours, by index; a set of starts is the bits of a number.

    Attributes
    ----------
    minutes
        The starts, rising, in minutes from the epoch.
    assignments
        What was placed, in that order.
    """

    def __init__(self, summit: Summit) -> None:
        self.summit = summit
        step = summit.settings.step_min
        self.minutes = [t for day in summit.days for t in range(-(-day.opens // step) * step, day.closes, step)]
        self.assignments: list[Assignment] = []
        self._free: dict[tuple[str, str, int], int] = {}
        self._keys: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
        self._rows: defaultdict[str, list[Held]] = defaultdict(list)
        self._interval: dict[str, Interval] = {session.id: session.interval for session in summit.sessions}
        self._near: defaultdict[str, list[Presence]] = defaultdict(list)
        self._avoided: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._orders: defaultdict[str, list[tuple[str, int, bool]]] = defaultdict(list)
        self._stated_facts()

    def _stated_facts(self) -> None:
        for row in self.summit.avoidances:
            self._avoided[row.first].append((row.second, row.gap_min))
            self._avoided[row.second].append((row.first, row.gap_min))
        for order in self.summit.orders:
            self._orders[order.before].append((order.after, order.gap_min, True))
            self._orders[order.after].append((order.before, order.gap_min, False))
        for session in self.summit.sessions:
            people = self.summit.people_by_session[session.id]
            for person in people:
                insort(self._rows[person], Held.session(self.summit, session))
            self._note_presence(session.interval, self.summit.place_of_session(session).zone, people)

    # --- asking ---

    def ways(self, meeting: Meeting) -> Iterator[Way]:
        """Yield the ways to hold a meeting: its forms in order, each in every room that suits it, in order."""
        for rung in self.summit.ladder(meeting):
            form = self.summit.form_by_name[rung.form]
            if not form.needs_room:
                yield Way(rung, None, self.summit.place_of(meeting, None))
                continue
            rooms = [self.summit.room_by_id[r] for r in meeting.rooms] or self.summit.rooms
            for room in rooms:
                if suits(self.summit, meeting, form, room):
                    yield Way(rung, room.id, self.summit.place_of(meeting, room.id))

    def attendees(self, meeting: Meeting) -> tuple[str, ...]:
        """Return those who attend a meeting: whoever is preferred for each seat."""
        return tuple(seat[0] for seat in self.summit.seats_by_meeting[meeting.id])

    def starts(self, meeting: Meeting, way: Way) -> int:
        """Return the starts that people, room, windows and orders leave to a meeting held in this way."""
        duration = way.rung.duration_min
        mask = self._in_windows(meeting, duration) & self._in_order(meeting, duration)
        for person in self.attendees(meeting):
            mask &= self._of_person(person, way.place.venue, duration)
        return mask & self._of_room(way.room, duration) if way.room else mask

    def interpreters(self, meeting: Meeting, way: Way, start: int) -> tuple[str, ...] | None:
        """Return who interprets a meeting at one of these starts; ``None`` if a rule on several people forbids it.

        Asked are the limits of those who attend, the avoid list, and the interpreters: the first that are free.
        """
        interval = Interval(start, start + way.rung.duration_min)
        attendees = self.attendees(meeting)
        if self._is_near(interval, way.place.zone, self._delegations(attendees)):
            return None
        if not all(self._keeps(person, self._held(meeting, way, start, work_min=0)) for person in attendees):
            return None
        return self._team(meeting, way, start)

    def is_open(self, meeting: Meeting, way: Way, start: int) -> bool:
        """Tell whether a start is among those that are left to a meeting held in this way."""
        return bool(self.starts(meeting, way) & self._bits(start, start + 1))

    def minutes_of(self, mask: int) -> list[int]:
        """Return a set of starts as minutes, rising."""
        return [minute for idx, minute in enumerate(self.minutes) if mask >> idx & 1]

    # --- placing ---

    def place(self, meeting: Meeting, way: Way, start: int, interpreters: tuple[str, ...]) -> None:
        """Place a meeting."""
        attendees = self.attendees(meeting)
        interval = Interval(start, start + way.rung.duration_min)
        work_min = self._work_min(way.rung.duration_min)
        for person in (*attendees, *interpreters):
            held = self._held(meeting, way, start, work_min=0 if person in attendees else work_min)
            insort(self._rows[person], held)
            for key in self._keys[person]:
                self._free[key] &= ~self._taken_from_person(held, key[1], key[2])
        for key in self._keys[way.room] if way.room else ():
            self._free[key] &= ~self._taken_from_room(key[0], interval, key[2])
        self._note_presence(interval, way.place.zone, attendees)
        self._interval[meeting.id] = interval
        self.assignments.append(
            Assignment(
                meeting=meeting.id,
                form=way.rung.form,
                start=start,
                room=way.room,
                attendees=attendees,
                interpreters=interpreters,
            )
        )

    # --- sets of starts ---

    def _bits(self, first: int, end: int) -> int:
        """Return the starts from one minute up to, but not at, another."""
        low, high = bisect_left(self.minutes, first), bisect_left(self.minutes, end)
        return (1 << high) - (1 << low) if low < high else 0

    def _within(self, duration: int, windows: Iterable[Interval]) -> int:
        mask = 0
        for window in windows:
            mask |= self._bits(window.start, window.end - duration + 1)
        return mask

    def _in_windows(self, meeting: Meeting, duration: int) -> int:
        mask = self._within(duration, (day.interval for day in self.summit.days))
        if meeting.allowed:
            mask &= self._within(duration, union(meeting.allowed))
        pin = self.summit.pin_by_meeting.get(meeting.id)
        if pin is not None:
            mask &= self._bits(pin.start, pin.start + 1)
        return mask & ~self._closed(meeting.parties, duration)

    def _closed(self, subjects: Iterable[str], duration: int) -> int:
        mask = 0
        for subject in subjects:
            for window in self.summit.closed_by_subject.get(subject, ()):
                mask |= self._bits(window.start - duration + 1, window.end)
        return mask

    def _in_order(self, meeting: Meeting, duration: int) -> int:
        mask = -1
        for other, gap_min, is_first in self._orders.get(meeting.id, ()):
            held = self._interval.get(other)
            if held is not None and is_first:
                mask &= self._bits(0, held.start - gap_min - duration + 1)
            elif held is not None:
                mask &= self._bits(held.end + gap_min, self.summit.horizon.end)
        return mask

    def _of_person(self, person: str, venue: str, duration: int) -> int:
        key = (person, venue, duration)
        if key not in self._free:
            stays = (stay.usable for stay in self.summit.stays_by_person[person])
            mask = self._within(duration, stays) & ~self._closed([person], duration)
            for held in self._rows[person]:
                mask &= ~self._taken_from_person(held, venue, duration)
            self._free[key] = mask
            self._keys[person].append(key)
        return self._free[key]

    def _taken_from_person(self, held: Held, venue: str, duration: int) -> int:
        way_min, back_min = self.summit.move_min(venue, held.venue), self.summit.move_min(held.venue, venue)
        return self._bits(held.interval.start - way_min - duration + 1, held.interval.end + back_min)

    def _of_room(self, room_id: str, duration: int) -> int:
        key = (room_id, "", duration)
        if key not in self._free:
            room = self.summit.room_by_id[room_id]
            windows = union(room.open) or (self.summit.horizon,)
            uses = [s.interval for s in self.summit.sessions if s.room == room_id]
            uses += [self._interval[a.meeting] for a in self.assignments if a.room == room_id]
            mask = self._within(duration, windows)
            for interval in uses:
                mask &= ~self._taken_from_room(room_id, interval, duration)
            self._free[key] = mask
            self._keys[room_id].append(key)
        return self._free[key]

    def _taken_from_room(self, room_id: str, interval: Interval, duration: int) -> int:
        turnaround = self.summit.room_by_id[room_id].turnaround_min
        return self._bits(interval.start - turnaround - duration + 1, interval.end + turnaround)

    # --- rules on several people, at one start ---

    def _note_presence(self, interval: Interval, zone: str, people: Iterable[str]) -> None:
        codes = self._delegations(people)
        for code in codes & self._avoided.keys():
            self._near[code].append(Presence(interval, zone, codes))

    def _delegations(self, people: Iterable[str]) -> frozenset[str]:
        return frozenset(self.summit.person_by_id[person].delegation for person in people) - {""}

    def _is_near(self, interval: Interval, zone: str, codes: frozenset[str]) -> bool:
        """Tell whether somebody would be too near to those they avoid."""
        for code in codes & self._avoided.keys():
            for other, gap_min in self._avoided[code]:
                wide = Interval(interval.start - gap_min, interval.end + gap_min)
                for there in self._near[other] if other not in codes else ():
                    if there.zone == zone and code not in there.delegations and wide.overlaps(there.interval):
                        return True
        return False

    def _work_min(self, duration: int) -> int:
        return -(-duration // team_of(self.summit, duration))

    def _held(self, meeting: Meeting, way: Way, start: int, *, work_min: int) -> Held:
        return Held(
            interval=Interval(start, start + way.rung.duration_min),
            id=meeting.id,
            title=meeting.id,
            day_idx=self.summit.day_idx(start),
            venue=way.place.venue,
            is_meal=self.summit.form_by_name[way.rung.form].meal,
            attends=not work_min,
            work_min=work_min,
        )

    def _keeps(self, person: str, held: Held) -> bool:
        """Tell whether one more engagement keeps a person's limits."""
        limit = self.summit.limit_by_person.get(person)
        if limit is None:
            return True
        row = self._rows[person].copy()
        insort(row, held)
        windows = self.summit.meal_windows(limit)
        return next(overloads(row, limit, windows), None) is None

    def _team(self, meeting: Meeting, way: Way, start: int) -> tuple[str, ...] | None:
        """Return the first interpreters who are free and cover every language gap, or ``None`` if they are too few."""
        attendees = self.attendees(meeting)
        duration = way.rung.duration_min
        held = self._held(meeting, way, start, work_min=self._work_min(duration))
        bit = self._bits(start, start + 1)
        team: list[str] = []
        for gap in language_gaps(self.summit, meeting, [[person] for person in attendees]):
            missing = team_of(self.summit, duration)
            missing -= sum(gap.is_covered_by(self.summit.languages_of(person)) for person in team)
            for interpreter in self.summit.interpreters:
                person = interpreter.id
                if missing <= 0 or person in team or person in attendees:
                    continue
                if not gap.is_covered_by(self.summit.languages_of(person)):
                    continue
                if self._of_person(person, way.place.venue, duration) & bit and self._keeps(person, held):
                    team.append(person)
                    missing -= 1
            if missing > 0:
                return None
        return tuple(team)
