"""Search and bounds side by side, for summits too large for one exact model."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from summitry.planning.bounds import Bounds
from summitry.planning.exact.solve import Solving
from summitry.planning.found import BoundsFor, Found
from summitry.planning.result import LevelValue
from summitry.planning.search.loop import Search
from summitry.planning.search.problem import Problem
from summitry.summit import Assignment, Meeting, Plan, Summit


def search_with_bounds(
    summit: Summit, meetings: Sequence[Meeting], kept: tuple[Assignment, ...], start: Plan, solving: Solving
) -> Found:
    """Search for a plan while another thread proves bounds; both end with the time of the run."""
    bounds = Bounds(summit, meetings, kept)
    with _improving(bounds, solving) as failures:
        found = Search(Problem.of(summit, meetings, kept), start).run(solving)
    if failures:
        raise failures[0]
    return replace(found, bounds=bounds_by(bounds))


def bounds_by(bounds: Bounds) -> BoundsFor:
    """Return what gives the bounds of all levels for what a plan reaches."""

    def bounds_for(reached: Mapping[str, LevelValue]) -> Mapping[str, LevelValue]:
        return {
            "value_held": bounds.value_held(),
            "share_floor": bounds.share_floor(),
            "form_kept": bounds.form_kept(reached),
            "slack_kept": bounds.slack_kept(reached),
            "comfort": bounds.comfort(reached),
        }

    return bounds_for


@contextmanager
def _improving(bounds: Bounds, solving: Solving) -> Iterator[list[Exception]]:
    """Improve bounds beside what is done within; yields what went wrong there."""
    over = threading.Event()
    failures: list[Exception] = []

    def is_over() -> bool:
        return over.is_set() or solving.stop.is_asked or solving.watch.left_s <= 0

    def work() -> None:
        try:
            bounds.improve(is_over=is_over)
            solving.watch.report_bound("value_held", bounds.value_held())
        except Exception as failure:  # noqa: BLE001 -- handed over to the caller's thread
            failures.append(failure)

    thread = threading.Thread(target=work, name="bounds", daemon=True)
    thread.start()
    try:
        yield failures
    finally:
        over.set()
        thread.join()
