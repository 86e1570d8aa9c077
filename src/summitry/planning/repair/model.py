"""The small exact model of a repair: a few meetings placed anew among everything that stands, as CP-SAT intervals."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.exact.decisions import Both, Linear, Literal
from summitry.planning.repair.candidate import Candidate
from summitry.planning.repair.modes import Mode
from summitry.planning.repair.world import World
from summitry.planning.starts import Mask
from summitry.summit import Assignment

Test = Callable[[Mode], bool]  # a question about a mode


@dataclass(eq=False)
class Choice:
    """What is decided of one candidate.

    Parameters
    ----------
    start
        Minute of its start; means nothing unless placed.
    modes
        For each mode, whether it is held so.
    rooms, interpreters
        For each room and interpreter, whether it takes place there, and they work in it.
    kept
        Whether it stays as it is; ``None`` if it cannot.
    """

    candidate: Candidate
    placed: Literal
    start: cp_model.IntVar
    modes: tuple[Literal, ...]
    rooms: dict[str, Literal] = field(default_factory=dict)
    interpreters: dict[str, Literal] = field(default_factory=dict)
    kept: Literal | None = None

    def pairs(self) -> Iterator[tuple[Mode, Literal]]:
        """Yield each mode with its literal."""
        yield from zip(self.candidate.modes, self.modes, strict=True)


class Part(NamedTuple):
    """A candidate that a person may be engaged in: `literal` tells whether they are."""

    choice: Choice
    literal: Literal


class RepairModel:
    """The candidates of a repair in one world, with every hard rule among them but limits in a row and meals.

    Those, and the evenness of breaks, are asked of a solution and cut off by `forbid`.
    """

    def __init__(self, world: World, candidates: Sequence[Candidate]) -> None:
        self.world = world
        self.model = cp_model.CpModel()
        self.both = Both(self.model)
        self._some: dict[tuple[object, ...], Literal] = {}
        self._num = len(candidates)
        self.choices = [self._choice(candidate) for candidate in candidates if candidate.modes]
        self.by_id: Mapping[str, Choice] = {choice.candidate.id: choice for choice in self.choices}
        self._people_keep_apart()
        self._rooms_keep_apart()
        self._orders_hold()
        self._avoided_keep_apart()
        self._days_are_not_too_full()

    # --- one candidate ---

    def _choice(self, candidate: Candidate) -> Choice:
        model, minutes = self.model, self.world.minutes
        mask = np.logical_or.reduce([mode.mask for mode in candidate.modes])
        domain = cp_model.Domain.from_values(minutes[mask].tolist())
        choice = Choice(
            candidate=candidate,
            placed=model.new_bool_var(f"placed[{candidate.id}]"),
            start=model.new_int_var_from_domain(domain, f"start[{candidate.id}]"),
            modes=tuple(model.new_bool_var("") for _ in candidate.modes),
        )
        model.add_exactly_one([*choice.modes, ~choice.placed])
        for mode, literal in choice.pairs():
            self._only_at(choice, mask, mode.mask, [literal])
        self._add_rooms(choice)
        self._add_interpreters(choice)
        self._add_kept(choice)
        return choice

    def _only_at(self, choice: Choice, possible: Mask, mask: Mask, literals: Sequence[Literal]) -> None:
        """Keep a start to a mask while all of some literals hold, where it could be elsewhere."""
        if (possible & ~mask).any():
            domain = cp_model.Domain.from_values(self.world.minutes[mask].tolist())
            self.model.add_linear_expression_in_domain(choice.start, domain).only_enforce_if(*literals)

    def _add_rooms(self, choice: Choice) -> None:
        rooms = dict.fromkeys(room for mode in choice.candidate.modes for room in self._enough_rooms(choice, mode))
        choice.rooms = {room: self.model.new_bool_var(f"in[{choice.candidate.id},{room}]") for room in rooms}
        inside = [literal for mode, literal in choice.pairs() if mode.rooms]
        if not inside:
            return
        self.model.add(sum(choice.rooms.values()) == sum(inside))
        for mode, literal in choice.pairs():
            for room, in_room in choice.rooms.items() if mode.rooms else ():
                free = mode.rooms.get(room)
                if free is None:
                    self.model.add_bool_or(~literal, ~in_room)
                else:
                    self._only_at(choice, mode.mask, free, [literal, in_room])

    def _enough_rooms(self, choice: Choice, mode: Mode) -> Sequence[str]:
        """Return rooms that will do, whatever rooms the other candidates take: as many as there are candidates.

        They must be free at every start of the mode, so that one of them is always left; else all rooms are returned.
        """
        base, num_starts = choice.candidate.base, mode.mask.sum()
        free = [room for room, mask in mode.rooms.items() if mask.sum() == num_starts][: self._num]
        usual = [room for room in mode.rooms if base is not None and base.room == room]
        return [*usual, *free] if len(free) == self._num else tuple(mode.rooms)

    def _add_interpreters(self, choice: Choice) -> None:
        people = dict.fromkeys(who for mode in choice.candidate.modes for who in mode.interpreters)
        choice.interpreters = {who: self.model.new_bool_var("") for who in people}
        for who, works in choice.interpreters.items():
            self.model.add_implication(works, choice.placed)
            for mode, literal in choice.pairs():
                free = mode.interpreters.get(who)
                if free is None:
                    self.model.add_bool_or(~literal, ~works)
                else:
                    self._only_at(choice, mode.mask, free, [literal, works])
        for mode, literal in choice.pairs():
            for gap in mode.gaps:
                able = [
                    works
                    for who, works in choice.interpreters.items()
                    if gap.is_covered_by(self.world.summit.languages_of(who))
                ]
                self.model.add(sum(able) >= mode.team).only_enforce_if(literal)

    def _add_kept(self, choice: Choice) -> None:
        base, mode = choice.candidate.base, choice.candidate.mode_of_base(self.world)
        if base is None or mode is None:
            return
        kept = self.model.new_bool_var(f"kept[{choice.candidate.id}]")
        self.model.add(choice.start == base.start).only_enforce_if(kept)
        self.model.add_implication(kept, choice.modes[choice.candidate.modes.index(mode)])
        if base.room is not None:
            self.model.add_implication(kept, choice.rooms[base.room])
        for who, works in choice.interpreters.items():
            self.model.add_implication(kept, works if who in base.interpreters else ~works)
        choice.kept = kept

    # --- helpers ---

    def _lasting(self, choice: Choice) -> Iterator[tuple[int, Literal]]:
        """Yield each duration a candidate may have, with the literal that it has it."""
        for duration in dict.fromkeys(mode.duration_min for mode in choice.candidate.modes):
            yield duration, self._any(("lasts", choice.candidate.id, duration), choice, _lasts(duration))

    def _in_venue(self, choice: Choice, venue: str) -> Literal:
        return self._any(("in", choice.candidate.id, venue), choice, lambda mode: mode.place.venue == venue)

    def _any(self, key: tuple[object, ...], choice: Choice, is_meant: Test) -> Literal:
        """Return the literal that a candidate is held in one of the modes meant; made once a key."""
        if key not in self._some:
            literals = [literal for mode, literal in choice.pairs() if is_meant(mode)]
            if len(literals) == len(choice.modes):
                self._some[key] = choice.placed
            elif len(literals) == 1:
                self._some[key] = literals[0]
            else:
                self._some[key] = self.model.new_bool_var("")
                self.model.add(sum(literals) == self._some[key])
        return self._some[key]

    def before(self, first: Choice, second: Choice) -> Literal:
        """Return a literal that stands for one coming before another; its negation for after."""
        key = ("before", first.candidate.id, second.candidate.id)
        if key not in self._some:
            self._some[key] = self.model.new_bool_var("")
        return self._some[key]

    def _one_after_the_other(
        self, first: tuple[Choice, Literal, int, int], second: tuple[Choice, Literal, int, int], *more: Literal
    ) -> None:
        """Keep two candidates apart while their literals hold: each a choice, literal, duration, minutes after it."""
        one, here, duration, after = first
        other, there, other_duration, other_after = second
        sooner = self.before(one, other)
        self.model.add(one.start + (duration + after) <= other.start).only_enforce_if(sooner, here, there, *more)
        later = one.start >= other.start + (other_duration + other_after)
        self.model.add(later).only_enforce_if(~sooner, here, there, *more)

    # --- people ---

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Part]]:
        """For each person the candidates they may be engaged in, as attendee or interpreter."""
        found: defaultdict[str, list[Part]] = defaultdict(list)
        for choice in self.choices:
            for who in dict.fromkeys(p for mode in choice.candidate.modes for p in mode.attendees):
                key = ("attends", choice.candidate.id, who)
                found[who].append(Part(choice, self._any(key, choice, _attended_by(who))))
            for who, works in choice.interpreters.items():
                found[who].append(Part(choice, works))
        return found

    def _people_keep_apart(self) -> None:
        move_min = self.world.summit.move_min
        venues = [venue.id for venue in self.world.summit.venues]
        least = min((move_min(a, b) for a in venues for b in venues), default=0)
        done: set[tuple[int, int, str, str]] = set()
        for parts in self.parts.values():
            if len(parts) < 2:
                continue
            intervals = [interval for part in parts for interval in self._intervals(part, least)]
            self.model.add_no_overlap(intervals)
            for one, other in combinations(parts, 2):
                self._leave_time_to_move(one, other, least, done)

    def _intervals(self, part: Part, extension: int) -> Iterator[cp_model.IntervalVar]:
        for duration, lasts in self._lasting(part.choice):
            present = self.both(part.literal, lasts)
            yield self.model.new_optional_fixed_size_interval_var(part.choice.start, duration + extension, present, "")

    def _leave_time_to_move(self, one: Part, other: Part, least: int, done: set[tuple[int, int, str, str]]) -> None:
        move_min = self.world.summit.move_min
        for here, there in product(_venues(one.choice), _venues(other.choice)):
            way, back = move_min(here, there), move_min(there, here)
            key = (one.literal.index, other.literal.index, here, there)
            if max(way, back) <= least or key in done:
                continue
            done.add(key)
            places = (self._in_venue(one.choice, here), self._in_venue(other.choice, there))
            for (duration, lasts), (other_duration, other_lasts) in product(
                self._lasting(one.choice), self._lasting(other.choice)
            ):
                self._one_after_the_other(
                    (one.choice, one.literal, duration, way),
                    (other.choice, other.literal, other_duration, back),
                    lasts,
                    other_lasts,
                    *places,
                )

    # --- rooms ---

    def _rooms_keep_apart(self) -> None:
        inside: defaultdict[str, list[Part]] = defaultdict(list)
        for choice in self.choices:
            for room, literal in choice.rooms.items():
                inside[room].append(Part(choice, literal))
        for room, parts in inside.items():
            if len(parts) > 1:
                turnaround = self.world.summit.room_by_id[room].turnaround_min
                self.model.add_no_overlap([i for part in parts for i in self._intervals(part, turnaround)])

    # --- the meeting among others ---

    def _orders_hold(self) -> None:
        for order in self.world.summit.orders:
            first, second = self.by_id.get(order.before), self.by_id.get(order.after)
            if first is None or second is None:
                continue
            for duration, lasts in self._lasting(first):
                self.model.add(first.start + (duration + order.gap_min) <= second.start).only_enforce_if(
                    lasts, second.placed
                )

    def _avoided_keep_apart(self) -> None:
        starts = self.world.ground.starts
        at = {c.candidate.id: starts.delegations_at(c.candidate.meeting) for c in self.choices}
        for pair in self.world.summit.avoidances:
            both = {pair.first, pair.second}
            ones = [c for c in self.choices if at[c.candidate.id] & both == {pair.first}]
            others = [c for c in self.choices if at[c.candidate.id] & both == {pair.second}]
            for one, other in product(ones, others):
                for (mode, here), (their_mode, there) in product(one.pairs(), other.pairs()):
                    if mode.place.zone == their_mode.place.zone:
                        self._one_after_the_other(
                            (one, here, mode.duration_min, pair.gap_min),
                            (other, there, their_mode.duration_min, pair.gap_min),
                        )

    def _days_are_not_too_full(self) -> None:
        """Keep the meetings and the work of a day within a person's limits."""
        for person, parts in self.parts.items():
            limit = self.world.summit.limit_by_person.get(person)
            if limit is None or len(parts) < 2:
                continue
            for day in range(len(self.world.summit.days)):
                there = [held for held in self.world.row(person) if held.day_idx == day]
                if limit.meetings_a_day is not None:
                    mine = [p for p in parts if person not in p.choice.interpreters]
                    left = limit.meetings_a_day - sum(held.attends for held in there)
                    self._at_most(mine, day, [1] * len(mine), left)
                if limit.work_a_day_min is not None:
                    works = [p for p in parts if person in p.choice.interpreters]
                    minutes = [min(_work_min(mode) for mode in p.choice.candidate.modes) for p in works]
                    left = limit.work_a_day_min - sum(held.work_min for held in there)
                    self._at_most(works, day, minutes, left)

    def _at_most(self, parts: Sequence[Part], day: int, amounts: Sequence[int], left: int) -> None:
        terms = [
            amount * self.both(part.literal, on_day)
            for part, amount in zip(parts, amounts, strict=True)
            if (on_day := self._on_day(part.choice, day)) is not None
        ]
        if terms and left >= 0:
            self.model.add(sum(terms) <= left)

    def _on_day(self, choice: Choice, day: int) -> Literal | None:
        """Return a literal that holds if a candidate starts on a day; nothing if it cannot."""
        span, minutes = self.world.summit.day_spans[day], self.world.minutes
        mask = np.logical_or.reduce([mode.mask for mode in choice.candidate.modes])
        elsewhere = mask & ~((minutes >= span.start) & (minutes < span.end))
        if not (mask & ~elsewhere).any():
            return None
        key = ("day", choice.candidate.id, day)
        if key not in self._some:
            literal = self.model.new_bool_var("")
            self._only_at(choice, mask, elsewhere, [~literal]) if elsewhere.any() else self.model.add(literal == 1)
            self._some[key] = literal
        return self._some[key]

    @cached_property
    def planned(self) -> Sequence[Choice]:
        """The candidates that the plan holds so far."""
        return [choice for choice in self.choices if choice.candidate.base is not None]

    @cached_property
    def shifts(self) -> Sequence[Linear]:
        """For each of those the minutes by which it is shifted at least, if it is placed."""
        return [self._shift(choice, choice.candidate.base) for choice in self.planned if choice.candidate.base]

    def _shift(self, choice: Choice, base: Assignment) -> Linear:
        shift = self.model.new_int_var(0, int(self.world.summit.horizon.end), "")
        self.model.add(shift >= choice.start - base.start).only_enforce_if(choice.placed)
        self.model.add(shift >= base.start - choice.start).only_enforce_if(choice.placed)
        return shift

    # --- what a solution turned out to break ---

    def forbid_together(self, engaged: Sequence[tuple[Choice, Literal]], starts: Sequence[tuple[int, ...]]) -> None:
        """Cut off that candidates, while their literals hold, start at any of these combinations of minutes."""
        ones = (1,) * len(engaged)
        variables = [*(choice.start for choice, _ in engaged), *(literal for _, literal in engaged)]
        self.model.add_forbidden_assignments(variables, [(*row, *ones) for row in starts])

    def engaged(self, choice: Choice, form: str, person: str) -> Literal:
        """Return the literal that a person attends or interprets a candidate in a form."""
        if person in choice.interpreters:
            in_form = self._any(("form", choice.candidate.id, form), choice, lambda mode: mode.rung.form == form)
            return self.both(in_form, choice.interpreters[person])
        key = ("engaged", choice.candidate.id, form, person)
        return self._any(key, choice, lambda mode: mode.rung.form == form and person in mode.attendees)

    def day_of(self, choice: Choice, day: int) -> Literal:
        """Return the literal that a candidate, if placed, starts on a day on which it can."""
        literal = self._on_day(choice, day)
        return choice.placed if literal is None else self.both(choice.placed, literal)


def _lasts(duration_min: int) -> Test:
    return lambda mode: mode.duration_min == duration_min


def _attended_by(person: str) -> Test:
    return lambda mode: person in mode.attendees


def _venues(choice: Choice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mode.place.venue for mode in choice.candidate.modes))


def _work_min(mode: Mode) -> int:
    return -(-mode.duration_min // mode.team)
