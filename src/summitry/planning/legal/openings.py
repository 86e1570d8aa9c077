"""The openings of a plan: for a meeting, every start of the summit's days and what it would take."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from summitry.planning.legal.blocker import Kind, Span
from summitry.planning.legal.cells import WayCells, cells_of
from summitry.planning.legal.moving import Settled, outcome_without, settled
from summitry.planning.legal.opening import Fit, Obstacle, Opening, State
from summitry.planning.legal.spans import Spans
from summitry.planning.legal.together import Failure, Team, Together
from summitry.planning.legal.ways import Ways
from summitry.summit import Assignment, Plan, Summit, SummitryError

_NOTHING: frozenset[str] = frozenset()


class Openings:
    """What a plan leaves open; built once for a summit and a plan, then asked for one meeting after the other.

    Parameters
    ----------
    summit
        The facts.
    plan
        A plan that breaks no hard rule. Meetings that are pinned, by the facts or in it, do not move.

    Raises
    ------
    SummitryError
        If the plan names something that the facts do not know.
    """

    def __init__(self, summit: Summit, plan: Plan) -> None:
        for assignment in plan.assignments:
            _check_known(summit, assignment)
        self.summit = summit
        self.plan = plan
        self.spans = Spans(summit, plan)
        self.ways = Ways(self.spans)
        self.together = Together(self.spans)
        self._pinned = {a.meeting for a in plan.assignments if a.pinned} | summit.pin_by_meeting.keys()

    def is_movable(self, meeting: str) -> bool:
        """Tell whether a placed meeting may move."""
        return meeting not in self._pinned

    def cells(self, meeting: str) -> tuple[WayCells, ...]:
        """Return each way to hold a meeting with what forbids it in which room and at which start.

        Raises
        ------
        SummitryError
            If there is no such meeting.
        """
        known = self.summit.meeting_by_id.get(meeting)
        if known is None:
            raise SummitryError(f"there is no meeting {meeting!r} at {self.summit.name}")
        return cells_of(self.spans, self.ways, known, self.is_movable)

    def of(self, meeting: str) -> tuple[Opening, ...]:
        """Return every start of a meeting, in order, with what it would take; where it stands now does not count.

        A start is free if the meeting can be held there in some form, room and attendance and no rule is broken; free
        if some meetings move, if it can be held there once these stand elsewhere or nowhere; else blocked. Of the
        meetings that would have to move as few as can be are named; what would take more than two moves beyond those
        in the meeting's own time and room counts as blocked.

        Raises
        ------
        SummitryError
            If there is no such meeting.
        """
        return tuple(_Query(self, self.cells(meeting)).openings())

    def free(self, meeting: str) -> Iterator[Opening]:
        """Yield the free starts of a meeting, in order, as `of` does, without asking what the others would take.

        Raises
        ------
        SummitryError
            If there is no such meeting.
        """
        return _Query(self, self.cells(meeting)).free()

    def at(self, meeting: str, start: int) -> Opening | None:
        """Return one start of a meeting, as `of` does; nothing where it cannot start then whatever the plan.

        Raises
        ------
        SummitryError
            If there is no such meeting.
        """
        return _Query(self, self.cells(meeting)).at(start)


def _check_known(summit: Summit, assignment: Assignment) -> None:
    """Refuse what no rule can be asked about."""
    meeting = summit.meeting_by_id.get(assignment.meeting)
    people = {*assignment.attendees, *assignment.interpreters}
    if (
        meeting is None
        or assignment.form not in {rung.form for rung in summit.ladder(meeting)}
        or (assignment.room is not None and assignment.room not in summit.room_by_id)
        or not people <= summit.person_by_id.keys()
    ):
        raise SummitryError(
            f"the plan does not fit these facts: they do not know what it says of the meeting {assignment.meeting!r}; "
            "'summitry check' tells more"
        )


class _Best(NamedTuple):
    cells: WayCells
    room_idx: int
    settled: Settled


class _Query:
    """The openings of one meeting."""

    def __init__(self, openings: Openings, cells: Sequence[WayCells]) -> None:
        self._openings = openings
        self._together = openings.together
        self._cells = cells
        self._known: dict[tuple[tuple[int, ...], ...], list[Obstacle]] = {}
        self._concerned = [openings.together.concerns(c.way) for c in cells]
        self._least = np.array([c.num_moves.min(axis=0) for c in cells])
        self._possible = np.array([c.is_possible.any(axis=0) for c in cells])
        self._in_hours = np.logical_or.reduce([openings.spans.in_hours(c.way.duration_min) for c in cells])

    def openings(self) -> Iterator[Opening]:
        """Yield the openings, in order."""
        for idx in np.flatnonzero(self._in_hours).tolist():
            yield self._opening(idx)

    def free(self) -> Iterator[Opening]:
        """Yield the free openings, in order."""
        for idx in np.flatnonzero(self._in_hours).tolist():
            fits = tuple(self._fits(idx))
            if fits:
                yield Opening(start=int(self._openings.spans.minutes[idx]), state=State.FREE, fits=fits)

    def at(self, start: int) -> Opening | None:
        """Return the opening at a minute, if it is one of the starts."""
        found = np.flatnonzero((self._openings.spans.minutes == start) & self._in_hours)
        return self._opening(int(found[0])) if len(found) else None

    def _opening(self, idx: int) -> Opening:
        start = int(self._openings.spans.minutes[idx])
        fits = tuple(self._fits(idx))
        if fits:
            return Opening(start=start, state=State.FREE, fits=fits)
        best = self._best(idx)
        if best is not None:
            return self._moving(start, idx, best)
        return Opening(start=start, state=State.BLOCKED, obstacles=tuple(self._obstacles(idx)))

    # --- free ---

    def _fits(self, idx: int) -> Iterator[Fit]:
        for way_idx in np.flatnonzero(self._least[:, idx] == 0).tolist():
            cells = self._cells[way_idx]
            outcome = self._outcome(way_idx, idx)
            if isinstance(outcome, Team):
                rooms = [cells.rooms[r] for r in np.flatnonzero(cells.num_moves[:, idx] == 0).tolist()]
                yield _fit(cells, tuple(room for room in rooms if room), outcome.interpreters)

    def _outcome(self, way_idx: int, idx: int) -> Team | Failure:
        if not self._concerned[way_idx]:
            return Team(())
        return outcome_without(self._together, self._cells[way_idx], idx, _NOTHING)

    # --- free if meetings move ---

    def _best(self, idx: int) -> _Best | None:
        """Return a cell of a start that takes the fewest moves."""
        best: _Best | None = None
        most = len(self._openings.plan.assignments) + 1
        for way_idx in np.argsort(self._least[:, idx], kind="stable").tolist():
            if not self._possible[way_idx, idx]:
                continue
            found = self._best_of(way_idx, idx, most - 1)
            if found is not None:
                best, most = found, len(found.settled.moves)
        return best

    def _best_of(self, way_idx: int, idx: int, most: int) -> _Best | None:
        cells = self._cells[way_idx]
        row = cells.num_moves[:, idx]
        best: _Best | None = None
        tried: set[frozenset[str]] = set()
        for room_idx in np.argsort(row, kind="stable").tolist():
            if row[room_idx] > most:
                break
            moves = cells.moves_at(room_idx, idx)
            weighing = frozenset(meeting for meeting in moves if self._weighs(cells, meeting))
            if weighing in tried:
                continue  # no better than the room that took fewer moves
            tried.add(weighing)
            found = settled(self._together, cells, idx, moves, most)
            if found is not None:
                best, most = _Best(cells, room_idx, found), len(found.moves) - 1
        return best

    def _weighs(self, cells: WayCells, meeting: str) -> bool:
        """Tell whether it matters to rules on several engagements that a meeting moves."""
        assignment = self._openings.spans.by_meeting[meeting]
        is_shared = not {*assignment.attendees}.isdisjoint(cells.way.attendees)
        is_meal = self._openings.summit.form_by_name[assignment.form].meal
        is_evened = bool(self._openings.summit.settings.fairness_cap)
        return is_shared or is_meal or is_evened or bool(assignment.interpreters)

    def _moving(self, start: int, idx: int, best: _Best) -> Opening:
        room = best.cells.rooms[best.room_idx]
        rooms = (room,) if room else ()
        moves = best.settled.moves
        return Opening(
            start=start,
            state=State.MOVES,
            fits=(_fit(best.cells, rooms, best.settled.interpreters),),
            moves=tuple(sorted(moves)),
            obstacles=tuple(self._moved(best, idx)),
        )

    def _moved(self, best: _Best, idx: int) -> Iterator[Obstacle]:
        spans = [s for s in best.cells.spans_at(best.room_idx, idx) if best.cells.moved(s)]
        yield from dict.fromkeys(_obstacle(span) for span in spans)
        named = {best.cells.moved(span) for span in spans}
        failure = outcome_without(self._together, best.cells, idx, frozenset(named))
        if isinstance(failure, Failure) and best.settled.moves > named:
            further = tuple(
                b for b in failure.blockers if b.kind is not Kind.MEETING or b.subject in best.settled.moves
            )
            yield Obstacle(rule=failure.rule, blockers=further)

    # --- blocked ---

    def _obstacles(self, idx: int) -> Iterator[Obstacle]:
        """Yield what forbids every way to hold the meeting, or, where the ways differ, what forbids the first."""
        facts = [cells.facts[idx] for cells in self._cells]
        if not all(facts):
            yield from self._shared([self._of_way(cells, idx) for cells in self._cells])
            return
        # one start mostly has what the one before it has
        key = tuple(tuple(map(id, of_way)) for of_way in facts)
        if key not in self._known:
            self._known[key] = self._shared([list(dict.fromkeys(map(_obstacle, of_way))) for of_way in facts])
        yield from self._known[key]

    @staticmethod
    def _shared(of_ways: Sequence[list[Obstacle]]) -> list[Obstacle]:
        shared = [obstacle for obstacle in of_ways[0] if all(obstacle in others for others in of_ways[1:])]
        return shared or of_ways[0]

    def _of_way(self, cells: WayCells, idx: int) -> list[Obstacle]:
        if cells.facts[idx]:
            return list(dict.fromkeys(map(_obstacle, cells.facts[idx])))
        in_hours = self._openings.spans.in_hours(cells.way.duration_min)[idx]
        if not in_hours:
            return [Obstacle(rule="day_bounds", blockers=())]
        if not cells.is_possible[:, idx].any():
            of_rooms = [s for spans in cells.room_spans for s in spans if s.covers(idx) and not cells.moved(s)]
            return list(dict.fromkeys(map(_obstacle, of_rooms)))
        outcome = outcome_without(self._together, cells, idx, _NOTHING)
        if isinstance(outcome, Failure):
            return [Obstacle(rule=outcome.rule, blockers=outcome.blockers)]
        return [_obstacle(span) for span in cells.spans_at(0, idx)]


def _fit(cells: WayCells, rooms: tuple[str, ...], interpreters: tuple[str, ...]) -> Fit:
    rung = cells.way.rung
    return Fit(
        form=rung.form,
        duration_min=rung.duration_min,
        rooms=rooms,
        attendees=cells.way.attendees,
        interpreters=interpreters,
    )


def _obstacle(span: Span) -> Obstacle:
    return Obstacle(rule=span.rule, blockers=span.blockers, person=span.person)
