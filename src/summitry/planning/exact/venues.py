"""Changes of venue of a person within a day."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

from summitry.planning.exact.variables import Literal, Part, Variables
from summitry.summit import Session


def venue_changes(v: Variables, person: str, parts: Sequence[Part]) -> cp_model.LinearExprT:
    """Return an expression that is at least a person's changes of venue, and equals them in the least case.

    Where all meetings of a day can only be in one venue, it is enough to know which gaps between sessions hold any. Otherwise the
    engagements of the day are put in order by a circuit.
    """
    terms: list[cp_model.LinearExprT] = []
    for day in range(len(v.summit.days)):
        sessions = [s for s in v.summit.sessions_by_person.get(person, ()) if v.summit.day_idx(s.start) == day]
        here = [part for part in parts if day in part.variables.days]
        venues = {venue for part in here for venue in part.variables.venues}
        if len(venues) <= 1:
            terms += _by_gaps(v, sessions, here, next(iter(venues), ""), day)
        else:
            terms += _by_circuit(v, sessions, here, day)
    return sum(terms, start=0)


def _by_gaps(
    v: Variables, sessions: Sequence[Session], parts: Sequence[Part], venue: str, day: int
) -> Iterator[cp_model.LinearExprT]:
    span = v.summit.day_spans[day]
    for before, after in pairwise([None, *sessions, None]):
        stands = [s.venue for s in (before, after) if s is not None]
        direct = int(len(set(stands)) == 2)
        yield direct
        detour = sum(stand != venue for stand in stands) - direct
        if not detour or not parts:
            continue
        starts = v.starts.minutes
        inside = (starts >= (before.end if before else span.start)) & (starts < (after.start if after else span.end))
        used = v.model.new_bool_var("")
        for part in parts:
            for mode in part.variables.modes:
                v.outside(part.variables, inside, [mode.literal, part.literal, ~used])
        yield detour * used


def _by_circuit(
    v: Variables, sessions: Sequence[Session], parts: Sequence[Part], day: int
) -> Iterator[cp_model.LinearExprT]:
    """Yield the changes along a circuit through the day's engagements; node 0 is the night."""
    first_part = 1 + len(sessions)
    arcs: list[tuple[int, int, Literal]] = [(0, 0, v.model.new_bool_var(""))]
    for idx in range(1, first_part + len(parts)):
        arcs += [(0, idx, v.model.new_bool_var("")), (idx, 0, v.model.new_bool_var(""))]
    for idx, part in enumerate(parts, start=first_part):
        arcs.append((idx, idx, ~v.both(part.literal, part.variables.days[day])))
    for idx in range(1, len(sessions)):
        arc = v.model.new_bool_var("")
        arcs.append((idx, idx + 1, arc))
        yield int(sessions[idx - 1].venue != sessions[idx].venue) * arc
    for idx, part in enumerate(parts, start=first_part):
        for session_idx, session in enumerate(sessions, start=1):
            yield from _arc(v, arcs, (session_idx, idx), session, part)
            yield from _arc(v, arcs, (idx, session_idx), part, session)
        for other_idx, other in enumerate(parts, start=first_part):
            if other_idx != idx:
                yield from _arc(v, arcs, (idx, other_idx), part, other)
    v.model.add_circuit(arcs)


def _arc(
    v: Variables,
    arcs: list[tuple[int, int, Literal]],
    ends: tuple[int, int],
    first: Part | Session,
    second: Part | Session,
) -> Iterator[cp_model.LinearExprT]:
    """Add the arc from one engagement to the next; yield whether it changes the venue."""
    arc = v.model.new_bool_var("")
    arcs.append((*ends, arc))
    end = first.end if isinstance(first, Session) else first.variables.end
    start = second.start if isinstance(second, Session) else second.variables.start_minute
    v.model.add(end <= start).only_enforce_if(arc)
    change = v.model.new_bool_var("")
    for origin, here in _stands(v, first):
        for destination, there in _stands(v, second):
            if origin != destination:
                v.model.add_bool_or(~arc, change, *(~lit for lit in (*here, *there)))
    yield change


def _stands(v: Variables, engagement: Part | Session) -> Iterator[tuple[str, tuple[Literal, ...]]]:
    if isinstance(engagement, Session):
        yield engagement.venue, ()
        return
    for venue in engagement.variables.venues:
        literal = v.venue_literal(engagement.variables, venue)
        yield venue, () if literal is None else (literal,)
