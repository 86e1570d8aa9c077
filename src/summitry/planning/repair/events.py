"""What may happen on the day, as values: the typed events that a repair answers."""

from dataclasses import dataclass
from typing import ClassVar

from summitry.summit import Attendance, Meeting, Reply, Room
from summitry.summit.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something that happened, or is known to be about to.

    All times are in minutes from the epoch. Where a stretch has no start, it begins when the plan is repaired; where it
    has no end, it lasts to the end of the summit.

    Parameters
    ----------
    known_at
        When it became known; ``None``: at the time of the repair.
    """

    kind: ClassVar[str] = ""

    known_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late(Event):
    """A person takes part in nothing before a time; one of `until` and `by_min` is stated.

    Parameters
    ----------
    by_min
        Minutes by which the person comes later than stated: to the next stay, or, if it has begun, to the next
        engagement.
    """

    kind = "late"

    person: str
    until: int | None = None
    by_min: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone(Event):
    """A person is away for a while."""

    kind = "gone"

    person: str
    start: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavesEarly(Event):
    """A person departs at a time, and does not come back."""

    kind = "leaves_early"

    person: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruns(Event):
    """A session or meeting lasts until a time."""

    kind = "overruns"

    what: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StartsLate(Event):
    """A session or meeting starts at a later time, and lasts as long as it was to last."""

    kind = "starts_late"

    what: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLost(Event):
    """A room cannot be used for a while."""

    kind = "room_lost"

    room: str
    start: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomGained(Event):
    """A room can be used for a while in which it could not, or a room comes in that was not there.

    Parameters
    ----------
    new
        The room itself, where the summit does not know it yet.
    """

    kind = "room_gained"

    room: str
    start: int | None = None
    until: int | None = None
    new: Room | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Event):
    """A meeting will not take place."""

    kind = "cancelled"

    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested(Event):
    """A meeting is agreed by all its parties: one that waited for replies, or a new one.

    Parameters
    ----------
    new
        The meeting itself, where the summit does not know it yet.
    replies, attendances
        What its parties say of it and who attends, where these are stated.
    """

    kind = "requested"

    meeting: str
    new: Meeting | None = None
    replies: tuple[Reply, ...] = ()
    attendances: tuple[Attendance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortened(Event):
    """A meeting is held in a shorter form of its ladder, or in so many minutes; one of the two is stated."""

    kind = "shortened"

    meeting: str
    form: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterpreterIll(Event):
    """An interpreter cannot work for a while."""

    kind = "interpreter_ill"

    person: str
    start: int | None = None
    until: int | None = None


AnyEvent = (
    Late
    | Gone
    | LeavesEarly
    | Overruns
    | StartsLate
    | RoomLost
    | RoomGained
    | Cancelled
    | Requested
    | Shortened
    | InterpreterIll
)
