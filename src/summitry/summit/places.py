"""Where things happen: venues, zones within which people see each other, rooms, and the way between venues."""

from dataclasses import dataclass

from summitry.summit.fact import Fact
from summitry.summit.times import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Fact):
    """A building. It is itself a zone for whatever in it names no zone."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Fact):
    """A part of a venue within which people see each other."""

    id: str
    name: str
    venue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Fact):
    """Minutes a person needs from one venue to another, motorcade included.

    Holds for the way back too, unless that is stated.
    """

    origin: str
    destination: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room(Fact):
    """A bookable place.

    Parameters
    ----------
    zone
        The zone it lies in; empty: the venue as a whole.
    features
        What it offers, for example ``booth``, ``dining``.
    open
        When it may be used, in minutes from the epoch; empty: always.
    turnaround_min
        Minutes it needs after each use.
    """

    id: str
    name: str
    venue: str
    zone: str = ""
    seats: int
    features: tuple[str, ...] = ()
    open: tuple[Interval, ...] = ()
    turnaround_min: int = 0
