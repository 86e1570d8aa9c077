"""What if somebody came or went at another time, or kept no time closed."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, ClassVar

from summitry.planning.variants.draft import Draft, SuppositionError, refuse_unknown
from summitry.summit import Presence


class StayEnd(StrEnum):
    """Which end of a presence is meant."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayMoved:
    """Another first arrival, or another last departure, of a person or of a delegation's principal.

    Parameters
    ----------
    who
        Code of a delegation, or id of a person.
    minute
        In minutes from the epoch; ``None`` for an open end: there from the first moment, or to the last.
    """

    easing: ClassVar[int] = 0
    end: StayEnd
    who: str
    minute: int | None

    def apply(self, draft: Draft) -> None:
        """Set the end of the stay.

        Raises
        ------
        SuppositionError
            If there is nobody of that name, or the stay would end before it begins.
        """
        refuse_unknown("delegation or person", self.who, {*draft.base.delegation_by_code, *draft.base.person_by_id})
        people = draft.base.principals_of(self.who)
        if not people:
            raise SuppositionError(f"delegation {self.who!r} has no principal; name the person")
        stays = sorted((p for p in draft.presences if p.person == people[0]), key=_by_arrival)
        if not stays:
            draft.presences = (*draft.presences, self._moved(Presence(person=people[0])))
            return
        meant = stays[0] if self.end is StayEnd.ARRIVAL else stays[-1]
        draft.presences = tuple(self._moved(p) if p is meant else p for p in draft.presences)

    def _moved(self, stay: Presence) -> Presence:
        change: dict[str, Any] = {str(self.end): self.minute}
        return replace(stay, **change)


def _by_arrival(stay: Presence) -> tuple[bool, int]:
    return stay.arrival is not None, stay.arrival or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRemoved:
    """No closed windows of a delegation or person; with a start, not the one that begins then.

    Parameters
    ----------
    start
        In minutes from the epoch; ``None``: all of the subject's.
    """

    easing: ClassVar[int] = 0
    subject: str
    start: int | None = None

    def apply(self, draft: Draft) -> None:
        """Open the windows.

        Raises
        ------
        SuppositionError
            If the subject has no such closed window.
        """
        refuse_unknown("closed window of", self.subject, {window.subject for window in draft.closed})
        kept = tuple(
            window
            for window in draft.closed
            if window.subject != self.subject or self.start not in {None, window.start}
        )
        if kept == draft.closed:
            starts = ", ".join(draft.base.clock.text(w.start) for w in draft.closed if w.subject == self.subject)
            raise SuppositionError(f"no closed window of {self.subject!r} begins then; they begin {starts}")
        draft.closed = kept
