"""Differences in words: between two plans, and between a plan and the record."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from summitry.cli.output import count, tell, tell_table
from summitry.cli.summary import first_reason
from summitry.summit import Summit
from summitry.summit.changes import (
    Added,
    Change,
    Dropped,
    FormChanged,
    Moved,
    PeopleChanged,
    RoomChanged,
    day_in_words,
    hour_in_words,
    in_words,
)
from summitry.summit.recorded import Compared

_KINDS: dict[type, str] = {
    Added: "added",
    Dropped: "dropped",
    Moved: "moved",
    FormChanged: "form changed",
    RoomChanged: "room changed",
    PeopleChanged: "people changed",
}


def tell_changes(summit: Summit, found: Sequence[Change]) -> None:
    """Print the changes in words under each delegation they concern, then how many of each kind there are."""
    if not found:
        tell("The two plans are the same.")
        return
    sentences = {meeting: in_words(summit, *of_meeting) for meeting, of_meeting in _by_meeting(found)}
    for delegation in summit.delegations:
        for meeting, sentence in sentences.items():
            if delegation.code in _parties(summit, meeting):
                tell(f"{delegation.code}: {sentence}")
    kinds = Counter(_KINDS[type(change)] for change in found)
    tell(f"{count(len(sentences), 'meeting')} differ: " + ", ".join(f"{kinds[kind]} {kind}" for kind in kinds) + ".")


def changes_document(summit: Summit, found: Sequence[Change]) -> dict[str, Any]:
    """Return the changes as JSON values, those of one meeting together, with the sentence."""
    return {
        "summit": summit.id,
        "meetings": [
            {
                "meeting": meeting,
                "parties": list(_parties(summit, meeting)),
                "in_words": in_words(summit, *of_meeting),
                "changes": [_change(summit, change) for change in of_meeting],
            }
            for meeting, of_meeting in _by_meeting(found)
        ],
    }


def _by_meeting(found: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    return [(meeting, list(group)) for meeting, group in groupby(found, key=lambda change: change.meeting)]


def _parties(summit: Summit, meeting: str) -> tuple[str, ...]:
    known = summit.meeting_by_id.get(meeting)
    return known.parties if known else ()


def _change(summit: Summit, change: Change) -> dict[str, Any]:
    fields = asdict(change)
    del fields["meeting"]
    match change:
        case Moved(before=before, after=after):
            fields = {"before": _instant(summit, before), "after": _instant(summit, after)}
        case Added() | Dropped():
            for placed in fields.values():
                placed["start"] = _instant(summit, placed["start"])
        case _:
            pass
    return {"kind": _KINDS[type(change)], **fields}


def _instant(summit: Summit, minute: int) -> str:
    return summit.clock.at(minute).isoformat(timespec="minutes")


def tell_recorded(summit: Summit, found: Sequence[Compared]) -> None:
    """Print each recorded meeting beside its place in the plan, then how many are placed and how near."""
    if not found:
        tell("The facts record no meeting of this summit.")
        return
    rows = [(c.recorded.meeting, _recorded(summit, c), _planned(summit, c), _difference(c)) for c in found]
    tell_table(("meeting", "recorded", "planned", "difference"), rows)
    num_placed = sum(c.assignment is not None for c in found)
    num_same_day = sum(c.is_same_day is True for c in found)
    num_with_day = sum(c.is_same_day is not None for c in found)
    placed = f"{num_placed} of {count(len(found), 'recorded meeting')} placed"
    tell(f"{placed}; {num_same_day} of the {num_with_day} whose day was found are on that day.")


def recorded_document(summit: Summit, found: Sequence[Compared]) -> dict[str, Any]:
    """Return the comparison with the record as JSON values."""
    return {"summit": summit.id, "meetings": [_compared(summit, compared) for compared in found]}


def _compared(summit: Summit, compared: Compared) -> dict[str, Any]:
    recorded, assignment = compared.recorded, compared.assignment
    return {
        "meeting": recorded.meeting,
        "recorded": {
            "day": recorded.day,
            "start": None if recorded.start is None else _instant(summit, recorded.start),
            "status": recorded.status,
            "basis": recorded.basis,
        },
        "planned": None if assignment is None else _instant(summit, assignment.start),
        "is_to_place": compared.is_to_place,
        "is_same_day": compared.is_same_day,
        "difference_min": compared.difference_min,
        "why_not_placed": [reason._asdict() for reason in compared.unplaced.reasons] if compared.unplaced else [],
    }


def _recorded(summit: Summit, compared: Compared) -> str:
    recorded = compared.recorded
    when = recorded.day if recorded.start is None else summit.clock.text(recorded.start)
    return ", ".join(filter(None, (when, recorded.status, recorded.basis)))


def _planned(summit: Summit, compared: Compared) -> str:
    assignment = compared.assignment
    if assignment is not None:
        return f"{day_in_words(summit, assignment.start)} {hour_in_words(summit, assignment.start)}"
    if compared.is_to_place:
        return "not placed" + (first_reason(compared.unplaced) if compared.unplaced else "")
    return "not agreed"


def _difference(compared: Compared) -> str:
    if compared.is_same_day is False:
        return "another day"
    if compared.difference_min is None:
        return "same day" if compared.is_same_day else ""
    minutes = compared.difference_min
    return "same time" if minutes == 0 else f"{abs(minutes)} min {'later' if minutes > 0 else 'earlier'}"
