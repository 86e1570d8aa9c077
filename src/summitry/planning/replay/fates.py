"""What became of each meeting between the plan of the morning and the day as it went, and what really became of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from summitry.summit import Assignment, Plan, Summit

# What the record says of a meeting that did not take place as arranged.
NOT_AS_ARRANGED = ("cancelled", "abandoned", "downgraded", "postponed", "moved")


class Fate(StrEnum):
    """What became of a meeting in the end; of several that fit, the first."""

    LOST = "lost"
    SHORTENED = "shortened"
    MOVED = "moved"
    AS_PLANNED = "as planned"
    GAINED = "gained"
    NEVER_PLACED = "never placed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFate:
    """One meeting: where the first plan had it, where it took place, and what the record says of it.

    Parameters
    ----------
    before, after
        ``None`` where the plan does not hold it.
    recorded
        What really became of it, if the record says that it was not held as arranged; else empty.
    """

    meeting: str
    fate: Fate
    before: Assignment | None
    after: Assignment | None
    recorded: str = ""


def fates(summit: Summit, before: Plan, after: Plan) -> tuple[MeetingFate, ...]:
    """Return what became of each meeting that the first plan should hold, and of those that came in later.

    Parameters
    ----------
    summit
        The facts before anything happened.
    """
    old, new = ({a.meeting: a for a in plan.assignments} for plan in (before, after))
    wanted = [m.id for m in summit.to_place(include_pending=before.include_pending)]
    others = sorted((old.keys() | new.keys()) - set(wanted))
    recorded = _recorded(summit)
    return tuple(
        MeetingFate(
            meeting=meeting,
            fate=_fate(summit, old.get(meeting), new.get(meeting)),
            before=old.get(meeting),
            after=new.get(meeting),
            recorded=recorded.get(meeting, ""),
        )
        for meeting in (*wanted, *others)
    )


def _fate(summit: Summit, before: Assignment | None, after: Assignment | None) -> Fate:
    if before is None:
        return Fate.NEVER_PLACED if after is None else Fate.GAINED
    if after is None:
        return Fate.LOST
    if _rung(summit, after) > _rung(summit, before):
        return Fate.SHORTENED
    return Fate.AS_PLANNED if after.start == before.start else Fate.MOVED


def _rung(summit: Summit, assignment: Assignment) -> int:
    """Return the place of a form on the meeting's ladder, from 0; of a form that is not on it, 0."""
    meeting = summit.meeting_by_id.get(assignment.meeting)
    forms = [rung.form for rung in summit.ladder(meeting)] if meeting else []
    return forms.index(assignment.form) if assignment.form in forms else 0


def _recorded(summit: Summit) -> Mapping[str, str]:
    return {row.meeting: row.status for row in summit.recorded if row.meeting and row.status in NOT_AS_ARRANGED}


def totals(found: tuple[MeetingFate, ...]) -> Mapping[Fate, int]:
    """Return how many meetings met each fate, every fate named."""
    counts = Counter(one.fate for one in found)
    return {fate: counts[fate] for fate in Fate}
