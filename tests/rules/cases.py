"""What the tests of the judge have in common: an assignment, a verdict, and the positions of two intervals."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from summitry.rules import Violation, judge
from summitry.rules.soft import Figure
from summitry.summit import Assignment, Plan, Session, Summit


class Broken(NamedTuple):
    """A violation without its sentence."""

    rule: str
    who: tuple[str, ...]
    what: tuple[str, ...]
    when: tuple[int, int] | None


# Positions of a session against a meeting of 10:00-10:30 (600-630), and the minutes they share, if any.
POSITIONS: Mapping[str, tuple[int, int, tuple[int, int] | None]] = {
    "before": (540, 599, None),
    "touches the start": (570, 600, None),
    "overlaps the start": (571, 601, (600, 601)),
    "starts with it": (600, 615, (600, 615)),
    "lies within": (610, 620, (610, 620)),
    "equals": (600, 630, (600, 630)),
    "contains": (590, 640, (600, 630)),
    "ends with it": (615, 630, (615, 630)),
    "overlaps the end": (629, 660, (629, 630)),
    "touches the end": (630, 660, None),
    "after": (631, 660, None),
}


def assign(meeting: str = "m", start: int = 600, **fields: Any) -> Assignment:
    """Return an assignment of a meeting of A and B, sit-down in room R unless stated otherwise."""
    sound: dict[str, Any] = {"form": "sit-down", "room": "R", "attendees": ("a", "b")}
    return Assignment(meeting=meeting, start=start, **(sound | fields))


def session(start: int, end: int, *participants: str, **fields: Any) -> Session:
    sound: dict[str, Any] = {"id": "s", "title": "Council", "venue": "V"}
    return Session(start=start, end=end, participants=participants, **(sound | fields))


def plan(summit: Summit, *assignments: Assignment, include_pending: bool = False) -> Plan:
    return Plan(summit=summit.id, assignments=assignments, include_pending=include_pending)


def violations(summit: Summit, *assignments: Assignment, **fields: Any) -> tuple[Violation, ...]:
    return judge(summit, plan(summit, *assignments, **fields)).violations


def broken(summit: Summit, *assignments: Assignment, **fields: Any) -> list[Broken]:
    """Return everything a plan breaks."""
    found = violations(summit, *assignments, **fields)
    return [Broken(v.rule, v.who, v.what, (v.when.start, v.when.end) if v.when else None) for v in found]


def messages(summit: Summit, *assignments: Assignment, **fields: Any) -> list[str]:
    return [v.message for v in violations(summit, *assignments, **fields)]


def value(summit: Summit, level: str, *assignments: Assignment) -> Figure:
    return judge(summit, plan(summit, *assignments)).values[level]


def parts(summit: Summit, *assignments: Assignment) -> dict[str, int]:
    """Return the parts of comfort that are not nought."""
    counts = judge(summit, plan(summit, *assignments)).comfort_parts
    return {part: count for part, count in counts.items() if count}
