"""The free stretches between a person's sessions on a day, and which meetings lie in which.

What lies in a gap must fit into it with the moves around it. Said as linear inequalities over in-the-gap literals, this
gives the solver's relaxation what its scheduling constraints know only by search.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summitry.planning.exact.decisions import Linear, Literal, Part
from summitry.planning.exact.variables import Variables
from summitry.summit import Session


@dataclass(frozen=True)
class Gap:
    """A free stretch of a person's day, from `start` to `end`.

    Parameters
    ----------
    before, after
        The sessions around it; ``None`` at the ends of the day.
    parts
        Meetings that may lie in it, each with the literal that it does.
    """

    person: str
    start: int
    end: int
    before: Session | None
    after: Session | None
    parts: Sequence[tuple[Part, Literal]]
    v: Variables

    @property
    def is_closed(self) -> bool:
        """Whether sessions stand on both sides."""
        return self.before is not None and self.after is not None

    @cached_property
    def most_move_min(self) -> int:
        """Most minutes between two engagements in it or beside it."""
        venues = {s.venue for s in (self.before, self.after) if s is not None}
        venues |= {venue for part, _ in self.parts for venue in part.variables.venues}
        return max(self.v.summit.move_min(a, b) for a in venues for b in venues)

    @cached_property
    def needed(self) -> Linear:
        """Fewest minutes that the meetings in it take, each with the move and the buffer after it."""
        minutes, last_buffer = needed_by(self.v, self.person, self.parts)
        # nothing need follow the last meeting of a day, so its buffer does not count
        return minutes if self.after is not None else minutes - last_buffer

    @cached_property
    def all_needed(self) -> list[Linear]:
        """What its meetings need at least, said once for each venue to which the way is longer than the least move."""
        stands = [s.venue for s in (self.before, self.after) if s is not None]
        away = {part.variables.venues[0] for part, _ in self.parts if len(part.variables.venues) == 1} - {*stands}
        said = [self.needed]
        for venue in sorted(away):
            extra_min = self.v.extra_move_min(self.before.venue, venue) if self.before else 0
            extra_min += self.v.extra_move_min(venue, self.after.venue) if self.after else 0
            used = self.v.model.new_bool_var("")
            for part, inside in self.parts:
                if part.variables.venues == (venue,):
                    self.v.model.add_implication(inside, used)
            said.append(self.needed + extra_min * used)
        return said

    def fit(self) -> None:
        """State that its meetings fit into it: by their minutes, and by how many of the shortest do."""
        if not self.parts:
            return
        sides = self.v.least_move_min * ((self.before is not None) - (self.after is None))
        room = self.end - self.start - sides
        if room < 0:  # those who may be meant for a meeting here have others who can take their seat
            self.v.model.add_bool_and(*(~inside for _, inside in self.parts))
            return
        for needed in self.all_needed:
            self.v.model.add(needed <= room)
        limit_number(self.v, self.parts, room)


def needed_by(v: Variables, person: str, parts: Sequence[tuple[Part, Literal]]) -> tuple[Linear, int]:
    """Return the fewest minutes that some of a person's meetings take in a row, and the buffer the last may lack.

    Each counts with the move and the buffer after it, if its literal holds.
    """
    terms: list[Linear] = []
    largest = 0
    for part, literal in parts:
        minutes = v.least_duration(part.variables) + v.least_move_min
        buffer = v.buffer(person, part.variables.meeting.id)
        if buffer is not None:
            minutes += buffer.wanted_min
            terms.append(-buffer.missing)
            largest = max(largest, buffer.wanted_min)
        terms.append(minutes * literal)
    return sum(terms, start=0), largest


def limit_number(v: Variables, parts: Sequence[tuple[Part, Literal]], room_min: int) -> None:
    """State that no more of a person's meetings take place than fit into so many minutes, the shortest first."""
    most, used = 0, 0
    for minutes in sorted(v.least_duration(part.variables) for part, _ in parts):
        used += minutes + v.least_move_min
        most += used <= room_min
    if most < len(parts):
        v.model.add(sum(inside for _, inside in parts) <= most)


def gaps_of(v: Variables, person: str, parts: Sequence[Part], day: int) -> list[Gap]:
    """Return the gaps of a person's day in order; one for the whole day if there are no sessions."""
    span = v.summit.day_spans[day]
    sessions = [s for s in v.summit.sessions_by_person.get(person, ()) if v.summit.day_idx(s.start) == day]
    gaps: list[Gap] = []
    before: Session | None = None
    for after in [*sessions, None]:
        start = before.end if before else span.start
        end = after.start if after else span.end
        if end > start:
            gaps.append(Gap(person, start, end, before, after, _inside(v, parts, day, start, end), v))
        if after is not None and (before is None or after.end >= before.end):
            before = after
    return gaps


def _inside(v: Variables, parts: Sequence[Part], day: int, start: int, end: int) -> list[tuple[Part, Literal]]:
    minutes = v.starts.minutes
    region = (minutes >= start) & (minutes < end)
    return [
        (part, v.both(v.inside(part.variables, region), part.literal))
        for part in parts
        if day in part.variables.days and (part.variables.mask & region).any()
    ]
