"""Summitry and its peers on one large summit, each in a process of its own, with the same time."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from benchmarks.apart import Apart, work_apart
from benchmarks.peers.large import first_fit, plain_cp_sat, timefold_peer
from benchmarks.peers.large.outcome import LargePeer

from summitry.generate import trade_exchange, un_week
from summitry.planning.bounds import Bounds
from summitry.planning.method import Method
from summitry.planning.planner import plan
from summitry.rules import SOFT_LEVELS, Certificate, judge
from summitry.summit import Plan, Summit

OURS = "summitry"
KINDS: Mapping[str, Callable[[int, float], Summit]] = MappingProxyType(
    {"un-week": un_week, "trade-exchange": trade_exchange}
)
PEERS: Mapping[str, LargePeer] = MappingProxyType(
    {
        "first_fit": first_fit.in_given_order,
        "first_fit_by_value": first_fit.by_value,
        "cp_sat": plain_cp_sat.solve,
        "timefold": timefold_peer.solve,
    }
)
GREEDY = ("first_fit", "first_fit_by_value")
_NUM_STEPS, _MOST_BOUNDING_S = 50, 90.0  # the bounds of value and number are close from the first; see also ours
_MOST_POINTS = 120  # of a line in a plot

Line = list[list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A summit to plan and what everybody may take for it."""

    kind: str
    scale: float
    seed: int
    time_s: float
    threads: int

    @property
    def summit(self) -> Summit:
        """The facts, invented anew."""
        return KINDS[self.kind](self.seed, self.scale)

    @property
    def most_s(self) -> float:
        """Seconds after which a process is ended: room for inventing, building and judging beyond the time given."""
        return 1.5 * self.time_s + 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one contestant reached, in what JSON can hold; ``None`` where there is no such figure.

    Parameters
    ----------
    who
        Summitry or the name of a peer.
    values, bounds
        Of each soft level, the judge's value and the bound that was proven.
    smallest_share
        The smallest share of a delegation, in tenths.
    num_violations
        Hard rules broken, by the judge's count.
    build_s, seconds
        Seconds for stating the problem where the contestant tells, and for the whole of planning.
    first_plan_s
        Seconds to the first plan, by the contestant's own report.
    judge_s
        Seconds of the judge on the plan, with fresh facts.
    trace
        For each level, pairs of seconds and value, by the contestant's own report.
    """

    who: str
    num_placed: int | None = None
    num_violations: int | None = None
    values: dict[str, int | list[int]] = field(default_factory=dict)
    bounds: dict[str, int | list[int]] = field(default_factory=dict)
    comfort_parts: dict[str, int] = field(default_factory=dict)
    smallest_share: int | None = None
    build_s: float | None = None
    seconds: float | None = None
    first_plan_s: float | None = None
    judge_s: float | None = None
    peak_mb: float = 0.0
    trace: dict[str, Line] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """How large the summit is, and the most that any plan of it can reach."""

    num_meetings: int
    num_delegations: int
    num_people: int
    num_placed: int
    value_held: int
    seconds: float


def run(who: str, task: Task) -> Entry:
    """Return what one contestant reaches, in a process of its own."""
    work = _ours if who == OURS else _peer
    apart: Apart[Entry] = work_apart(work, who, task, most_s=task.most_s)
    entry = apart.value or Entry(who=who, note=apart.note)
    return replace(entry, peak_mb=round(apart.peak_mb, 1))


def ceiling(task: Task) -> Ceiling | None:
    """Return what no plan can surpass, worked out in a process of its own; ``None`` if that failed."""
    return work_apart(_ceiling, task, most_s=task.most_s).value


def warm_up(task: Task) -> None:
    """Plan something small of the same kind, so that what is compiled once for the machine is there."""
    work_apart(_ours, OURS, replace(task, scale=0.02, time_s=2.0), most_s=600)


def _ours(who: str, task: Task) -> Entry:
    summit = task.summit
    began = time.perf_counter()
    result = plan(summit, method=Method.SEARCH, time_limit_s=task.time_s, threads=task.threads, seed=task.seed)
    seconds = time.perf_counter() - began
    lines = {
        name: [(point.elapsed_s, point.value) for point in result.progress if point.level == name]
        for name in SOFT_LEVELS
    }
    first = min((s for line in lines.values() for s, value in line if value is not None), default=None)
    entry = Entry(
        who=who,
        bounds={level.name: _plain(level.bound) for level in result.levels},
        seconds=round(seconds, 2),
        first_plan_s=None if first is None else round(first, 3),
        trace={name: thinned(line) for name, line in lines.items()},
        note="" if result.plan else f"no plan ({result.status})",
    )
    return _judged(entry, summit, result.plan, result.certificate)


def _peer(who: str, task: Task) -> Entry:
    summit = task.summit
    outcome = PEERS[who](summit, time_limit_s=task.time_s, threads=task.threads, seed=task.seed)
    trace = outcome.trace
    lines = {
        "value_held": [(moment.seconds, moment.value_held) for moment in trace],
        "comfort": [(moment.seconds, moment.comfort) for moment in trace],
    }
    entry = Entry(
        who=who,
        bounds={} if outcome.bound is None else {"value_held": outcome.bound},
        build_s=round(outcome.build_s, 2),
        seconds=round(outcome.build_s + outcome.solve_s, 2),
        first_plan_s=round(trace[0].seconds, 3) if trace and not _is_empty(outcome.plan) else None,
        trace={name: thinned(line) for name, line in lines.items()},
        note=outcome.note,
    )
    return _judged(entry, summit, outcome.plan, outcome.certificate)


def _is_empty(found: Plan | None) -> bool:
    return found is None or not found.assignments


def _judged(entry: Entry, summit: Summit, found: Plan | None, certificate: Certificate | None) -> Entry:
    """Return an entry with the judge's figures; the judge is timed on facts whose digest and indexes are not there."""
    if found is None or certificate is None:
        return entry
    fresh = replace(summit)
    began = time.perf_counter()
    judge(fresh, found)
    judge_s = time.perf_counter() - began
    return replace(
        entry,
        num_placed=certificate.num_placed,
        num_violations=len(certificate.violations),
        values={name: _plain(value) for name, value in certificate.values.items()},
        comfort_parts=dict(certificate.comfort_parts),
        smallest_share=smallest_share(summit, certificate),
        judge_s=round(judge_s, 2),
    )


