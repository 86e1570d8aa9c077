"""The cheapest changes that would let a meeting in, each really tried: applied, planned and judged."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from summitry.planning.explain.easing import Easing, Easings
from summitry.planning.explain.names import Names
from summitry.planning.explain.price import Price, loss_in_words, price_of
from summitry.planning.legal.blocker import Kind
from summitry.planning.legal.cells import WayCells
from summitry.planning.legal.opening import Fit, Opening, State
from summitry.planning.legal.openings import Openings
from summitry.planning.legal.together import Failure
from summitry.planning.sound import is_sound, with_meeting, without
from summitry.planning.starts import Mask
from summitry.summit import Assignment, FactsError, Plan, Rung, Summit
from summitry.summit.changes import hour_in_words

_MOST_EASINGS = 6
_MOST_MOVINGS = 3
_MOST_MOVED = 2
_STANDING_MIN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that lets a meeting in, and what it costs.

    Parameters
    ----------
    text
        The change in words, with where the meeting is then held.
    summit, plan
        Facts and plan after it; the plan breaks no rule.
    """

    text: str
    price: Price
    put: Assignment
    summit: Summit
    plan: Plan


class Changes:
    """What would let one meeting into a plan."""

    def __init__(self, openings: Openings, meeting: str, found: Collection[Opening]) -> None:
        self._openings = openings
        self._summit = openings.summit
        self._plan = openings.plan
        self._meeting = openings.summit.meeting_by_id[meeting]
        self._found = found
        self._names = Names(openings.spans)
        self._easings = Easings(openings.summit, self._names)

    def cheapest(self) -> tuple[Change, ...]:
        """Return changes that let the meeting in, the cheapest first; each with a plan that breaks no rule."""
        tried = [*self._as_it_stands(), *self._movings(), *self._lesser_form(), *self._easings_tried()]
        return tuple(sorted(tried, key=lambda change: (change.price, change.put.start, change.text)))

    # --- without changing facts ---

    def _as_it_stands(self) -> Iterator[Change]:
        free = [(opening, opening.fits[0]) for opening in self._found if opening.state is State.FREE]
        placed = self._plan.of(self._meeting.id)
        near = placed.start if placed else 0
        for opening, fit in sorted(free, key=lambda pair: (self._rung(pair[1]), abs(pair[0].start - near)))[:1]:
            yield from self._tried(self._summit, self._put(opening, fit), (), "nothing has to change", 0, 0)

    def _rung(self, fit: Fit) -> int:
        return [rung.form for rung in self._summit.ladder(self._meeting)].index(fit.form)

    def _movings(self) -> Iterator[Change]:
        few = [o for o in self._found if o.state is State.MOVES and len(o.moves) <= _MOST_MOVED]
        tried: set[tuple[str, ...]] = set()
        for opening in sorted(few, key=lambda o: (len(o.moves), self._rung(o.fits[0]), o.start)):
            if len(tried) < _MOST_MOVINGS and opening.moves not in tried:
                tried.add(opening.moves)
                yield from self._moving(opening)

    def _moving(self, opening: Opening) -> Iterator[Change]:
        put = self._put(opening, opening.fits[0])
        plan = with_meeting(without(self._plan, opening.moves), put)
        moved: list[Assignment] = []
        for meeting in opening.moves:
            again = self._elsewhere(plan, meeting)
            if again is None:
                return
            moved.append(again)
            plan = with_meeting(plan, again)
        text = " and ".join(self._moved_text(a) for a in moved)
        yield from self._tried(self._summit, put, tuple(moved), text, 0, 0)

    def _elsewhere(self, plan: Plan, meeting: str) -> Assignment | None:
        """Return the nearest place of a meeting that a plan leaves free, in the form that it has, or nothing."""
        before = self._openings.spans.by_meeting[meeting]
        fits = [
            (opening.start, fit)
            for opening in Openings(self._summit, plan).free(meeting)
            for fit in opening.fits
            if fit.form == before.form and fit.attendees == before.attendees
        ]
        if not fits:
            return None
        start, fit = min(fits, key=lambda pair: (abs(pair[0] - before.start), before.room not in pair[1].rooms))
        room = before.room if before.room in fit.rooms else next(iter(fit.rooms), None)
        return replace(before, start=start, room=room, interpreters=fit.interpreters)

    def _moved_text(self, after: Assignment) -> str:
        before = self._openings.spans.by_meeting[after.meeting]
        minutes = after.start - before.start
        name = self._names.meeting(after.meeting)
        if not minutes:
            return f"{name} changes rooms"
        direction = "later" if minutes > 0 else "earlier"
        if abs(minutes) < 24 * 60:
            return f"{name} moves {abs(minutes)} min {direction}, to {hour_in_words(self._summit, after.start)}"
        return f"{name} moves to {self._names.moment(after.start)}"

    # --- changing facts ---

    def _lesser_form(self) -> Iterator[Change]:
        """Yield the meeting held standing and briefly, where its ladder knows nothing as short without a room."""
        ladder = self._summit.ladder(self._meeting)
        form = next((form for form in self._summit.forms if not form.needs_room), None)
        if form is None or any(rung.form == form.name for rung in ladder):
            return
        rung = Rung(form.name, min(form.duration_min, _STANDING_MIN))
        meetings = tuple(
            replace(m, ladder=(*ladder, rung)) if m.id == self._meeting.id else m for m in self._summit.meetings
        )
        text = f"it is held {rung.form} for {rung.duration_min} min"
        summit = replace(self._summit, meetings=meetings)
        starts = {opening.start for opening in self._found}
        for opening in Openings(summit, self._plan).free(self._meeting.id):
            if opening.start in starts:
                yield from self._tried(summit, self._put(opening, opening.fits[0]), (), text, 1, 0)
                return

    def _easings_tried(self) -> Iterator[Change]:
        best: dict[tuple[str, str], Easing] = {}
        for easing in self._all_easings():
            known = best.get(easing.key)
            if known is None or easing.order < known.order:
                best[easing.key] = easing
        for easing in sorted(best.values(), key=lambda e: (e.loss_order, e.minutes, e.start))[:_MOST_EASINGS]:
            yield from self._eased(easing)

    def _eased(self, easing: Easing) -> Iterator[Change]:
        try:
            summit = easing.apply(self._summit)
        except FactsError:
            return  # what was asked for contradicts other facts, so that it cannot be had
        opening = Openings(summit, self._near(easing.start)).at(self._meeting.id, easing.start)
        if opening is not None and opening.state is State.FREE:
            put = self._put(opening, opening.fits[0])
            yield from self._tried(summit, put, (), easing.text, 1, easing.minutes)

    def _near(self, start: int) -> Plan:
        """Return the plan on the day of a start, and for those who attend on all days; the judge sees the whole."""
        people = {person for seat in self._summit.seats_by_meeting[self._meeting.id] for person in seat}
        day_idx = self._summit.day_idx(start)
        near = (
            a
            for a in self._plan.assignments
            if self._summit.day_idx(a.start) == day_idx or not people.isdisjoint(a.attendees)
        )
        return replace(self._plan, assignments=tuple(near))

    def _all_easings(self) -> Iterator[Easing]:
        starts = {opening.start for opening in self._found if opening.state is not State.FREE}
        minutes = self._openings.spans.minutes
        asked = [idx for idx in range(len(minutes)) if int(minutes[idx]) in starts]
        for cells in self._openings.cells(self._meeting.id):
            has_room = self._has_room(cells)
            hours = self._openings.spans.in_hours(cells.way.duration_min)
            for idx in asked:
                if hours[idx]:
                    yield from self._of_cell(cells, idx, has_room=bool(has_room[idx]))

    def _of_cell(self, cells: WayCells, idx: int, *, has_room: bool) -> Iterator[Easing]:
        """Yield what could be eased where one thing alone stands in the way."""
        start = int(self._openings.spans.minutes[idx])
        spans = cells.of_way[idx]
        blockers = {span.blockers for span in spans}
        if not spans and not has_room:
            added = self._easings.room(cells, start)
            yield from () if added is None else (added,)
        if has_room and not spans:
            yield from self._of_several(cells, idx, start)
        if has_room and len(blockers) == 1 and len(alone := next(iter(blockers))) == 1:
            yield from self._easings.of_blocker(cells, start, alone[0])
        people = {span.person for span in spans}
        if has_room and len(people) == 1 and "" not in people:
            stand_in = self._easings.stand_in(cells, start, *people)
            yield from () if stand_in is None else (stand_in,)

    def _of_several(self, cells: WayCells, idx: int, start: int) -> Iterator[Easing]:
        if not self._openings.together.concerns(cells.way):
            return
        outcome = self._openings.together.outcome(cells.way, idx, lambda _: True)
        if isinstance(outcome, Failure):
            first = outcome.blockers[0]
            if first.kind is Kind.LANGUAGES:
                yield self._easings.interpreters(cells, start)
            else:
                yield from self._easings.of_blocker(cells, start, first)

    def _has_room(self, cells: WayCells) -> Mask:
        shape = (len(cells.rooms), len(self._openings.spans.minutes))
        free = np.ones(shape, dtype=np.bool_)
        for row, spans in zip(free, cells.room_spans, strict=True):
            for span in spans:
                row[span.lo : span.hi] = False
        some: Mask = np.logical_or.reduce(free)
        return some

    # --- trying ---

    def _put(self, opening: Opening, fit: Fit) -> Assignment:
        return Assignment(
            meeting=self._meeting.id,
            form=fit.form,
            start=opening.start,
            room=next(iter(fit.rooms), None),
            attendees=fit.attendees,
            interpreters=fit.interpreters,
        )

    def _tried(
        self,
        summit: Summit,
        put: Assignment,
        moved: tuple[Assignment, ...],
        text: str,
        num_facts: int,
        facts_min: int,
    ) -> Iterator[Change]:
        plan = with_meeting(without(self._plan, [a.meeting for a in moved]), put)
        for assignment in moved:
            plan = with_meeting(plan, assignment)
        if is_sound(summit, plan, [put.meeting, *(a.meeting for a in moved)]):
            price = price_of(summit, self._plan, put, moved, num_facts, facts_min)
            where = f" in {summit.room_by_id[put.room].name}" if put.room else ""
            held = f"{put.form} {self._names.moment(put.start)}{where}"
            yield Change(
                text=f"{text}: {held} ({loss_in_words(price.loss)})", price=price, put=put, summit=summit, plan=plan
            )
