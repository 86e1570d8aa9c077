"""The repair itself: what was hit is placed anew, and more meetings are opened until the proof closes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from summitry.planning.clock import Stopwatch
from summitry.planning.repair.candidate import Candidate
from summitry.planning.repair.growth import Ways
from summitry.planning.repair.modes import loss_of, modes_of
from summitry.planning.repair.solving import Answer, Cost, solve
from summitry.planning.repair.world import Ground, World
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Summit

_MOST_OPEN = 60  # meetings placed anew at once; more take longer than an answer may
_MOST_STEPS = 4
_SHORT_NOTICE = ((60, 8), (180, 4), (24 * 60, 2))  # minutes of notice below which a change weighs so much


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is to be repaired.

    Parameters
    ----------
    ground
        The changed facts.
    base
        The plan's assignments by meeting, as the events left them.
    now
        The minute from which on things may change.
    freeze_min
        Minutes from then within which a meeting that starts stays if it can.
    pinned
        Meetings that stay if they can, whenever they are.
    is_to_place
        Ids of the meetings that may be in a plan.
    """

    ground: Ground
    base: Mapping[str, Assignment]
    now: int
    freeze_min: int
    pinned: frozenset[str]
    is_to_place: frozenset[str]
    _weights: dict[str, int] = field(default_factory=dict)

    @property
    def summit(self) -> Summit:
        """The changed facts."""
        return self.ground.summit

    def has_started(self, meeting: str) -> bool:
        """Tell whether a meeting has begun."""
        base = self.base.get(meeting)
        return base is not None and base.start <= self.now

    def is_held(self, meeting: str) -> bool:
        """Tell whether a meeting that has not begun stays if it can."""
        base = self.base.get(meeting)
        return base is not None and (meeting in self.pinned or base.start <= self.now + self.freeze_min)

    @cached_property
    def may_give_way(self) -> Mapping[str, Assignment]:
        """The assignments that are neither begun nor held."""
        return {m: a for m, a in self.base.items() if not self.has_started(m) and not self.is_held(m)}

    @cached_property
    def serves_meals(self) -> bool:
        """Whether some meeting may be the meal of a person with a limit on meals."""
        if not any(limit.meal for limit in self.summit.limits):
            return False
        meals = {form.name for form in self.summit.forms if form.meal}
        return any(rung.form in meals for m in self.summit.meetings for rung in self.summit.ladder(m))

    def world(self, without: Iterable[str], *, is_bare: bool = False) -> World:
        """Return the world in which everything stands but some meetings; bare: but all that may give way, too."""
        opened = {*without, *(self.may_give_way if is_bare else ())}
        fixed = tuple(a for m, a in self.base.items() if m not in opened)
        return World(self.ground, fixed, has_open_meals=self.serves_meals)

    def candidate(self, world: World, meeting: str) -> Candidate:
        """Return a meeting as it may be placed in a world."""
        facts, base = self.summit.meeting_by_id[meeting], self.base.get(meeting)
        may_be = meeting in self.is_to_place
        usual = base.interpreters if base else ()
        return Candidate(
            meeting=facts,
            base=base,
            modes=modes_of(world, facts, world.minutes > self.now, usual) if may_be else (),
            is_held=self.is_held(meeting),
            value=value_of(self.summit, facts),
            base_loss=loss_of(self.summit, facts, base.form, base.attendees) if base else 0,
            weight=self.weight(base),
        )

    def weight(self, base: Assignment | None) -> int:
        """Return what it costs to change a meeting: the people it concerns, times how short the notice is."""
        if base is None:
            return 0
        notice_min = base.start - self.now
        factor = next((factor for most, factor in _SHORT_NOTICE if notice_min < most), 1)
        return factor * (len(base.attendees) + len(base.interpreters))


@dataclass(frozen=True, kw_only=True)
class Repair:
    """The best repair found.

    Parameters
    ----------
    changed
        The meetings placed anew, each with its assignment or ``None``.
    bound
        What no repair is below, level by level, each for what those above it reach.
    num_opened
        How many meetings were free to move in the last model.
    """

    changed: Mapping[str, Assignment | None]
    cost: Cost
    bound: Cost
    num_opened: int

    @property
    def is_proven(self) -> bool:
        """Whether no repair costs less."""
        return self.cost == self.bound


