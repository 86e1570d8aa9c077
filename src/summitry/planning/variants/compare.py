"""Planning variants side by side, and what differs between their plans."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from summitry.planning.given import given_result
from summitry.planning.planner import plan
from summitry.planning.progress import OnProgress
from summitry.planning.result import LevelResult, Result, Status
from summitry.planning.variants.variant import Supposed, Variant, suppose
from summitry.summit import FactsError, Plan, Summit
from summitry.summit.changes import Added, Change, Dropped, FormChanged, Moved, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How each variant is planned.

    Parameters
    ----------
    time_limit_s
        Seconds for each variant.
    threads
        Workers of the solver; ``None`` for what suits the machine.
    """

    time_limit_s: float
    threads: int | None = None
    seed: int = 0
    on_progress: OnProgress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A variant with its facts and what planning them came to."""

    variant: Variant
    supposed: Supposed
    result: Result

    @property
    def plan(self) -> Plan | None:
        """Its plan, if there is one."""
        return self.result.plan

    @property
    def num_placed(self) -> int:
        """How many meetings its plan holds."""
        return 0 if self.plan is None else len(self.plan.assignments)

    @property
    def num_to_place(self) -> int:
        """How many meetings a plan should hold."""
        return len(self.supposed.summit.to_place(include_pending=self.supposed.include_pending))

    def level(self, name: str) -> LevelResult | None:
        """Return one level, or ``None`` without a plan."""
        return next((level for level in self.result.levels if level.name == name), None)


def plan_variant(
    summit: Summit, variant: Variant, run: Run, *, start: Plan | None = None, include_pending: bool = False
) -> Outcome:
    """Plan the facts with the changes of one variant.

    Parameters
    ----------
    start
        A plan of the facts as they are to begin from; what it has pinned stays. Of the rest, what the changed facts do
        not know any more is left out.

    Raises
    ------
    SuppositionError
        If a change does not fit the facts.
    FactsError
        If what is pinned breaks a rule of the facts as they are; where it breaks one only of the changed facts, there
        is no plan for the variant.
    """
    supposed = suppose(summit, variant, include_pending=include_pending)
    begun = None if start is None else _still_known(supposed, start)
    try:
        result = _planned(supposed, run, begun)
    except FactsError as error:
        if not variant.suppositions:
            raise
        result = Result(status=Status.INFEASIBLE, notes=tuple(problem.message for problem in error.problems))
    return Outcome(variant=variant, supposed=supposed, result=result)


def _planned(supposed: Supposed, run: Run, start: Plan | None) -> Result:
    return plan(
        supposed.summit,
        time_limit_s=run.time_limit_s,
        threads=run.threads,
        seed=run.seed,
        start=start,
        include_pending=supposed.include_pending,
        on_progress=run.on_progress,
    )


def _still_known(supposed: Supposed, start: Plan) -> Plan:
    """Return the plan without what has lost its room or its form, or is not to be placed, unless it is pinned."""
    summit = supposed.summit
    forms = {
        meeting.id: {rung.form for rung in summit.ladder(meeting)}
        for meeting in summit.to_place(include_pending=supposed.include_pending)
    }
    kept = tuple(
        a
        for a in start.assignments
        if a.pinned or (a.form in forms.get(a.meeting, set()) and (a.room is None or a.room in summit.room_by_id))
    )
    return replace(start, assignments=kept, unplaced=(), include_pending=supposed.include_pending)


def as_given(summit: Summit, given: Plan) -> Outcome:
    """Return the facts as they are with a plan that is there already, judged; its bounds are the obvious ones."""
    result = given_result(summit, given)
    return Outcome(
        variant=Variant(name="the plan given"), supposed=Supposed(summit, given.include_pending), result=result
    )


class ValueChange(NamedTuple):
    """How much more a variant's best plan is worth, at least and at most; both alike where all is proven."""

    at_least: int
    at_most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between the base's plan and a variant's.

    Parameters
    ----------
    value
        ``None`` where one of the two has no plan, or they weigh meetings otherwise and cannot be compared.
    gained, lost, moved, other_form
        Ids of meetings: placed only by the variant, only by the base, by both at other times, by both in other forms.
    """

    value: ValueChange | None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    other_form: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def difference(base: Outcome, other: Outcome) -> Difference:
    """Return what differs between two outcomes."""
    value = _value_change(base, other)
    if base.plan is None or other.plan is None:
        return Difference(value=value)
    found = changes(base.plan, other.plan)
    return Difference(
        value=value,
        gained=_meetings(found, Added),
        lost=_meetings(found, Dropped),
        moved=_meetings(found, Moved),
        other_form=_meetings(found, FormChanged),
        changes=found,
    )


def _meetings(found: Iterable[Change], kind: type[Change]) -> tuple[str, ...]:
    return tuple(change.meeting for change in found if isinstance(change, kind))


def _value_change(base: Outcome, other: Outcome) -> ValueChange | None:
    before, after = base.level("value_held"), other.level("value_held")
    weights = {tuple(o.supposed.summit.settings.priority_weight.items()) for o in (base, other)}
    if before is None or after is None or len(weights) > 1:
        return None
    low, high = _number(before.value), _number(before.bound)
    return ValueChange(_number(after.value) - high, _number(after.bound) - low)


def _number(value: int | tuple[int, ...]) -> int:
    return value if isinstance(value, int) else sum(value)
