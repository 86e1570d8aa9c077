"""The uses of rooms as planned: whether a room is free for a while, and when it must be left."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summitry.planning.rehearsal.frame import FAR, Busy, Frame
from summitry.summit import Interval
from summitry.summit.times import union


@dataclass(frozen=True)
class RoomBook:
    """The uses of one room, by start; each lengthened by the turnaround."""

    frame: Frame
    room: int

    @cached_property
    def _uses(self) -> Sequence[Busy]:
        return self.frame.uses.get(self.room, ())

    @cached_property
    def _starts(self) -> list[int]:
        return [busy.start for busy in self._uses]

    @cached_property
    def _longest(self) -> int:
        return max((busy.end - busy.start for busy in self._uses), default=0)

    @cached_property
    def _sessions(self) -> list[int]:
        """Starts of the sessions in it."""
        return [busy.start for busy in self._uses if busy.what in self.frame.session_idx]

    @cached_property
    def _open(self) -> tuple[Interval, ...]:
        return union(self.frame.summit.rooms[self.room].open)

    @property
    def _turnaround(self) -> int:
        return self.frame.turnaround(self.room)

    def is_free(self, interval: Interval, meeting: str) -> bool:
        """Tell whether it is open and free by the plan but for a meeting, its turnaround kept on either side."""
        if self._open and not any(window.contains(interval) for window in self._open):
            return False
        first = bisect_right(self._starts, interval.start - self._longest)
        last = bisect_left(self._starts, interval.end + self._turnaround)
        return not any(busy.end > interval.start and busy.what != meeting for busy in self._uses[first:last])

    def closes(self, interval: Interval) -> int:
        """Return when it must be left by the facts: for its next session, or because it closes."""
        ends = [window.end for window in self._open if window.contains(interval)]
        idx = bisect_left(self._sessions, interval.end)
        ends += [start - self._turnaround for start in self._sessions[idx : idx + 1]]
        return min(ends, default=FAR)

    def is_needed(self, interval: Interval, meeting: str) -> int:
        """Return when it must be left so that its next use, as planned, begins in time."""
        idx = bisect_left(self._starts, interval.end)
        nexts = (busy.start - self._turnaround for busy in self._uses[idx : idx + 2] if busy.what != meeting)
        return min(next(nexts, FAR), self.closes(interval))
