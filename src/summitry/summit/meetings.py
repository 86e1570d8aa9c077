"""Meetings to be placed, what the parties said of them, and what restricts them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from summitry.summit.fact import Fact
from summitry.summit.times import Interval


class ReplyState(StrEnum):
    """A party's answer to a request."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Priority(StrEnum):
    """What a meeting is worth to one party; private to that party."""

    MUST = "must"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Rung(NamedTuple):
    """One form of a meeting's ladder: the form's name and how many minutes it lasts here."""

    form: str
    duration_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Fact):
    """How fully a meeting is held: sit-down, short, standing, lunch.

    Parameters
    ----------
    duration_min
        Minutes it lasts where the meeting states nothing else.
    needs_room
        Whether it takes a room; a standing talk takes none.
    features
        What its room must offer.
    meal
        Whether it serves as the meal of those who attend.
    """

    name: str
    duration_min: int
    needs_room: bool = True
    features: tuple[str, ...] = ()
    meal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """An arranged engagement to be placed.

    Parameters
    ----------
    kind
        ``bilateral``, ``minilateral``, ``working lunch``, ``signing`` or ``ministerial``.
    parties
        Codes of the two or more delegations that meet.
    ladder
        Its forms in order of preference; never empty once in a summit.
    requested_by
        Code of the party that asked; it counts as having accepted unless it declines.
    chair
        Id of the person who moderates; attends in any case.
    host
        Code of the party on whose ground or in whose name it is held.
    head_count
        Seats needed; ``None``: `Settings.seats_a_party` for each party.
    languages
        Languages it is held in; empty: whatever the parties share.
    allowed
        When it may take place, in minutes from the epoch; empty: any time.
    venues, rooms
        Where it may take place; empty: anywhere.
    bonus
        Value added by the secretariat.
    confidential
        Whether only its parties and the secretariat may know of it.
    """

    id: str
    kind: str = "bilateral"
    title: str = ""
    parties: tuple[str, ...]
    requested_by: str = ""
    chair: str = ""
    host: str = ""
    ladder: tuple[Rung, ...] = ()
    head_count: int | None = None
    languages: tuple[str, ...] = ()
    allowed: tuple[Interval, ...] = ()
    venues: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    bonus: int = 0
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Fact):
    """What one party says to one meeting: its answer, its private priority, its preferred times."""

    meeting: str
    delegation: str
    reply: ReplyState = ReplyState.PENDING
    priority: Priority = Priority.NORMAL
    preferred: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Fact):
    """A person who attends a meeting, and who may stand in, in order of preference.

    A party without such a row sends its principal.
    """

    meeting: str
    person: str
    stand_ins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedWindow(Fact):
    """A private stretch of time in which a delegation or person takes no meeting."""

    subject: str
    start: int
    end: int

    @property
    def interval(self) -> Interval:
        """The closed stretch."""
        return Interval(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoidance(Fact):
    """Two delegations that must never be in one zone at once, nor within `gap_min` minutes of each other."""

    first: str
    second: str
    gap_min: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Fact):
    """One meeting or session must end, plus a gap, before another starts."""

    before: str
    after: str
    gap_min: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Fact):
    """An assignment fixed by a person; an empty form or room leaves that open."""

    meeting: str
    start: int
    form: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Fact):
    """What really happened or was announced; for comparison and the record, never a constraint.

    Parameters
    ----------
    meeting
        Id of the meeting it belongs to; empty for what is only recorded: pull-asides, encounters, ceremonies.
    day
        ISO date, or two joined by ``/`` where the day was not found.
    start
        Minutes from the epoch; ``None`` where not found.
    basis
        How good the start is: ``actual``, ``approx``, ``announced`` or empty.
    """

    meeting: str = ""
    parties: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""
    day: str = ""
    start: int | None = None
    duration_min: int | None = None
    place: str = ""
    status: str = "held"
    basis: str = ""