def repaired(question: Question, hit: Iterable[str], watch: Stopwatch) -> Repair | None:
    """Return the repair that costs least, as far as time allows to find and to prove it; nothing if none was found.

    Parameters
    ----------
    hit
        The meetings that cannot all stay, and those newly asked for.
    """
    return _Growing(question, tuple(dict.fromkeys(hit)), watch).run()


class _Growing:
    """Opens more and more meetings around those that were hit.

    After each step, what is known of every repair: it costs no less than the hit meetings alone among what never moves
    (`_floor`); and one that changes more than `step` other meetings costs at least their number more.
    """

    def __init__(self, question: Question, hit: tuple[str, ...], watch: Stopwatch) -> None:
        self._q = question
        self._hit = hit
        self._watch = watch
        self._best: Answer | None = None
        self._num_opened = len(hit)

    def run(self) -> Repair | None:
        opened = self._hit
        step = 0
        while True:
            is_whole = len(opened) <= _MOST_OPEN
            self._solve(opened[:_MOST_OPEN])
            best = self._best
            if best is None:
                return None
            bound = self._bound(best, step, is_whole=is_whole)
            if bound == best.cost or self._watch.left_s <= 0 or not is_whole or step == _MOST_STEPS:
                return self._repair(best, bound)
            step += 1
            grown = self._grown(opened, step)
            if len(grown) == len(opened):  # nothing else is in anybody's way
                return self._repair(best, best.bound)
            opened = grown

    def _repair(self, best: Answer, bound: Cost) -> Repair:
        return Repair(changed=best.assignments, cost=best.cost, bound=bound, num_opened=self._num_opened)

    def _solve(self, opened: Sequence[str]) -> None:
        """Place the opened meetings anew, and keep the answer if it is better."""
        world = self._q.world(opened)
        answer = solve(world, [self._q.candidate(world, m) for m in opened], self._watch)
        if answer is not None and (self._best is None or answer.cost <= self._best.cost):
            self._best, self._num_opened = answer, len(opened)

    def _bound(self, best: Answer, step: int, *, is_whole: bool) -> Cost:
        """Return what no repair is below."""
        floor = self._floor
        if best.cost[:3] != floor[:3]:
            return floor
        beyond = floor.num_changed + step + 1 if is_whole else floor.num_changed
        here = best.bound.num_changed if is_whole and best.bound[:3] == best.cost[:3] else floor.num_changed
        return floor._replace(num_changed=max(floor.num_changed, min(here, beyond)))

    @cached_property
    def _floor(self) -> Cost:
        """What the hit meetings cost alone among what never moves: no repair costs less."""
        bare = self._bare
        candidates = [self._bare_candidate(m) for m in self._hit]
        answer = solve(bare, candidates, self._watch, is_relaxed=True)
        return answer.bound if answer is not None else Cost(0, 0, 0, 0)

    @cached_property
    def _bare(self) -> World:
        return self._q.world(self._hit, is_bare=True)

    def _bare_candidate(self, meeting: str) -> Candidate:
        if meeting not in self._bare_candidates:
            self._bare_candidates[meeting] = self._q.candidate(self._bare, meeting)
        return self._bare_candidates[meeting]

    @cached_property
    def _bare_candidates(self) -> dict[str, Candidate]:
        return {}

    def _grown(self, opened: Sequence[str], step: int) -> tuple[str, ...]:
        """Return the opened meetings, then those in their way where so many others than the hit ones may move."""
        giving = {m: a for m, a in self._q.may_give_way.items() if m not in opened}
        ways = Ways(self._bare, self._q.world(self._hit), giving, len(self._hit) + step)
        blocking = {m for meeting in opened for m in ways.in_the_way(self._bare_candidate(meeting))}
        nearest = sorted(blocking, key=lambda m: (self._q.base[m].start, m))
        return (*opened, *nearest)
