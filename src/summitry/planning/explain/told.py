"""The one place that decides what a delegation may be told of why a meeting is not placed.

It is told its own diary: its people's stays, limits and closed windows, the sessions they attend, the meetings they are
in. Of everything else, be it another party's time, a room or an interpreter, it learns only that something is not
available. What it is told is worked out in a world in which nothing else stands, so that nobody else's secret can show
in it, not by a count, an order of causes, a number of minutes, or an offer: no change is offered to a delegation,
because whether one helps depends on the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from summitry.planning.explain.explanation import asked
from summitry.planning.explain.names import Names
from summitry.planning.explain.stretches import stretches
from summitry.planning.legal.blocker import Blocker, Kind
from summitry.planning.legal.cells import WayCells
from summitry.planning.legal.opening import Obstacle, Opening, State
from summitry.planning.legal.openings import Openings
from summitry.planning.legal.together import Failure
from summitry.summit import SummitryError
from summitry.summit.changes import hour_in_words

NOT_AVAILABLE = "the other party or a room is not available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a delegation is told of a meeting.

    Parameters
    ----------
    own
        For each day the stretches in which its own diary stands in the way, as sentences.
    others
        What else there is to say; speaks of others only as not available.
    """

    meeting: str
    title: str
    own: tuple[str, ...]
    others: tuple[str, ...]


def told_to(openings: Openings, meeting: str, code: str, at: int | None = None) -> Told:
    """Return what a delegation is told of why a meeting is not placed, or not placed at another start.

    Parameters
    ----------
    openings
        The summit and plan, indexed.
    code
        The delegation that asks.
    at
        The start that is asked about, in minutes from the epoch; ``None`` for all of them.

    Raises
    ------
    SummitryError
        If there is no such delegation, or it is no party to such a meeting; whether others have one is not told.
    """
    summit = openings.summit
    if code not in summit.delegation_by_code:
        raise SummitryError(f"there is no delegation {code!r} at {summit.name}")
    known = summit.meeting_by_id.get(meeting)
    if known is None or code not in known.parties:
        raise SummitryError(f"{summit.delegation_by_code[code].name} has no meeting {meeting!r} at {summit.name}")
    found = asked(openings, meeting, at)
    names = Names(openings.spans)
    own = tuple(_own(openings, meeting, code, found))
    in_the_way = [opening for opening in own if opening.obstacles]
    return Told(
        meeting=meeting,
        title=names.meeting(meeting),
        own=tuple(_sentences(openings, names, in_the_way)),
        others=tuple(_others(openings, meeting, found, own)),
    )


def may_know(openings: Openings, code: str, blocker: Blocker) -> bool:
    """Tell whether a delegation may know that a blocker exists: this decides for every word that it is told."""
    people = openings.summit.person_by_id

    def is_own(person: str) -> bool:
        return person in people and people[person].delegation == code

    match blocker.kind:
        case Kind.MEETING:
            assignment = openings.spans.by_meeting.get(blocker.subject)
            return assignment is not None and any(map(is_own, assignment.attendees))
        case Kind.SESSION:
            return is_own(blocker.other)
        case Kind.PRESENCE | Kind.LIMIT:
            return is_own(blocker.subject)
        case Kind.CLOSED:
            return blocker.subject == code or is_own(blocker.subject)
        case _:
            return False


# --- what its own diary says ---


def _own(openings: Openings, meeting: str, code: str, found: tuple[Opening, ...]) -> Iterator[Opening]:
    """Yield each start, blocked only where the delegation's own diary forbids every way to hold the meeting."""
    cells = openings.cells(meeting)
    idx_by_start = {int(minute): idx for idx, minute in enumerate(openings.spans.minutes)}
    for opening in found:
        obstacles = _own_obstacles(openings, cells, code, idx_by_start[opening.start])
        state = State.BLOCKED if obstacles else State.FREE
        yield Opening(start=opening.start, state=state, obstacles=obstacles)


def _own_obstacles(openings: Openings, cells: tuple[WayCells, ...], code: str, idx: int) -> tuple[Obstacle, ...]:
    first: tuple[Obstacle, ...] = ()
    for of_way in cells:
        if not openings.spans.in_hours(of_way.way.duration_min)[idx]:
            continue
        obstacles = _own_of_way(openings, of_way, code, idx)
        if not obstacles:
            return ()
        first = first or obstacles
    return first


def _own_of_way(openings: Openings, cells: WayCells, code: str, idx: int) -> tuple[Obstacle, ...]:
    people = openings.summit.person_by_id

    def knows(blocker: Blocker) -> bool:
        return may_know(openings, code, blocker)

    spans = [
        span
        for span in cells.of_way[idx]
        if all(map(knows, span.blockers)) and (not span.person or people[span.person].delegation == code)
    ]
    if spans:
        return tuple(Obstacle(rule=span.rule, blockers=span.blockers, person=span.person) for span in spans)
    own = replace(cells.way, attendees=tuple(p for p in cells.way.attendees if people[p].delegation == code), gaps=())
    if openings.together.concerns(own):
        outcome = openings.together.outcome(own, idx, knows)
        if isinstance(outcome, Failure):
            return (Obstacle(rule=outcome.rule, blockers=outcome.blockers),)
    return ()


def _sentences(openings: Openings, names: Names, blocked: list[Opening]) -> Iterator[str]:
    for stretch in stretches(openings.summit, names, blocked):
        first, last = (hour_in_words(openings.summit, minute) for minute in (stretch.first, stretch.last))
        hours = first if first == last else f"{first} to {last}"
        yield f"{names.day(stretch.first)} {hours}: {stretch.text}"


# --- what is said of others ---


def _others(openings: Openings, meeting: str, found: tuple[Opening, ...], own: tuple[Opening, ...]) -> Iterator[str]:
    """Yield the same words whatever the others' diaries hold, save that something is not available."""
    if not any(not opening.obstacles for opening in own):
        return  # its own diary says it all
    if any(opening.obstacles for opening in own):
        yield "At the other starts nothing in your own diary stands in the way."
    else:
        yield "Nothing in your own diary stands in the way."
    is_open = any(o.state is State.FREE and not mine.obstacles for o, mine in zip(found, own, strict=True))
    if not is_open and (openings.plan.of(meeting) is None or len(found) == 1):
        yield f"There {NOT_AVAILABLE}."
