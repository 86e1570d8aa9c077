"""A smallest set of facts and placed meetings that leaves a meeting no place.

Every cell, a way of holding the meeting in a room at a start, is forbidden by something. What forbids all cells between
them is found as a cover, the most useful blocker first; then whatever can be dropped is dropped.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from summitry.planning.legal.blocker import Blocker, Kind, Span
from summitry.planning.legal.cells import WayCells
from summitry.planning.legal.openings import Openings
from summitry.planning.legal.together import Failure, Stands, Team
from summitry.planning.starts import Mask

Unit = tuple[Blocker, ...]
_FIRST = (Kind.CONSENT, Kind.NO_ROOM)  # without these nothing else matters


class _Block(NamedTuple):
    """Cells that are forbidden while all blockers stand: rows of rooms, and a run of starts."""

    first: int
    last: int
    span: Span


class Conflict:
    """What leaves one meeting no place in a plan."""

    def __init__(self, openings: Openings, meeting: str, at: Collection[int] | None = None) -> None:
        self._together = openings.together
        self._cells = openings.cells(meeting)
        self._offsets = np.cumsum([0, *(len(c.rooms) for c in self._cells)]).tolist()
        self._hours = np.zeros((self._offsets[-1], len(openings.spans.minutes)), dtype=np.bool_)
        asked = np.isin(openings.spans.minutes, list(at)) if at is not None else slice(None)
        for cells, first, last in zip(self._cells, self._offsets, self._offsets[1:], strict=False):
            self._hours[first:last, asked] = openings.spans.in_hours(cells.way.duration_min)[asked]
        self._blocks = list(self._all_blocks())
        self._concerned = [self._together.concerns(cells.way) for cells in self._cells]
        self._failures: dict[tuple[int, int], list[frozenset[Blocker]]] = {}

    def smallest(self) -> tuple[Blocker, ...]:
        """Return blockers that together forbid every cell, so that any one of them dropped lets the meeting fit.

        Empty where the meeting fits as it is, or where it is longer than any day is open.
        """
        cover = self._cover()
        if cover is None:
            return ()
        kept = dict.fromkeys(blocker for unit in cover for blocker in unit)
        blocks = [block for block in self._blocks if kept.keys() >= {*block.span.blockers}]
        again = True
        while again:  # with meals about, what could not be dropped before may be dropped later
            again = False
            for blocker in sorted(kept, key=_worth_naming):
                fewer = [other for other in kept if other != blocker]
                if not self._fits(frozenset(fewer), blocks):
                    del kept[blocker]
                    again = True
        return tuple(kept)

    def fits(self, standing: Collection[Blocker]) -> bool:
        """Tell whether the meeting fits somewhere while only these blockers stand."""
        return self._fits(frozenset(standing), self._blocks)

    def _fits(self, stands: frozenset[Blocker], blocks: Sequence[_Block]) -> bool:
        open_cells = self._hours.copy()
        for first, last, span in blocks:
            if stands.issuperset(span.blockers):
                open_cells[first:last, span.lo : span.hi] = False
        return any(self._holds(way_idx, idx, stands) for way_idx, idx in self._open(open_cells))

    def _holds(self, way_idx: int, idx: int, stands: frozenset[Blocker]) -> bool:
        """Tell whether a cell keeps the rules on several engagements; what broke one once breaks it while it stands."""
        known = self._failures.setdefault((way_idx, idx), [])
        if any(stands >= blockers for blockers in known):
            return False
        outcome = self._outcome(way_idx, idx, stands.__contains__)
        if isinstance(outcome, Failure):
            known.append(frozenset(outcome.blockers))
        return isinstance(outcome, Team)

    def _outcome(self, way_idx: int, idx: int, stands: Stands) -> Team | Failure:
        if not self._concerned[way_idx]:
            return Team(())
        return self._together.outcome(self._cells[way_idx].way, idx, stands)

    def _open(self, open_cells: Mask) -> Iterator[tuple[int, int]]:
        for way_idx, (first, last) in enumerate(zip(self._offsets, self._offsets[1:], strict=False)):
            for idx in np.flatnonzero(open_cells[first:last].any(axis=0)).tolist():
                yield way_idx, idx

    def _all_blocks(self) -> Iterator[_Block]:
        for cells, first, last in zip(self._cells, self._offsets, self._offsets[1:], strict=False):
            yield from (_Block(first, last, span) for span in cells.way.spans)
            yield from self._of_rooms(cells, first)

    @staticmethod
    def _of_rooms(cells: WayCells, first: int) -> Iterator[_Block]:
        for row, spans in enumerate(cells.room_spans, first):
            yield from (_Block(row, row + 1, span) for span in spans)

    # --- a cover ---

    def _cover(self) -> list[Unit] | None:
        """Return units of blockers that forbid every cell between them, or nothing if a cell is open."""
        blocks: dict[Unit, list[_Block]] = {}
        left = self._hours.copy()
        for block in self._blocks:
            blocks.setdefault(block.span.blockers, []).append(block)
            left[block.first : block.last, block.span.lo : block.span.hi] = False
        chosen: dict[Unit, None] = {}
        for way_idx, idx in self._open(left):
            outcome = self._outcome(way_idx, idx, lambda _: True)
            if isinstance(outcome, Team):
                return None
            chosen[outcome.blockers] = None
        left = self._hours & ~left
        for unit, found in blocks.items():
            if unit[0].kind in _FIRST:
                chosen[unit] = None
                _take(found, left)
        return [*chosen, *_greedy(blocks, left)]


def _greedy(blocks: dict[Unit, list[_Block]], left: Mask) -> Iterator[Unit]:
    """Yield units until no cell is left, each time one that forbids most of what is left for each of its blockers."""
    heap = [(-_gain(found, left) / len(unit), order, unit) for order, (unit, found) in enumerate(blocks.items())]
    heapify(heap)
    while heap and left.any():
        _, order, unit = heappop(heap)
        gain = _gain(blocks[unit], left) / len(unit)
        if gain <= 0:
            continue
        if heap and gain < -heap[0][0]:
            heappush(heap, (-gain, order, unit))
            continue
        yield unit
        _take(blocks[unit], left)


def _take(blocks: Sequence[_Block], left: Mask) -> None:
    for block in blocks:
        left[block.first : block.last, block.span.lo : block.span.hi] = False


def _gain(blocks: Sequence[_Block], left: Mask) -> int:
    return sum(int(left[b.first : b.last, b.span.lo : b.span.hi].sum()) for b in blocks)


def _worth_naming(blocker: Blocker) -> int:
    """Return what orders blockers: the first are dropped sooner, where not all are needed."""
    return 0 if blocker.kind is Kind.MEETING else 2 if blocker.kind in {*_FIRST, Kind.LANGUAGES} else 1
