"""The model of a repair solved in the order of the rule book, and what its answer says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from ortools.sat.python import cp_model

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.decisions import Linear
from summitry.planning.held import Held
from summitry.planning.repair.candidate import Candidate, covers
from summitry.planning.repair.model import Choice, RepairModel
from summitry.planning.repair.modes import Mode
from summitry.planning.repair.world import World
from summitry.summit import Assignment, Interval

_MOST_CUTS = 200
_LEAST_S = 0.02


class Cost(NamedTuple):
    """What a repair gives up, in the order in which it is spared.

    Parameters
    ----------
    num_held_back
        Meetings within the frozen horizon, or pinned, that do not stay.
    value_lost
        Value of the candidates that are not placed.
    form_lost
        Hundredths of value lost by lesser forms and stand-ins than so far.
    num_changed
        Meetings of the plan that do not stay as they are.
    """

    num_held_back: int
    value_lost: int
    form_lost: int
    num_changed: int


@dataclass(frozen=True)
class Answer:
    """The best way found to place some candidates.

    Parameters
    ----------
    assignments
        For each candidate its assignment; ``None`` where it is not placed.
    bound
        What no way to place them in their world is below, level by level, each for what those above it reach.
    is_proven
        Whether the cost is the least.
    """

    assignments: Mapping[str, Assignment | None]
    cost: Cost
    bound: Cost
    is_proven: bool


Level = Callable[[RepairModel], Linear]
LEVELS: tuple[Level, ...] = (
    RepairModel.held_back,
    RepairModel.value_lost,
    RepairModel.form_lost,
    RepairModel.num_changed,
)
FEWEST_CHANGED: tuple[Level, ...] = (RepairModel.num_changed,)
_GENTLER: tuple[Level, ...] = (RepairModel.weight_changed, RepairModel.shift, RepairModel.people_changed)


def solve(
    world: World,
    candidates: Sequence[Candidate],
    watch: Stopwatch,
    *,
    levels: Sequence[Level] = LEVELS,
    is_relaxed: bool = False,
) -> Answer | None:
    """Return the best way to place some candidates in a world; nothing if no way was found in time.

    Parameters
    ----------
    levels
        What is minimised, one after the other; bounds of others are not looked for, and 0.
    is_relaxed
        Whether only the bound is wanted: the gentler of equals is not looked for, and rules that more meetings may mend
        are left out.
    """
    return _Solving(RepairModel(world, candidates), candidates, watch, is_relaxed=is_relaxed).answer(levels)


class _Solving:
    def __init__(
        self, model: RepairModel, candidates: Sequence[Candidate], watch: Stopwatch, *, is_relaxed: bool
    ) -> None:
        self._m = model
        self._world = model.world
        self._candidates = candidates
        self._watch = watch
        self._is_relaxed = is_relaxed
        self._values: Sequence[int] | None = None
        self._num_cuts = 0

    def answer(self, levels: Sequence[Level]) -> Answer | None:
        """Minimise level by level; nothing if there was no time for a first solution."""
        proven: dict[Level, int] = {}
        for level in levels:
            bound = self._level(level(self._m))
            if bound is None:
                return None
            proven[level] = bound
        for level in () if self._is_relaxed else _GENTLER:
            self._level(level(self._m))
        cost, bound_cost = self._cost(), self._with_impossible(Cost(*(proven.get(level, 0) for level in LEVELS)))
        return Answer(self._assignments(), cost, bound_cost, cost == bound_cost)

    def _level(self, expression: Linear) -> int | None:
        """Minimise one level, keep what it reaches, and return its bound; nothing if no solution is known."""
        if isinstance(expression, int):
            return expression if self._values is not None or self._find(None) is not None else None
        bound = self._find(expression)
        if self._values is None or bound is None:
            return None
        self._m.model.add(expression <= self._value(expression))
        return bound

    def _value(self, expression: Linear) -> int:
        """Return what an expression comes to in the last solution."""
        return int(self._evaluator.value(expression))

    def _find(self, expression: Linear | None) -> int | None:
        """Return the bound of an expression, with the best solution that breaks nothing; nothing if there is none."""
        model = self._m.model
        while True:
            if self._watch.left_s <= 0 and self._values is None:
                return None
            model.clear_objective()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
            if expression is not None:
                model.minimize(expression)
            self._hint()
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.max_time_in_seconds = max(_LEAST_S, self._watch.left_s)
            status = solver.solve(model)
            if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                return None if self._values is None or expression is None else self._known_bound(expression)
            values = tuple(solver.response_proto.solution)
            broken = () if self._is_relaxed else self._broken(values)
            if not broken:
                self._values, self._evaluator = values, solver
                return 0 if expression is None else round(solver.best_objective_bound)
            self._num_cuts += len(broken)
            if self._num_cuts > _MOST_CUTS:
                return None if self._values is None else 0
            for chosen in broken:
                self._m.forbid(chosen)

    def _known_bound(self, expression: Linear) -> int:
        """Return a bound where the time was up before a better solution was found: the last one stands."""
        return 0 if self._watch.left_s <= 0 else self._value(expression)

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
        return self._with_impossible(Cost(*(self._value(level(self._m)) for level in LEVELS)))

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

    def _broken(self, values: Sequence[int]) -> tuple[tuple[tuple[Choice, Mode, int], ...], ...]:
        """Return the sets of choices of a solution that break a limit together, or all where breaks are uneven."""
        chosen = tuple(self._chosen(values))
        by_person: dict[str, list[tuple[tuple[Choice, Mode, int], Held]]] = {}
        for choice, mode, start in chosen:
            working = [who for who, works in choice.interpreters.items() if values[works.index]]
            for person in (*mode.attendees, *working):
                held = self._held(choice, mode, start, attends=person in mode.attendees)
                by_person.setdefault(person, []).append(((choice, mode, start), held))
        broken = [
            tuple(choice for choice, _ in own)
            for person, own in by_person.items()
            if (len(own) > 1 or self._world.has_open_meals)
            and not self._world.keeps_limits(person, (held for _, held in own))
        ]
        if not broken and chosen and not self._world.is_even({p: [h for _, h in own] for p, own in by_person.items()}):
            broken.append(chosen)
        return tuple(dict.fromkeys(broken))

    def _held(self, choice: Choice, mode: Mode, start: int, *, attends: bool) -> Held:
        summit = self._world.summit
        return Held(
            interval=Interval(start, start + mode.duration_min),
            id=choice.candidate.id,
            title=choice.candidate.id,
            day_idx=summit.day_idx(start),
            venue=mode.place.venue,
            is_meal=summit.form_by_name[mode.rung.form].meal,
            attends=attends,
            work_min=0 if attends else -(-mode.duration_min // mode.team),
        )


def _needed(world: World, mode: Mode, working: Sequence[str]) -> tuple[str, ...]:
    """Return the interpreters who are needed, those who did it so far first."""
    for size in range(len(working) + 1):
        for some in combinations(working, size):
            if covers(world, mode, some):
                return some
    return tuple(working)
