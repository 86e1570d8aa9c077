"""The one front door to planning."""

from summitry.planning.progress import OnProgress
from summitry.planning.result import Result
from summitry.summit import Plan, Summit


def plan(
    summit: Summit,
    *,
    time_limit_s: float = 60.0,
    gap: float = 0.0,
    threads: int | None = None,
    seed: int = 0,
    start: Plan | None = None,
    include_pending: bool = False,
    on_progress: OnProgress | None = None,
) -> Result:
    """Place the meetings of a summit (being built)."""
    raise NotImplementedError
