"""The cheapest repair of a tiny plan, by trying every plan: what repair is measured against."""

from collections.abc import Iterator
from dataclasses import replace

from summitry.planning.repair.cost import Cost
from summitry.planning.repair.engine import Question
from summitry.planning.repair.facts import Changed
from summitry.planning.repair.modes import loss_of
from summitry.planning.repair.world import Ground
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Plan
from tests.agreement import brute_force

Key = tuple[Cost, int, int]


def cheapest(changed: Changed, now: int, freeze_min: int) -> Key | None:
    """Return what the cheapest repair gives up, with its weight and its shift; nothing if no plan keeps what has begun.

    All plans are tried that keep every rule and what has begun, start everything else later than now unless it stays,
    and hold no meeting that was neither planned nor asked for.
    """
    question = question_of(changed, now, freeze_min)
    return min((_key(question, plan, changed) for plan in _repairs(question, changed)), default=None)


def question_of(changed: Changed, now: int, freeze_min: int) -> Question:
    summit = changed.summit
    return Question(
        ground=Ground(summit),
        base={a.meeting: a for a in changed.plan.assignments},
        now=now,
        freeze_min=freeze_min,
        pinned=frozenset(),
        is_to_place=frozenset(m.id for m in summit.to_place(include_pending=changed.plan.include_pending)),
    )


def _repairs(question: Question, changed: Changed) -> Iterator[Plan]:
    meant = {*question.base, *changed.wanted}
    meetings = tuple(m for m in changed.summit.meetings if m.id in meant)
    gone = {m.id for m in changed.summit.meetings} - meant
    summit = replace(
        changed.summit,
        meetings=meetings,
        replies=tuple(r for r in changed.summit.replies if r.meeting not in gone),
        attendances=tuple(r for r in changed.summit.attendances if r.meeting not in gone),
        orders=tuple(o for o in changed.summit.orders if not {o.before, o.after} & gone),
        pins=(),
    )
    for plan in brute_force.enumerate_plans(summit, include_pending=changed.plan.include_pending):
        if all(_may_be(question, a) for a in plan.assignments) and _keeps_begun(question, plan):
            yield plan


def _may_be(question: Question, assignment: Assignment) -> bool:
    return assignment.start > question.now or assignment == question.base.get(assignment.meeting)


def _keeps_begun(question: Question, plan: Plan) -> bool:
    return all(plan.of(m) == a for m, a in question.base.items() if question.has_started(m))


def _key(question: Question, plan: Plan, changed: Changed) -> Key:
    after = {a.meeting: a for a in plan.assignments}
    summit = changed.summit
    moved = [m for m, a in question.base.items() if after.get(m) != a]
    meant = [*question.base, *changed.wanted]
    cost = Cost(
        num_held_back=sum(question.is_held(m) for m in moved),
        value_lost=sum(value_of(summit, summit.meeting_by_id[m]) for m in meant if m not in after),
        form_lost=sum(_form_lost(question, a) for a in plan.assignments),
        num_changed=len(moved),
    )
    weight = sum(question.weight(question.base[m]) for m in moved)
    shift = sum(abs(after[m].start - question.base[m].start) for m in moved if m in after)
    return cost, weight, shift


def _form_lost(question: Question, assignment: Assignment) -> int:
    meeting = question.summit.meeting_by_id[assignment.meeting]
    base = question.base.get(assignment.meeting)
    before = loss_of(question.summit, meeting, base.form, base.attendees) if base else 0
    return max(0, loss_of(question.summit, meeting, assignment.form, assignment.attendees) - before)


def key_of(question: Question, plan: Plan, changed: Changed) -> Key:
    """Return what a repair gives up, as `cheapest` counts it."""
    return _key(question, plan, changed)
