"""A solver that cannot be interrupted, in a process of its own that can be ended."""

import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection

from benchmarks.apart import peak_mb, spawned
from benchmarks.peers.problem import PeerResult, Problem

Search = Callable[[Problem, Callable[[PeerResult], None]], PeerResult]
_GRACE_S = 5.0  # for the process to begin, before its own clock runs


def run_apart(search: Search, problem: Problem, *, time_limit_s: float) -> PeerResult:
    """Run a search in a new process; at the limit, end it and return what it last reported.

    The seconds in the result are the search's own: the start of the process does not count.
    """
    with spawned(_work, search, problem) as (here, _):
        return _heard(here, time_limit_s)


def _work(there: Connection, search: Search, problem: Problem) -> None:
    there.send((None, False))
    found = search(problem, lambda found: there.send((_weighed(found), False)))
    there.send((_weighed(found), True))


def _weighed(found: PeerResult) -> PeerResult:
    return replace(found, peak_mb=peak_mb())


def _heard(here: Connection, time_limit_s: float) -> PeerResult:
    """Return the last result the process sends within the limit, counted from its first word."""
    last = PeerResult(status="unknown")
    until = time.perf_counter() + time_limit_s + _GRACE_S
    while here.poll(max(0.0, until - time.perf_counter())):
        try:
            found, is_last = here.recv()
        except EOFError:
            return replace(last, note="the process ended before its search")
        if found is None:
            until = time.perf_counter() + time_limit_s
        else:
            last = found
        if is_last:
            return last
    return replace(last, solve_s=time_limit_s, note="time limit")
