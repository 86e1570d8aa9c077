"""The judge's own view of a plan: who is engaged where and when, worked out once."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from summitry.rules.diary import by_day, consecutive, near_pairs
from summitry.rules.engagement import Engagement, Fault, Placed, faults_in, held_from, placed_from
from summitry.summit import Assignment, Plan, Summit


class Step(NamedTuple):
    """Two consecutive engagements of a person on one day.

    Parameters
    ----------
    earlier
        Of those before `later`, the one that ends latest.
    spare_min
        Minutes from that end to the next start, less the move minutes; negative where sessions overlap.
    """

    earlier: Engagement
    later: Engagement
    spare_min: int


@dataclass(frozen=True, kw_only=True)
class Case:
    """A plan before the judge.

    Parameters
    ----------
    pinned
        Assignments marked pinned in the plan that this one was started from.
    """

    summit: Summit
    plan: Plan
    pinned: tuple[Assignment, ...] = ()

    @cached_property
    def _checked(self) -> tuple[tuple[Assignment, tuple[Fault, ...]], ...]:
        """Each assignment with what is wrong with its form."""
        found: list[tuple[Assignment, tuple[Fault, ...]]] = []
        seen: set[str] = set()
        for assignment in self.plan.assignments:
            twice = (Fault(assignment, "is placed twice"),) if assignment.meeting in seen else ()
            found.append((assignment, (*twice, *faults_in(self.summit, assignment))))
            seen.add(assignment.meeting)
        return tuple(found)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is not well-formed."""
        return tuple(fault for _, faults in self._checked for fault in faults)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The well-formed assignments; every rule but `well_formed` knows these only."""
        return tuple(placed_from(self.summit, assignment) for assignment, faults in self._checked if not faults)

    @cached_property
    def placed_by_meeting(self) -> Mapping[str, Placed]:
        """Well-formed assignments by meeting id."""
        return {placed.meeting.id: placed for placed in self.placed}

    @cached_property
    def sessions(self) -> tuple[Engagement, ...]:
        """The sessions as engagements."""
        return tuple(held_from(self.summit, session) for session in self.summit.sessions)

    @cached_property
    def engagements(self) -> tuple[Engagement, ...]:
        """All sessions and well-formed assignments, by start, then end, then id."""
        return tuple(sorted((*self.sessions, *self.placed), key=lambda e: e.order))

    @cached_property
    def engagements_of(self) -> Mapping[str, tuple[Engagement, ...]]:
        """What each person attends or interprets, in order; people without any are left out."""
        found: defaultdict[str, list[Engagement]] = defaultdict(list)
        for engagement in self.engagements:
            for person in (*engagement.attendees, *engagement.interpreters):
                found[person].append(engagement)
        return {person: tuple(row) for person, row in found.items()}

    @cached_property
    def days_of(self) -> Mapping[str, tuple[tuple[Engagement, ...], ...]]:
        """The engagements of each person, day by day."""
        return {person: tuple(by_day(row)) for person, row in self.engagements_of.items()}

    @cached_property
    def steps_of(self) -> Mapping[str, tuple[Step, ...]]:
        """The pairs of consecutive engagements of each person on one day."""
        return {
            person: tuple(self._step(*pair) for day in days for pair in consecutive(day))
            for person, days in self.days_of.items()
        }

    @cached_property
    def near_pairs_of_people(self) -> tuple[tuple[str, Engagement, Engagement], ...]:
        """Each person with each two of their engagements, at least one of them an assignment, in order.

        Only pairs that overlap or have less time between them than the longest move takes: of two further apart nothing
        can be said that a rule on two engagements of a person forbids.
        """
        longest_min = self.summit.longest_move_min
        return tuple(
            (person, earlier, later)
            for person, row in self.engagements_of.items()
            for earlier, later in near_pairs(row, longest_min)
            if earlier.is_meeting or later.is_meeting
        )

    def breaks_of(self, person: str) -> int:
        """Return how often a person has more time between consecutive engagements on a day than the move takes."""
        return sum(step.spare_min > 0 for step in self.steps_of.get(person, ()))

    def move_min(self, earlier: Engagement, later: Engagement) -> int:
        """Return the minutes a person needs from one engagement to another."""
        return self.summit.move_min(earlier.place.venue, later.place.venue)

    def _step(self, earlier: Engagement, later: Engagement) -> Step:
        between_min = later.interval.start - earlier.interval.end
        return Step(earlier, later, between_min - self.move_min(earlier, later))
