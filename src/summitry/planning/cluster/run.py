"""A run on a cluster, as the calling process sees it."""

import os
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
from summitry.planning.cluster.own import Own, Way, better_of
from summitry.planning.cluster.work import problem_of
from summitry.planning.exact.solve import Solving
from summitry.planning.found import Found
from summitry.planning.large import bounds_by
from summitry.planning.result import Status
from summitry.planning.search.loop import Search
from summitry.summit import Plan, SummitryError

_LOOK_S = 0.1  # between two looks at whether somebody asks to stop
_PATIENCE_S = 20.0  # without a word from the helper
_PATIENCE_AT_FIRST_S = 90.0  # without a word, while the cluster is joined


class ClusterError(SummitryError):
    """The cluster that was asked for cannot be used; the text says what to do."""


def search_on_cluster(facts: Facts, start: Plan, solving: Solving, address: str, *, beside: Way) -> Found:
    """Search for a plan with the workers of a Ray cluster, which share the best plan so far and the bounds.

    1. While the cluster is joined, search here, so that there is a plan from the first seconds.
    2. Hand it over, and take every better plan and closer bound that the cluster tells of. Beside it, plan here in the
       exact way, if there is one for these facts.
    3. End with the time, with a proof, when asked to stop, or when the cluster is gone; what is best by then is given.

    Parameters
    ----------
    start
        A plan to begin from.
    address
        ``HOST:PORT`` of the cluster's head; ``auto`` for the one that RAY_ADDRESS names, or else one on this machine
        for the time of the run.
    beside
        The exact way; gives ``None`` where it is none for these facts.

    Raises
    ------
    ClusterError
        If Ray is not installed, or there is no cluster at the address.
    """
    where = address_of(address)
    run = _Run(solving, where)
    with linked() as link:
        link.tell(Job(facts, where, min(solving.threads, os.cpu_count() or 1), solving.seed))
        run.join(link, Search(problem_of(facts), start).run)
        own = Own.begun(beside, solving, solving.threads)
        run.listen(link, own)
        exact = own.ended()
    bounds = run.bounds or Bounds(facts.summit, facts.meetings, facts.kept)
    status = Status.UNKNOWN if run.assignments is None else Status.FEASIBLE
    found = Found(status, run.assignments, bounds=bounds_by(bounds))
    best = found if exact is None else better_of(facts, found, exact)
    return replace(best, interrupted=solving.stop.is_asked, notes=run.all_notes())


def address_of(address: str) -> str | None:
    """Return the address of the cluster; ``None`` for one of our own.

    Raises
    ------
    ClusterError
        If Ray is not installed, or this is no address.
    """
    if find_spec("ray") is None:
        raise ClusterError("Planning on a cluster needs Ray, which is not installed: install summitry[cluster].")
    where = os.environ.get("RAY_ADDRESS", "local") if address == "auto" else address
    if where == "local":
        return None
    if ":" not in where and where != "auto":
        raise ClusterError(f"{where!r} is no address of a Ray cluster; expected HOST:PORT, or auto.")
    return where


def no_cluster_text(where: str | None, why: str) -> str:
    """Return what the user is told where the cluster at an address, or one of our own, cannot be used."""
    if where is None:
        return f"No Ray cluster could be started on this machine: {why}."
    return (
        f"There is no Ray cluster at {where!r} that can be used: {why}. Expected the HOST:PORT of its head, "
        "as 'ray start --head' prints it, or auto for a cluster on this machine. "
        "A cluster that asks for a token is joined with RAY_AUTH_MODE=token."
    )


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
        self.assignments = None if found is None else found.assignments
        if isinstance(word, Unreachable | Gone):
            raise ClusterError(no_cluster_text(self.where, word.why))
        if isinstance(word, Ready):
            self._is_begun = True
            link.tell(Begin(self.assignments or (), self.solving.watch.left_s, self.solving.watch.limit_s))
        elif not self.solving.stop.is_asked:
            self.notes.append("The time was up before the cluster was ready; the plan was made on this machine.")

    def listen(self, link: Link, own: Own) -> None:
        """Take what the cluster tells, until it is over, or what is planned here has a proof."""
        heard_s = self.solving.watch.elapsed_s
        while self._is_begun and not self._is_over() and not own.has_proof:
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
                self.solving.watch.report_bound("value_held", word.bounds.value_held())
            case Lost():
                self._lost.append(word.why)
            case Gone():
                self.notes.append(f"The cluster is gone: {word.why}. This is the best plan that was found before.")
                self._lost.clear()  # nothing replaces what was lost with it, and that it is gone says enough
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
