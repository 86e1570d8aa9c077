"""What facts could be eased to make room for a meeting: each with the cell in which it then might be held."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace

from summitry.planning.explain.names import Names
from summitry.planning.legal.blocker import Blocker, Kind
from summitry.planning.legal.cells import WayCells
from summitry.summit import Attendance, ClosedWindow, Interval, Person, Presence, Role, Room, Session, Summit

MOST_MIN = 120  # nobody is asked to change their times by more


@dataclass(frozen=True, slots=True, kw_only=True)
class Easing:
    """A change of the facts that might let a meeting in at a start.

    Parameters
    ----------
    minutes
        By how many minutes something moves; 0 where nothing does.
    key
        What is eased; of several with one key the cheapest is tried.
    apply
        Makes the changed facts.
    """

    start: int
    minutes: int
    loss_order: int
    key: tuple[str, str]
    text: str
    apply: Callable[[Summit], Summit]

    @property
    def order(self) -> tuple[int, int, int]:
        """What orders easings of one kind, the cheapest first."""
        return self.minutes, self.loss_order, self.start


class Easings:
    """What could be eased for one meeting."""

    def __init__(self, summit: Summit, names: Names) -> None:
        self._summit = summit
        self._names = names

    def of_blocker(self, cells: WayCells, start: int, blocker: Blocker) -> Iterator[Easing]:
        """Yield how the one thing that stands in the way of a cell could be eased."""
        interval = Interval(start, start + cells.way.duration_min)
        match blocker.kind:
            case Kind.PRESENCE:
                yield from self._stay(blocker.subject, interval)
            case Kind.SESSION:
                yield from self._session(cells, blocker, interval)
            case Kind.CLOSED if blocker.window is not None:
                yield self._closed(blocker.subject, blocker.window, interval)
            case Kind.LIMIT:
                yield self._limit(blocker.subject, interval)

    # --- people ---

    def _stay(self, person: str, interval: Interval) -> Iterator[Easing]:
        rows = [(idx, row) for idx, row in enumerate(self._summit.presences) if row.person == person]
        settings, name = self._summit.settings, self._names.person(person)
        for idx, row in rows:
            first = None if row.arrival is None else row.arrival + settings.arrival_margin_min
            last = None if row.departure is None else row.departure - settings.departure_margin_min
            if last is not None and 0 < interval.end - last <= MOST_MIN and (first is None or interval.start >= first):
                minutes = interval.end - last
                changed = replace(row, departure=(row.departure or 0) + minutes)
                text = f"{name} leaves {minutes} min later"
                yield self._of_presence(idx, changed, interval, minutes, ("leaves later", person), text)
            if first is not None and 0 < first - interval.start <= MOST_MIN and (last is None or interval.end <= last):
                minutes = first - interval.start
                changed = replace(row, arrival=(row.arrival or 0) - minutes)
                text = f"{name} arrives {minutes} min earlier"
                yield self._of_presence(idx, changed, interval, minutes, ("arrives earlier", person), text)

    @staticmethod
    def _of_presence(
        idx: int, row: Presence, interval: Interval, minutes: int, key: tuple[str, str], text: str
    ) -> Easing:
        def apply(summit: Summit) -> Summit:
            rows = summit.presences
            return replace(summit, presences=(*rows[:idx], row, *rows[idx + 1 :]))

        return Easing(start=interval.start, minutes=minutes, loss_order=0, key=key, text=text, apply=apply)

    def _session(self, cells: WayCells, blocker: Blocker, interval: Interval) -> Iterator[Easing]:
        session = self._summit.session_by_id[blocker.subject]
        venue, there = cells.way.place.venue, session.venue
        way, back = self._summit.move_min(venue, there), self._summit.move_min(there, venue)
        early = session.end + back - interval.start
        late = interval.end + way - session.start
        name = self._names.person(blocker.other)
        if 0 < early < min(session.interval.length, MOST_MIN):
            changed = Interval(session.start, session.end - early)
            text = f"{name} leaves {session.title} {early} min early"
            yield self._part(session, blocker.other, changed, interval, early, text)
        if 0 < late < min(session.interval.length, MOST_MIN):
            changed = Interval(session.start + late, session.end)
            text = f"{name} joins {session.title} {late} min late"
            yield self._part(session, blocker.other, changed, interval, late, text)

    @staticmethod
    def _part(session: Session, person: str, part: Interval, interval: Interval, minutes: int, text: str) -> Easing:
        def apply(summit: Summit) -> Summit:
            zone = summit.place_of_session(session).zone
            without = replace(
                session,
                absent=(*session.absent, person),
                participants=tuple(name for name in session.participants if name != person),
                chair="" if session.chair == person else session.chair,
            )
            rest = replace(
                session,
                id=_new(f"{session.id}-in-part", summit.session_by_id),
                start=part.start,
                end=part.end,
                participants=(person,),
                absent=(),
                chair="",
                room="",
                zone=zone if zone in summit.zone_by_id else "",
            )
            rows = tuple(without if row.id == session.id else row for row in summit.sessions)
            return replace(summit, sessions=(*rows, rest))

        key = ("session in part", f"{session.id} {person}")
        return Easing(start=interval.start, minutes=minutes, loss_order=0, key=key, text=text, apply=apply)

    def _closed(self, subject: str, window: Interval, interval: Interval) -> Easing:
        def keeps(row: ClosedWindow) -> bool:
            return (row.subject, row.interval) != (subject, window)

        def apply(summit: Summit) -> Summit:
            return replace(summit, closed=tuple(row for row in summit.closed if keeps(row)))

        text = f"the closed window {self._names.hours(window)} of {self._names.whose(subject)} is opened"
        key = ("closed window", f"{subject} {window.start}")
        return Easing(start=interval.start, minutes=0, loss_order=1, key=key, text=text, apply=apply)

    def _limit(self, person: str, interval: Interval) -> Easing:
        def apply(summit: Summit) -> Summit:
            return replace(summit, limits=tuple(row for row in summit.limits if row.person != person))

        text = f"the limits of {self._names.person(person)} are waived"
        return Easing(start=interval.start, minutes=0, loss_order=1, key=("limits", person), text=text, apply=apply)

    # --- what could be added ---

    def stand_in(self, cells: WayCells, start: int, person: str) -> Easing | None:
        """Return a stand-in for one person at a meeting; nothing for one of no delegation."""
        meeting, who = cells.way.meeting.id, self._summit.person_by_id[person]
        if not who.delegation:
            return None

        def apply(summit: Summit) -> Summit:
            name = f"a stand-in for {who.name}"
            added = Person(
                id=_new(f"{person}-stand-in", summit.person_by_id),
                name=name,
                delegation=who.delegation,
                role=Role.STAND_IN,
                languages=tuple(sorted(summit.languages_of(person))),
            )
            rows = [row for row in summit.attendances if (row.meeting, row.person) != (meeting, person)]
            own = next((r for r in summit.attendances if (r.meeting, r.person) == (meeting, person)), None)
            before = own or Attendance(meeting=meeting, person=person)
            row = replace(before, stand_ins=(*before.stand_ins, added.id))
            return replace(summit, people=(*summit.people, added), attendances=(*rows, row))

        text = f"somebody stands in for {who.name}"
        return Easing(start=start, minutes=0, loss_order=2, key=("stand-in", person), text=text, apply=apply)

    def room(self, cells: WayCells, start: int) -> Easing | None:
        """Return one more room like those that suit, for as long as the meeting lasts; nothing where none suits."""
        way = cells.way
        if not way.rooms or way.meeting.rooms:
            return None
        like = self._summit.room_by_id[way.rooms[0]]
        window = Interval(start, start + way.duration_min)

        def apply(summit: Summit) -> Summit:
            added: Room = replace(
                like,
                id=_new("one-more-room", summit.room_by_id),
                name="one more room",
                open=(window,),
                turnaround_min=0,
            )
            return replace(summit, rooms=(*summit.rooms, added))

        venue = self._summit.venue_by_id[like.venue].name
        text = f"one more room in {venue} {self._names.hours(window)}"
        return Easing(start=start, minutes=0, loss_order=1, key=("room", like.venue), text=text, apply=apply)

    def interpreters(self, cells: WayCells, start: int) -> Easing:
        """Return as many more interpreters as a team has, who know all languages needed."""
        way = cells.way
        languages = tuple(sorted({language for gap in way.gaps for language in (*gap.here, *gap.there)}))

        def apply(summit: Summit) -> Summit:
            added = tuple(
                Person(
                    id=_new(f"one-more-interpreter-{idx}", summit.person_by_id),
                    name="one more interpreter",
                    role=Role.INTERPRETER,
                    languages=languages,
                )
                for idx in range(way.team)
            )
            return replace(summit, people=(*summit.people, *added))

        needed = "one more interpreter" if way.team == 1 else f"{way.team} more interpreters"
        text = f"{needed} for {'/'.join(languages)}"
        return Easing(start=start, minutes=0, loss_order=1, key=("interpreters", ""), text=text, apply=apply)


def _new(id_: str, taken: Container[str]) -> str:
    while id_ in taken:
        id_ += "-"
    return id_
