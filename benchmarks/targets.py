"""What is to be reached at size, each beside what was measured."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from benchmarks.contest import GREEDY, OURS, Ceiling, Entry
from benchmarks.markdown import figure, percent, seconds
from benchmarks.rows import Row

_PARTS = {"break_": "Breaks", "venue_change": "Changes of venue"}
MOST_SLOPE = 1.1
NO_PLAN = "no plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """The figures to reach on a kind of summit at scale 1 in the time stated.

    Parameters
    ----------
    part_shares
        Of parts of comfort, the most that is aimed at as a share of greedy's: numerator and denominator.
    most_gap
        Of the value held.
    placed_gap
        Of the number placed; ``None`` where it has no aim. Likewise the others.
    """

    time_s: float
    part_shares: Mapping[str, tuple[int, int]]
    most_gap: float
    most_mb: float
    first_plan_s: float | None = None
    placed_gap: float | None = None
    judge_s: float | None = None
    is_share_compared: bool = False


AIMS: Mapping[str, Aims] = MappingProxyType(
    {
        "un-week": Aims(
            time_s=60,
            part_shares={"break_": (1, 3), "venue_change": (1, 2)},
            most_gap=0.002,
            most_mb=4000,
            first_plan_s=5,
        ),
        "trade-exchange": Aims(
            time_s=600,
            part_shares={"break_": (1, 2), "venue_change": (1, 2)},
            most_gap=0.002,
            most_mb=8000,
            placed_gap=0.0001,
            judge_s=20,
            is_share_compared=True,
        ),
    }
)


def gap_of(value: int, bound: int) -> float:
    """Return the distance from value to bound as a share of the value."""
    return abs(bound - value) / max(1, abs(value))


def value_bound(entries: Sequence[Entry], most: Ceiling | None) -> int | None:
    """Return the least that is proven to be the most value held: every bound of value holds for every plan."""
    bounds = [entry.bounds.get("value_held") for entry in entries] + [most.value_held if most else None]
    return min((bound for bound in bounds if isinstance(bound, int)), default=None)


def large_rows(kind: str, entries: Sequence[Entry], most: Ceiling | None) -> Iterator[Row]:
    """Yield every figure to reach on a large summit."""
    aims = AIMS[kind]
    ours = next((entry for entry in entries if entry.who == OURS), Entry(who=OURS, note="not measured"))
    if ours.num_placed is None:
        yield Row("A plan", ours.note or NO_PLAN, "a judged plan", is_reached=False)
        return
    yield Row("Rules broken, by the judge", figure(ours.num_violations), "none", ours.num_violations == 0)
    if aims.first_plan_s is not None:
        yield _at_most("First plan", ours.first_plan_s, aims.first_plan_s)
    if aims.placed_gap is not None:
        yield _near("Meetings placed", ours.num_placed, most.num_placed if most else None, aims.placed_gap)
    value = ours.values["value_held"]
    if isinstance(value, int):
        yield _near("Value held", value, value_bound(entries, most), aims.most_gap)
    greedy = [entry for entry in entries if entry.who in GREEDY and entry.comfort_parts]
    for part, share in aims.part_shares.items():
        yield _beside_greedy(part, ours, greedy, share)
    if aims.is_share_compared:
        yield _share(ours, greedy)
    yield Row("Peak memory", f"{ours.peak_mb:.0f} MB", f"under {aims.most_mb:.0f} MB", ours.peak_mb < aims.most_mb)
    if aims.judge_s is not None:
        yield _at_most("The judge, fresh facts", ours.judge_s, aims.judge_s)


def _at_most(what: str, took_s: float | None, most_s: float) -> Row:
    return Row(what, seconds(took_s) or "none", f"under {most_s:.0f} s", took_s is not None and took_s < most_s)


def _near(what: str, value: int, bound: int | None, most_gap: float) -> Row:
    target = f"within {100 * most_gap:g} % of the bound"
    if bound is None:
        return Row(what, f"{figure(value)}, no bound", target, is_reached=False)
    gap = gap_of(value, bound)
    return Row(what, f"{figure(value)} of at most {figure(bound)}, within {percent(gap)}", target, gap <= most_gap)


def _beside_greedy(part: str, ours: Entry, greedy: Sequence[Entry], share: tuple[int, int]) -> Row:
    """Compare with the better of the greedy ones."""
    numerator, denominator = share
    target = f"at most {numerator}/{denominator} of first fit's"
    count = ours.comfort_parts[part]
    theirs = min((entry.comfort_parts[part] for entry in greedy), default=None)
    if theirs is None:
        return Row(_PARTS[part], f"{figure(count)}; first fit was not measured", target)
    ratio = f" ({count / theirs:.2f})" if theirs else ""
    return Row(
        _PARTS[part],
        f"{figure(count)}, first fit {figure(theirs)}{ratio}",
        target,
        denominator * count <= numerator * theirs,
    )


def _share(ours: Entry, greedy: Sequence[Entry]) -> Row:
    what, target = "Smallest share", "no smaller than first fit's"
    theirs = max((entry.smallest_share for entry in greedy if entry.smallest_share is not None), default=None)
    share = ours.smallest_share or 0
    if theirs is None:
        return Row(what, f"{share} tenths; first fit was not measured", target)
    return Row(what, f"{share} tenths, first fit {theirs}", target, share >= theirs)


def slope(points: Sequence[tuple[float, float]]) -> float | None:
    """Return the exponent p with which seconds grow like (n log n)^p, by least squares; ``None`` for one size only.

    Parameters
    ----------
    points
        Pairs of a number of meetings and seconds.
    """
    xs = [math.log(n * math.log(n)) for n, _ in points]
    ys = [math.log(took_s) for _, took_s in points]
    if len(set(xs)) < 2:
        return None
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return covariance / sum((x - mean_x) ** 2 for x in xs)


def scaling_row(gap: float, points: Sequence[tuple[float, float]], num_missed: int) -> Row:
    """Return how the time to a gap grows, and whether that is no more than like n log n."""
    what, target = f"Time to within {100 * gap:g} % of the bound", f"grows like (n log n)^p, p at most {MOST_SLOPE:g}"
    exponent = slope(points)
    missed = f"; {num_missed} did not come so near in their time" if num_missed else ""
    if exponent is None:
        return Row(what, f"too few came so near{missed}", target, is_reached=False)
    return Row(what, f"p = {exponent:.2f}{missed}", target, exponent <= MOST_SLOPE and not num_missed)
