"""A large summit for Timefold: each meeting in its preferred form, with a start to be found, rooms as numbers of them.

Loading this module starts Java.
"""

# ruff: noqa: ARG005 -- a stream hands every part of its tuples to every function
# mypy: disable-error-code="attr-defined, arg-type, misc, type-arg, union-attr"
# The library's types cannot say what a stream holds, so that every lambda is an error to them.

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    BiConstraintStream,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardMediumSoftScore,
    Joiners,
    constraint_provider,
)


@dataclass
class Step:
    """A step of the grid: its index among all, its day, and its place in time."""

    idx: int
    day: int
    place: int


@dataclass
class Start:
    """A start, and the steps that a meeting of some length takes up from there."""

    idx: int
    taken: list[Step]


@dataclass
class Seat:
    """That a person is in a meeting."""

    person: int
    meeting: int


@dataclass
class Need:
    """That a meeting takes one of so many rooms of a level: of those in a venue with so many seats at least."""

    meeting: int
    level: int
    num_rooms: int


@dataclass
class Order:
    """That one meeting ends before another starts."""

    before: int
    after: int


@planning_entity
@dataclass
class Meeting:
    """A meeting: what it is worth, how many steps it takes, when it may start, and when it does, if it is placed."""

    id: Annotated[int, PlanningId]
    value: int
    num_steps: int
    allowed: Annotated[list[Start], ValueRangeProvider]
    start: Annotated[Start | None, PlanningVariable(allows_unassigned=True)] = field(default=None)


@planning_solution
@dataclass
class Schedule:
    """The whole problem, and its solution."""

    seats: Annotated[list[Seat], ProblemFactCollectionProperty]
    needs: Annotated[list[Need], ProblemFactCollectionProperty]
    orders: Annotated[list[Order], ProblemFactCollectionProperty]
    meetings: Annotated[list[Meeting], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore | None, PlanningScore] = field(default=None)


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """State all rules, on the steps that each person is busy."""
    busy = (
        factory.for_each(Seat)
        .join(Meeting, Joiners.equal(lambda seat: seat.meeting, lambda meeting: meeting.id))
        .map(lambda seat, meeting: seat.person, lambda seat, meeting: meeting)
        .flatten_last(lambda meeting: meeting.start.taken)
    )
    return [overlap(busy), rooms(factory), order(factory), value(factory), breaks(busy)]


def overlap(busy: BiConstraintStream) -> Constraint:
    """Have nobody in two meetings at once."""
    return (
        busy.group_by(lambda person, step: person, lambda person, step: step.idx, ConstraintCollectors.count_bi())
        .filter(lambda person, idx, count: count > 1)
        .penalize(HardMediumSoftScore.ONE_HARD, lambda person, idx, count: count - 1)
        .as_constraint("overlap")
    )


def rooms(factory: ConstraintFactory) -> Constraint:
    """Hold no more meetings at once than there are rooms of each level."""
    return (
        factory.for_each(Need)
        .join(Meeting, Joiners.equal(lambda need: need.meeting, lambda meeting: meeting.id))
        .map(lambda need, meeting: need, lambda need, meeting: meeting)
        .flatten_last(lambda meeting: meeting.start.taken)
        .group_by(
            lambda need, step: need.level,
            lambda need, step: need.num_rooms,
            lambda need, step: step.idx,
            ConstraintCollectors.count_bi(),
        )
        .filter(lambda level, num_rooms, idx, count: count > num_rooms)
        .penalize(HardMediumSoftScore.ONE_HARD, lambda level, num_rooms, idx, count: count - num_rooms)
        .as_constraint("rooms")
    )


def order(factory: ConstraintFactory) -> Constraint:
    """Hold one meeting before another."""
    return (
        factory.for_each(Order)
        .join(Meeting, Joiners.equal(lambda order: order.before, lambda meeting: meeting.id))
        .join(Meeting, Joiners.equal(lambda order, first: order.after, lambda meeting: meeting.id))
        .filter(lambda order, first, second: first.start.idx + first.num_steps > second.start.idx)
        .penalize(HardMediumSoftScore.ONE_HARD)
        .as_constraint("order")
    )


def value(factory: ConstraintFactory) -> Constraint:
    """Reward every meeting that is placed by what it is worth."""
    return (
        factory.for_each(Meeting)
        .reward(HardMediumSoftScore.ONE_MEDIUM, lambda meeting: meeting.value)
        .as_constraint("value")
    )


def breaks(busy: BiConstraintStream) -> Constraint:
    """Charge one for every break between a person's meetings of a day."""
    return (
        busy.group_by(
            lambda person, step: person,
            lambda person, step: step.day,
            ConstraintCollectors.to_consecutive_sequences(lambda person, step: step, lambda step: step.place),
        )
        .flatten_last(lambda chain: chain.getBreaks())
        .penalize(HardMediumSoftScore.ONE_SOFT)
        .as_constraint("breaks")
    )
