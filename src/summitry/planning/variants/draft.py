"""Facts on the way to being others: all changes of a variant are made before the whole is validated, once."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from summitry.summit import (
    ClosedWindow,
    Day,
    Form,
    Meeting,
    Presence,
    Room,
    Session,
    Settings,
    Summit,
    SummitryError,
)
from summitry.summit.validate import nearest

_TABLES = ("settings", "days", "rooms", "presences", "sessions", "forms", "meetings", "closed")


class SuppositionError(SummitryError):
    """A supposed change that does not fit the facts; its text says what would."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """The tables that a variant may change, and the facts it began from.

    Parameters
    ----------
    base
        The facts as they are; who and what there is, is looked up here.
    include_pending
        Whether meetings that some party has not answered are to be placed too.
    """

    base: Summit
    include_pending: bool
    settings: Settings
    days: tuple[Day, ...]
    rooms: tuple[Room, ...]
    presences: tuple[Presence, ...]
    sessions: tuple[Session, ...]
    forms: tuple[Form, ...]
    meetings: tuple[Meeting, ...]
    closed: tuple[ClosedWindow, ...]

    @classmethod
    def of(cls, summit: Summit, *, include_pending: bool) -> "Draft":
        """Return the facts with nothing changed yet."""
        return cls(base=summit, include_pending=include_pending, **{table: getattr(summit, table) for table in _TABLES})

    def summit(self) -> Summit:
        """Return the changed facts, validated.

        Raises
        ------
        FactsError
            If they contradict each other now.
        """
        return replace(self.base, **{table: getattr(self, table) for table in _TABLES})


def refuse_unknown(noun: str, name: str, known: Collection[str]) -> None:
    """Raise if a name is not known, with the nearest that is.

    Raises
    ------
    SuppositionError
        If it is not known.
    """
    if name not in known:
        close = nearest(name, known)
        raise SuppositionError(f"there is no {noun} {name!r}" + (f"; perhaps {close!r}" if close else ""))
