"""All that are measured on the published problem, by name, each asked in the same way."""

from collections.abc import Mapping
from types import MappingProxyType

from benchmarks.peers import first_fit, highs, plain_cp_sat, rc2, sat, timefold_peer
from benchmarks.peers.facts import judged, problem_of, verdict_on
from benchmarks.peers.problem import Peer, PeerResult

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


def run(name: str, summit: Summit, *, time_limit_s: float, seed: int) -> tuple[PeerResult, str]:
    """Return what Summitry or a peer finds for a summit, and what the judge says to it."""
    if name == OURS:
        found = plan(summit, method=Method.EXACT, require_all=True, threads=1, time_limit_s=time_limit_s, seed=seed)
        return _of(found), verdict_on(found.certificate) if found.certificate else ""
    result = PEERS[name](problem_of(summit), time_limit_s=time_limit_s, seed=seed)
    return result, judged(summit, result)


def _of(found: Result) -> PeerResult:
    """Return the planner's result as a peer's; its seconds are those of the whole call, the judge's among them."""
    comfort = next((level for level in found.levels if level.name == "comfort"), None)
    status = Status.UNKNOWN if found.plan is None and found.status is not Status.INFEASIBLE else found.status
    return PeerResult(
        status=status.value,
        breaks=int(comfort.value) if comfort and found.plan else None,  # type: ignore[arg-type]  # comfort is a number
        bound=int(comfort.bound) if comfort else None,  # type: ignore[arg-type]  # comfort is a number
        solve_s=found.runtime_s,
    )
