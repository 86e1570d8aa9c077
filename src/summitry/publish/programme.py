"""A programme as one reader may see it: names and times, nothing to be looked up.

Its parts hold no field for a priority, a note or a closed window, so that none can be published by mistake.
"""

from dataclasses import dataclass
from datetime import date

from summitry.summit import Clock, Interval, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A delegation as others see it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A person in an engagement; `stands_in_for` names the person whose seat they fill, or is empty."""

    name: str
    office: str = ""
    code: str = ""
    stands_in_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an engagement takes place, in names; `room_id` and `room` are empty where it takes no room."""

    room_id: str = ""
    room: str = ""
    venue: str = ""

    @property
    def text(self) -> str:
        """Room and venue in one line."""
        return ", ".join(filter(None, (self.room, self.venue)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A session or a placed meeting, as far as the reader may see it.

    Parameters
    ----------
    parties
        Who meets; empty for a session.
    codes
        The delegations whose people attend, as far as the reader may know.
    is_tentative
        A meeting that not every party has accepted, or a session whose time is estimated.
    is_pinned
        Fixed by a person; told to the secretariat only.
    """

    id: str
    is_session: bool
    kind: str
    title: str
    interval: Interval
    where: Where
    form: str = ""
    parties: tuple[Party, ...] = ()
    codes: tuple[str, ...] = ()
    attendees: tuple[Guest, ...] = ()
    interpreters: tuple[Guest, ...] = ()
    languages: tuple[str, ...] = ()
    chair: str = ""
    host: str = ""
    is_confidential: bool = False
    is_public: bool = False
    is_tentative: bool = False
    is_pinned: bool = False

    def others(self, reader: Party | None) -> tuple[Party, ...]:
        """Return the parties other than the reader; all for the secretariat."""
        return tuple(party for party in self.parties if reader is None or party.code != reader.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A meeting without a time: not placed, or not agreed.

    Parameters
    ----------
    state
        How it stands, in words fit for the reader.
    is_agreed
        Whether it should have been placed; else it waits for replies or was declined.
    num_starts, reasons
        Why it was not placed; empty but for the secretariat.
    """

    id: str
    kind: str
    title: str
    parties: tuple[Party, ...]
    state: str
    is_agreed: bool
    is_confidential: bool = False
    num_starts: int = 0
    reasons: tuple[Reason, ...] = ()

    def others(self, reader: Party | None) -> tuple[Party, ...]:
        """Return the parties other than the reader; all for the secretariat."""
        return tuple(party for party in self.parties if reader is None or party.code != reader.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room as on a door: its name and venue."""

    id: str
    name: str
    venue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDay:
    """A day with its span and its opening hours, in minutes from the epoch."""

    date: date
    span: Interval
    hours: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """All that one reader may see of a plan.

    Parameters
    ----------
    reader
        The delegation it is for; ``None`` for the secretariat.
    delegations
        The rows of its board: all delegations for the secretariat, else the reader alone.
    rooms
        The rooms of its board: all for the secretariat, else those it is expected in.
    forms
        Names of forms, in the order of the summit, that its engagements use.
    engagements
        By start, then end, sessions first.
    """

    summit_id: str
    name: str
    place: str
    host: str
    clock: Clock
    days: tuple[ProgrammeDay, ...]
    reader: Party | None
    delegations: tuple[Party, ...]
    rooms: tuple[Room, ...]
    forms: tuple[str, ...]
    engagements: tuple[Engagement, ...]
    open: tuple[Open, ...]

    def expects(self, engagement: Engagement) -> bool:
        """Tell whether the reader's people attend; the secretariat is concerned by everything."""
        return self.reader is None or self.reader.code in engagement.codes

    def day_of(self, engagement: Engagement) -> int:
        """Return the index of the day an engagement belongs to; the nearest for one outside all days."""
        start = engagement.interval.start
        return max((idx for idx, day in enumerate(self.days) if day.span.start <= start), default=0)
