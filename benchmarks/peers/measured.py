"""What was measured on the published problem: a row a run, and the totals over them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.peers.problem import PeerResult

PROVEN = ("optimal", "infeasible")
BASE = "sat"  # whom the others are compared with


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run of one peer, or of Summitry, on one renumbering of one instance.

    Parameters
    ----------
    fairness
        The cap as text, or ``none``.
    renumbering
        Its seed; 0 for the numbering of the file.
    judged
        What the judge says to the schedule; empty where there is none.
    peak_mb
        Most memory that its process held at once, in megabytes; 0 where that was not measured.
    """

    instance: str
    fairness: str
    renumbering: int
    peer: str
    status: str
    breaks: int | None
    bound: int | None
    build_s: float
    solve_s: float
    judged: str
    note: str
    peak_mb: float = 0.0

    @classmethod
    def of(
        cls, instance: str, fairness: int | None, renumbering: int, peer: str, found: tuple[PeerResult, str]
    ) -> "Measured":
        """Return the row of a result and what the judge says to it."""
        result, verdict = found
        return cls(
            instance=instance,
            fairness="none" if fairness is None else str(fairness),
            renumbering=renumbering,
            peer=peer,
            status=result.status,
            breaks=result.breaks,
            bound=result.bound,
            build_s=round(result.build_s, 3),
            solve_s=round(result.solve_s, 3),
            judged=verdict,
            note=result.note,
            peak_mb=round(result.peak_mb, 1),
        )

    @property
    def seconds(self) -> float:
        """Seconds in all."""
        return self.build_s + self.solve_s

    @property
    def is_refused(self) -> bool:
        """Whether it claims a schedule that the judge refuses."""
        return self.status in {"optimal", "feasible"} and self.judged != "clean"

    def line(self) -> str:
        """Return the row for the screen."""
        case = f"{self.instance} d={self.fairness} no. {self.renumbering}"
        breaks, bound = ("-" if n is None else n for n in (self.breaks, self.bound))
        return (
            f"{case:38} {self.peer:10} {self.status:10} {breaks:>4} (at least {bound:>3}) {self.build_s:7.2f} s "
            f"{self.solve_s:8.2f} s  {self.judged} {self.note}".rstrip()
        )


def contradictions(rows: Sequence[Measured]) -> Iterator[str]:
    """Yield where proofs about one instance contradict each other or a schedule."""
    by_case: defaultdict[tuple[str, str], list[Measured]] = defaultdict(list)
    for row in rows:
        by_case[row.instance, row.fairness].append(row)
    for (instance, fairness), runs in by_case.items():
        held = [r.breaks for r in runs if r.status in {"optimal", "feasible"} and r.breaks is not None]
        bounds = [r.bound for r in runs if r.bound is not None]
        if held and (any(r.status == "infeasible" for r in runs) or max(bounds, default=0) > min(held)):
            yield f"{instance} d={fairness}: proofs and schedules contradict each other"


def table(rows: Sequence[Measured], peers: Sequence[str]) -> Iterator[str]:
    """Yield a line an instance: the optimum, and each peer's seconds as the median over the renumberings."""
    yield f"{'':34}{'optimum':>11}" + "".join(f"{peer:>11}" for peer in peers)
    for instance, fairness in dict.fromkeys((row.instance, row.fairness) for row in rows):
        runs = [row for row in rows if (row.instance, row.fairness) == (instance, fairness)]
        proven = next((row for row in runs if row.status in PROVEN), None)
        optimum = "?" if proven is None else "infeasible" if proven.breaks is None else str(proven.breaks)
        cells = (cell([row for row in runs if row.peer == peer]) for peer in peers)
        yield f"{instance + ' d=' + fairness:34}{optimum:>11}" + "".join(f"{cell:>11}" for cell in cells)


def cell(runs: Sequence[Measured], *, absent: str = "-") -> str:
    """Return the median of the seconds to a proof, where most runs end with one; else the best that was found."""
    if not runs or all(row.status == "absent" for row in runs):
        return absent
    if 2 * sum(row.status in PROVEN for row in runs) > len(runs):
        return f"{median(row.seconds for row in runs):.2f}"
    found = [row.breaks for row in runs if row.status == "feasible" and row.breaks is not None]
    return f"({min(found)})" if found else "(none)"


def totals(rows: Sequence[Measured], peers: Sequence[str], time_limit_s: float) -> Iterator[str]:
    """Yield, for each group of instances, each peer's total in seconds, as the median over the renumberings.

    What is not proven counts with the limit. With each total stands how many were proven in the worst renumbering, the
    longest run, and the total as a share of the best published method's. Who proves nothing gets no total.
    """
    for group in dict.fromkeys(_group(row) for row in rows):
        yield f"{group}:"
        runs = [row for row in rows if _group(row) == group and row.status != "absent"]
        sums = {peer: _sums([row for row in runs if row.peer == peer], time_limit_s) for peer in peers}
        base = median(sums[BASE]) if sums.get(BASE) else None
        for peer in peers:
            if sums[peer]:
                yield _total([row for row in runs if row.peer == peer], sums[peer], base)


def _group(row: Measured) -> str:
    kind = "originals" if row.instance.endswith(".original") else "variants"
    return f"{kind}, d={row.fairness}"


def _sums(runs: Sequence[Measured], time_limit_s: float) -> list[float]:
    """Return the total of each renumbering."""
    sums: defaultdict[int, float] = defaultdict(float)
    for row in runs:
        sums[row.renumbering] += row.seconds if row.status in PROVEN else max(time_limit_s, row.seconds)
    return list(sums.values())


def _total(runs: Sequence[Measured], sums: Sequence[float], base: float | None) -> str:
    by_renumbering: defaultdict[int, list[Measured]] = defaultdict(list)
    for row in runs:
        by_renumbering[row.renumbering].append(row)
    proven = min(sum(row.status in PROVEN for row in of) for of in by_renumbering.values())
    num = max(len(of) for of in by_renumbering.values())
    if not any(row.status in PROVEN for row in runs):
        clean = min(sum(row.status == "feasible" for row in of) for of in by_renumbering.values())
        breaks = median(sum(row.breaks or 0 for row in of) for of in by_renumbering.values())
        return f"  {runs[0].peer:10} proves nothing; {clean}/{num} feasible, {breaks:.0f} breaks in all"
    share = f", {median(sums) / base:6.3f} of {BASE}" if base else ""
    spread = f"{min(sums):.2f} to {max(sums):.2f}"
    longest = max(row.seconds for row in runs)
    return (
        f"  {runs[0].peer:10} {median(sums):9.2f} s ({spread}), proven {proven}/{num}, longest {longest:.2f} s{share}"
    )
