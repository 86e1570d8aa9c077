"""Every way, room and start of one meeting: which are forbidden by facts, and how many meetings are in the way."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt

from summitry.planning.legal.blocker import Kind, Span
from summitry.planning.legal.spans import Spans
from summitry.planning.legal.together import Failure
from summitry.planning.legal.ways import NEVER, Way, Ways
from summitry.planning.starts import Mask
from summitry.summit import Meeting


class WayCells:
    """One way of a meeting over all rooms and starts.

    Attributes
    ----------
    num_moves
        How many meetings are in the way, by room and start, shape (rooms, starts), a form without rooms having one row;
        beyond any count where something else is.
    weighing
        The meetings that people's limits may ask about.
    loads
        What limits were found to say, by who attends, how long, and which of those meetings moved; all ways of a
        meeting share it.
    """

    def __init__(
        self,
        spans: Spans,
        ways: Ways,
        way: Way,
        is_movable: Callable[[str], bool],
        loads: dict[Hashable, Failure | None],
    ) -> None:
        self.way = way
        self.loads = loads
        self.weighing = spans.meals.union(h.id for person in way.attendees for h in spans.held(person) if h.is_meeting)
        self._ways = ways
        self.is_movable = is_movable
        self.rooms: tuple[str | None, ...] = way.rooms or (None,)
        shape = (len(self.rooms), len(spans.minutes))
        self.num_moves: npt.NDArray[np.int64] = np.zeros(shape, dtype=np.int64)
        self.num_moves[:, ~spans.in_hours(way.duration_min)] = NEVER
        self._rooms_known: dict[int, tuple[Span, ...]] = {}
        self._moved: dict[int, tuple[Span, str]] = {}  # by identity, which the span kept beside holds
        for span in way.spans:
            self._add(self.num_moves, span)
        self._overlaps()

    @property
    def room_spans(self) -> tuple[tuple[Span, ...], ...]:
        """What forbids each room."""
        return tuple(self._of_room(idx) for idx in range(len(self.rooms)))

    def _of_room(self, room_idx: int) -> tuple[Span, ...]:
        if room_idx not in self._rooms_known:
            room = self.rooms[room_idx]
            self._rooms_known[room_idx] = tuple(self._ways.of_room(self.way, room)) if room else ()
        return self._rooms_known[room_idx]

    def moved(self, span: Span) -> str:
        """Return the meeting that has to move for a span to be cleared; empty where none can."""
        known = self._moved.get(id(span))
        if known is None:
            known = self._moved[id(span)] = span, self._moved_for(span)
        return known[1]

    def _moved_for(self, span: Span) -> str:
        for blocker in span.blockers:
            if blocker.kind is Kind.MEETING and self.is_movable(blocker.subject):
                return blocker.subject
        return ""

    def spans_at(self, room_idx: int, idx: int) -> Iterator[Span]:
        """Yield what forbids a room at a start."""
        yield from self.of_way[idx]
        yield from (span for span in self._of_room(room_idx) if span.lo <= idx < span.hi)

    @cached_property
    def of_way(self) -> list[list[Span]]:
        """What forbids each start whatever the room."""
        found: list[list[Span]] = [[] for _ in range(self.num_moves.shape[1])]
        for span in self.way.spans:
            for idx in range(span.lo, span.hi):
                found[idx].append(span)
        return found

    @cached_property
    def facts(self) -> list[tuple[Span, ...]]:
        """What forbids each start whatever the room and whoever moves."""
        return [tuple(span for span in spans if not self.moved(span)) for spans in self.of_way]

    def moves_at(self, room_idx: int, idx: int) -> frozenset[str]:
        """Return the meetings in the way in a room at a start."""
        return frozenset(self.moved(span) for span in self.spans_at(room_idx, idx)) - {""}

    @property
    def is_possible(self) -> Mask:
        """The cells that no fact forbids."""
        return self.num_moves < NEVER

    def _add(self, cells: npt.NDArray[np.int64], span: Span) -> None:
        cells[..., span.lo : span.hi] += 1 if self.moved(span) else NEVER

    def _overlaps(self) -> None:
        """Count each meeting once, however many of the way's people, rooms and rules it occupies."""
        by_meeting: dict[str, list[Span]] = {}
        for span in self.way.spans:
            if meeting := self.moved(span):
                by_meeting.setdefault(meeting, []).append(span)
        for spans in by_meeting.values():
            self._discount(self.num_moves, spans)
        for row, room in zip(self.num_moves, self.rooms, strict=True):
            if room is not None:
                self._add_room(row, room, by_meeting)

    def _add_room(self, row: npt.NDArray[np.int64], room: str, by_meeting: Mapping[str, list[Span]]) -> None:
        """Add what is in the way in a room, but for the meeting's own place and meetings that were counted already."""
        uses = self._ways.uses_of(room, self.way.duration_min, self.is_movable)
        row += uses.num_moves
        if self._ways.is_pinned_elsewhere(self.way.meeting, room):
            row += NEVER
        own = self.way.meeting.id
        if own in uses.by_meeting:
            span = uses.by_meeting[own]
            row[span.lo : span.hi] -= 1 if self.is_movable(own) else NEVER
        for meeting in by_meeting.keys() & uses.by_meeting.keys():
            span = uses.by_meeting[meeting]
            counted = np.zeros(len(row), dtype=np.bool_)
            for other in by_meeting[meeting]:
                counted[other.lo : other.hi] = True
            row[span.lo : span.hi] -= counted[span.lo : span.hi]

    @staticmethod
    def _discount(cells: npt.NDArray[np.int64], spans: list[Span]) -> None:
        if len(spans) < 2:
            return
        count = np.zeros(cells.shape[-1], dtype=np.int64)
        for span in spans:
            count[span.lo : span.hi] += 1
        cells -= np.maximum(count - 1, 0)


def cells_of(spans: Spans, ways: Ways, meeting: Meeting, is_movable: Callable[[str], bool]) -> tuple[WayCells, ...]:
    """Return the cells of each way of a meeting."""
    loads: dict[Hashable, Failure | None] = {}
    return tuple(WayCells(spans, ways, way, is_movable, loads) for way in ways.of(meeting))
