"""A variant answered by changing a plan that is there as little as can be, instead of planning anew."""

from collections.abc import Iterator
from dataclasses import replace

from summitry.planning.given import given_result
from summitry.planning.held import duration_min
from summitry.planning.repair.events import Requested
from summitry.planning.repair.repair import repair
from summitry.planning.starts import suits
from summitry.planning.variants.compare import Outcome, Run
from summitry.planning.variants.variant import Supposed, Variant, suppose
from summitry.summit import Assignment, Interval, Plan, Summit
from summitry.summit.times import union

_NOT_PROVEN = "Perhaps fewer changes would do: the time was too short to tell."


def keep_variant(summit: Summit, variant: Variant, run: Run, *, start: Plan, include_pending: bool = False) -> Outcome:
    """Return a variant with the plan that holds the most value by the fewest changes to a plan that is there.

    Of its levels only the obvious bounds are known; a note says if it may be that fewer changes hold as much.

    Parameters
    ----------
    start
        The plan to keep; meetings that it does not hold come in where they can.

    Raises
    ------
    SuppositionError
        If a change does not fit the facts.
    RepairError
        If the plan is not one of the facts as they are.
    """
    supposed = suppose(summit, variant, include_pending=include_pending)
    facts, kept = supposed.summit, _housed(supposed, start)
    there = {a.meeting for a in kept.assignments}
    to_place = facts.to_place(include_pending=supposed.include_pending)
    wanted = tuple(Requested(meeting=meeting.id) for meeting in to_place if meeting.id not in there)
    before = facts.horizon.start - 1  # nothing has begun
    found = repair(facts, kept, wanted, before, time_limit_s=run.time_limit_s)
    notes = () if found.is_proven else (_NOT_PROVEN,)
    return Outcome(variant=variant, supposed=supposed, result=replace(given_result(facts, found.plan), notes=notes))


def _housed(supposed: Supposed, start: Plan) -> Plan:
    """Return the plan with what lost its room in another that suits it, and without what cannot be held at all."""
    facts = supposed.summit
    to_place = {meeting.id for meeting in facts.to_place(include_pending=supposed.include_pending)}
    kept = tuple(
        there
        for a in start.assignments
        if a.meeting in to_place and (there := next(_in_some_room(facts, a), None)) is not None
    )
    return replace(
        start,
        facts_digest=facts.digest,
        assignments=kept,
        unplaced=(),
        include_pending=supposed.include_pending,
    )


def _in_some_room(summit: Summit, assignment: Assignment) -> Iterator[Assignment]:
    """Yield an assignment as it stands, if its form and its room are known, or else in each room that suits it."""
    forms = [rung.form for rung in summit.ladder(summit.meeting_by_id[assignment.meeting])]
    if assignment.form not in forms:
        return
    if assignment.room is None or assignment.room in summit.room_by_id:
        yield assignment
        return
    meeting, form = summit.meeting_by_id[assignment.meeting], summit.form_by_name[assignment.form]
    held = Interval(assignment.start, assignment.start + duration_min(summit, assignment))
    for room in summit.rooms if form.needs_room else ():
        is_open = not room.open or any(window.contains(held) for window in union(room.open))
        if is_open and suits(summit, meeting, form, room):
            yield replace(assignment, room=room.id)
