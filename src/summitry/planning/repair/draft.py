"""Facts and plan as they are being changed by one event after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from summitry.summit import (
    Assignment,
    Attendance,
    ClosedWindow,
    Interval,
    Meeting,
    Order,
    Pin,
    Presence,
    Reply,
    Room,
    Rung,
    Session,
    Summit,
    SummitryError,
)


class RepairError(SummitryError):
    """An event that cannot be taken in, or a plan that the facts do not fit; its text names which and why."""


@dataclass
class Draft:
    """The tables that events change, and the assignments of the plan by meeting.

    Parameters
    ----------
    now
        Minute at which the plan is repaired.
    wanted
        Ids of meetings that are newly asked for.
    notes
        What could not be taken in as stated, in sentences.
    """

    summit: Summit
    now: int
    placed: dict[str, Assignment]
    wanted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take the tables apart."""
        summit = self.summit
        self.sessions: dict[str, Session] = dict(summit.session_by_id)
        self.meetings: dict[str, Meeting] = dict(summit.meeting_by_id)
        self.rooms: dict[str, Room] = dict(summit.room_by_id)
        self.replies: dict[tuple[str, str], Reply] = {(r.meeting, r.delegation): r for r in summit.replies}
        self.presences: list[Presence] = list(summit.presences)
        self.closed: list[ClosedWindow] = list(summit.closed)
        self.attendances: list[Attendance] = list(summit.attendances)
        self.orders: list[Order] = list(summit.orders)
        self.pins: dict[str, Pin] = {pin.meeting: pin for pin in summit.pins}
        self.gone: set[str] = set()

    # --- what the changed facts are ---

    def changed_summit(self) -> Summit:
        """Return the facts as changed, validated.

        Raises
        ------
        FactsError
            If the events make facts that contradict each other.
        """
        kept_recorded = tuple(r if r.meeting not in self.gone else replace(r, meeting="") for r in self.summit.recorded)
        return replace(
            self.summit,
            sessions=tuple(self.sessions.values()),
            meetings=tuple(self.meetings.values()),
            rooms=tuple(self.rooms.values()),
            replies=tuple(self.replies.values()),
            presences=tuple(self.presences),
            closed=tuple(self.closed),
            attendances=tuple(self.attendances),
            orders=tuple(self.orders),
            pins=tuple(self.pins.values()),
            recorded=kept_recorded,
        )

    # --- what events ask ---

    @cached_property
    def horizon(self) -> Interval:
        """From the beginning of the summit to its end."""
        return self.summit.horizon

    def stretch(self, start: int | None, until: int | None) -> Interval | None:
        """Return what a stretch still covers from now on; nothing if it is over."""
        begin = max(self.now, self.now if start is None else start)
        end = self.horizon.end if until is None else until
        return Interval(begin, end) if end > begin else None

    def close(self, person: str, start: int | None, until: int | None) -> None:
        """Keep a person free of everything for a while."""
        window = self.stretch(start, until)
        if window is not None:
            self.closed.append(ClosedWindow(subject=person, start=window.start, end=window.end))

    def has_started(self, meeting: str) -> bool:
        """Tell whether a meeting of the plan has begun."""
        assignment = self.placed.get(meeting)
        return assignment is not None and assignment.start <= self.now

    def ladder(self, meeting: str) -> tuple[Rung, ...]:
        """Return the ladder of a meeting as it is now."""
        return self.summit.ladder(self.meetings[meeting])

    def interval(self, assignment: Assignment) -> Interval:
        """Return when an assignment takes place."""
        minutes = dict(self.ladder(assignment.meeting)).get(assignment.form, 0)
        return Interval(assignment.start, assignment.start + minutes)

    def next_start(self, person: str) -> int | None:
        """Return when a person's next engagement begins, from now on."""
        attended = (s.start for s in self.sessions.values() if person in self._people_of(s))
        own = (a.start for a in self.placed.values() if person in {*a.attendees, *a.interpreters})
        return min((start for start in (*attended, *own) if start >= self.now), default=None)

    def _people_of(self, session: Session) -> Iterable[str]:
        return self.summit.people_by_session.get(session.id, ())
