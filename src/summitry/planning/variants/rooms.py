"""What if there were more rooms, or fewer, or others."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import ClassVar

from summitry.planning.variants.draft import Draft, SuppositionError, refuse_unknown
from summitry.summit import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCount:
    """So many rooms of one kind: alike in venue, zone, seats, features, opening and turnaround.

    Fewer: the last of the kind are taken away, except those that a session, pin or meeting names. More: copies of the
    last are added. So the rooms of a smaller number are always among those of a larger one.

    Parameters
    ----------
    where
        A room, for its kind; a venue, for the commonest kind in it; empty, for the commonest kind of all.
    """

    easing: ClassVar[int] = 1
    number: int
    where: str = ""

    def apply(self, draft: Draft) -> None:
        """Take rooms away or add copies.

        Raises
        ------
        SuppositionError
            If there is no such place, or a room that would have to go is named by other facts.
        """
        kind = _commonest_kind(draft, self.where)
        alike = [room for room in draft.rooms if kind_of(room) == kind]
        if self.number < len(alike):
            draft.rooms = _without(draft, alike, len(alike) - self.number)
        else:
            copies = _copies(draft.rooms, alike[-1], self.number - len(alike))
            last = draft.rooms.index(alike[-1])
            draft.rooms = (*draft.rooms[: last + 1], *copies, *draft.rooms[last + 1 :])


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRemoved:
    """One room less."""

    easing: ClassVar[int] = 0
    room: str

    def apply(self, draft: Draft) -> None:
        """Take the room away.

        Raises
        ------
        SuppositionError
            If there is no such room, or other facts name it.
        """
        refuse_unknown("room", self.room, {room.id for room in draft.rooms})
        by = next((by for room, by in _named(draft) if room == self.room), None)
        if by:
            raise SuppositionError(f"room {self.room!r} cannot be taken away: {by} is held in it")
        draft.rooms = tuple(room for room in draft.rooms if room.id != self.room)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAdded:
    """One room more, like another in all but its name."""

    easing: ClassVar[int] = 0
    room: str
    like: str

    def apply(self, draft: Draft) -> None:
        """Add the room.

        Raises
        ------
        SuppositionError
            If there is such a room already, or none to be like.
        """
        if any(room.id == self.room for room in draft.rooms):
            raise SuppositionError(f"there is a room {self.room!r} already")
        refuse_unknown("room", self.like, {room.id for room in draft.rooms})
        like = next(room for room in draft.rooms if room.id == self.like)
        draft.rooms = (*draft.rooms, replace(like, id=self.room, name=f"{like.name} ({self.room})"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnaround:
    """So many minutes of turnaround: of one room, of all in a venue, or, with an empty `where`, of all."""

    easing: ClassVar[int] = -1
    minutes: int
    where: str = ""

    def apply(self, draft: Draft) -> None:
        """Set the minutes.

        Raises
        ------
        SuppositionError
            If there is no such place.
        """
        _refuse_unknown_place(draft, self.where)
        where = {self.where} - {""}
        draft.rooms = tuple(
            replace(room, turnaround_min=self.minutes) if not where or where & {room.id, room.venue} else room
            for room in draft.rooms
        )


def kind_of(room: Room) -> tuple[object, ...]:
    """Return what rooms that are alike have in common."""
    return (room.venue, room.zone, room.seats, tuple(sorted(room.features)), room.open, room.turnaround_min)


def _commonest_kind(draft: Draft, where: str) -> tuple[object, ...]:
    """Return the kind that is meant; of kinds equally common, the one listed first."""
    _refuse_unknown_place(draft, where)
    there = [room for room in draft.rooms if where in {"", room.id, room.venue}]
    if not there:
        raise SuppositionError(
            f"there is no room in {where!r} to have more or fewer of" if where else "there is no room"
        )
    return Counter(map(kind_of, there)).most_common(1)[0][0]


def _refuse_unknown_place(draft: Draft, where: str) -> None:
    if where:
        refuse_unknown("room or venue", where, {*(room.id for room in draft.rooms), *draft.base.venue_by_id})


def _without(draft: Draft, alike: list[Room], num: int) -> tuple[Room, ...]:
    named = dict(_named(draft))
    free = [room.id for room in alike if room.id not in named]
    if len(free) < num:
        kept = next(room.id for room in alike if room.id in named)
        stay = len(alike) - len(free)
        raise SuppositionError(f"at least {stay} of these rooms must stay: {named[kept]} is held in {kept!r}")
    gone = set(free[len(free) - num :])
    return tuple(room for room in draft.rooms if room.id not in gone)


def _named(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield each room that a session, a pin or a meeting names, with what names it."""
    yield from ((session.room, f"session {session.id!r}") for session in draft.sessions if session.room)
    yield from ((pin.room, f"the pinned meeting {pin.meeting!r}") for pin in draft.base.pins if pin.room)
    yield from ((room, f"meeting {meeting.id!r}") for meeting in draft.meetings for room in meeting.rooms)


def _copies(rooms: tuple[Room, ...], like: Room, num: int) -> Iterator[Room]:
    taken = {room.id for room in rooms}
    numbers = (number for number in count(1) if f"{like.id}-copy-{number}" not in taken)
    for number in islice(numbers, num):
        yield replace(like, id=f"{like.id}-copy-{number}", name=f"{like.name}, copy {number}")
