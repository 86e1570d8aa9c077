"""A person's day as the rule book reads it: what follows what, breaks, and runs without a rest."""

from collections.abc import Iterator
from itertools import combinations, groupby
from typing import NamedTuple

from summitry.rules.case import Case, Engagement, Placed
from summitry.summit import Interval


class Step(NamedTuple):
    """Two consecutive engagements of a person on one day.

    Parameters
    ----------
    earlier
        Of those before `later`, the one that ends latest.
    between_min
        Minutes from that end to the next start; negative while sessions overlap.
    """

    earlier: Engagement
    later: Engagement
    between_min: int


def days_of(case: Case, person: str) -> Iterator[list[Engagement]]:
    """Yield a person's engagements day by day, each day by start, then end, then id."""
    known = [e for e in case.engagements_of.get(person, ()) if e.day_idx is not None]
    for _, group in groupby(known, key=lambda e: e.day_idx):
        yield list(group)


def steps_of(case: Case, person: str) -> Iterator[Step]:
    """Yield the pairs of consecutive engagements of a person on one day."""
    for day in days_of(case, person):
        latest = day[0]
        for engagement in day[1:]:
            yield Step(latest, engagement, engagement.interval.start - latest.interval.end)
            if engagement.interval.end >= latest.interval.end:
                latest = engagement


def breaks_of(case: Case, person: str) -> int:
    """Return how often a person has more time between consecutive engagements on a day than the move takes."""
    return sum(step.between_min > case.move_min(step.earlier, step.later) for step in steps_of(case, person))


def runs_of(case: Case, person: str, rest_min: int) -> Iterator[list[Engagement]]:
    """Yield a person's runs: engagements with less than a rest between the latest end so far and the next start."""
    run: list[Engagement] = []
    end = 0
    for engagement in case.engagements_of.get(person, ()):
        if run and engagement.interval.start - end >= rest_min:
            yield run
            run = []
        end = max(end, engagement.interval.end) if run else engagement.interval.end
        run.append(engagement)
    if run:
        yield run


def holds_assignment(*engagements: Engagement) -> bool:
    """Tell whether any of the engagements is an assignment; sessions alone are facts and break no rule."""
    return any(isinstance(engagement, Placed) for engagement in engagements)


def shared_or_between(earlier: Engagement, later: Engagement) -> Interval:
    """Return the stretch that two engagements share, or, if they do not overlap, the one between them."""
    first, second = earlier.interval, later.interval
    if first.overlaps(second):
        return Interval(second.start, min(first.end, second.end))
    return Interval(first.end, second.start)


def pairs_of_people(case: Case) -> Iterator[tuple[str, Engagement, Engagement]]:
    """Yield each person with each two of their engagements, at least one of them an assignment, in order."""
    for person, engagements in case.engagements_of.items():
        for earlier, later in combinations(engagements, 2):
            if holds_assignment(earlier, later):
                yield person, earlier, later
