"""The section of the page on repair."""

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.markdown import seconds, table, targets
from benchmarks.parts import Part
from benchmarks.rows import Row

_AIMS_S = {"Vilnius": 0.3, "UN week": 2.0}  # for the 95th percentile
_MANY = 5  # changes from which on they are counted together


def section(part: Part) -> Iterator[str]:
    """Yield what stands on the page about repair."""
    data = part.data
    yield (
        f"{data['number']} random disruptions of each plan, of one event each: somebody late, gone or leaving early, a "
        "meeting or session that overruns, a meeting that starts late, is cancelled or shortened, a room lost, an "
        "interpreter ill; 15 minutes frozen. The time is from the event to the judged plan, other repairs included.\n"
    )
    if data["scale"] != 1:
        yield f"**A trial: the targets are stated for scale 1, not {data['scale']:g}.**\n"
    yield from (*targets(_target(case) for case in data["cases"]), "")
    headings = ("", *(f"{case['name']} ({case['num_placed']} meetings)" for case in data["cases"]))
    yield from table(headings, _lines([case["rows"] for case in data["cases"]]))
    yield ""
    yield (
        "Greedy re-insertion takes out what was hit and puts each back where it fits, those worth most first: in its "
        "fullest form, nearest to where it was; it heeds no frozen minutes."
    )


def _target(case: Mapping[str, Any]) -> Row:
    aim_s = _AIMS_S[case["name"]]
    taken = percentile([row["seconds"] for row in case["rows"]], 95)
    return Row(f"{case['name']}, 95th percentile", seconds(taken), f"under {aim_s:g} s", taken < aim_s)


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value that so many in a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-share * len(ordered) // 100) - 1)]


def _lines(cases: Sequence[Sequence[Mapping[str, Any]]]) -> Iterator[tuple[str, ...]]:
    def line(title: str, cells: Iterator[str]) -> tuple[str, ...]:
        return (title, *cells)

    taken = [[row["seconds"] for row in rows] for rows in cases]
    yield line("median", (seconds(statistics.median(own)) for own in taken))
    yield line("95th percentile", (seconds(percentile(own, 95)) for own in taken))
    yield line("longest", (seconds(max(own)) for own in taken))
    yield line("number of changes proven least", (_share(rows, "is_fewest") for rows in cases))
    yield line("proven least on every level", (_share(rows, "is_proven") for rows in cases))
    yield line(
        "plans that break a rule that can be kept", (str(sum(not r["is_clean"] for r in rows)) for rows in cases)
    )
    yield line("meetings changed: how often", (_distribution(rows) for rows in cases))
    yield line("meetings changed, all together", (_total(rows, "num_changed") for rows in cases))
    yield line("... by greedy re-insertion", (_total(rows, "greedy_num_changed") for rows in cases))
    yield line("value lost, all together", (_total(rows, "value_lost") for rows in cases))
    yield line("... by greedy re-insertion", (_total(rows, "greedy_value_lost") for rows in cases))


def _share(rows: Sequence[Mapping[str, Any]], key: str) -> str:
    return f"{sum(row[key] for row in rows)} of {len(rows)}"


def _total(rows: Sequence[Mapping[str, Any]], key: str) -> str:
    return f"{sum(row[key] for row in rows):,}"


def _distribution(rows: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(min(row["num_changed"], _MANY) for row in rows)
    return ", ".join(f"{num}{' or more' if num == _MANY else ''}: {counts[num]}" for num in sorted(counts))
