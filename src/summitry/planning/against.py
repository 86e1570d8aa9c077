"""Which starts a plan leaves to one more meeting: masks as in `summitry.planning.starts`, against what is placed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from summitry.planning.held import Held, keeps_load, keeps_work, num_breaks
from summitry.planning.languages import language_gaps, team_of
from summitry.planning.starts import Mask, Starts, suits
from summitry.summit import Assignment, Avoidance, Interval, Meeting, Plan, Rung, Summit
from summitry.summit.summit import Place

_AT_PERSON = ("presence", "person_no_overlap", "transfer_time", "allowed_time")


@dataclass(frozen=True)
class Way:
    """One way to hold a meeting: a form, a room or none, and somebody in each seat."""

    meeting: Meeting
    rung: Rung
    room: str | None
    attendees: tuple[str, ...]


@dataclass(frozen=True)
class Against:
    """The rules against one plan: at which starts each lets a meeting be added to it."""

    summit: Summit
    plan: Plan
    _cache: dict[tuple[object, ...], Mask] = field(default_factory=dict)

    @cached_property
    def starts(self) -> Starts:
        """The grid of starts."""
        return Starts(self.summit)

    @cached_property
    def held_by_person(self) -> Mapping[str, tuple[Held, ...]]:
        """What each person does already, sessions included, in order."""
        found: defaultdict[str, list[Held]] = defaultdict(list)
        for session in self.summit.sessions:
            for person in self.summit.people_by_session[session.id]:
                found[person].append(Held.session(self.summit, session))
        for assignment in self.plan.assignments:
            for person in (*assignment.attendees, *assignment.interpreters):
                found[person].append(self._held(assignment, person))
        return {person: tuple(sorted(row)) for person, row in found.items()}

    def free(self, way: Way) -> Mapping[str, Mask]:
        """Return for each rule the starts at which it allows the meeting to be held in this way."""
        starts, duration = self.starts, way.rung.duration_min
        place = self.summit.place_of(way.meeting, way.room)
        at_person = {rule: self._all(way.attendees, rule, place.venue, duration) for rule in _AT_PERSON}
        masks = {
            "day_bounds": starts.day_bounds(duration),
            **at_person,
            "allowed_time": starts.allowed_time(way.meeting, way.meeting.parties, duration) & at_person["allowed_time"],
            "order": starts.order(way.meeting, duration) & self._order(way.meeting, duration),
            "apart": starts.apart(way.meeting, place, duration) & self._apart(way.meeting, place, duration),
            "interpretation": self._interpretation(way, place),
            "daily_load": self._load(way, keeps_load),
            "fairness_cap": self._fairness_cap(way, place),
            "room_fit": self._room_fit(way),
        }
        return masks | ({"room_no_overlap": self._room_no_overlap(way.room, duration)} if way.room else {})

    # --- people ---

    def _all(self, people: Sequence[str], rule: str, venue: str, duration: int) -> Mask:
        mask = self.starts.anywhere()
        for person in people:
            mask &= self._person_free(rule, person, venue, duration)
        return mask

    def _person_free(self, rule: str, person: str, venue: str, duration: int) -> Mask:
        key = (rule, person, venue, duration)
        if key not in self._cache:
            make = {
                "presence": self._presence,
                "person_no_overlap": self._person_no_overlap,
                "transfer_time": self._transfer_time,
                "allowed_time": self._allowed_time,
            }
            self._cache[key] = make[rule](person, venue, duration)
        return self._cache[key]

    def _presence(self, person: str, _venue: str, duration: int) -> Mask:
        return self.starts.presence(person, duration)

    def _allowed_time(self, person: str, _venue: str, duration: int) -> Mask:
        mask = self.starts.anywhere()
        for window in self.summit.closed_by_subject.get(person, ()):
            mask &= self.starts.clear_of(duration, window)
        return mask

    def _person_no_overlap(self, person: str, _venue: str, duration: int) -> Mask:
        mask = self.starts.anywhere()
        for held in self.held_by_person.get(person, ()):
            mask &= self.starts.clear_of(duration, held.interval)
        return mask

    def _transfer_time(self, person: str, venue: str, duration: int) -> Mask:
        mask = self.starts.anywhere()
        for held in self.held_by_person.get(person, ()):
            way, back = self.summit.move_min(venue, held.venue), self.summit.move_min(held.venue, venue)
            near = self.starts.clear_of(duration, held.interval, before_min=way, after_min=back)
            mask &= near | ~self.starts.clear_of(duration, held.interval)
        return mask

    def _load(self, way: Way, keeps: Callable[..., bool]) -> Mask:
        is_meal = self.summit.form_by_name[way.rung.form].meal
        mask = self.starts.anywhere()
        for person in way.attendees:
            mask &= self._limits(person, way, keeps, is_meal=is_meal, work_min=None)
        return mask

    def _limits(
        self, person: str, way: Way, keeps: Callable[..., bool], *, is_meal: bool, work_min: int | None
    ) -> Mask:
        """Return the starts at which a person's limits allow to attend, or to interpret for so many minutes."""
        limit = self.summit.limit_by_person.get(person)
        if limit is None:
            return self.starts.anywhere()
        # two meetings of one length fill a day alike, but one with further forms is asked about at more starts
        lengths = frozenset(rung.duration_min for rung in self.summit.ladder(way.meeting))
        key = (keeps.__name__, person, lengths, way.rung.duration_min, is_meal, work_min)
        if key not in self._cache:
            windows = self.summit.meal_windows(limit)
            rows = self._rows(person, way, "", is_meal=is_meal, work_min=work_min)
            self._cache[key] = self._where(way.meeting, rows, lambda row: keeps(row, limit, windows))
        return self._cache[key]

    def _rows(
        self, person: str, way: Way, venue: str, *, is_meal: bool = False, work_min: int | None = None
    ) -> Callable[[int], list[Held]]:
        """Return what gives a person's engagements with the meeting added at a start."""
        before = self.held_by_person.get(person, ())

        def row(start: int) -> list[Held]:
            interval = Interval(start, start + way.rung.duration_min)
            day_idx = self.summit.day_idx(start)
            added = Held(
                interval, way.meeting.id, way.meeting.id, day_idx, venue, is_meal, work_min is None, work_min or 0
            )
            return sorted([*before, added])

        return row

    def _where(self, meeting: Meeting, row: Callable[[int], list[Held]], holds: Callable[[list[Held]], bool]) -> Mask:
        mask = self.starts.anywhere()
        for idx in self._in_hours(meeting):
            mask[idx] = holds(row(int(self.starts.minutes[idx])))
        return mask

    def _in_hours(self, meeting: Meeting) -> npt.NDArray[np.int64]:
        """Return the grid indices at which a meeting fits into the opening hours in some form."""
        fits = [self.starts.day_bounds(rung.duration_min) for rung in self.summit.ladder(meeting)]
        return np.flatnonzero(np.logical_or.reduce(fits))

    # --- rules on the meeting ---

    def _order(self, meeting: Meeting, duration: int) -> Mask:
        mask = self.starts.anywhere()
        minutes = self.starts.minutes
        for order in self.summit.orders:
            if order.before == meeting.id and order.after in self._interval:
                mask &= minutes + duration + order.gap_min <= self._interval[order.after].start
            if order.after == meeting.id and order.before in self._interval:
                mask &= minutes >= self._interval[order.before].end + order.gap_min
        return mask

    def _apart(self, meeting: Meeting, place: Place, duration: int) -> Mask:
        mask = self.starts.anywhere()
        own = self.starts.delegations_at(meeting)
        for pair in self.summit.avoidances:
            avoiding = {pair.first, pair.second}
            if len(own & avoiding) == 1:
                (other,) = avoiding - own
                mask &= self._clear_of_other(pair, other, place.zone, duration)
        return mask

    def _clear_of_other(self, pair: Avoidance, other: str, zone: str, duration: int) -> Mask:
        """Return the starts away from what one of two delegations attends in a zone without the other."""
        key = ("apart", pair, other, zone, duration)
        if key not in self._cache:
            mask = self.starts.anywhere()
            for busy, of_zone, attending in self._attended_by.get(other, ()):
                if of_zone == zone and not {pair.first, pair.second} <= attending:
                    mask &= self.starts.clear_of(duration, busy, before_min=pair.gap_min, after_min=pair.gap_min)
            self._cache[key] = mask
        return self._cache[key]

    @cached_property
    def _attended_by(self) -> Mapping[str, Sequence[tuple[Interval, str, frozenset[str]]]]:
        """For each delegation on the avoid list, when and in which zone it is in a meeting, and with whom."""
        avoiding = {code for pair in self.summit.avoidances for code in (pair.first, pair.second)}
        found: defaultdict[str, list[tuple[Interval, str, frozenset[str]]]] = defaultdict(list)
        for assignment in self.plan.assignments if avoiding else ():
            meeting = self.summit.meeting_by_id[assignment.meeting]
            attending = self.starts.delegations_at(meeting)
            for code in attending & avoiding:
                zone = self.summit.place_of(meeting, assignment.room).zone
                found[code].append((self._interval[meeting.id], zone, attending))
        return found

    def _interpretation(self, way: Way, place: Place) -> Mask:
        """Return the starts at which enough interpreters are free for each language gap, and none has too much work."""
        team = team_of(self.summit, way.rung.duration_min)
        mask = self._load(way, keeps_work)
        for gap in language_gaps(self.summit, way.meeting, [[p] for p in way.attendees]):
            able = [p.id for p in self.summit.interpreters if gap.is_covered_by(self.summit.languages_of(p.id))]
            free = np.zeros(len(mask), dtype=np.int64)
            for person in set(able) - {*way.attendees}:
                free += self._can_interpret(person, way, place.venue)
            mask &= free >= team
        return mask

    def _can_interpret(self, person: str, way: Way, venue: str) -> Mask:
        duration = way.rung.duration_min
        work_min = -(-duration // team_of(self.summit, duration))
        mask = self.starts.anywhere()
        for rule in _AT_PERSON:
            mask &= self._person_free(rule, person, venue, duration)
        is_meal = self.summit.form_by_name[way.rung.form].meal
        for keeps in (keeps_load, keeps_work):
            mask &= self._limits(person, way, keeps, is_meal=is_meal, work_min=work_min)
        return mask

    def _fairness_cap(self, way: Way, place: Place) -> Mask:
        """Return the starts that keep the breaks of those who attend within their classes' caps."""
        mask = self.starts.anywhere()
        for name, cap in self.summit.settings.fairness_cap.items():
            people = [p.id for p in self.summit.people if p.fairness_class == name]
            if not {*people} & {*way.attendees}:
                continue
            breaks = {person: self._breaks(person, way, place.venue) for person in people}
            engaged = {p for p in people if p in way.attendees or any(h.is_meeting for h in self._row(p))}
            for one, other in combinations(people, 2):
                if one in engaged or other in engaged:
                    mask &= np.abs(breaks[one] - breaks[other]) <= cap
        return mask

    def _breaks(self, person: str, way: Way, venue: str) -> npt.NDArray[np.int64]:
        """Return a person's breaks by start of the meeting, if they attend it; otherwise the same number everywhere."""
        if person not in way.attendees:
            return np.full(len(self.starts.minutes), num_breaks(self.summit, self._row(person)), dtype=np.int64)
        row = self._rows(person, way, venue)
        counts = np.zeros(len(self.starts.minutes), dtype=np.int64)
        for idx in self._in_hours(way.meeting):
            counts[idx] = num_breaks(self.summit, row(int(self.starts.minutes[idx])))
        return counts

    def _row(self, person: str) -> tuple[Held, ...]:
        return self.held_by_person.get(person, ())

    # --- rooms ---

    def _room_fit(self, way: Way) -> Mask:
        form = self.summit.form_by_name[way.rung.form]
        if way.room is None:
            return self.starts.anywhere() & (not form.needs_room)
        return self.starts.room_fit(self.summit.room_by_id[way.room], way.rung.duration_min)

    def _room_no_overlap(self, room_id: str, duration: int) -> Mask:
        key = ("room_no_overlap", room_id, duration)
        if key not in self._cache:
            room = self.summit.room_by_id[room_id]
            turnaround = room.turnaround_min
            mask = self.starts.room_no_overlap(room, duration)
            for busy in self._uses_of_room.get(room_id, ()):
                mask &= self.starts.clear_of(duration, busy, before_min=turnaround, after_min=turnaround)
            self._cache[key] = mask
        return self._cache[key]

    @cached_property
    def _uses_of_room(self) -> Mapping[str, Sequence[Interval]]:
        """When the plan uses each room."""
        found: defaultdict[str, list[Interval]] = defaultdict(list)
        for assignment in self.plan.assignments:
            if assignment.room is not None:
                found[assignment.room].append(self._interval[assignment.meeting])
        return found

    def ways(self, meeting: Meeting, attendances: Sequence[tuple[str, ...]]) -> Iterator[Way]:
        """Yield the ways to hold a meeting, in every room that suits it; a form that none suits without one."""
        for rung in self.summit.ladder(meeting):
            form = self.summit.form_by_name[rung.form]
            fitting = [room.id for room in self.summit.rooms if suits(self.summit, meeting, form, room)]
            rooms: list[str | None] = [*fitting] if form.needs_room else []
            for room in rooms or [None]:
                for attendees in attendances:
                    yield Way(meeting, rung, room, attendees)

    # --- the plan ---

    @cached_property
    def _interval(self) -> Mapping[str, Interval]:
        return {a.meeting: Interval(a.start, a.start + self._duration(a)) for a in self.plan.assignments}

    def _duration(self, assignment: Assignment) -> int:
        ladder = self.summit.ladder(self.summit.meeting_by_id[assignment.meeting])
        return next(rung.duration_min for rung in ladder if rung.form == assignment.form)

    def _held(self, assignment: Assignment, person: str) -> Held:
        duration = self._duration(assignment)
        attends = person in assignment.attendees
        return Held(
            interval=self._interval[assignment.meeting],
            id=assignment.meeting,
            title=assignment.meeting,
            day_idx=self.summit.day_idx(assignment.start),
            venue=self.summit.place_of(self.summit.meeting_by_id[assignment.meeting], assignment.room).venue,
            is_meal=self.summit.form_by_name[assignment.form].meal,
            attends=attends,
            work_min=0 if attends else -(-duration // team_of(self.summit, duration)),
        )
