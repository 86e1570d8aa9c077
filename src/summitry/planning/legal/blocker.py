"""What can stand in the way of a meeting: one fact, or one meeting held where it is."""

from enum import StrEnum
from typing import NamedTuple

from summitry.summit import Interval


class Kind(StrEnum):
    """What a blocker is."""

    MEETING = "meeting"
    SESSION = "session"
    SESSION_ROOM = "session in a room"
    PRESENCE = "presence"
    CLOSED = "closed window"
    ALLOWED = "allowed windows"
    ROOM_OPEN = "opening of a room"
    NO_ROOM = "no suitable room"
    ORDER = "order"
    APART = "avoid list"
    LIMIT = "limits"
    LANGUAGES = "languages"
    FAIRNESS = "evenness of breaks"
    CONSENT = "consent"
    PIN = "pin"


class Blocker(NamedTuple):
    """One thing that can stand in the way of a meeting.

    Parameters
    ----------
    subject
        Whose or what it is: id of the meeting, session, person, room or class, or code of the delegation.
    other
        What else it takes to name it: the person of a session attended, the room of a session, the other end of an
        order or of an avoidance, the form that no room suits.
    window
        The closed window; ``None`` for other kinds.
    """

    kind: Kind
    subject: str
    other: str = ""
    window: Interval | None = None


class Span(NamedTuple):
    """A run of starts, as indices ``lo`` to ``hi`` - 1 of the grid, that a rule forbids while all blockers stand.

    Parameters
    ----------
    person
        Whose time it is; empty where no person's is meant.
    """

    lo: int
    hi: int
    rule: str
    blockers: tuple[Blocker, ...]
    person: str = ""

    def covers(self, idx: int) -> bool:
        """Tell whether a start is among them."""
        return self.lo <= idx < self.hi


def meeting_blocker(meeting: str) -> Blocker:
    """Return the blocker that a placed meeting is."""
    return Blocker(Kind.MEETING, meeting)
