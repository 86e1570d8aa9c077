"""A whole summit: every fact, validated and indexed once."""

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import NamedTuple

from summitry.summit.digest import digest
from summitry.summit.errors import FactsError
from summitry.summit.fact import Fact
from summitry.summit.grouping import grouped
from summitry.summit.meetings import (
    Attendance,
    Avoidance,
    ClosedWindow,
    Form,
    Meeting,
    Order,
    Pin,
    Recorded,
    Reply,
    ReplyState,
    Rung,
)
from summitry.summit.people import Delegation, Limit, Person, Presence, Role
from summitry.summit.places import Room, Transfer, Venue, Zone
from summitry.summit.sessions import Session
from summitry.summit.settings import Settings
from summitry.summit.times import Clock, Interval
from summitry.summit.validate import problems_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Fact):
    """A day of the summit and its opening hours, in minutes from the epoch; it may close after midnight."""

    date: date
    opens: int
    closes: int

    @property
    def interval(self) -> Interval:
        """When meetings may be held."""
        return Interval(self.opens, self.closes)


class Stay(NamedTuple):
    """One presence of a person with the margins taken off; `departure` is ``None`` where the end is open."""

    usable: Interval
    departure: int | None


class Place(NamedTuple):
    """Where an engagement takes place; `room` is empty where it uses none."""

    venue: str
    zone: str
    room: str


