"""A day run again: each happening told when its time has come, the plan repaired, and on to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from summitry.planning.repair.events import AnyEvent, Cancelled, Requested
from summitry.planning.replay.happenings import AgreedAnew, BeginsLate, Happening, Takes
from summitry.planning.replay.unfolding import TOLD_MIN, Due, engaged, next_due
from summitry.rules import Violation, judge
from summitry.summit import Plan, Summit, SummitryError
from summitry.summit.changes import Change, changes

_MOST_STEPS = 1000


class ReplayError(SummitryError):
    """A day that cannot be run again: its events have no end, or a repair gave a plan that cannot stand."""


class Answer(NamedTuple):
    """What follows from some events: the facts as they are known now, the plan, and what is to be said of it."""

    summit: Summit
    plan: Plan
    notes: tuple[str, ...] = ()


# Facts and plan so far, what becomes known, and the minute at which it does.
Answering = Callable[[Summit, Plan, tuple[AnyEvent, ...], int], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One moment of the day: what became known, and what was done about it.

    Parameters
    ----------
    at
        In minutes from the epoch.
    told
        What was told then.
    facts, plan
        The facts as known from then on, and the plan that answers them.
    changes
        How the plan differs from the one before.
    violations
        What the judge has against meetings of the plan that have not begun.
    forced
        Rules broken by what has begun and by sessions alone, which no plan can mend.
    """

    at: int
    told: tuple[Happening, ...]
    summit: Summit
    plan: Plan
    changes: tuple[Change, ...]
    violations: tuple[Violation, ...] = ()
    forced: tuple[Violation, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A whole day run again.

    Parameters
    ----------
    steps
        In the order of time.
    unheard
        What could not happen to this plan: the meeting it speaks of was not held.
    """

    before: Plan
    steps: tuple[Step, ...]
    summit: Summit
    after: Plan
    unheard: tuple[Happening, ...] = ()


_LATE = ("person_no_overlap", "transfer_time")


def late_for(run: Replay) -> frozenset[tuple[str, str]]:
    """Return who came late for what because of something that had begun: ids of persons and of engagements."""
    return frozenset(
        (person, violation.what[-1])
        for step in run.steps
        for violation in step.forced
        if violation.rule in _LATE
        for person in violation.who
    )


def replay(
    summit: Summit, plan: Plan, happenings: Sequence[Happening], answering: Answering, *, told_min: int = TOLD_MIN
) -> Replay:
    """Run a day again from a plan of the morning.

    1. Of all that is still to happen, find what becomes known first, for the facts and the plan as they are by then.
    2. Tell it, and take the answer's facts and plan.
    3. Keep what is still to be told of it later, and go on, until nothing is left that can happen.

    Parameters
    ----------
    answering
        What is done at each step: a repair, or something to compare it with.
    told_min
        How many minutes of an overrun or a late beginning are told at a time, where the event does not say when it
        became known; 0: all at once.

    Raises
    ------
    ReplayError
        If the answers go on without end.
    """
    pending = list(happenings)
    facts, current, now = summit, plan, summit.horizon.start
    steps: list[Step] = []
    while dues := next_due(facts, current, pending, told_min=told_min):
        now = max(now, min(due.at for due in dues.values()))
        told = [due.told for due in dues.values()]
        events = tuple(event for happening in told for event in _events(facts, current, happening, now))
        answer = answering(facts, current, events, now) if events else Answer(facts, current)
        steps.append(_step(now, told, current, answer))
        facts, current = answer.summit, answer.plan
        pending = _still_pending(pending, dues)
        if len(steps) > _MOST_STEPS:
            raise ReplayError(f"{_MOST_STEPS} steps and no end: {told[0].kind} is told again and again")
    return Replay(before=plan, steps=tuple(steps), summit=facts, after=current, unheard=tuple(pending))


def without_pins(plan: Plan) -> Plan:
    """Return a plan in which nothing is pinned."""
    return replace(plan, assignments=tuple(replace(a, pinned=False) for a in plan.assignments))


def _step(at: int, told: Sequence[Happening], before: Plan, answer: Answer) -> Step:
    found = judge(answer.summit, answer.plan).violations
    to_come = {a.meeting for a in answer.plan.assignments if a.start > at}
    open_ = tuple(violation for violation in found if not violation.what or to_come & {*violation.what})
    return Step(
        at=at,
        told=tuple(told),
        summit=answer.summit,
        plan=answer.plan,
        changes=changes(before, answer.plan),
        violations=open_,
        forced=tuple(violation for violation in found if violation not in open_),
        notes=answer.notes,
    )


def _still_pending(pending: Sequence[Happening], dues: dict[int, Due]) -> list[Happening]:
    kept = [(dues[idx].rest if idx in dues else happening) for idx, happening in enumerate(pending)]
    return [happening for happening in kept if happening is not None]


def _events(summit: Summit, plan: Plan, told: Happening, now: int) -> tuple[AnyEvent, ...]:
    """Return what is told as events of a repair."""
    if isinstance(told, Takes | BeginsLate):
        raise TypeError(f"{told.kind} is told as an overrun or a late start")
    if not isinstance(told, AgreedAnew):
        return (told,)
    meeting = summit.meeting_by_id.get(told.meeting)
    there = engaged(summit, plan, told.meeting)
    has_begun = there is not None and there.start <= now
    is_so_already = there is not None and any(window.contains(there) for window in told.allowed)
    if meeting is None or has_begun or is_so_already:
        return ()
    replies = tuple(reply for reply in summit.replies if reply.meeting == told.meeting)
    anew = replace(meeting, allowed=told.allowed)
    return Cancelled(meeting=told.meeting), Requested(meeting=told.meeting, new=anew, replies=replies)
