"""What can be done when something becomes known: repair the plan, or only wait."""

from collections.abc import Iterator
from dataclasses import replace

from summitry.planning.repair.events import AnyEvent
from summitry.planning.repair.facts import changed_by
from summitry.planning.repair.repair import repair
from summitry.planning.replay.replay import Answer, Answering
from summitry.rules import judge
from summitry.summit import Assignment, Plan, Summit

WAIT_MIN = 90
REPAIR_S = 10.0
_NOT_PROVEN = "There may be a repair that changes less: the time was too short to tell."


def repairing(*, freeze_min: int = 0, time_limit_s: float = REPAIR_S) -> Answering:
    """Return the answer of a day on which each event is answered by a repair.

    Parameters
    ----------
    freeze_min
        Minutes from each event within which meetings stay if they can.
    time_limit_s
        Seconds for each repair.
    """

    def answer(summit: Summit, plan: Plan, events: tuple[AnyEvent, ...], now: int) -> Answer:
        found = repair(summit, plan, events, now, freeze_min, time_limit_s=time_limit_s)
        notes = found.notes if found.is_proven else (*found.notes, _NOT_PROVEN)
        return Answer(found.summit, found.plan, notes)

    return answer


def waiting(first: Plan, wait_min: int = WAIT_MIN) -> Answering:
    """Return the answer of a day on which nobody plans anew: who is not free yet is waited for, up to so many minutes.

    In the order of their starts, each meeting takes place as soon after its time as it breaks no rule together with
    those before it, in its form and its room. One for which that is too late is lost; what has begun stands in any
    case. Parties that agree on other times for their meeting take the first that suits.

    Parameters
    ----------
    first
        The plan of the morning: waiting counts from its times.
    wait_min
        The longest anybody waits; the default is what the Prime Minister of New Zealand waited in Vilnius.
    """
    latest = {a.meeting: a.start + wait_min for a in first.assignments}

    def answer(summit: Summit, plan: Plan, events: tuple[AnyEvent, ...], now: int) -> Answer:
        changed = changed_by(summit, plan, events, now)
        facts, kept = changed.summit, replace(changed.plan, assignments=())
        for assignment in changed.plan.assignments:
            if assignment.start <= now:
                kept = _with(kept, assignment)
            else:
                last = latest.get(assignment.meeting, assignment.start + wait_min)
                kept = _first_that_stands(facts, kept, _later(facts, assignment, last))
        for meeting in changed.wanted:
            kept = _first_that_stands(facts, kept, _agreed(facts, meeting, now))
        return Answer(facts, kept, changed.notes)

    return answer


def _with(plan: Plan, assignment: Assignment) -> Plan:
    return replace(plan, assignments=(*plan.assignments, assignment))


def _first_that_stands(summit: Summit, plan: Plan, tries: Iterator[Assignment]) -> Plan:
    """Return the plan with the first try that breaks no rule in it, or as it is if none does."""
    return next((_with(plan, tried) for tried in tries if _stands(summit, _with(plan, tried), tried.meeting)), plan)


def _stands(summit: Summit, plan: Plan, meeting: str) -> bool:
    return not any(meeting in violation.what for violation in judge(summit, plan).violations)


def _later(summit: Summit, assignment: Assignment, last: int) -> Iterator[Assignment]:
    """Yield a meeting at its time, and then at each later one that somebody would wait for."""
    for start in range(assignment.start, max(last, assignment.start) + 1, summit.settings.step_min):
        yield replace(assignment, start=start)


def _agreed(summit: Summit, meeting: str, now: int) -> Iterator[Assignment]:
    """Yield a meeting in its first form at each start of its windows from now on, in each room."""
    wanted, step = summit.meeting_by_id[meeting], summit.settings.step_min
    form = summit.form_by_name[summit.ladder(wanted)[0].form]
    rooms = [room.id for room in summit.rooms] if form.needs_room else [None]
    seats = tuple(seat[0] for seat in summit.seats_by_meeting[meeting])
    for window in wanted.allowed or (summit.horizon,):
        for start in range(-(-max(window.start, now + 1) // step) * step, window.end, step):
            for room in rooms:
                yield Assignment(meeting=meeting, form=form.name, start=start, room=room, attendees=seats)
