"""The model of a repair solved in the order of the rule book, and what its answer says."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from math import prod
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.decisions import Linear
from summitry.planning.held import Held
from summitry.planning.repair import objectives
from summitry.planning.repair.candidate import Candidate, covers
from summitry.planning.repair.cost import Answer, Cost
from summitry.planning.repair.model import Choice, RepairModel
from summitry.planning.repair.modes import Mode
from summitry.planning.repair.objectives import Sized
from summitry.planning.repair.world import World
from summitry.summit import Assignment, Interval

_MOST_CUTS = 100
_MANY_CUTS = 40
_MOST_COMBINED = 3000
_LEAST_S = 0.02
FIRST_S = 0.5  # without any answer the whole run is for nothing


Level = Callable[[RepairModel], Sized]
LEVELS: tuple[Level, ...] = (
    objectives.held_back,
    objectives.value_lost,
    objectives.form_lost,
    objectives.num_changed,
)
FEWEST_CHANGED: tuple[Level, ...] = (objectives.num_changed,)
_GENTLER: tuple[Level, ...] = (objectives.weight_changed, objectives.shift, objectives.people_changed)
_MOST_EXACT = 2**50  # figures beyond that are no longer told apart by the solver


def solve(
    world: World,
    candidates: Sequence[Candidate],
    watch: Stopwatch,
    *,
    levels: Sequence[Level] = LEVELS,
    is_relaxed: bool = False,
    first_s: float = FIRST_S,
) -> Answer | None:
    """Return the best way to place some candidates in a world; nothing if no way was found in time.

    Parameters
    ----------
    levels
        What is minimised, one after the other; bounds of others are not looked for, and 0.
    is_relaxed
        Whether only the bound is wanted: the gentler of equals is not looked for, and rules that more meetings may mend
        are left out.
    first_s
        Seconds that a first answer may take, though the time be up.
    """
    solving = _Solving(RepairModel(world, candidates), candidates, watch, is_relaxed=is_relaxed, first_s=first_s)
    return solving.answer(levels)


class Taken(NamedTuple):
    """A candidate as a solution holds it, for one of its people."""

    choice: Choice
    mode: Mode
    start: int
    person: str
    held: Held

    def starts(self, world: World, person: str) -> list[int]:
        """Return the minutes at which it could start in its form with that person."""
        masks = [
            mode.mask
            for mode in self.choice.candidate.modes
            if mode.rung.form == self.mode.rung.form and (person in mode.attendees or person in mode.interpreters)
        ]
        found: list[int] = world.minutes[np.logical_or.reduce(masks or [self.mode.mask])].tolist()
        return found


def _together(levels: Sequence[Sized]) -> Sequence[Sized]:
    """Return as many of the first levels as one figure can tell apart."""
    size = 1
    for idx, level in enumerate(levels):
        size *= level.most + 1
        if size > _MOST_EXACT and idx:
            return levels[:idx]
    return levels


def _weighted(levels: Sequence[Sized]) -> Linear:
    """Return one expression that orders as the levels do, the first before all others."""
    total: Linear = 0
    for level in levels:
        total = total * (level.most + 1) + level.expression
    return total


def _unweighted(levels: Sequence[Sized], figure: int) -> list[int]:
    """Return the levels' figures from that of their weighted expression."""
    figures: list[int] = []
    for level in reversed(levels):
        figure, rest = divmod(figure, level.most + 1)
        figures.append(rest)
    return figures[::-1]


