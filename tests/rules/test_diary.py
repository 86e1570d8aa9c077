"""Which two engagements of a person or room are near enough to each other to matter."""

from itertools import combinations

import pytest

from summitry.rules.diary import near_pairs
from summitry.rules.engagement import Engagement
from summitry.summit import Interval
from summitry.summit.summit import Place


def _row(*intervals: tuple[int, int]) -> list[Engagement]:
    return sorted(
        (
            Engagement(
                id=f"e{idx}",
                title=f"e{idx}",
                interval=Interval(*interval),
                day_idx=0,
                place=Place("V", "V", ""),
                attendees=(),
                delegations=frozenset(),
                is_meal=False,
            )
            for idx, interval in enumerate(intervals)
        ),
        key=lambda e: e.order,
    )


@pytest.mark.parametrize("apart_min", [0, 1, 5, 10, 60])
def test_near_pairs_are_those_of_all_pairs_that_overlap_or_are_less_than_so_many_minutes_apart(apart_min: int) -> None:
    row = _row((0, 10), (0, 60), (10, 20), (14, 16), (15, 45), (25, 30), (60, 61), (70, 71), (200, 300))

    near = list(near_pairs(row, apart_min))

    assert near == [(a, b) for a, b in combinations(row, 2) if b.interval.start - a.interval.end < apart_min]


def test_engagements_that_touch_are_near_only_where_some_minutes_are_to_lie_between_them() -> None:
    row = _row((0, 10), (10, 20))

    assert not list(near_pairs(row, 0))
    assert len(list(near_pairs(row, 1))) == 1
