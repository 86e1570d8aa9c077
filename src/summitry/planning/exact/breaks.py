"""Breaks counted without ordering anybody's engagements.

On a day with n engagements a person has n - 1 pairs of consecutive ones, and each pair is a break unless the two touch:
the later starts just when the earlier's end and the move allow. So breaks = engagements - days used - touches. A touch
is one Boolean: `touch -> equality`, which is enough where breaks are minimised; `exact` adds the way back, for rules
that bound breaks from both sides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations

import numpy as np

from summitry.planning.exact.blocks import Block, blocks_of
from summitry.planning.exact.decisions import Linear, Literal, MeetingVariables, Part
from summitry.planning.exact.variables import Variables


class BreakCounts:
    """Linear expressions for the number of breaks of each person."""

    def __init__(self, v: Variables, parts: Mapping[str, tuple[Part, ...]]) -> None:
        self._v = v
        self._parts = parts
        self._touches: dict[tuple[object, ...], Literal | None] = {}
        self._exact_touches: set[tuple[object, ...]] = set()

    def lower(self, person: str) -> Linear:
        """Return an expression that is at least the number of breaks, and equals it in the least case."""
        return self._count(person, exact=False)

    def exact(self, person: str) -> Linear:
        """Return an expression that always equals the number of breaks."""
        return self._count(person, exact=True)

    def forced_room_changes(self, person: str) -> Linear:
        """Return an expression that is at most a person's changes of room, and positive for those that touches force.

        Two meetings that touch cannot share a room that needs longer to be made ready than the person to move.
        """
        terms: list[Linear] = []
        for one, two in permutations(self._parts.get(person, ()), 2):
            touch = self._touches.get((one.literal.index, two.literal.index, "pair"))
            if touch is not None and self._cannot_share(one.variables, two.variables):
                terms.append(touch)
        return sum(terms, start=0)

    def _cannot_share(self, one: MeetingVariables, two: MeetingVariables) -> bool:
        classes = [mode.room_class for variables in (one, two) for mode in variables.modes]
        if len({*one.venues, *two.venues}) > 1:
            return False
        move = self._v.summit.settings.room_change_min
        return all(room_class is not None and room_class.first.turnaround_min > move for room_class in classes)

    def _count(self, person: str, *, exact: bool) -> Linear:
        parts = tuple(part for part in self._parts.get(person, ()) if part.variables.modes)
        blocks = blocks_of(self._v.summit, person)
        days_with_sessions = {b.day_idx for b in blocks}
        constant = len(blocks) - len(days_with_sessions)
        constant -= sum(self._joined(a, b) for a, b in pairwise(blocks))
        terms: list[Linear] = [constant, *(part.literal for part in parts)]
        terms += [-used for used in self._days_used(parts, days_with_sessions, exact=exact)]
        terms += [-touch for touch in self._touches_of(person, parts, blocks, exact=exact)]
        return sum(terms)

    def _joined(self, first: Block, second: Block) -> bool:
        move = self._v.summit.move_min(first.venue, second.start_venue)
        return first.day_idx == second.day_idx and second.start - first.end <= move

    def _days_used(self, parts: Sequence[Part], busy: set[int], *, exact: bool) -> list[Literal]:
        used: list[Literal] = []
        for day in range(len(self._v.summit.days)):
            here = [self._v.both(p.literal, p.variables.days[day]) for p in parts if day in p.variables.days]
            if day in busy or not here:
                continue
            literal = self._v.model.new_bool_var("")
            self._v.model.add_bool_or(*here, ~literal)
            if exact:
                for part in here:
                    self._v.model.add_implication(part, literal)
            used.append(literal)
        return used

    def _touches_of(self, person: str, parts: Sequence[Part], blocks: Sequence[Block], *, exact: bool) -> list[Literal]:
        after: dict[str, list[Literal]] = {p.variables.meeting.id: [] for p in parts}
        before: dict[str, list[Literal]] = {p.variables.meeting.id: [] for p in parts}
        for part in parts:
            for idx, block in enumerate(blocks):
                following = blocks[idx + 1] if idx + 1 < len(blocks) else None
                previous = blocks[idx - 1] if idx else None
                before[part.variables.meeting.id] += self._after_block(part, block, following, exact=exact)
                after[part.variables.meeting.id] += self._before_block(person, part, block, previous, exact=exact)
        for one, two in permutations(parts, 2):
            touch = None if self._keeps_buffer(person, one) else self._pair(one, two, exact=exact)
            if touch is not None:
                after[one.variables.meeting.id].append(touch)
                before[two.variables.meeting.id].append(touch)
        self._one_at_a_time(parts)
        for side in (*after.values(), *before.values()):
            if len(side) > 1:
                self._v.model.add_at_most_one(side)
        every = [touch for side in (*after.values(), *before.values()) for touch in side]
        return list({touch.index: touch for touch in every}.values())

    def _keeps_buffer(self, person: str, part: Part) -> bool:
        """Tell whether a meeting is never followed at once, because that would miss more of its buffer than may be."""
        buffer = self._v.buffer(person, part.variables.meeting.id)
        return buffer is not None and buffer.wanted_min > (self._v.spare_min or 0)

    def _one_at_a_time(self, parts: Sequence[Part]) -> None:
        """State that at each minute that touches name at most one of a person's meetings starts, and one ends."""
        own = {part.variables.meeting.id: part for part in parts}
        at_minute: defaultdict[tuple[int, bool], list[Literal]] = defaultdict(list)
        for key, touch in self._touches.items():
            if len(key) == 4 and key[0] in own and touch is not None:
                part = own[str(key[0])]
                at_minute[int(str(key[2])), bool(key[3])].append(self._v.both(touch, part.literal))
        for touches in at_minute.values():
            if len(touches) > 1:
                self._v.model.add_at_most_one(touches)

    # --- the three kinds of touches ---

    def _after_block(self, part: Part, block: Block, following: Block | None, *, exact: bool) -> list[Literal]:
        """Return touches of a meeting that starts just after a session, nothing else of the person's going on."""
        found: list[Literal] = []
        for venue in part.variables.venues:
            minute = block.end + self._v.summit.move_min(block.venue, venue)
            goes_on = following is not None and following.start < minute
            if goes_on or self._v.summit.day_idx(minute) != block.day_idx:
                continue
            touch = self._at(part.variables, venue, minute, of_end=False, exact=exact)
            found += [self._v.both(touch, part.literal)] if touch is not None else []
        return found

    def _before_block(
        self, person: str, part: Part, block: Block, previous: Block | None, *, exact: bool
    ) -> list[Literal]:
        """Return touches of a meeting that ends just in time for a session, nothing else of the person's in between."""
        if self._keeps_buffer(person, part):
            return []
        found: list[Literal] = []
        for venue in part.variables.venues:
            minute = block.start - self._v.summit.move_min(venue, block.start_venue)
            comes_before_both = previous is not None and minute <= previous.start
            if comes_before_both or self._v.summit.day_idx(minute - 1) != block.day_idx:
                continue
            touch = self._at(part.variables, venue, minute, of_end=True, exact=exact)
            found += [self._v.both(touch, part.literal)] if touch is not None else []
        return found

    def _at(self, variables: MeetingVariables, venue: str, minute: int, *, of_end: bool, exact: bool) -> Literal | None:
        """Return a literal that implies that a meeting in a venue starts or ends at a minute; ``None`` if it cannot."""
        key = (variables.meeting.id, venue, minute, of_end)
        if key not in self._touches:
            self._touches[key] = self._make_at(variables, venue, minute, of_end=of_end)
        touch = self._touches[key]
        if exact and touch is not None and key not in self._exact_touches:
            self._exact_touches.add(key)
            for mode in variables.modes:
                if mode.place.venue == venue:
                    start = minute - (mode.rung.duration_min if of_end else 0)
                    self._v.outside(variables, self._v.starts.minutes == start, [mode.literal, ~touch])
        return touch

    def _make_at(self, variables: MeetingVariables, venue: str, minute: int, *, of_end: bool) -> Literal | None:
        minutes = self._v.starts.minutes
        possible = False
        for mode in variables.modes:
            start = minute - (mode.rung.duration_min if of_end else 0)
            possible |= mode.place.venue == venue and bool((mode.mask & (minutes == start)).any())
        if not possible:
            return None
        touch = self._v.model.new_bool_var(f"touch[{variables.meeting.id},{venue},{minute}]")
        self._v.model.add_implication(touch, variables.placed)
        here = self._v.venue_literal(variables, venue)
        if here is not None:
            self._v.model.add_implication(touch, here)
        expression = variables.end if of_end else variables.start_minute
        self._v.model.add(expression == minute).only_enforce_if(touch)
        return touch

    def _pair(self, one: Part, two: Part, *, exact: bool) -> Literal | None:
        """Return a literal that implies that both are held and `two` starts just after `one`; ``None`` if it cannot."""
        key = (one.literal.index, two.literal.index, "pair")
        if key not in self._touches:
            self._touches[key] = self._make_pair(one, two)
        touch = self._touches[key]
        if exact and touch is not None and key not in self._exact_touches:
            self._exact_touches.add(key)
            self._touch_if_near(one, two, touch)
        return touch

    def _make_pair(self, one: Part, two: Part) -> Literal | None:
        v = self._v
        moves = {(a, b): v.summit.move_min(a, b) for a in one.variables.venues for b in two.variables.venues}
        if not any(self._can_follow(one, two, a, b, move) for (a, b), move in moves.items()):
            return None
        touch = v.model.new_bool_var(f"touch[{one.variables.meeting.id},{two.variables.meeting.id}]")
        v.model.add_implication(touch, one.literal)
        v.model.add_implication(touch, two.literal)
        for (a, b), move in moves.items():
            conditions = v.at_venues(one.variables, a, two.variables, b)
            v.model.add(two.variables.start_minute == one.variables.end + move).only_enforce_if(touch, *conditions)
        if len(one.variables.days) > 1 or len(two.variables.days) > 1:
            for day in {*one.variables.days, *two.variables.days}:
                first, second = one.variables.days.get(day), two.variables.days.get(day)
                if first is not None:
                    v.model.add_bool_or(~touch, ~first, *([second] if second is not None else []))
        return touch

    def _can_follow(self, one: Part, two: Part, origin: str, destination: str, move: int) -> bool:
        minutes = self._v.starts.minutes
        followers = np.logical_or.reduce(
            [m.mask for m in two.variables.modes if m.place.venue == destination], initial=False
        )
        starts = set(minutes[followers].tolist())
        return any(
            not starts.isdisjoint((minutes[m.mask] + m.rung.duration_min + move).tolist())
            for m in one.variables.modes
            if m.place.venue == origin
        )

    def _touch_if_near(self, one: Part, two: Part, touch: Literal) -> None:
        """Make the touch hold whenever `two` starts just after `one`."""
        v = self._v
        order = v.ordered(one, two)
        sure = (one.literal, two.literal)
        for a in one.variables.venues:
            for b in two.variables.venues:
                conditions = v.at_venues(one.variables, a, two.variables, b)
                later = two.variables.start_minute >= one.variables.end + v.summit.move_min(a, b) + 1
                v.model.add(later).only_enforce_if(order, ~touch, *sure, *conditions)
