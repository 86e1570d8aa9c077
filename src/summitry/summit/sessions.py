"""The official programme: sessions at fixed times."""

from dataclasses import dataclass
from enum import StrEnum

from summitry.summit.fact import Fact
from summitry.summit.times import Interval

_MEALS = frozenset({"breakfast", "lunch", "dinner"})


class Certainty(StrEnum):
    """How sure the time of a session is."""

    OFFICIAL = "official"
    REPORTED = "reported"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Fact):
    """An item of the official programme: plenary, family photo, dinner, signing, press conference.

    Parameters
    ----------
    start, end
        Minutes from the epoch.
    room
        The room it uses, which nothing else may then use; empty: a place that nobody books.
    participants
        Delegation codes and groups (their principals attend) and ids of persons.
    absent
        Delegation codes and ids of persons that do not attend all the same.
    public
        Whether anyone may know of it.
    """

    id: str
    title: str
    kind: str = "plenary"
    start: int
    end: int
    venue: str
    zone: str = ""
    room: str = ""
    participants: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    chair: str = ""
    host: str = ""
    certainty: Certainty = Certainty.OFFICIAL
    public: bool = True

    @property
    def interval(self) -> Interval:
        """When it takes place."""
        return Interval(self.start, self.end)

    @property
    def is_meal(self) -> bool:
        """Whether it serves as the meal of those who attend."""
        return self.kind in _MEALS
