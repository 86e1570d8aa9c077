"""The published instances on the page: every instance, the totals, and the figures to reach."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from benchmarks.markdown import seconds, table, targets
from benchmarks.parts import Part
from benchmarks.peers.field import OURS
from benchmarks.peers.measured import BASE, PROVEN, Measured, cell
from benchmarks.rows import Row

NAMES = {
    OURS: "Summitry",
    "sat": "(a) SAT, from below",
    "rc2": "(b) RC2",
    "cp_sat": "(c) plain CP-SAT",
    "highs": "(d) MIP, HiGHS",
    "first_fit": "(e) first fit",
    "timefold": "(f) Timefold",
}
MOST_S = 10.0
MOST_SHARE = 1 / 3
LEAST_RENUMBERINGS = 3  # below that, a comparison of totals proves little

Group = tuple[str, str]


def section(part: Part) -> Iterator[str]:
    """Yield what stands on the page of one run on published instances."""
    rows = [Measured(**row) for row in part.data["rows"]]
    limit_s = float(part.data["time_limit_s"])
    peers = list(dict.fromkeys(row.peer for row in rows))
    num = part.data["renumberings"]
    yield f"### {part.data['title']}\n"
    numbering = f"median of {num} random renumberings" if num else "the numbering of the file"
    yield f"One core, {limit_s:g} s for each instance; {numbering} of participants and meetings.\n"
    if OURS in peers:
        yield from (*targets(figures(rows, limit_s)), "")
    yield from (*_totals(rows, peers, limit_s), "")
    yield from _instances(rows, peers)


def figures(rows: Sequence[Measured], limit_s: float) -> Iterator[Row]:
    """Yield the figures to reach of each group of instances."""
    for group in _groups(rows):
        ours = [row for row in rows if _group(row) == group and row.peer == OURS]
        name, cases = ", ".join(group), {(row.instance, row.renumbering) for row in ours}
        proven = sum(row.status in PROVEN and not row.is_refused for row in ours)
        yield Row(f"{name}: proven and judged", f"{proven} of {len(cases)} runs", "all", proven == len(cases))
        longest = max(row.seconds for row in ours)
        yield Row(f"{name}: longest", seconds(longest), f"at most {MOST_S:.0f} s", longest <= MOST_S)
        total = total_s(rows, group, OURS, limit_s)
        base = total_s(rows, group, BASE, limit_s)
        if total is not None and base:
            what, figure = f"{name}: total beside (a)'s", f"{seconds(total)} of {seconds(base)}: {total / base:.3f}"
            is_aim = group[1] == "d=2" and len({row.renumbering for row in ours}) >= LEAST_RENUMBERINGS
            aim = ("at most a third, better a tenth", total / base <= MOST_SHARE) if is_aim else ("", None)
            yield Row(what, figure, *aim)


def total_s(rows: Sequence[Measured], group: Group, peer: str, limit_s: float) -> float | None:
    """Return a contestant's seconds for a group, the median over the renumberings; ``None`` if it was not measured.

    What is not proven counts with the limit. Who proves nothing at all gets no total.
    """
    if not any(row.status in PROVEN for row in rows if _group(row) == group and row.peer == peer):
        return None
    sums: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        if _group(row) == group and row.peer == peer and row.status != "absent":
            sums[row.renumbering] += row.seconds if row.status in PROVEN else max(limit_s, row.seconds)
    return median(sums.values())


def _groups(rows: Sequence[Measured]) -> list[Group]:
    return list(dict.fromkeys(_group(row) for row in rows))


def _group(row: Measured) -> Group:
    return "originals" if row.instance.endswith(".original") else "variants", f"d={row.fairness}"


def _totals(rows: Sequence[Measured], peers: Sequence[str], limit_s: float) -> Iterator[str]:
    headings = (
        "instances",
        "contestant",
        "runs",
        "proven",
        "with a schedule",
        "total",
        "longest",
        "most memory",
        "beside (a)",
    )
    return table(headings, _total_lines(rows, peers, limit_s))


def _total_lines(rows: Sequence[Measured], peers: Sequence[str], limit_s: float) -> Iterator[Sequence[str]]:
    for group in _groups(rows):
        base = total_s(rows, group, BASE, limit_s)
        for peer in peers:
            runs = [row for row in rows if _group(row) == group and row.peer == peer]
            if not runs or all(row.status == "absent" for row in runs):
                continue
            total = total_s(rows, group, peer, limit_s)
            yield (
                ", ".join(group),
                NAMES.get(peer, peer),
                str(len(runs)),
                str(sum(row.status in PROVEN for row in runs)),
                str(sum(row.judged == "clean" for row in runs)),
                seconds(total),
                seconds(max(row.seconds for row in runs)),
                _memory(max(row.peak_mb for row in runs)),
                f"{total / base:.2f}" if total is not None and base else "",
            )


def _memory(peak_mb: float) -> str:
    return f"{peak_mb:.0f} MB" if peak_mb else ""


def _instances(rows: Sequence[Measured], peers: Sequence[str]) -> Iterator[str]:
    names = [NAMES.get(peer, peer) for peer in peers]
    headings = ("instance", "d", "status", "breaks", "bound", *(f"{name} (s)" for name in names))
    yield "Seconds are the median over the numberings; in brackets the fewest breaks where most runs prove nothing.\n"
    yield from table(headings, _instance_lines(rows, peers))


def _instance_lines(rows: Sequence[Measured], peers: Sequence[str]) -> Iterator[Sequence[str]]:
    cases: defaultdict[Group, list[Measured]] = defaultdict(list)
    for row in rows:
        cases[row.instance, row.fairness].append(row)
    for (instance, fairness), runs in cases.items():
        first = [row for row in runs if row.peer == peers[0]]
        worst = next((row for row in first if row.status not in PROVEN), first[0])
        cells = (cell([row for row in runs if row.peer == peer], absent="") for peer in peers)
        yield instance, fairness, worst.status, _number(worst.breaks), _number(worst.bound), *cells


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
