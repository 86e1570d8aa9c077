"""The hard rule on delegations that avoid each other."""

from collections.abc import Iterator

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.diary import near_pairs, shared_or_between
from summitry.rules.engagement import Engagement
from summitry.rules.report import Violation
from summitry.summit import Avoidance


def apart(case: Case) -> Iterator[Violation]:
    """Two delegations that avoid each other are kept apart in every zone.

    An engagement attended by people of the one and another attended by people of the other, in the same zone, are at
    least the gap apart. An engagement that people of both attend is excepted, as either of the two.
    """
    for row in case.summit.avoidances:
        near = [e for e in case.engagements if (row.first in e.delegations) != (row.second in e.delegations)]
        for earlier, later in near_pairs(near, row.gap_min):
            of_both = (row.first in earlier.delegations) != (row.first in later.delegations)
            same_zone = earlier.place.zone == later.place.zone
            if of_both and same_zone and (earlier.is_meeting or later.is_meeting):
                yield _too_near(case, row, earlier, later)


def _too_near(case: Case, row: Avoidance, earlier: Engagement, later: Engagement) -> Violation:
    first, second = (case.summit.delegation_by_code[code].name for code in (row.first, row.second))
    gap = f" with {row.gap_min} min between" if row.gap_min else ""
    meant = f"{words.when(case, earlier)} and {words.at(case, later)}"
    return Violation(
        rule="apart",
        who=(row.first, row.second),
        what=(earlier.id, later.id),
        when=shared_or_between(earlier, later),
        message=f"{first} and {second} avoid each other{gap}, but are near each other in {meant}",
    )
