"""What the tests of the examples share: where they are, and what each promises on its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from pathlib import Path

from summitry.formats.folder import read_folder
from summitry.rules import judge
from summitry.summit import Assignment, Interval, Meeting, Plan, Rung, Summit

EXAMPLES = Path(__file__).parents[2] / "examples"
QUARTER_MIN = 15


def example(name: str) -> Summit:
    """Return an example; that its reading gives no warning is part of every test."""
    reading = read_folder(EXAMPLES / name)
    assert [str(warning) for warning in reading.warnings] == []
    return reading.summit


def possible_alone(summit: Summit, meeting: Meeting) -> Assignment | None:
    """Return the first assignment of a meeting that breaks no rule as the only one of a plan, or nothing."""
    unpinned = replace(summit, pins=())
    return next((a for a in _assignments(unpinned, meeting) if not violations(unpinned, a)), None)


def violations(summit: Summit, *assignments: Assignment) -> list[str]:
    """Return what the judge has against a plan of these assignments, pending ones included."""
    plan = Plan(summit=summit.id, assignments=assignments, include_pending=True)
    return [violation.message for violation in judge(summit, plan).violations]


def overlapping_sessions(summit: Summit) -> set[tuple[str, str, str]]:
    """Return each person who would have to be in two sessions at once, with the two."""
    return {
        (person, first.id, second.id)
        for person, sessions in summit.sessions_by_person.items()
        for first, second in combinations(sessions, 2)
        if first.interval.overlaps(second.interval)
    }


def stays_overlap(summit: Summit, one: str, other: str) -> bool:
    """Tell whether two people are ever at the summit at the same time."""
    pairs = product(summit.stays_by_person[one], summit.stays_by_person[other])
    return any(a.usable.overlaps(b.usable) for a, b in pairs)


def ordered(summit: Summit) -> bool:
    """Tell whether the programme stands in the order of time."""
    return all(a.start <= b.start for a, b in pairwise(summit.sessions))


def _assignments(summit: Summit, meeting: Meeting) -> Iterator[Assignment]:
    # Starts and rooms that the meeting's own row rules out are left aside: they would only take the judge's time.
    windows = meeting.allowed or (summit.horizon,)
    for rung, day in product(summit.ladder(meeting), summit.days):
        for start in range(day.opens, day.closes, QUARTER_MIN):
            if any(window.contains(Interval(start, start + rung.duration_min)) for window in windows):
                yield from _at(summit, meeting, rung, start)


def _at(summit: Summit, meeting: Meeting, rung: Rung, start: int) -> Iterator[Assignment]:
    teams = [(), *((person.id,) for person in summit.interpreters)]
    for room, attendees, team in product(
        _rooms(summit, meeting, rung), product(*summit.seats_by_meeting[meeting.id]), teams
    ):
        yield Assignment(
            meeting=meeting.id, form=rung.form, start=start, room=room, attendees=attendees, interpreters=team
        )


def _rooms(summit: Summit, meeting: Meeting, rung: Rung) -> Sequence[str | None]:
    """Return one room of each kind, for the others are alike when nothing else takes place."""
    form = summit.form_by_name[rung.form]
    if not form.needs_room:
        return [None]
    kinds: dict[tuple[str, str, int, tuple[str, ...]], str] = {}
    for room in summit.rooms:
        fits = room.seats >= summit.head_count(meeting) and {*form.features, *meeting.features} <= {*room.features}
        stated = room.id in (meeting.rooms or [room.id]) and room.venue in (meeting.venues or [room.venue])
        if fits and stated:
            kinds.setdefault((room.venue, room.zone, room.seats, room.features), room.id)
    return list(kinds.values())
