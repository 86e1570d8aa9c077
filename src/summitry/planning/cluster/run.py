"""A run on a cluster, as the calling process sees it."""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec

from summitry.planning.bounds import Bounds
from summitry.planning.cluster.incumbent import Assignments, Rank, levels_of
from summitry.planning.cluster.link import Link, linked
from summitry.planning.cluster.messages import (
    Begin,
    Better,
    Bounding,
    Done,
    Facts,
    Gone,
    Job,
    Lost,
    Ready,
    Unreachable,
)
from summitry.planning.cluster.own import Own, Way
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.large import bounds_by
from summitry.planning.result import Status
from summitry.planning.search.accept import Geometric
from summitry.planning.search.loop import Search
from summitry.summit import Assignment, Meeting, Plan, Summit, SummitryError

_LOOK_S = 0.1  # between two looks at whether somebody asks to stop
_PATIENCE_S = 20.0  # without a word from the helper
_PATIENCE_AT_FIRST_S = 90.0  # without a word, while the cluster is joined


class ClusterError(SummitryError):
    """The cluster that was asked for cannot be used; the text says what to do."""


def search_on_cluster(
    summit: Summit,
    meetings: Sequence[Meeting],
    kept: tuple[Assignment, ...],
    start: Plan,
    solving: Solving,
    address: str,
) -> Found:
    """Search for a plan with the workers of a Ray cluster, which share the best plan so far and the bounds.

    1. While the cluster is joined, search here, so that there is a plan from the first seconds.
    2. Hand it over, and take every better plan and closer bound that the cluster tells of.
    3. End with the time, when asked to stop, or when the cluster is gone; what is best by then is given.

    Parameters
    ----------
    address
        ``HOST:PORT`` of the cluster's head; ``auto`` for the one that RAY_ADDRESS names, or else one on this machine
        for the time of the run.

    Raises
    ------
    ClusterError
        If Ray is not installed, or there is no cluster at the address.
    """
    where = _where(address)
    facts = Facts(uuid.uuid4().hex, summit, tuple(meetings), kept)
    unit = max(1, summit.settings.comfort.break_)
    opening = Search(summit, meetings, kept, start, cooling=Geometric(0.1 * unit, 0.05 * unit))
    run = _Run(solving, where)
    with linked() as link:
        link.tell(Job(facts, where, min(solving.threads, os.cpu_count() or 1), solving.seed))
        run.join(link, opening.run)
        run.listen(link)
    bounds = run.bounds or Bounds(summit, meetings, kept)
    status = Status.UNKNOWN if run.assignments is None else Status.FEASIBLE
    found = Found(status, run.assignments, interrupted=solving.stop.is_asked, bounds=bounds_by(bounds))
    return replace(found, notes=run.all_notes())


def _where(address: str) -> str | None:
    """Return the address of the cluster; ``None`` for one of our own."""
    if find_spec("ray") is None:
        raise ClusterError("Planning on a cluster needs Ray, which is not installed: install summitry[cluster].")
    where = os.environ.get("RAY_ADDRESS", "local") if address == "auto" else address
    if where == "local":
        return None
    if ":" not in where and where != "auto":
        raise ClusterError(f"{where!r} is no address of a Ray cluster; expected HOST:PORT, or auto.")
    return where


@dataclass
class _Run:
    """What a run has come to so far."""

    solving: Solving
    where: str | None
    assignments: Assignments | None = None
    bounds: Bounds | None = None
    notes: list[str] = field(default_factory=list)
    _rank: Rank | None = None
    _is_begun: bool = False
    _lost: list[str] = field(default_factory=list)

    def join(self, link: Link, way: Way) -> None:
        """Search here until the cluster is there, and hand over."""
        own = Own.begun(way, self.solving, 1)
        begun_s = self.solving.watch.elapsed_s
        word: object | None = None
        while word is None and not self._is_over():
            word = link.hear(_LOOK_S)
            if self.solving.watch.elapsed_s - begun_s > _PATIENCE_AT_FIRST_S:
                word = Unreachable("it does not answer")
        found = own.ended()
        self.assignments = found.assignments
        if isinstance(word, Unreachable | Gone):
            raise ClusterError(self._no_cluster(word.why))
        if isinstance(word, Ready):
            self._is_begun = True
            link.tell(Begin(found.assignments or (), self.solving.watch.left_s))
        elif not self.solving.stop.is_asked:
            self.notes.append("The time was up before the cluster was ready; the plan was made on this machine.")

    def listen(self, link: Link) -> None:
        """Take what the cluster tells, until it is over."""
        heard_s = self.solving.watch.elapsed_s
        while self._is_begun and not self._is_over():
            word = link.hear(_LOOK_S)
            if word is not None:
                heard_s = self.solving.watch.elapsed_s
            elif self.solving.watch.elapsed_s - heard_s > _PATIENCE_S:
                word = Gone(f"it has not been heard of for {_PATIENCE_S:.0f} s")
            self._take(word)

    def _is_over(self) -> bool:
        return self.solving.stop.is_asked or self.solving.watch.left_s <= 0

    def _take(self, word: object) -> None:
        match word:
            case Better():
                self._report(word.rank)
                self.assignments, self._rank = word.assignments, word.rank
            case Bounding():
                self.bounds = word.bounds
                self.solving.watch.report("value_held", None, word.bounds.value_held())
            case Lost():
                self._lost.append(word.why)
            case Gone():
                self.notes.append(f"The cluster is gone: {word.why}. This is the best plan that was found before.")
                self._is_begun = False
            case Done():
                self._is_begun = False

    def _report(self, rank: Rank) -> None:
        before = {} if self._rank is None else levels_of(self._rank)
        for level, figure in levels_of(rank).items():
            if before.get(level) != figure:
                self.solving.watch.report(level, figure, None)

    def all_notes(self) -> tuple[str, ...]:
        """Return what the user should know."""
        if not self._lost:
            return tuple(self.notes)
        lost = f"{len(self._lost)} tasks were" if len(self._lost) > 1 else "One task was"
        why = ", ".join(sorted(set(self._lost)))
        return (*self.notes, f"{lost} lost on the cluster ({why}), and replaced by others.")

    def _no_cluster(self, why: str) -> str:
        if self.where is None:
            return f"No Ray cluster could be started on this machine: {why}."
        return (
            f"There is no Ray cluster at {self.where!r} that can be used: {why}. Expected the HOST:PORT of its head, "
            "as 'ray start --head' prints it, or auto for a cluster on this machine."
        )
