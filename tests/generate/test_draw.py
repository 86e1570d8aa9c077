"""Chance by a seed: ranges, shares, and the same stream every time."""

from collections import Counter

import pytest

from summitry.generate.draw import Draw
from summitry.generate.requests import paired, shared_out
from summitry.generate.scale import Scale
from summitry.summit import SummitryError


def test_a_seed_and_a_purpose_name_a_stream() -> None:
    def first(seed: int, purpose: str) -> list[int]:
        draw = Draw(seed, purpose)
        return [draw.whole(0, 10**9) for _ in range(5)]

    assert first(1, "a") == first(1, "a")
    assert first(1, "a") != first(2, "a")
    assert first(1, "a") != first(1, "b")


def test_whole_numbers_come_from_the_least_to_the_most() -> None:
    draw = Draw(0, "test")
    assert {draw.whole(2, 5) for _ in range(200)} == {2, 3, 4, 5}


def test_values_come_in_their_shares() -> None:
    draw = Draw(0, "test")
    counts = Counter(draw.by_share({"often": 0.9, "seldom": 0.1}) for _ in range(10_000))
    assert 800 < counts["seldom"] < 1200


def test_weighted_draws_are_distinct_and_leave_out_what_has_no_weight() -> None:
    draw = Draw(0, "test")
    for _ in range(50):
        drawn = draw.weighted("abcd", [1, 0, 5, 2], 3)
        assert sorted(drawn) == ["a", "c", "d"]


def test_the_heavy_are_drawn_first_more_often() -> None:
    draw = Draw(0, "test")
    counts = Counter(draw.weighted("ab", [1, 3], 1)[0] for _ in range(10_000))
    assert 7_200 < counts["b"] < 7_800


def test_numbers_shared_out_keep_their_limits_and_add_up() -> None:
    numbers = shared_out(100, [1, 1, 2, 50], least=3, most=[90, 90, 90, 60])
    assert (sum(numbers), min(numbers), numbers[-1]) == (100, 10, 60)
    assert shared_out(10, [1, 1], least=1, most=[3, 3]) == [3, 3]


def test_pairs_take_each_as_often_as_stated_where_that_can_be() -> None:
    numbers = [5, 3, 3, 3, 2, 2]
    pairs = paired(Draw(0, "test"), numbers, most_repeats=1, can_meet=lambda _one, _other: True)
    assert Counter(idx for pair in pairs for idx in pair) == Counter(dict(enumerate(numbers)))
    assert len(set(pairs)) == len(pairs)


def test_pairs_that_cannot_meet_are_not_made() -> None:
    pairs = paired(Draw(0, "test"), [2] * 6, most_repeats=2, can_meet=lambda one, other: {one, other} != {0, 1})
    assert (0, 1) not in pairs


@pytest.mark.parametrize("factor", [0.0, 0.0099, 2.01, -1.0, float("nan"), float("inf")])
def test_a_scale_out_of_range_is_refused(factor: float) -> None:
    with pytest.raises(SummitryError, match=r"expected a number from 0.01 to 2"):
        Scale(factor)


def test_a_scale_keeps_a_handful() -> None:
    assert (Scale(0.01).of(193, 6), Scale(1).of(193, 6), Scale(2).of(193, 6)) == (6, 193, 386)