class _Solving:
    def __init__(
        self,
        model: RepairModel,
        candidates: Sequence[Candidate],
        watch: Stopwatch,
        *,
        is_relaxed: bool,
        first_s: float,
    ) -> None:
        self._m = model
        self._world = model.world
        self._candidates = candidates
        self._watch = watch
        self._is_relaxed = is_relaxed
        self._least_s = _LEAST_S if is_relaxed else max(_LEAST_S, first_s)
        self._values: Sequence[int] | None = None
        self._num_cuts = 0
        self._is_coarse = False

    def answer(self, levels: Sequence[Level]) -> Answer | None:
        """Minimise level by level; nothing if there was no time for a first solution."""
        bounds = self._minimise([level(self._m) for level in levels])
        if bounds is None:
            return None
        if not self._is_relaxed:
            self._minimise([level(self._m) for level in _GENTLER])
        proven = dict(zip(levels, bounds, strict=True))
        cost, bound = self._cost(), self._with_impossible(Cost(*(proven.get(level, 0) for level in LEVELS)))
        return Answer(self._assignments(), cost, bound, cost == bound)

    def _minimise(self, levels: Sequence[Sized]) -> list[int] | None:
        """Minimise levels one before the other, as many at once as can be told apart, and return their bounds.

        What is reached is kept. Nothing if no solution is known.
        """
        bounds: list[int] = []
        while len(bounds) < len(levels):
            together = _together(levels[len(bounds) :])
            expression = _weighted(together)
            bound = self._find(expression)
            if bound is None:
                return None
            if not isinstance(expression, int):
                self._m.model.add(expression <= self._value(expression))
            bounds += _unweighted(together, bound)
        return bounds

    def _value(self, expression: Linear) -> int:
        """Return what an expression comes to in the last solution."""
        return expression if isinstance(expression, int) else int(self._evaluator.value(expression))

    def _find(self, expression: Linear) -> int | None:
        """Return the bound of an expression, with the best solution that breaks nothing; nothing if there is none."""
        model = self._m.model
        if self._values is not None and (isinstance(expression, int) or not self._watch.left_s):
            return expression if isinstance(expression, int) else 0
        while True:
            model.clear_objective()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
            if not isinstance(expression, int):
                model.minimize(expression)
            self._hint()
            solver = self._solver()
            status = solver.solve(model)
            if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                return None if self._values is None else self._known_bound(expression)
            values = tuple(solver.response_proto.solution)
            broken = () if self._is_relaxed else self._broken(values)
            if not broken:
                self._values, self._evaluator = values, solver
                if isinstance(expression, int):
                    return expression
                return 0 if self._is_coarse else max(0, round(solver.best_objective_bound))
            self._num_cuts += 1
            if self._num_cuts > _MOST_CUTS or (self._values is not None and not self._watch.left_s):
                return None if self._values is None else 0
            for person, own in broken:
                self._cut_off(person, own)

    def _solver(self) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        least_s = self._least_s if self._values is None else _LEAST_S
        solver.parameters.max_time_in_seconds = max(least_s, self._watch.left_s)
        # on models so small these take longer than what they spare
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        return solver

    def _known_bound(self, expression: Linear) -> int:
        """Return a bound where the time was up before a better solution was found: the last one stands."""
        return 0 if self._watch.left_s <= 0 or self._is_coarse else self._value(expression)

    def _hint(self) -> None:
        """Hint at the last solution; before the first, at everything staying as it is."""
        model = self._m.model
        model.clear_hints()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
        if self._values is None:
            for choice in self._m.choices:
                if choice.kept is not None and choice.candidate.base is not None:
                    model.add_hint(choice.kept, True)  # noqa: FBT003 -- the value hinted at
                    model.add_hint(choice.start, choice.candidate.base.start)
            return
        for idx, value in enumerate(self._values):
            model.add_hint(model.get_int_var_from_proto_index(idx), value)

    # --- what a solution says ---

    def _chosen(self, values: Sequence[int]) -> Iterator[tuple[Choice, Mode, int]]:
        for choice in self._m.choices:
            for mode, literal in choice.pairs():
                if values[literal.index]:
                    yield choice, mode, values[choice.start.index]

    def _assignments(self) -> dict[str, Assignment | None]:
        found: dict[str, Assignment | None] = {candidate.id: None for candidate in self._candidates}
        for choice, mode, start in self._chosen(self._values or ()):
            found[choice.candidate.id] = self._assignment(choice, mode, start)
        return found

    def _assignment(self, choice: Choice, mode: Mode, start: int) -> Assignment:
        values, base = self._values or (), choice.candidate.base
        if choice.kept is not None and values[choice.kept.index] and base is not None:
            return base
        working = [who for who, works in choice.interpreters.items() if values[works.index]]
        usual = base.interpreters if base else ()
        working.sort(key=lambda who: who not in usual)
        return Assignment(
            meeting=choice.candidate.id,
            form=mode.rung.form,
            start=start,
            room=next((room for room, inside in choice.rooms.items() if values[inside.index]), None),
            attendees=mode.attendees,
            interpreters=_needed(self._world, mode, working),
        )

    def _cost(self) -> Cost:
        return self._with_impossible(Cost(*(self._value(level(self._m).expression) for level in LEVELS)))

    def _with_impossible(self, cost: Cost) -> Cost:
        """Return a cost with the candidates that cannot be held at all."""
        missing = [c for c in self._candidates if c.id not in self._m.by_id]
        return Cost(
            cost.num_held_back + sum(c.is_held for c in missing),
            cost.value_lost + sum(c.value for c in missing),
            cost.form_lost,
            cost.num_changed + sum(c.base is not None for c in missing),
        )

    # --- what only whole solutions show ---

    def _broken(self, values: Sequence[int]) -> list[tuple[str, list[Taken]]]:
        """Return whose limits a solution breaks, and with what; nobody, with all, where breaks are uneven."""
        by_person: dict[str, list[Taken]] = {}
        for choice, mode, start in self._chosen(values):
            working = [who for who, works in choice.interpreters.items() if values[works.index]]
            for person in (*mode.attendees, *working):
                held = self._held(choice, mode, start, attends=person in mode.attendees)
                by_person.setdefault(person, []).append(Taken(choice, mode, start, person, held))
        broken = [(person, own) for person, own in by_person.items() if not self._keeps(person, own)]
        if (
            not broken
            and by_person
            and not self._world.is_even({p: [t.held for t in own] for p, own in by_person.items()})
        ):
            everything = {taken.choice.candidate.id: taken for own in by_person.values() for taken in own}
            broken.append(("", list(everything.values())))
        return broken

    def _keeps(self, person: str, own: Sequence[Taken]) -> bool:
        is_in_masks = len(own) < 2 and not self._world.has_open_meals
        return is_in_masks or self._world.keeps_limits(person, (taken.held for taken in own))

    def _cut_off(self, person: str, own: Sequence[Taken]) -> None:
        """Cut off the fewest meetings that break a person's limits together, at all starts at which they do.

        Where these are too many, only at those of the same days; and after many cuts, the days as a whole, which may
        cut off more than is broken, so that nothing is proven any more.
        """
        least = self._fewest_broken(person, own)
        if self._num_cuts > _MANY_CUTS:
            self._is_coarse = True
            days = [(taken, taken.held.day_idx) for taken in least]
            self._m.model.add_bool_or([~self._m.day_of(taken.choice, day) for taken, day in days if day is not None])
            return
        starts = [taken.starts(self._world, person) for taken in least]
        if prod(map(len, starts)) > _MOST_COMBINED:
            day_of = self._world.summit.day_idx
            starts = [
                [s for s in row if day_of(s) == taken.held.day_idx] for row, taken in zip(starts, least, strict=True)
            ]
        chosen = tuple(taken.start for taken in least)
        rows = [chosen] if not person or prod(map(len, starts)) > _MOST_COMBINED else list(product(*starts))
        broken = [row for row in rows if row == chosen or not self._keeps(person, self._moved(least, row))]
        engaged = [(taken.choice, self._m.engaged(taken.choice, taken.mode.rung.form, taken.person)) for taken in least]
        self._m.forbid_together(engaged, broken)

    def _fewest_broken(self, person: str, own: Sequence[Taken]) -> Sequence[Taken]:
        """Return the fewest of a person's meetings that break a limit; all where it is nobody's limit alone."""
        for size in range(1, len(own)) if person else ():
            for some in combinations(own, size):
                if not self._keeps(person, some):
                    return some
        return own

    def _moved(self, own: Sequence[Taken], starts: Sequence[int]) -> list[Taken]:
        return [
            t._replace(start=start, held=self._held(t.choice, t.mode, start, attends=t.held.attends))
            for t, start in zip(own, starts, strict=True)
        ]

    def _held(self, choice: Choice, mode: Mode, start: int, *, attends: bool) -> Held:
        interval = Interval(start, start + mode.duration_min)
        where = choice.candidate.id, mode.rung.form, interval, mode.place.venue
        return Held.meeting(self._world.summit, *where, attends=attends)


def _needed(world: World, mode: Mode, working: Sequence[str]) -> tuple[str, ...]:
    """Return the interpreters who are needed, those who did it so far first."""
    for size in range(len(working) + 1):
        for some in combinations(working, size):
            if covers(world, mode, some):
                return some
    return tuple(working)
