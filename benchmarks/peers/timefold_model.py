"""The published problem for Timefold, as its guides show it: entities with a variable, constraints as streams.

Loading this module starts Java.
"""

# ruff: noqa: ARG005 -- a stream hands every part of its tuples to every function
# mypy: disable-error-code="attr-defined, arg-type, misc, type-arg, union-attr"
# The library's types cannot say what a stream holds, so that every lambda is an error to them.

from dataclasses import dataclass, field
from typing import Annotated

from benchmarks.peers.problem import Problem
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ProblemFactProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    BiConstraintStream,
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)


@dataclass
class Slot:
    """A slot, from 0."""

    idx: int


@dataclass
class Seat:
    """That a participant is in a meeting."""

    participant: int
    meeting: int


@dataclass
class Precedence:
    """That one meeting is held in an earlier slot than another."""

    before: int
    after: int


@dataclass
class Frame:
    """The numbers that hold for all; `fairness` is as large as can be where there is no such rule."""

    num_tables: int
    fairness: int
    is_somebody_idle: bool


@planning_entity
@dataclass
class Meeting:
    """A meeting, the slots it may take, and the one it is given."""

    id: Annotated[int, PlanningId]
    allowed: Annotated[list[Slot], ValueRangeProvider]
    slot: Annotated[Slot | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Schedule:
    """The whole problem, and its solution."""

    frame: Annotated[Frame, ProblemFactProperty]
    seats: Annotated[list[Seat], ProblemFactCollectionProperty]
    precedences: Annotated[list[Precedence], ProblemFactCollectionProperty]
    meetings: Annotated[list[Meeting], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def schedule_of(problem: Problem) -> Schedule:
    """Return a problem with nothing placed."""
    slots = [Slot(idx) for idx in range(problem.num_slots)]
    return Schedule(
        frame=Frame(
            num_tables=problem.num_tables,
            fairness=problem.most_breaks if problem.fairness is None else problem.fairness,
            is_somebody_idle=not all(problem.meetings_of()),
        ),
        seats=[Seat(participant, meeting) for meeting, pair in enumerate(problem.pairs) for participant in pair],
        precedences=[Precedence(before, after) for before, after in problem.precedences],
        meetings=[Meeting(idx, [slots[t] for t in allowed]) for idx, allowed in enumerate(problem.allowed)],
    )


@constraint_provider
def constraints(factory: ConstraintFactory) -> list[Constraint]:
    """State all rules, on streams they share."""
    busy = factory.for_each(Seat).join(Meeting, Joiners.equal(lambda seat: seat.meeting, lambda meeting: meeting.id))
    chains = busy.group_by(
        lambda seat, meeting: seat.participant,
        ConstraintCollectors.to_consecutive_sequences(lambda seat, meeting: meeting.slot, lambda slot: slot.idx),
    )
    return [overlap(busy), capacity(factory), precedence(factory), fairness(chains), breaks(chains)]


def overlap(busy: BiConstraintStream) -> Constraint:
    """Have nobody in two meetings at once."""
    return (
        busy.group_by(
            lambda seat, meeting: seat.participant,
            lambda seat, meeting: meeting.slot.idx,
            ConstraintCollectors.count_bi(),
        )
        .filter(lambda participant, slot, count: count > 1)
        .penalize(HardSoftScore.ONE_HARD, lambda participant, slot, count: count - 1)
        .as_constraint("overlap")
    )


def capacity(factory: ConstraintFactory) -> Constraint:
    """Hold no more meetings in a slot than there are tables."""
    return (
        factory.for_each(Meeting)
        .group_by(lambda meeting: meeting.slot, ConstraintCollectors.count())
        .join(Frame)
        .filter(lambda slot, count, frame: count > frame.num_tables)
        .penalize(HardSoftScore.ONE_HARD, lambda slot, count, frame: count - frame.num_tables)
        .as_constraint("capacity")
    )


def precedence(factory: ConstraintFactory) -> Constraint:
    """Hold one meeting before another."""
    return (
        factory.for_each(Precedence)
        .join(Meeting, Joiners.equal(lambda order: order.before, lambda meeting: meeting.id))
        .join(Meeting, Joiners.equal(lambda order, first: order.after, lambda meeting: meeting.id))
        .filter(lambda order, first, second: first.slot.idx >= second.slot.idx)
        .penalize(HardSoftScore.ONE_HARD)
        .as_constraint("precedence")
    )


def fairness(chains: BiConstraintStream) -> Constraint:
    """Hold the numbers of breaks of any two participants as near to each other as is stated."""
    return (
        chains.group_by(
            ConstraintCollectors.min(lambda participant, chain: chain.getBreaks().size()),
            ConstraintCollectors.max(lambda participant, chain: chain.getBreaks().size()),
        )
        .join(Frame)
        .filter(lambda least, most, frame: most - (0 if frame.is_somebody_idle else least) > frame.fairness)
        .penalize(
            HardSoftScore.ONE_HARD,
            lambda least, most, frame: most - (0 if frame.is_somebody_idle else least) - frame.fairness,
        )
        .as_constraint("fairness")
    )


def breaks(chains: BiConstraintStream) -> Constraint:
    """Charge one for every break."""
    return chains.flatten_last(lambda chain: chain.getBreaks()).penalize(HardSoftScore.ONE_SOFT).as_constraint("breaks")
