"""What one start would take for one meeting."""

from dataclasses import dataclass
from enum import StrEnum

from summitry.planning.legal.blocker import Blocker


class State(StrEnum):
    """What a start would take."""

    FREE = "free"
    MOVES = "free if meetings move"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A way in which a meeting can be held at a start, in any of some rooms.

    Parameters
    ----------
    rooms
        Ids of the rooms, any of which will do; empty where the form takes none.
    interpreters
        Ids of interpreters who would do; others may, too.
    """

    form: str
    duration_min: int
    rooms: tuple[str, ...]
    attendees: tuple[str, ...]
    interpreters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What forbids a start: a rule, and what stands behind it.

    Parameters
    ----------
    person
        Id of the person whose time it is; empty where no person's is meant.
    """

    rule: str
    blockers: tuple[Blocker, ...]
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One start of a meeting.

    Parameters
    ----------
    start
        Minutes from the epoch.
    fits
        For a free start, every way to hold the meeting, the fullest form first; for one that is free if meetings move,
        one way to hold it then; else nothing.
    moves
        Ids of a smallest set of meetings that would have to go elsewhere.
    obstacles
        What stands in the way; for a start that is blocked, what no move of meetings clears.
    """

    start: int
    state: State
    fits: tuple[Fit, ...] = ()
    moves: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