@dataclass(frozen=True, kw_only=True)
class Summit:
    """All facts of one summit; its construction validates them and raises with every problem found.

    Attributes are tuples of facts, one for each table of the summit folder. A changed copy comes from
    `dataclasses.replace`, which validates again.

    Raises
    ------
    FactsError
        If the facts contradict each other or are incomplete.
    """

    id: str
    name: str
    clock: Clock
    days: tuple[Day, ...]
    series: str = ""
    edition: str = ""
    host: str = ""
    place: str = ""
    note: str = ""
    settings: Settings = field(default_factory=Settings)
    delegations: tuple[Delegation, ...] = ()
    people: tuple[Person, ...] = ()
    presences: tuple[Presence, ...] = ()
    venues: tuple[Venue, ...] = ()
    zones: tuple[Zone, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    rooms: tuple[Room, ...] = ()
    sessions: tuple[Session, ...] = ()
    forms: tuple[Form, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    replies: tuple[Reply, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    closed: tuple[ClosedWindow, ...] = ()
    avoidances: tuple[Avoidance, ...] = ()
    orders: tuple[Order, ...] = ()
    limits: tuple[Limit, ...] = ()
    pins: tuple[Pin, ...] = ()
    recorded: tuple[Recorded, ...] = ()

    def __post_init__(self) -> None:
        """Validate the whole."""
        found = problems_of(self)
        if found:
            raise FactsError(found)

    # --- digests and tables by key ---

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all facts."""
        return digest(self)

    @cached_property
    def delegation_by_code(self) -> Mapping[str, Delegation]:
        """Delegations by code."""
        return {d.code: d for d in self.delegations}

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """People by id."""
        return {p.id: p for p in self.people}

    @cached_property
    def meeting_by_id(self) -> Mapping[str, Meeting]:
        """Meetings by id."""
        return {m.id: m for m in self.meetings}

    @cached_property
    def session_by_id(self) -> Mapping[str, Session]:
        """Sessions by id."""
        return {s.id: s for s in self.sessions}

    @cached_property
    def zone_by_id(self) -> Mapping[str, Zone]:
        """Zones by id."""
        return {z.id: z for z in self.zones}

    @cached_property
    def room_by_id(self) -> Mapping[str, Room]:
        """Rooms by id."""
        return {r.id: r for r in self.rooms}

    @cached_property
    def venue_by_id(self) -> Mapping[str, Venue]:
        """Venues by id."""
        return {v.id: v for v in self.venues}

    @cached_property
    def form_by_name(self) -> Mapping[str, Form]:
        """Forms by name."""
        return {f.name: f for f in self.forms}

    @cached_property
    def pin_by_meeting(self) -> Mapping[str, Pin]:
        """Pins by meeting id."""
        return {p.meeting: p for p in self.pins}

    @cached_property
    def limit_by_person(self) -> Mapping[str, Limit]:
        """Limits by person id."""
        return {limit.person: limit for limit in self.limits}

    @cached_property
    def reply_by_party(self) -> Mapping[tuple[str, str], Reply]:
        """Replies by (meeting id, delegation code)."""
        return {(r.meeting, r.delegation): r for r in self.replies}

    @cached_property
    def closed_by_subject(self) -> Mapping[str, tuple[Interval, ...]]:
        """Closed windows by delegation code or person id."""
        return grouped((w.subject, w.interval) for w in self.closed)

    # --- people ---

    @cached_property
    def principal_by_delegation(self) -> Mapping[str, str]:
        """Id of the principal by delegation code."""
        return {p.delegation: p.id for p in self.people if p.role is Role.PRINCIPAL and p.delegation}

    @cached_property
    def codes_by_group(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of the delegations in each group."""
        return grouped((group, d.code) for d in self.delegations for group in d.groups)

    @cached_property
    def interpreters(self) -> tuple[Person, ...]:
        """People whom the planner may assign as interpreters."""
        return tuple(p for p in self.people if p.role is Role.INTERPRETER)

    @cached_property
    def people_by_session(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the persons who attend each session, sorted."""
        return {s.id: self._people_of(s) for s in self.sessions}

    @cached_property
    def sessions_by_person(self) -> Mapping[str, tuple[Session, ...]]:
        """Sessions of each person who attends any, by start."""
        ordered = sorted(self.sessions, key=lambda s: (s.start, s.end, s.id))
        return grouped((person, s) for s in ordered for person in self.people_by_session[s.id])

    @cached_property
    def stays_by_person(self) -> Mapping[str, tuple[Stay, ...]]:
        """When each person may be engaged; a person without a presence row is there throughout."""
        stays = grouped((p.person, self._stay(p)) for p in sorted(self.presences, key=_arrival_key))
        return {p.id: stays.get(p.id, (Stay(self.horizon, None),)) for p in self.people}

    def languages_of(self, person: str) -> frozenset[str]:
        """Return the working languages of a person: their own, else the delegation's."""
        who = self.person_by_id[person]
        if who.languages or not who.delegation:
            return frozenset(who.languages)
        return frozenset(self.delegation_by_code[who.delegation].languages)

    # --- meetings ---

    @cached_property
    def seats_by_meeting(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """For each meeting its seats; for each seat the ids of those who may fill it, the preferred one first."""
        rows = grouped((a.meeting, (a.person, *a.stand_ins)) for a in self.attendances)
        return {m.id: self._seats(m, rows.get(m.id, ())) for m in self.meetings}

    def ladder(self, meeting: Meeting) -> tuple[Rung, ...]:
        """Return the forms of a meeting in order of preference: its own, else the summit's."""
        return meeting.ladder or self._usual_ladder

    @cached_property
    def _usual_ladder(self) -> tuple[Rung, ...]:
        """The ladder of a meeting that states none."""
        names = self.settings.ladder or tuple(f.name for f in self.forms)
        return tuple(Rung(name, self.form_by_name[name].duration_min) for name in names if name in self.form_by_name)

    def head_count(self, meeting: Meeting) -> int:
        """Return the seats a meeting needs."""
        return meeting.head_count or self.settings.seats_a_party * len(meeting.parties)

    def reply_of(self, meeting: Meeting, delegation: str) -> Reply:
        """Return what a party said; the party that asked has accepted unless it declines, others without a row wait."""
        stated = self.reply_by_party.get((meeting.id, delegation))
        if stated is None:
            stated = Reply(meeting=meeting.id, delegation=delegation)
        if delegation == meeting.requested_by and stated.reply is ReplyState.PENDING:
            return replace(stated, reply=ReplyState.ACCEPTED)
        return stated

    def is_agreed(self, meeting: Meeting) -> bool:
        """Tell whether every party has accepted."""
        return all(self.reply_of(meeting, code).reply is ReplyState.ACCEPTED for code in meeting.parties)

    def to_place(self, *, include_pending: bool = False) -> tuple[Meeting, ...]:
        """Return the meetings that a plan should hold: the agreed, with the pending if asked, and none declined."""
        declined = {r.meeting for r in self.replies if r.reply is ReplyState.DECLINED}
        return tuple(m for m in self.meetings if self.is_agreed(m) or (include_pending and m.id not in declined))

    # --- places ---

    @cached_property
    def standing_place(self) -> Place:
        """Where meetings without a room take place."""
        zone = self.settings.standing_zone
        if not zone:
            return Place(self.venues[0].id, self.venues[0].id, "") if self.venues else Place("", "", "")
        found = self.zone_by_id.get(zone)
        return Place(found.venue if found else zone, zone, "")

    def place_of(self, meeting: Meeting, room: str | None) -> Place:
        """Return where a meeting takes place in a room, or, for ``None``, without one."""
        if room is not None:
            found = self.room_by_id[room]
            return Place(found.venue, found.zone or found.venue, found.id)
        venues = meeting.venues or tuple(self.room_by_id[r].venue for r in meeting.rooms)
        standing = self.standing_place
        if not venues or venues[0] == standing.venue:
            return standing
        return Place(venues[0], venues[0], "")

    def place_of_session(self, session: Session) -> Place:
        """Return where a session takes place."""
        room = self.room_by_id.get(session.room)
        zone = session.zone or (room.zone if room else "") or session.venue
        return Place(session.venue, zone, session.room)

    @cached_property
    def _minutes_by_way(self) -> Mapping[tuple[str, str], int]:
        """Minutes of the shortest way between any two venues (Floyd-Warshall)."""
        stated = {(t.origin, t.destination): t.minutes for t in self.transfers}
        ways = {(b, a): minutes for (a, b), minutes in stated.items()} | stated
        ids = [v.id for v in self.venues]
        for via, origin, destination in product(ids, ids, ids):
            if len({via, origin, destination}) == 3:
                through = ways[origin, via] + ways[via, destination]
                ways[origin, destination] = min(ways[origin, destination], through)
        return ways

    @cached_property
    def longest_move_min(self) -> int:
        """The most minutes that anybody ever needs between two engagements."""
        return max((self.settings.room_change_min, *self._minutes_by_way.values()))

    def move_min(self, origin: str, destination: str) -> int:
        """Return the minutes a person needs between two engagements, from one venue to another or within one."""
        if origin == destination:
            return self.settings.room_change_min
        return self._minutes_by_way[origin, destination]

    # --- days ---

    @cached_property
    def day_spans(self) -> tuple[Interval, ...]:
        """What belongs to each day.

        A span runs from local midnight, or from the closing of the day before if that is later, to the next such time.
        """
        spans: list[Interval] = []
        for day in self.days:
            start = self.clock.midnight(day.date)
            end = max(self.clock.midnight(day.date + timedelta(days=1)), day.closes)
            if spans:
                start = max(start, spans[-1].end)
            spans.append(Interval(start, end))
        return tuple(spans)

    @cached_property
    def horizon(self) -> Interval:
        """From the beginning of the first day to the end of the last."""
        return Interval(self.day_spans[0].start, self.day_spans[-1].end)

    def day_idx(self, minute: int) -> int | None:
        """Return the index of the day a minute belongs to, or ``None`` outside the summit."""
        idx = bisect_right(self._span_starts, minute) - 1
        return idx if idx >= 0 and minute < self.day_spans[idx].end else None

    @cached_property
    def _span_starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.day_spans)

    def meal_windows(self, limit: Limit) -> tuple[Interval, ...]:
        """Return the meal window of a limit on each day, in minutes from the epoch; nothing where it states none."""
        if limit.meal is None:
            return ()
        hours = limit.meal
        return tuple(Interval(*(self.clock.minute_of_hour(day.date, hour) for hour in hours)) for day in self.days)

    # --- resolving references ---

    def principals_of(self, name: str) -> tuple[str, ...]:
        """Return the persons meant by a delegation code (its principal), a group (theirs) or a person's id."""
        if name in self.person_by_id:
            return (name,)
        codes = (name,) if name in self.delegation_by_code else self.codes_by_group.get(name, ())
        return tuple(self.principal_by_delegation[code] for code in codes if code in self.principal_by_delegation)

    def _people_of(self, session: Session) -> tuple[str, ...]:
        present = {p for name in session.participants for p in self.principals_of(name)}
        present |= {session.chair} - {""}
        return tuple(sorted(present - {p for name in session.absent for p in self.principals_of(name)}))

    def _seats(self, meeting: Meeting, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        represented = {self.person_by_id[row[0]].delegation for row in rows}
        principals = tuple((self.principal_by_delegation[code],) for code in meeting.parties if code not in represented)
        seats = (*principals, *rows)
        if meeting.chair and all(meeting.chair != seat[0] for seat in seats):
            seats = (*seats, (meeting.chair,))
        return seats

    def _stay(self, presence: Presence) -> Stay:
        settings = self.settings
        start = self.horizon.start if presence.arrival is None else presence.arrival + settings.arrival_margin_min
        end = self.horizon.end if presence.departure is None else presence.departure - settings.departure_margin_min
        return Stay(Interval(start, end), None if presence.departure is None else end)


def _arrival_key(presence: Presence) -> float:
    return -math.inf if presence.arrival is None else presence.arrival
