"""A person's engagements as the rule book reads them: day by day, what follows what, and runs without a rest."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from summitry.rules.engagement import Engagement
from summitry.summit import Interval


def by_day(engagements: Sequence[Engagement]) -> Iterator[tuple[Engagement, ...]]:
    """Yield a person's engagements, given in order, day by day; those outside the summit are left out."""
    for _, group in groupby((e for e in engagements if e.day_idx is not None), key=lambda e: e.day_idx):
        yield tuple(group)


def consecutive(day: Sequence[Engagement]) -> Iterator[tuple[Engagement, Engagement]]:
    """Yield each engagement of a day, given in order, after that one of those before it that ends latest."""
    latest = day[0]
    for engagement in day[1:]:
        yield latest, engagement
        if engagement.interval.end >= latest.interval.end:
            latest = engagement


def runs(engagements: Sequence[Engagement], rest_min: int) -> Iterator[tuple[Engagement, ...]]:
    """Yield runs of engagements, given in order: less than a rest from the latest end so far to the next start."""
    run: list[Engagement] = []
    for engagement in engagements:
        if run and engagement.interval.start - max(e.interval.end for e in run) >= rest_min:
            yield tuple(run)
            run = []
        run.append(engagement)
    if run:
        yield tuple(run)


def shared_or_between(earlier: Engagement, later: Engagement) -> Interval:
    """Return the stretch that two engagements share, or, if they do not overlap, the one between them."""
    first, second = earlier.interval, later.interval
    if first.overlaps(second):
        return Interval(second.start, min(first.end, second.end))
    return Interval(first.end, second.start)
