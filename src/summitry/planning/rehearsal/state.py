"""Where people and rooms are in the course of the simulated days, and through what they are late."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.frame import Frame
from summitry.planning.rehearsal.sessions import NONE, Rows
from summitry.planning.rehearsal.sources import Minutes

_LONG_AGO = -(10**8)
Mask = npt.NDArray[np.bool_]  # shape (days,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """More time in a plan than there is, to see what it would be worth.

    Parameters
    ----------
    minutes
        By which what follows begins later, measured in lateness that it no longer meets.
    after
        Ids of the meetings and sessions after which there is more time.
    before_departure
        Ids of the people whose meetings may end so much later before they leave.
    """

    minutes: int = 0
    after: frozenset[str] = frozenset()
    before_departure: frozenset[str] = frozenset()


class Reliefs:
    """The relief on each day of a chunk in which the same days stand several times, each time with its own.

    Attributes
    ----------
    after, before_departure
        Minutes on each day by the id of the meeting or session, and of the person; shape (days,).
    """

    def __init__(self, each: Sequence[Relief], num_days: int) -> None:
        self.after: dict[str, Minutes] = {}
        self.before_departure: dict[str, Minutes] = {}
        days_each = num_days // max(1, len(each))
        for idx, relief in enumerate(each):
            days = slice(idx * days_each, (idx + 1) * days_each)
            for found, ids in ((self.after, relief.after), (self.before_departure, relief.before_departure)):
                for id_ in ids:
                    found.setdefault(id_, np.zeros(num_days, dtype=np.int32))[days] = relief.minutes


class State:
    """People, rooms and meetings on each day of a chunk.

    Attributes
    ----------
    ready, where, late_by
        From when each person is free, at which venue, and through what that is later than planned,
        shape (people, days).
    room_free, room_late_by
        From when each room may be used, and through what later than planned, shape (rooms, days).
    rung
        In which form of its slot's each meeting was held, shape (meetings, days); `NONE` where it was not.
    begins, ends
        When each meeting was held, shape (meetings, days).
    ended_by
        Through what each meeting that was held ended later than planned, shape (meetings, days).
    loss_percent
        Share of its value that each meeting lost, shape (meetings, days).
    lost_by
        Through what each meeting was lost or cut, shape (meetings, days).
    is_over
        Whether nothing more can become of a meeting: it was held or called off, shape (meetings, days).
    """

    def __init__(self, frame: Frame, num_days: int) -> None:
        summit = frame.summit
        people, rooms, meetings = len(summit.people), len(summit.rooms), len(summit.meetings)
        self.ready = np.full((people, num_days), _LONG_AGO, dtype=np.int32)
        self.where = np.full((people, num_days), len(summit.venues), dtype=np.int16)
        self.late_by = np.full((people, num_days), NONE, dtype=np.int32)
        self.room_free = np.full((rooms, num_days), _LONG_AGO, dtype=np.int32)
        self.room_late_by = np.full((rooms, num_days), NONE, dtype=np.int32)
        self.rung = np.full((meetings, num_days), NONE, dtype=np.int8)
        self.begins = np.zeros((meetings, num_days), dtype=np.int32)
        self.ends = np.full((meetings, num_days), _LONG_AGO, dtype=np.int32)
        self.ended_by = np.full((meetings, num_days), NONE, dtype=np.int32)
        self.loss_percent = np.full((meetings, num_days), 100, dtype=np.int16)
        self.lost_by = np.full((meetings, num_days), NONE, dtype=np.int32)
        self.is_over = np.zeros((meetings, num_days), dtype=np.bool_)

    def engage(self, people: tuple[int, ...], venue: int, ends: Minutes, cause: Rows, on: Mask | None = None) -> None:
        """Have people engaged at a venue until an end, on some of the days; whoever is busy for longer stays so."""
        for person in people:
            takes = ends >= self.ready[person]
            if on is not None:
                takes &= on
            np.copyto(self.ready[person], ends, where=takes)
            np.copyto(self.late_by[person], cause, where=takes)
            self.where[person][takes] = venue

    def use(self, room: int, until: Minutes, cause: Rows, on: Mask) -> None:
        """Have a room used until an end, turnaround included, on some of the days."""
        takes = on & (until >= self.room_free[room])
        np.copyto(self.room_free[room], until, where=takes)
        np.copyto(self.room_late_by[room], cause, where=takes)
