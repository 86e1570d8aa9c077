"""What concerns whom in a plan, worked out once for all readers of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from summitry.summit import Assignment, Meeting, Plan, Session, Summit, Unplaced
from summitry.summit.grouping import grouped


@dataclass(frozen=True)
class Index:
    """A plan and its summit by delegation; a code that nothing concerns is left out of each mapping."""

    summit: Summit
    plan: Plan

    @cached_property
    def people(self) -> Mapping[str, Sequence[str]]:
        """The ids of each delegation's people."""
        return grouped((person.delegation, person.id) for person in self.summit.people)

    @cached_property
    def sessions(self) -> Mapping[str, Sequence[Session]]:
        """The sessions that each delegation's people attend."""
        return grouped(
            (code, session)
            for session in self.summit.sessions
            for code in self.delegations_of(self.summit.people_by_session[session.id])
        )

    @cached_property
    def assignments(self) -> Mapping[str, Sequence[Assignment]]:
        """The assignments that each delegation is a party to, or in which its people rightly fill a seat."""
        return grouped(
            (code, assignment)
            for assignment in self.plan.assignments
            if assignment.meeting in self.summit.meeting_by_id
            for code in dict.fromkeys((*self._parties(assignment), *self.delegations_of(self._seated(assignment))))
        )

    @cached_property
    def open(self) -> Sequence[Meeting]:
        """The meetings without a time."""
        placed = {assignment.meeting for assignment in self.plan.assignments}
        return tuple(meeting for meeting in self.summit.meetings if meeting.id not in placed)

    @cached_property
    def open_of(self) -> Mapping[str, Sequence[Meeting]]:
        """The meetings without a time of each party."""
        return grouped((code, meeting) for meeting in self.open for code in meeting.parties)

    @cached_property
    def to_place(self) -> frozenset[str]:
        """The ids of the meetings that should have a time."""
        return frozenset(m.id for m in self.summit.to_place(include_pending=self.plan.include_pending))

    @cached_property
    def unplaced(self) -> Mapping[str, Unplaced]:
        """What the plan says of a meeting that it does not place."""
        return {unplaced.meeting: unplaced for unplaced in self.plan.unplaced}

    def delegations_of(self, people: Iterable[str]) -> tuple[str, ...]:
        """Return the delegations of people, in the order of the summit's table."""
        codes = {self.summit.person_by_id[person].delegation for person in people}
        return tuple(sorted(codes & self._place.keys(), key=self._place.__getitem__))

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {delegation.code: idx for idx, delegation in enumerate(self.summit.delegations)}

    def _parties(self, assignment: Assignment) -> tuple[str, ...]:
        return self.summit.meeting_by_id[assignment.meeting].parties

    def _seated(self, assignment: Assignment) -> list[str]:
        """Return who fills a seat and may: a chair from outside is one of them."""
        seats = self.summit.seats_by_meeting[assignment.meeting]
        return [who for who, seat in zip(assignment.attendees, seats, strict=False) if who in seat]