def smallest_share(summit: Summit, certificate: Certificate) -> int:
    """Return the smallest share of a delegation in tenths, from the counts of `share_floor`."""
    counts = certificate.values["share_floor"]
    everybody = len(_delegations(summit))
    return sum(count == everybody for count in counts) if isinstance(counts, tuple) else 0


def _ceiling(task: Task) -> Ceiling:
    summit = task.summit
    began = time.perf_counter()
    meetings = summit.to_place()
    bounds = Bounds(summit, meetings)
    bounds.improve(_NUM_STEPS, lambda: time.perf_counter() - began > _MOST_BOUNDING_S)
    return Ceiling(
        num_meetings=len(meetings),
        num_delegations=len(_delegations(summit)),
        num_people=len(summit.people),
        num_placed=bounds.num_placed(),
        value_held=bounds.value_held(),
        seconds=round(time.perf_counter() - began, 1),
    )


def _delegations(summit: Summit) -> set[str]:
    return {code for meeting in summit.to_place() for code in meeting.parties}


def _plain(value: int | Sequence[int]) -> int | list[int]:
    return int(value) if isinstance(value, int) else [int(count) for count in value]


def thinned(line: Iterable[tuple[float, int | None]]) -> Line:
    """Return so many points of a line that a plot looks the same, the first and the last among them."""
    # `int`, because a solver in Java tells numbers that live in its process only
    points = [[round(seconds, 3), int(value)] for seconds, value in line if value is not None]
    return list(_kept(points))


def _kept(points: Line) -> Iterator[list[float]]:
    every = max(1, len(points) / _MOST_POINTS)
    last = -every
    for idx, point in enumerate(points):
        if idx - last >= every or idx == len(points) - 1:
            last = idx
            yield point
