"""How a plan compares with what really happened."""

from dataclasses import dataclass

from summitry.summit.meetings import Recorded
from summitry.summit.plan import Assignment, Plan, Unplaced
from summitry.summit.summit import Summit


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A recorded meeting beside its place in a plan.

    Parameters
    ----------
    assignment
        Where the plan places it; ``None`` if it does not.
    is_to_place
        Whether the plan should hold it: agreed, or pending in a plan that holds such.
    unplaced
        Why the plan does not place it, where the plan says so.
    is_same_day
        Whether plan and record have it on one day; ``None`` if it is not placed or the day was not found.
    difference_min
        Minutes by which the plan has it later than the record; ``None`` if it is not placed or no start was found.
    """

    recorded: Recorded
    is_to_place: bool
    assignment: Assignment | None = None
    unplaced: Unplaced | None = None
    is_same_day: bool | None = None
    difference_min: int | None = None


def compare_with_record(summit: Summit, plan: Plan) -> tuple[Compared, ...]:
    """Return every recorded fact that belongs to a meeting of the summit, compared, in the order of the record.

    What is only recorded (pull-asides, encounters, ceremonies) belongs to no meeting and is left out.
    """
    to_place = {m.id for m in summit.to_place(include_pending=plan.include_pending)}
    placed = {a.meeting: a for a in plan.assignments}
    unplaced = {u.meeting: u for u in plan.unplaced}
    return tuple(
        Compared(
            recorded=row,
            is_to_place=row.meeting in to_place,
            assignment=placed.get(row.meeting),
            unplaced=unplaced.get(row.meeting),
            is_same_day=_is_same_day(summit, row, placed.get(row.meeting)),
            difference_min=_difference_min(row, placed.get(row.meeting)),
        )
        for row in summit.recorded
        if row.meeting
    )


def _is_same_day(summit: Summit, row: Recorded, assignment: Assignment | None) -> bool | None:
    # Two days joined by "/" say that the record does not know which of them it was.
    if assignment is None or not row.day or "/" in row.day:
        return None
    return row.day == summit.clock.at(assignment.start).date().isoformat()


def _difference_min(row: Recorded, assignment: Assignment | None) -> int | None:
    return None if assignment is None or row.start is None else assignment.start - row.start
