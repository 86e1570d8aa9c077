"""What becomes known next: happenings turned into events for the plan at hand, each when its time has come.

What has no time of its own becomes known in the last minute before the plan at hand is wrong: an overrun just before
the engagement should have ended, a late beginning just before it should have begun. Nobody knows then how long it will
be; so it is told a quarter of an hour at a time, or as many minutes as one chooses, until the real end is reached.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from summitry.planning.repair.events import Overruns, StartsLate
from summitry.planning.replay.happenings import BeginsLate, Happening, Takes
from summitry.summit import Interval, Plan, Summit

TOLD_MIN = 15
_BEFORE_MIN = 1  # in the minute itself the next meeting would have begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A happening whose time comes at a minute, for the plan at hand.

    Parameters
    ----------
    told
        What is told then; never one of the kinds without a time.
    rest
        What remains to be told of it later; ``None``: nothing.
    """

    at: int
    told: Happening
    rest: Happening | None = None


def next_due(summit: Summit, plan: Plan, pending: Iterable[Happening], *, told_min: int) -> dict[int, Due]:
    """Return what is due first, by its index among the pending; several only if due at the same minute.

    Parameters
    ----------
    summit, plan
        The facts as they are known by now, and the plan at hand.
    told_min
        How many minutes of an overrun or a late beginning are told at a time; 0: all at once.
    """
    dues = {idx: due for idx, happening in enumerate(pending) if (due := due_of(summit, plan, happening, told_min))}
    first = min((due.at for due in dues.values()), default=0)
    return {idx: due for idx, due in dues.items() if due.at == first}


def due_of(summit: Summit, plan: Plan, happening: Happening, told_min: int) -> Due | None:
    """Return when a happening becomes known, and what is told then; ``None`` if it cannot happen to this plan."""
    if happening.known_at is not None:
        return Due(at=happening.known_at, told=happening)
    match happening:
        case Takes():
            return _takes(summit, plan, happening, told_min)
        case BeginsLate():
            return _begins_late(summit, plan, happening, told_min)
        case Overruns():
            return _overruns(summit, plan, happening, told_min)
        case StartsLate():
            return _starts_late(summit, plan, happening, told_min)
        case _:  # nothing says when: then it was known from the beginning
            return Due(at=summit.horizon.start, told=replace(happening, known_at=summit.horizon.start))


def engaged(summit: Summit, plan: Plan, what: str) -> Interval | None:
    """Return when a session or a placed meeting takes place; ``None`` for a meeting that is not placed."""
    session = summit.session_by_id.get(what)
    if session is not None:
        return session.interval
    assignment = plan.of(what)
    if assignment is None or what not in summit.meeting_by_id:
        return None
    minutes = dict(summit.ladder(summit.meeting_by_id[what])).get(assignment.form, 0)
    return Interval(assignment.start, assignment.start + minutes)


def _takes(summit: Summit, plan: Plan, takes: Takes, told_min: int) -> Due | None:
    planned = engaged(summit, plan, takes.meeting)
    if planned is None:
        return None
    until = planned.start + takes.length_min(planned.length)
    return _overruns(summit, plan, Overruns(what=takes.meeting, until=until, **_fact(takes)), told_min)


def _begins_late(summit: Summit, plan: Plan, late: BeginsLate, told_min: int) -> Due | None:
    planned = engaged(summit, plan, late.meeting)
    if planned is None:
        return None
    start = planned.start + late.by_min
    return _starts_late(summit, plan, StartsLate(what=late.meeting, start=start, **_fact(late)), told_min)


def _overruns(summit: Summit, plan: Plan, overruns: Overruns, told_min: int) -> Due | None:
    planned = engaged(summit, plan, overruns.what)
    if planned is None or planned.end >= overruns.until:
        return None
    until = _told(planned.end, overruns.until, told_min)
    told = replace(overruns, until=until, known_at=planned.end - _BEFORE_MIN)
    return Due(at=planned.end - _BEFORE_MIN, told=told, rest=overruns if until < overruns.until else None)


def _starts_late(summit: Summit, plan: Plan, late: StartsLate, told_min: int) -> Due | None:
    planned = engaged(summit, plan, late.what)
    if planned is None or planned.start >= late.start:
        return None
    start = _told(planned.start, late.start, told_min)
    told = replace(late, start=start, known_at=planned.start - _BEFORE_MIN)
    return Due(at=planned.start - _BEFORE_MIN, told=told, rest=late if start < late.start else None)


def _told(planned: int, real: int, told_min: int) -> int:
    return min(real, planned + told_min) if told_min else real


def _fact(happening: Takes | BeginsLate) -> dict[str, Any]:
    return {"source": happening.source, "assumed": happening.assumed, "note": happening.note}
