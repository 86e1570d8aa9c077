"""Who asks whom: pairs of parties for given numbers of meetings of each."""

from collections import Counter
from collections.abc import Callable, Sequence

from summitry.generate.draw import Draw


def shared_out(total: int, weights: Sequence[float], *, least: int, most: Sequence[int]) -> list[int]:
    """Return how often each takes part, in proportion to the weights, adding up to a total as far as the limits let.

    1. Cut what a factor on the weights gives to the least and the most, and round it.
    2. Halve the range of the factor until the sum is as near to the total as rounding allows.
    3. Give or take one from the first ones that can bear it until the sum is exact.

    Parameters
    ----------
    total
        How often all take part together.
    weights
        One positive weight for each.
    least
        How often each takes part in any case.
    most
        For each, how often at most; at least `least`.

    """
    low, high = 0.0, (total + 1) / min(weights)
    for _ in range(100):
        factor = (low + high) / 2
        numbers = [min(cap, max(least, round(factor * weight))) for weight, cap in zip(weights, most, strict=True)]
        low, high = (factor, high) if sum(numbers) < total else (low, factor)
    missing = total - sum(numbers)
    step = 1 if missing > 0 else -1
    while missing:
        able = [idx for idx, number in enumerate(numbers) if least <= number + step <= most[idx]]
        if not able:
            break
        for idx in able[: abs(missing)]:
            numbers[idx] += step
            missing -= step
    return numbers


def paired(
    draw: Draw, numbers: Sequence[int], *, most_repeats: int, can_meet: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Return pairs of parties so that each takes part about as often as stated.

    The busiest left asks first, and asks those who have most left rather; so hardly anything is left over in the end.

    Parameters
    ----------
    numbers
        How often each party is to take part; the index names the party.
    most_repeats
        How often the same two may meet.
    can_meet
        Whether two parties, by their indices, may meet at all.
    """
    left = list(numbers)
    met: Counter[tuple[int, int]] = Counter()
    for idx in sorted(range(len(left)), key=lambda i: (-left[i], i)):
        others = [other for other in range(len(left)) if other != idx and can_meet(idx, other)]
        while left[idx] > 0:
            open_to = [other for other in others if left[other] > 0 and met[_pair(idx, other)] < most_repeats]
            partners = draw.weighted(open_to, [left[other] for other in open_to], left[idx])
            for other in partners:
                met[_pair(idx, other)] += 1
                left[other] -= 1
            left[idx] -= len(partners)
            if not partners:
                break
    return [pair for pair, times in sorted(met.items()) for _ in range(times)]


def _pair(one: int, other: int) -> tuple[int, int]:
    return (min(one, other), max(one, other))
