"""A person's engagements as the rule book reads them: day by day, what follows what, and runs without a rest."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

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


def near_pairs(engagements: Sequence[Engagement], apart_min: int) -> Iterator[tuple[Engagement, Engagement]]:
    """Yield each two of some engagements, given by start, that overlap or have less than so many minutes between them.

    Those after the first that starts later than that start later still, so the search for a partner ends there.
    """
    for idx, earlier in enumerate(engagements):
        for later in islice(engagements, idx + 1, None):
            if later.interval.start >= earlier.interval.end + apart_min:
                break
            yield earlier, later


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
