"""Meetings moved by hand: the engine alone judges whether a plan with the move stands."""

from dataclasses import replace
from typing import NamedTuple

from summitry.planning.explain import Change, Explanation, explain
from summitry.planning.legal import Opening, Openings
from summitry.planning.reasons import reasons_for
from summitry.planning.sound import with_meeting, without
from summitry.rules import judge
from summitry.rules.report import Violation
from summitry.summit import Assignment, Meeting, Plan, Summit, SummitryError
from summitry.summit.changes import day_in_words, hour_in_words
from summitry_web.accounts.models import User
from summitry_web.planning.domain.plans import present_plan, record_plan, write_plan
from summitry_web.planning.domain.writing import next_revision, write_differences
from summitry_web.planning.models import Edition


class RefusedError(SummitryError):
    """A move that breaks hard rules; carries what the judge says of it."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        self.violations = violations
        super().__init__("\n".join(violation.message for violation in violations))


class Wish(NamedTuple):
    """Where a meeting is to be held; no form or room: the fullest form, a room that fits."""

    meeting: str
    start: int
    form: str = ""
    room: str = ""


def move(edition: Edition, summit: Summit, wish: Wish, user: User, seen: int) -> int:
    """Put a meeting where it is wished, from wherever it was; return the new revision.

    Raises
    ------
    RefusedError
        If a hard rule would be broken that is not broken now; names each.
    StaleError
        If anything was written since the revision that was looked at.
    """
    plan = present_plan(edition, summit)
    before = plan.of(wish.meeting)
    put = _placed(summit, plan, wish)
    after = _with_reasons(summit, with_meeting(plan, replace(put, pinned=before is not None and before.pinned)))
    _refuse_broken(summit, plan, after)
    when = f"{day_in_words(summit, put.start)} {hour_in_words(summit, put.start)}"
    return write_plan(edition, summit, after, reason=f"{wish.meeting} put on {when}", user=user, seen=seen)


def take_out(edition: Edition, summit: Summit, meeting: str, user: User, seen: int) -> int:
    """Take a meeting out of the plan; return the new revision.

    Raises
    ------
    RefusedError
        If it is pinned by the facts.
    StaleError
        If anything was written since the revision that was looked at.
    """
    plan = present_plan(edition, summit)
    after = _with_reasons(summit, without(plan, [meeting]))
    _refuse_broken(summit, plan, after)
    return write_plan(edition, summit, after, reason=f"{meeting} taken out", user=user, seen=seen)


def pin(edition: Edition, summit: Summit, meeting: str, *, is_pinned: bool, user: User, seen: int) -> int:
    """Fix a meeting where it is, or let it go again; return the new revision.

    Raises
    ------
    StaleError
        If anything was written since the revision that was looked at.
    """
    plan = present_plan(edition, summit)
    changed = tuple(replace(a, pinned=is_pinned) if a.meeting == meeting else a for a in plan.assignments)
    reason = f"{meeting} {'pinned' if is_pinned else 'no longer pinned'}"
    return write_plan(edition, summit, replace(plan, assignments=changed), reason=reason, user=user, seen=seen)


def _placed(summit: Summit, plan: Plan, wish: Wish) -> Assignment:
    """Return the assignment that is wished for: as it fits, or else as it stands in the wish, to be judged so."""
    meeting = summit.meeting_by_id[wish.meeting]
    opening = _opening(summit, plan, wish)
    for fit in opening.fits if opening is not None and opening.state == "free" else ():
        if wish.form in {"", fit.form} and (not wish.room or wish.room in fit.rooms):
            room = wish.room or (fit.rooms[0] if fit.rooms else None)
            return Assignment(
                meeting=meeting.id,
                form=fit.form,
                start=wish.start,
                room=room,
                attendees=fit.attendees,
                interpreters=fit.interpreters,
            )
    return _as_wished(summit, plan, meeting, wish)


def _opening(summit: Summit, plan: Plan, wish: Wish) -> Opening | None:
    try:
        return Openings(summit, plan).at(wish.meeting, wish.start)
    except SummitryError:  # a plan that does not fit the facts; the judge says of it what there is to say
        return None


def _as_wished(summit: Summit, plan: Plan, meeting: Meeting, wish: Wish) -> Assignment:
    before = plan.of(meeting.id)
    form = wish.form or summit.ladder(meeting)[0].form
    needs_room = summit.form_by_name[form].needs_room
    room = wish.room or (before.room if before else None) or next((r.id for r in summit.rooms), None)
    return Assignment(
        meeting=meeting.id,
        form=form,
        start=wish.start,
        room=room if needs_room else None,
        attendees=tuple(seat[0] for seat in summit.seats_by_meeting[meeting.id]),
        interpreters=before.interpreters if before else (),
    )


def _with_reasons(summit: Summit, plan: Plan) -> Plan:
    return reasons_for(summit, replace(plan, facts_digest=summit.digest, summit=summit.id))


def _refuse_broken(summit: Summit, before: Plan, after: Plan) -> None:
    """Raise for what the change breaks; what was broken before does not stand in the way of mending it."""
    broken = judge(summit, after, pinned=()).violations
    if not broken:
        return
    known = {(v.rule, v.what) for v in judge(summit, before).violations}
    new = tuple(violation for violation in broken if (violation.rule, violation.what) not in known)
    if new:
        raise RefusedError(new)


# --- why, and what would let it in ---


def explained(edition: Edition, summit: Summit, meeting: str) -> Explanation | None:
    """Return what stands in the way of a meeting start by start, and changes that would let it in.

    Nothing where the plan does not fit the facts, so that nothing can be said.
    """
    try:
        return explain(Openings(summit, present_plan(edition, summit)), meeting)
    except SummitryError:
        return None


def apply_change(edition: Edition, summit: Summit, meeting: str, text: str, user: User, seen: int) -> int:
    """Make a change that was offered, to the facts and the plan at once; return the new revision.

    Parameters
    ----------
    text
        The change in words, as it was offered.

    Raises
    ------
    SummitryError
        If no such change is offered.
    StaleError
        If anything was written since the revision that was looked at.
    """
    explanation = explained(edition, summit, meeting)
    change = next((c for c in explanation.changes if c.text == text), None) if explanation else None
    if change is None:
        raise SummitryError("This change is not offered any more.")
    return _write_change(edition, summit, change, user, seen)


def _write_change(edition: Edition, summit: Summit, change: Change, user: User, seen: int) -> int:
    after = _with_reasons(change.summit, change.plan)
    with next_revision(edition, seen) as number:
        write_differences(edition, summit, change.summit, number)
        record_plan(edition, change.summit, after, number=number, reason=change.text, user=user)
    return number
