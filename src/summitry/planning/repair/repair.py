"""The front door to repair: a plan and what happened in, a new plan with as few and gentle changes as possible out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summitry.planning.clock import Stopwatch
from summitry.planning.repair.alternatives import Alternative, others
from summitry.planning.repair.cost import Cost
from summitry.planning.repair.draft import RepairError
from summitry.planning.repair.engine import Question, Repair, repaired
from summitry.planning.repair.events import AnyEvent
from summitry.planning.repair.facts import Changed, changed_by
from summitry.planning.repair.world import Ground
from summitry.planning.sound import violations_near
from summitry.planning.worth import value_of
from summitry.rules import Certificate, Violation, judge
from summitry.rules.case import Case
from summitry.rules.judge import violations_of
from summitry.summit import Assignment, Plan, Summit, Unplaced

_MOST_ROUNDS = 6
_LEAST_S, _MEETING_S, _MOST_S = 0.08, 0.0005, 1.0
_ALTERNATIVES_SHARE = 0.25  # of the time for the repair itself


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """A plan after what happened.

    Parameters
    ----------
    summit
        The facts as the events changed them.
    before
        The plan as the events left it, before anything was repaired.
    plan
        The new plan; unplaced meetings are named without new reasons.
    now
        The minute from which on things could change.
    cost, bound
        What the repair gives up, level by level, and what no repair gives up less than.
    forced
        Rules broken by what had begun already and by sessions, which no plan can mend; they do not count as broken by
        the plan.
    broken
        Rules broken by what could still be changed: none, unless time did not do for any repair at all.
    violations
        All that the judge finds in the whole plan, what is over by now included.
    pinned
        The assignments that were pinned in the plan and still are.
    unpinned
        Ids of meetings whose pin could not be kept.
    alternatives
        Other repairs, which give up something else.
    notes
        What could not be taken in as stated, in sentences.
    """

    summit: Summit
    before: Plan
    plan: Plan
    now: int
    cost: Cost
    bound: Cost
    forced: tuple[Violation, ...]
    broken: tuple[Violation, ...]
    violations: tuple[Violation, ...]
    pinned: tuple[Assignment, ...]
    unpinned: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    notes: tuple[str, ...]
    runtime_s: float

    @cached_property
    def certificate(self) -> Certificate:
        """The judge's report on the plan."""
        return judge(self.summit, self.plan, pinned=self.pinned)

    @property
    def is_proven(self) -> bool:
        """Whether no repair gives up less."""
        return self.cost == self.bound

    @property
    def is_clean(self) -> bool:
        """Whether the plan breaks no rule, but where what had begun already does, or what is over by now."""
        return not self.broken

    @property
    def is_fewest(self) -> bool:
        """Whether no repair that holds as much changes fewer meetings."""
        return self.cost.num_changed == self.bound.num_changed

    @property
    def moved(self) -> tuple[str, ...]:
        """Ids of the meetings that are held otherwise than in the plan as the events left it."""
        return self._changed(is_placed=True)

    @property
    def dropped(self) -> tuple[str, ...]:
        """Ids of the meetings that could not be held any more."""
        return self._changed(is_placed=False)

    def _changed(self, *, is_placed: bool) -> tuple[str, ...]:
        after = {a.meeting: a for a in self.plan.assignments}
        meetings = (a.meeting for a in self.before.assignments if after.get(a.meeting) != a)
        return tuple(m for m in meetings if m in self.summit.meeting_by_id and (m in after) == is_placed)


def repair(
    summit: Summit,
    plan: Plan,
    events: Sequence[AnyEvent],
    now: int,
    freeze_min: int = 0,
    *,
    num_alternatives: int = 0,
    time_limit_s: float | None = None,
) -> Repaired:
    """Return a plan that breaks no rule after what happened, and changes as little as it can.

    What has started stays exactly as it is. Then, in this order: as few as can be of the meetings that start within the
    frozen horizon or are pinned change; the most value of what was planned or newly asked for is held; forms are kept;
    the fewest meetings change; each of these weighed by the notice and the people; they shift by the fewest minutes.

    Parameters
    ----------
    summit
        The facts before the events.
    plan
        The plan that is in force.
    events
        What happened, in the order in which it is taken in.
    now
        Minute from the epoch; a meeting that starts by then has started.
    freeze_min
        Minutes from `now` within which meetings stay if they can.
    num_alternatives
        How many other repairs to look for at most, which give up something else.
    time_limit_s
        Seconds for finding and proving; the best repair so far is then returned. ``None`` for as many as suit the size.

    Raises
    ------
    RepairError
        If an event cannot be taken in, or the plan is not one of these facts.
    FactsError
        If the events make facts that contradict each other.
    """
    watch = Stopwatch(usual_limit_s(plan) if time_limit_s is None else time_limit_s)
    changed = changed_by(summit, plan, events, now)
    _check_form(changed)
    return _Repairing(changed, plan, now, freeze_min, watch).run(num_alternatives)


