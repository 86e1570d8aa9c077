"""Interchangeable rooms: one class for the model, so that symmetric rooms cost no search; names given afterwards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from summitry.summit import Meeting, Room, Summit


@dataclass(frozen=True, slots=True)
class RoomClass:
    """Rooms that no fact tells apart. All share venue, zone, seats, features, opening and turnaround."""

    rooms: tuple[Room, ...]

    @property
    def first(self) -> Room:
        """One of them, to read the shared facts from."""
        return self.rooms[0]

    @property
    def named(self) -> str | None:
        """Id of the room if it is the only one of its class."""
        return self.first.id if len(self.rooms) == 1 else None


def room_classes(summit: Summit, meetings: Iterable[Meeting], kept: Iterable[str] = ()) -> tuple[RoomClass, ...]:
    """Return the rooms grouped into classes.

    A room that a session, a pin or one of the `kept` assignments names stands alone. Rooms listed by meetings are alike
    only if the same meetings list them.
    """
    alone = {s.room for s in summit.sessions} | {p.room for p in summit.pins} | set(kept)
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for meeting in meetings:
        for room_id in meeting.rooms:
            listed[room_id].add(meeting.id)
    classes: defaultdict[tuple[object, ...], list[Room]] = defaultdict(list)
    for room in summit.rooms:
        key = (
            room.venue,
            room.zone,
            room.seats,
            frozenset(room.features),
            room.open,
            room.turnaround_min,
            frozenset(listed[room.id]),
            room.id if room.id in alone else "",
        )
        classes[key].append(room)
    return tuple(RoomClass(tuple(rooms)) for rooms in classes.values())
