"""The part of the page on explanations."""

import statistics
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.markdown import table
from benchmarks.parts import Part

_STARTS_TARGET_S, _EXPLAIN_TARGET_S = 0.05, 1.0
_HEAD = ("summit", "asked", "median", "95th percentile", "worst")


def section(part: Part) -> Iterator[str]:
    """Yield the part of the page on explanations."""
    data = part.data
    if data["scale"] < 1:
        yield f"A trial: the UN week at {data['scale']:g} of its size.\n"
    yield "How long an answer takes, once files are read. In brackets: the target at the size of the UN week.\n"
    yield from table(_HEAD, (row for case in data["cases"] for row in _rows(case)))
    yield ""
    sizes = ", ".join(
        f"{case['name']} {case['num_placed']} placed and {case['num_unplaced']} not" for case in data["cases"]
    )
    yield (
        f"Meetings: {sizes}. The first answer on a plan waits for its index: "
        + "; ".join(f"{case['name']} {1000 * case['index_s']:.0f} ms" for case in data["cases"])
        + "."
    )


def _rows(case: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    asked = (
        (f"every start of a meeting ({1000 * _STARTS_TARGET_S:.0f} ms)", case["starts_s"]),
        (f"why not placed ({_EXPLAIN_TARGET_S:g} s)", case["why_s"]),
        (f"why not then ({_EXPLAIN_TARGET_S:g} s)", case["elsewhere_s"]),
    )
    for what, seconds in asked:
        if seconds:
            ordered = sorted(seconds)
            high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
            cells = (statistics.median(ordered), high, ordered[-1])
            yield (case["name"], what, *(f"{1000 * cell:.0f} ms" for cell in cells))
