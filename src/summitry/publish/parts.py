"""A programme too long for one page, in parts: one for each venue and day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from summitry.publish.programme import Engagement, Programme


def by_venue_and_day(whole: Programme) -> Iterator[tuple[str, Programme]]:
    """Yield each venue's name with what takes place in it on one day, venue by venue; nothing where nothing does.

    A part has the rooms of its venue and the delegations that are there that day. What has no time is in none.
    """
    engagements: defaultdict[tuple[str, int], list[Engagement]] = defaultdict(list)
    for engagement in whole.engagements:
        engagements[engagement.where.venue, whole.day_of(engagement)].append(engagement)
    for (venue, day_idx), row in sorted(engagements.items(), key=lambda item: item[0]):
        codes = {code for engagement in row for code in engagement.codes}
        yield (
            venue,
            replace(
                whole,
                name=f"{whole.name}: {venue}",
                days=(whole.days[day_idx],),
                delegations=tuple(party for party in whole.delegations if party.code in codes),
                rooms=tuple(room for room in whole.rooms if room.venue == venue),
                engagements=tuple(row),
                open=(),
            ),
        )
