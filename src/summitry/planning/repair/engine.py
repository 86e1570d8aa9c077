"""The repair itself: what was hit is placed anew, and more meetings are opened until the proof closes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from summitry.planning.clock import Stopwatch
from summitry.planning.repair.candidate import Candidate
from summitry.planning.repair.cost import Answer, Cost
from summitry.planning.repair.growth import Ways
from summitry.planning.repair.insertion import inserted
from summitry.planning.repair.modes import loss_of, modes_of
from summitry.planning.repair.solving import FEWEST_CHANGED, solve
from summitry.planning.repair.world import Ground, World
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Summit

_MOST_OPEN = 60  # meetings opened beside the hit ones; more take longer than an answer may
_MOST_LIKELY = 25  # meetings opened beside the hit ones where all in their way are too many
_MOST_STEPS = 4
_LEAST_OPEN = 2
_FEW_HIT = 4  # up to so many are placed exactly in no time
_MOST_AT_ONCE = 25  # hit meetings that are placed anew in one model; more are in groups
_MOST_IN_GROUP = 10
_GROUP_S = 0.25
_BUILDING_SHARE = 0.4  # of the time left, for building a model; the rest is for solving it
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

    def world(self, without: Iterable[str], *, is_bare: bool = False, more: Iterable[Assignment] = ()) -> World:
        """Return the world in which everything stands but some meetings; bare: but all that may give way, too.

        Parameters
        ----------
        more
            What stands besides.
        """
        opened = {*without, *(self.may_give_way if is_bare else ())}
        fixed = (*(a for m, a in self.base.items() if m not in opened), *more)
        return World(self.ground, fixed, has_open_meals=self.serves_meals)

    def value(self, meeting: str) -> int:
        """Return what a meeting is worth."""
        return value_of(self.summit, self.summit.meeting_by_id[meeting])

    def people_of(self, meeting: str) -> frozenset[str]:
        """Return who may attend a meeting."""
        return frozenset(who for seat in self.summit.seats_by_meeting[meeting] for who in seat)

    def cost(self, changed: Mapping[str, Assignment | None]) -> Cost:
        """Return what it costs to hold some meetings so."""
        costs = [self._cost(meeting, after) for meeting, after in changed.items()]
        return Cost(*map(sum, zip(*costs, strict=True))) if costs else Cost(0, 0, 0, 0)

    def _cost(self, meeting: str, after: Assignment | None) -> Cost:
        base = self.base.get(meeting)
        is_changed = base is not None and after != base
        return Cost(
            num_held_back=int(is_changed and self.is_held(meeting)),
            value_lost=0 if after is not None else self.value(meeting),
            form_lost=0 if after is None else max(0, self._loss(after) - (self._loss(base) if base else 0)),
            num_changed=int(is_changed),
        )

    def _loss(self, assignment: Assignment) -> int:
        meeting = self.summit.meeting_by_id[assignment.meeting]
        return loss_of(self.summit, meeting, assignment.form, assignment.attendees)

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
            value=self.value(meeting),
            base_loss=self._loss(base) if base else 0,
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
    world, candidates
        What stood when it was found, and what was free to move.
    """

    changed: Mapping[str, Assignment | None]
    cost: Cost
    bound: Cost
    world: World
    candidates: Sequence[Candidate] = ()

    @property
    def is_proven(self) -> bool:
        """Whether no repair costs less."""
        return self.cost == self.bound


def repaired(question: Question, hit: Iterable[str], watch: Stopwatch) -> Repair:
    """Return the repair that costs least, as far as time allows to find and to prove it.

    Where no time was left even for a first one, what was hit is left out.

    Parameters
    ----------
    hit
        The meetings that cannot all stay, and those newly asked for.
    """
    return _Growing(question, tuple(dict.fromkeys(hit)), watch).run()


