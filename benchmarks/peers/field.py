"""All that are measured on the published problem, by name, each asked in the same way."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from benchmarks.apart import work_apart
from benchmarks.peers import first_fit, highs, plain_cp_sat, rc2, sat, timefold_peer
from benchmarks.peers.facts import judged, problem_of, verdict_on
from benchmarks.peers.problem import Peer, PeerResult, Problem

from summitry.planning.method import Method
from summitry.planning.planner import plan
from summitry.planning.result import Result, Status
from summitry.summit import Summit

OURS = "summitry"
PEERS: Mapping[str, Peer] = MappingProxyType(
    {
        "sat": sat.solve,
        "rc2": rc2.solve,
        "cp_sat": plain_cp_sat.solve,
        "highs": highs.solve,
        "first_fit": first_fit.solve,
        "timefold": timefold_peer.solve,
    }
)
FIELD = (OURS, *PEERS)
_IN_THIS_PROCESS = ("cp_sat", "highs", "first_fit")  # the others begin a process of their own
_MOST_TIMES, _RESERVE_S = 3.0, 60.0  # until a process is ended: to begin it, and for slices of search beyond the limit


def run(name: str, summit: Summit, *, time_limit_s: float, seed: int) -> tuple[PeerResult, str]:
    """Return what Summitry or a peer finds for a summit, in a process of its own, and what the judge says to it."""
    most_s = _MOST_TIMES * time_limit_s + _RESERVE_S
    if name == OURS:
        apart = work_apart(_planned, summit, time_limit_s, seed, most_s=most_s)
        result, verdict = apart.value or (PeerResult(status="unknown", note=apart.note), "")
        return replace(result, peak_mb=apart.peak_mb), verdict
    problem = problem_of(summit)
    if name in _IN_THIS_PROCESS:
        found = work_apart(_solved, name, problem, time_limit_s, seed, most_s=most_s)
        result = replace(found.value or PeerResult(status="unknown", note=found.note), peak_mb=found.peak_mb)
    else:
        result = PEERS[name](problem, time_limit_s=time_limit_s, seed=seed)
    return result, judged(summit, result)


def _planned(summit: Summit, time_limit_s: float, seed: int) -> tuple[PeerResult, str]:
    found = plan(summit, method=Method.EXACT, require_all=True, threads=1, time_limit_s=time_limit_s, seed=seed)
    return _of(found), verdict_on(found.certificate) if found.certificate else ""


def _solved(name: str, problem: Problem, time_limit_s: float, seed: int) -> PeerResult:
    return PEERS[name](problem, time_limit_s=time_limit_s, seed=seed)


def _of(found: Result) -> PeerResult:
    """Return the planner's result as a peer's; its seconds are those of the whole call, the judge's among them."""
    comfort = next((level for level in found.levels if level.name == "comfort"), None)
    status = Status.UNKNOWN if found.plan is None and found.status is not Status.INFEASIBLE else found.status
    return PeerResult(
        status=status.value,
        breaks=int(comfort.value) if comfort and found.plan else None,  # type: ignore[arg-type]  # comfort is a number
        bound=int(comfort.bound) if comfort else None,  # type: ignore[arg-type]  # comfort is a number
        build_s=found.building_s,
        solve_s=found.runtime_s - found.building_s,
    )