def usual_limit_s(plan: Plan) -> float:
    """Return the seconds that a repair may take: so few that nobody waits, at a size at which so many are needed."""
    return min(_MOST_S, _LEAST_S + _MEETING_S * len(plan.assignments))


def _check_form(changed: Changed) -> None:
    faults = Case(summit=changed.summit, plan=changed.plan).faults
    if faults:
        first = faults[0]
        raise RepairError(f"the plan does not fit the facts: {first.assignment.meeting} {first.message}")


class _Repairing:
    def __init__(self, changed: Changed, before: Plan, now: int, freeze_min: int, watch: Stopwatch) -> None:
        self._changed = changed
        self._before = before
        self._now = now
        self._freeze_min = freeze_min
        self._watch = watch
        self._base = {a.meeting: a for a in changed.plan.assignments}
        self._unpinned: set[str] = set()

    def run(self, num_alternatives: int) -> Repaired:
        """Repair what was hit; where the new plan breaks a rule with others, these count as hit, too."""
        before = self._violations(self._changed.plan)
        hit = dict.fromkeys([*self._hit_by(before), *self._changed.wanted])
        for _ in range(_MOST_ROUNDS):
            self._unpin(hit)
            found = repaired(self._question(), hit, self._watch)
            plan = self._plan(found.changed)
            is_as_it_was = plan.assignments == self._changed.plan.assignments
            violations = before if is_as_it_was else self._violations(plan)
            more = [m for m in self._hit_by(violations) if m not in hit]
            if not more:
                break
            hit |= dict.fromkeys(more)
        # the rounds may not do: what still breaks a rule is left out
        while left := [m for m in self._hit_by(violations) if plan.of(m)]:
            found = self._without(found, left)
            plan = self._plan(found.changed)
            violations = self._violations(plan)
        return self._result(plan, violations, found, tuple(self._alternatives(found, num_alternatives)))

    def _without(self, found: Repair, left_out: Sequence[str]) -> Repair:
        """Return a repair that leaves some meetings out."""
        summit, kept = self._summit, {m: a for m, a in found.changed.items() if m not in left_out}
        value = sum(value_of(summit, summit.meeting_by_id[m]) for m in left_out)
        untouched = sum(found.changed.get(m, self._base.get(m)) == self._base.get(m) for m in left_out)
        cost = found.cost._replace(
            value_lost=found.cost.value_lost + value, num_changed=found.cost.num_changed + untouched
        )
        return replace(found, changed=kept | dict.fromkeys(left_out), cost=cost)

    def _question(self) -> Question:
        summit = self._summit
        return Question(
            ground=Ground(summit),
            base=self._base,
            now=self._now,
            freeze_min=self._freeze_min,
            pinned=frozenset(summit.pin_by_meeting) | {a.meeting for a in self._base.values() if a.pinned},
            is_to_place=frozenset(m.id for m in summit.to_place(include_pending=self._before.include_pending)),
        )

    def _alternatives(self, found: Repair, most: int) -> Iterator[Alternative]:
        """Yield other repairs that break no rule either."""
        watch = Stopwatch(_ALTERNATIVES_SHARE * self._watch.limit_s)
        for other in others(self._question(), found, watch, most):
            plan = self._plan(other.changed)
            if not self._hit_by(self._violations_near(plan, other.changed.keys())):
                yield Alternative(
                    name=other.name,
                    gives_up=other.gives_up,
                    plan=plan,
                    cost=other.cost,
                    shift_min=other.shift_min,
                )

    # --- the judge ---

    @property
    def _summit(self) -> Summit:
        summit = self._changed.summit
        pins = tuple(pin for pin in summit.pins if pin.meeting not in self._unpinned)
        return summit if len(pins) == len(summit.pins) else replace(summit, pins=pins)

    def _violations(self, plan: Plan) -> tuple[Violation, ...]:
        pinned = tuple(a for a in self._base.values() if a.pinned and a.meeting not in self._unpinned)
        return violations_of(Case(summit=self._summit, plan=plan, pinned=pinned))

    def _violations_near(self, plan: Plan, changed: Collection[str]) -> list[Violation]:
        """Return what a plan breaks by these meetings; what it breaks besides, it did before."""
        people = {who for m in changed for a in (self._base.get(m), plan.of(m)) if a for who in _people(a)}
        found = violations_near(self._summit, plan, changed, people)
        return [v for v in found if v.rule != "pinned" and ({*changed} & {*v.what} or people & {*v.who})]

    def _hit_by(self, violations: Iterable[Violation]) -> list[str]:
        """Return the meetings that have not begun and break a rule."""
        found: dict[str, None] = {}
        for violation in violations:
            found |= dict.fromkeys(self._to_come(violation))
        return list(found)

    def _to_come(self, violation: Violation) -> Iterable[str]:
        """Yield the meetings in a violation that have not begun: uneven breaks name people only, so all of theirs."""
        if violation.rule == "fairness_cap":
            who = {*violation.who}
            for assignment in self._base.values():
                if not self._has_begun(assignment.meeting) and who & {*assignment.attendees}:
                    yield assignment.meeting
        for what in violation.what:
            if what in self._base and not self._has_begun(what):
                yield what

    def _has_begun(self, meeting: str) -> bool:
        return self._base[meeting].start <= self._now

    def _unpin(self, hit: Iterable[str]) -> None:
        """Lift the pins of what was hit: they cannot all be kept."""
        pinned = {*self._summit.pin_by_meeting, *(m for m, a in self._base.items() if a.pinned)}
        self._unpinned |= pinned & {*hit}

    # --- what comes out ---

    def _plan(self, changed: Mapping[str, Assignment | None]) -> Plan:
        kept = [a for m, a in self._base.items() if m not in changed]
        placed = [replace(a, pinned=False) if a != self._base.get(m) else a for m, a in _placed(changed)]
        assignments = (*kept, *placed)
        there = {a.meeting for a in assignments}
        to_place = self._summit.to_place(include_pending=self._before.include_pending)
        known = {u.meeting: u for u in self._before.unplaced}
        unplaced = tuple(known.get(m.id, Unplaced(meeting=m.id)) for m in to_place if m.id not in there)
        digest = self._summit.digest
        return replace(self._changed.plan, assignments=assignments, unplaced=unplaced, facts_digest=digest)

    def _result(
        self, plan: Plan, violations: tuple[Violation, ...], found: Repair, others: tuple[Alternative, ...]
    ) -> Repaired:
        after = {a.meeting: a for a in plan.assignments}
        lost = {m for m in self._unpinned if after.get(m) != self._base.get(m)}
        self._unpinned = lost  # what could stay after all is still pinned
        return Repaired(
            summit=self._summit,
            before=self._changed.plan,
            plan=replace(plan, facts_digest=self._summit.digest),
            now=self._now,
            cost=found.cost,
            bound=found.bound,
            forced=tuple(v for v in violations if self._is_forced(v)),
            broken=tuple(v for v in violations if any(self._to_come(v))),
            violations=violations,
            pinned=tuple(a for a in self._base.values() if a.pinned and a.meeting not in lost),
            unpinned=tuple(sorted(lost)),
            alternatives=others,
            notes=self._changed.notes,
            runtime_s=self._watch.elapsed_s,
        )

    def _is_forced(self, violation: Violation) -> bool:
        """Tell whether a violation is of nothing that could still be changed, and not over by now."""
        is_over = violation.when is not None and violation.when.end <= self._now
        return not is_over and not any(self._to_come(violation))


def _people(assignment: Assignment) -> tuple[str, ...]:
    return (*assignment.attendees, *assignment.interpreters)


def _placed(changed: Mapping[str, Assignment | None]) -> Iterable[tuple[str, Assignment]]:
    return ((m, a) for m, a in changed.items() if a is not None)