class _Growing:
    """Opens more and more meetings around those that were hit.

    What is known of every repair: it costs no less than the hit meetings alone among what never moves (`_floor`),
    changes no fewer meetings than these must (`_fewest`), and one that changes more than `step` other meetings changes
    at least that many more.
    """

    def __init__(self, question: Question, hit: tuple[str, ...], watch: Stopwatch) -> None:
        self._q = question
        self._hit = hit
        self._watch = watch
        self._best: Answer | None = None
        self._bare = question.world(hit, is_bare=True)
        self._world, self._candidates = self._bare, list[Candidate]()
        self._bare_candidates: dict[str, Candidate] = {}
        self._opening_s = 0.0
        self._best_within: dict[int, Cost] = {}

    def run(self) -> Repair:
        """Open more until the proof closes, time is up, or there is more to open than can be solved in time."""
        if len(self._hit) > _FEW_HIT and not self._q.summit.settings.fairness_cap:
            order = sorted(self._hit, key=lambda m: (not self._q.is_held(m), -self._q.value(m), m))
            found = inserted(self._q.world(self._hit), order, self._q.candidate)
            if len(self._hit) > _MOST_AT_ONCE:
                return self._in_groups(found)
            self._best = Answer(found, self._q.cost(found), Cost(0, 0, 0, 0), is_proven=False)
        opened, step = self._hit, 0
        while True:
            is_best_here = self._solve(opened, step)
            best = self._best
            if best is None:
                return self._without_any()
            bound = self._bound(best, step, is_best_here=is_best_here)
            if bound == best.cost or self._most_more < _LEAST_OPEN or step == _MOST_STEPS:
                return self._repair(best, bound)
            step += 1
            grown = self._grown(opened, step)
            if len(grown) == len(opened):  # nothing else is in anybody's way
                return self._repair(best, best.bound if is_best_here else bound)
            if len(grown) > len(self._hit) + self._most_more:
                return self._last_try(best, bound)
            opened = grown

    def _in_groups(self, placed: dict[str, Assignment | None]) -> Repair:
        """Place what was lost or changed anew, each with those of the hit that share people with it."""
        q = self._q
        for meeting in sorted(self._hit, key=lambda m: (placed[m] is not None, -q.value(m), m)):
            if not self._watch.left_s:
                break
            if placed[meeting] == q.base.get(meeting):
                continue
            group = self._group(meeting)
            standing = [a for m, a in placed.items() if m not in group and a is not None]
            world = q.world(self._hit, more=standing)
            watch = Stopwatch(min(_GROUP_S, self._watch.left_s))
            answer = solve(world, [q.candidate(world, m) for m in group], watch, first_s=0.0)
            if answer is not None and answer.cost < q.cost({m: placed[m] for m in group}):
                placed |= answer.assignments
        sure = self._num_out_of_place if self._watch.left_s else 0
        return Repair(changed=placed, cost=q.cost(placed), bound=Cost(0, 0, 0, sure), world=self._world)

    def _group(self, meeting: str) -> list[str]:
        """Return a hit meeting and some others that share people with it."""
        people = {*self._q.people_of(meeting)}
        near = (m for m in self._hit if m != meeting and people & self._q.people_of(m))
        return [meeting, *islice(near, _MOST_IN_GROUP - 1)]

    def _last_try(self, best: Answer, bound: Cost) -> Repair:
        """Open the likeliest of too many, first to do better, then to learn what even they cannot make good."""
        if self._most_more < _LEAST_OPEN:
            return self._repair(best, bound)
        likeliest = self._likeliest()
        if self._solve(likeliest) and self._best is not None and self._best.cost < best.cost:
            best, bound = self._best, max(bound, self._bound(self._best, 0, is_best_here=False))
        if bound != best.cost and self._most_more >= len(likeliest) - len(self._hit):
            bound = max(bound, self._floor_of(likeliest, best))
        return self._repair(best, bound)

    @property
    def _most_more(self) -> int:
        """How many meetings can be opened beside the hit ones in the time left, by what those so far took."""
        if not self._watch.left_s:
            return 0
        return min(_MOST_OPEN, int(_BUILDING_SHARE * self._watch.left_s / max(self._opening_s, 1e-4)) - len(self._hit))

    def _without_any(self) -> Repair:
        lost = Cost(
            num_held_back=sum(map(self._q.is_held, self._hit)),
            value_lost=sum(map(self._q.value, self._hit)),
            form_lost=0,
            num_changed=sum(m in self._q.base for m in self._hit),
        )
        left_out: dict[str, Assignment | None] = dict.fromkeys(self._hit)
        return Repair(changed=left_out, cost=lost, bound=Cost(0, 0, 0, 0), world=self._world)

    def _repair(self, best: Answer, bound: Cost) -> Repair:
        bound = bound._replace(num_changed=max(bound.num_changed, self._least_for(best)))
        return Repair(
            changed=best.assignments, cost=best.cost, bound=bound, world=self._world, candidates=self._candidates
        )

    def _least_for(self, best: Answer) -> int:
        """Return how many meetings change at least in a repair that reaches as much on the levels above.

        Where what is best within some steps reaches less, more others than so many must change.
        """
        least = self._floor.num_changed if best.cost[:3] == self._floor[:3] else self._fewest
        return least + max(
            (step + 1 for step, cost in self._best_within.items() if cost[:3] > best.cost[:3]), default=0
        )

    def _solve(self, opened: tuple[str, ...], step: int | None = None) -> bool:
        """Place the opened meetings anew, keep the answer if it is better, and tell whether it was.

        A step says that all were opened that are within so many steps of the hit ones.
        """
        began = self._watch.elapsed_s
        world = self._q.world(opened)
        candidates = [self._q.candidate(world, m) for m in opened]
        self._opening_s = (self._watch.elapsed_s - began) / max(1, len(opened))
        answer = solve(world, candidates, self._watch)
        if answer is not None and step is not None and answer.bound[:3] == answer.cost[:3]:
            self._best_within[step] = answer.cost
        if answer is None or (self._best is not None and answer.cost > self._best.cost):
            return False
        self._best, self._world, self._candidates = answer, world, candidates
        return True

    # --- what is known of every repair ---

    def _bound(self, best: Answer, step: int, *, is_best_here: bool) -> Cost:
        floor = self._floor
        if best.cost[:3] != floor[:3]:
            return floor._replace(num_changed=self._fewest)
        num = max(floor.num_changed, self._num_out_of_place)
        if is_best_here and best.bound[:3] == best.cost[:3]:
            num = max(num, min(best.bound.num_changed, num + step + 1))
        return floor._replace(num_changed=num)

    def _floor_of(self, opened: Iterable[str], best: Answer) -> Cost:
        """Return what some meetings, the hit ones among them, cost alone among what never moves, as a bound."""
        answer = solve(self._bare, [self._bare_candidate(m) for m in opened], self._watch, is_relaxed=True)
        if answer is None:
            return Cost(0, 0, 0, 0)
        is_comparable = answer.bound[:3] == best.cost[:3]
        return answer.bound if is_comparable else answer.bound._replace(num_changed=self._fewest)

    @cached_property
    def _floor(self) -> Cost:
        """What the hit meetings cost alone among what never moves: no repair costs less."""
        answer = solve(self._bare, self._bare_hit, self._watch, is_relaxed=True)
        return answer.bound if answer is not None else Cost(0, 0, 0, 0)

    @cached_property
    def _fewest(self) -> int:
        """How many of the hit meetings cannot stay, whatever is given up for it."""
        sure = self._num_out_of_place
        if self._floor.num_changed <= sure:
            return sure
        answer = solve(self._bare, self._bare_hit, self._watch, levels=FEWEST_CHANGED, is_relaxed=True)
        return max(sure, answer.bound.num_changed) if answer is not None else sure

    @cached_property
    def _num_out_of_place(self) -> int:
        """How many of the hit meetings cannot stay by themselves."""
        return sum(c.base is not None and c.mode_of_base(self._bare) is None for c in self._bare_hit)

    @property
    def _bare_hit(self) -> list[Candidate]:
        return [self._bare_candidate(m) for m in self._hit]

    def _bare_candidate(self, meeting: str) -> Candidate:
        if meeting not in self._bare_candidates:
            self._bare_candidates[meeting] = self._q.candidate(self._bare, meeting)
        return self._bare_candidates[meeting]

    # --- what is opened ---

    def _grown(self, opened: tuple[str, ...], step: int) -> tuple[str, ...]:
        """Return the opened meetings, then those in their way where so many others than the hit ones may move."""
        ways = self._ways(opened, step)
        blocking = {m for meeting in opened for m in ways.in_the_way(self._bare_candidate(meeting))}
        return (*opened, *sorted(blocking, key=lambda m: (self._q.base[m].start, m)))

    def _ways(self, opened: Iterable[str], step: int) -> Ways:
        giving = {m: a for m, a in self._q.may_give_way.items() if m not in opened}
        return Ways(self._bare, self._q.world(self._hit), giving, len(self._hit) + step)

    def _likeliest(self) -> tuple[str, ...]:
        """Return the hit meetings, then a few that give most room to those that the best answer leaves out or moves."""
        best = self._best.assignments if self._best else {}
        ways = self._ways(self._hit, 1)
        short = [m for m in self._hit if best.get(m) is None] or list(self._hit)
        most = max(0, min(_MOST_LIKELY, self._most_more))
        share = max(_LEAST_OPEN, most // max(1, len(short)))
        more = (m for meeting in short for m in ways.cheapest_way(self._bare_candidate(meeting), share))
        return tuple(dict.fromkeys((*self._hit, *more)))[: len(self._hit) + most]
