"""Openings and explanations in words and as JSON values."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from summitry.cli.output import count, tell
from summitry.planning.explain import Change, Explanation, Told
from summitry.planning.explain.names import Names
from summitry.planning.explain.stretches import Stretch, stretches
from summitry.planning.legal import Blocker, Opening, Openings, State
from summitry.summit import Assignment, Summit
from summitry.summit.changes import day_in_words, hour_in_words

_MOST_NAMED = 12


def tell_starts(openings: Openings, meeting: str, found: Sequence[Opening]) -> None:
    """Print the starts of a meeting as stretches of time."""
    names = Names(openings.spans)
    states = [sum(opening.state is state for opening in found) for state in State]
    free, moving, blocked = states
    tell(f"{names.meeting(meeting)}: {count(free, 'start')} free, {moving} free if meetings move, {blocked} blocked.")
    _tell_stretches(openings.summit, stretches(openings.summit, names, found))


def _tell_stretches(summit: Summit, found: Sequence[Stretch]) -> None:
    day = ""
    for stretch in found:
        if day_in_words(summit, stretch.first) != day:
            day = day_in_words(summit, stretch.first)
            tell(f"{day}:")
        first, last = hour_in_words(summit, stretch.first), hour_in_words(summit, stretch.last)
        tell(f"  {first if first == last else f'{first} to {last}'}: {stretch.text}")


def starts_document(openings: Openings, meeting: str, found: Sequence[Opening]) -> dict[str, Any]:
    """Return the starts of a meeting as JSON values."""
    names = Names(openings.spans)
    return {
        "summit": openings.summit.id,
        "meeting": meeting,
        "starts": [
            {
                "start": _instant(openings.summit, opening.start),
                "state": str(opening.state),
                "fits": [asdict(fit) for fit in opening.fits],
                "moves": list(opening.moves),
                "obstacles": [
                    {
                        "rule": obstacle.rule,
                        "text": names.obstacle(obstacle),
                        "blockers": [_blocker(openings.summit, blocker) for blocker in obstacle.blockers],
                    }
                    for obstacle in opening.obstacles
                ],
            }
            for opening in found
        ],
    }


def _instant(summit: Summit, minute: int) -> str:
    return summit.clock.at(minute).isoformat(timespec="minutes")


def _blocker(summit: Summit, blocker: Blocker) -> dict[str, Any]:
    window = None if blocker.window is None else [_instant(summit, minute) for minute in blocker.window]
    return {"kind": str(blocker.kind), "subject": blocker.subject, "other": blocker.other, "window": window}


# --- explanations ---


def tell_explained(openings: Openings, explanation: Explanation) -> None:
    """Print an explanation, shortest first."""
    tell(explanation.summary)
    if explanation.changes:
        tell("What would let it in, the cheapest first; each was tried:")
        for change in explanation.changes:
            tell(f"  - {change.text}")
    elif explanation.blockers:
        tell("No single change that was tried lets it in.")
    if explanation.blockers:
        tell("What cannot hold together with it; drop any one and it fits:")
        texts = explanation.blocker_texts
        for text in texts[:_MOST_NAMED]:
            tell(f"  - {text}")
        if len(texts) > _MOST_NAMED:
            tell(f"  - and {len(texts) - _MOST_NAMED} more")
    tell("Start by start:")
    _tell_stretches(openings.summit, explanation.stretches)


def explained_document(openings: Openings, explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as JSON values."""
    summit = openings.summit
    return {
        "summit": summit.id,
        "meeting": explanation.meeting,
        "summary": explanation.summary,
        "changes": [_change(summit, change) for change in explanation.changes],
        "blockers": [
            _blocker(summit, blocker) | {"text": text}
            for blocker, text in zip(explanation.blockers, explanation.blocker_texts, strict=True)
        ],
        "stretches": [
            {
                "first": _instant(summit, stretch.first),
                "last": _instant(summit, stretch.last),
                "state": str(stretch.state),
                "text": stretch.text,
            }
            for stretch in explanation.stretches
        ],
    }


def _change(summit: Summit, change: Change) -> dict[str, Any]:
    return {"text": change.text, "price": change.price._asdict(), "put": _assignment(summit, change.put)}


def _assignment(summit: Summit, put: Assignment) -> dict[str, Any]:
    return asdict(put) | {"start": _instant(summit, put.start)}


def tell_told(told: Told) -> None:
    """Print what a delegation is told."""
    tell(f"{told.title}:")
    for text in (*told.own, *told.others):
        tell(f"  {text}")


def told_document(summit: Summit, told: Told) -> dict[str, Any]:
    """Return what a delegation is told as JSON values."""
    return {"summit": summit.id, "meeting": told.meeting, "own": list(told.own), "others": list(told.others)}
