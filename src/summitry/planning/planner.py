"""The one front door to planning."""

from dataclasses import replace

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.solve import Solving, default_threads
from summitry.planning.found import Found
from summitry.planning.method import Method, Task, searched
from summitry.planning.pins import check_pins
from summitry.planning.progress import OnProgress
from summitry.planning.reasons import reasons_for
from summitry.planning.result import LevelResult, Result, Status
from summitry.planning.stop import Stop
from summitry.planning.worth import known_bounds
from summitry.rules import SOFT_LEVELS, Certificate, judge
from summitry.rules.soft import Sense
from summitry.summit import Assignment, Meeting, Plan, Summit, SummitryError
from summitry.summit.digest import digest


class UnsoundPlanError(SummitryError):
    """A plan that the planner made and the judge refuses: a defect of Summitry, never of the facts."""


def plan(
    summit: Summit,
    *,
    time_limit_s: float = 60.0,
    gap: float = 0.0,
    threads: int | None = None,
    seed: int = 0,
    start: Plan | None = None,
    include_pending: bool = False,
    method: Method = Method.AUTO,
    require_all: bool = False,
    cluster: str | None = None,
    on_progress: OnProgress | None = None,
) -> Result:
    """Place the meetings of a summit: level by level, each with a proven bound, judged before it is returned.

    The run can be interrupted at any moment (Ctrl-C); it then returns the best plan so far, or the first that it finds.

    Parameters
    ----------
    summit
        The facts.
    time_limit_s
        Seconds for the whole run.
    gap
        Relative gap to its bound at which a level counts as solved.
    threads
        Workers of the solver; ``None`` for what suits the machine. With one, equal seeds give equal plans, unless a
        level runs out of time.
    seed
        Seed of the solver.
    start
        A plan to begin from; its pinned assignments stand as they are. If it breaks no rule, nothing worse is returned.
    include_pending
        Whether to place meetings that some party has not answered yet, too.
    method
        Whether to look for a proof, or to search for a good plan of a large summit; `AUTO` chooses by the facts.
    require_all
        Whether only plans that hold every meeting count; infeasible then means that there is none.
    cluster
        ``HOST:PORT`` of a Ray cluster whose workers search too, or ``auto`` for the one that RAY_ADDRESS names or else
        one on this machine for the time of the run; ``None`` for this process alone.
    on_progress
        Called with each better value or bound, from whichever thread finds it.

    Returns
    -------
    Result
        With the plan and its certificate, or a status that says why there is none.

    Raises
    ------
    FactsError
        If what is pinned breaks a rule by itself or contradicts each other.
    ClusterError
        If the cluster cannot be used.
    """
    stop = Stop()
    with stop.on_interrupt():
        base = start or Plan(summit=summit.id)
        kept = tuple(a for a in base.assignments if a.pinned)
        check_pins(summit, kept, include_pending=include_pending)
        meetings = summit.to_place(include_pending=include_pending)
        solving = Solving(Stopwatch(time_limit_s, on_progress), threads or default_threads(), seed, gap, stop)
        task = Task(summit, meetings, kept, base, require_all, cluster)
        found = searched(task, method, solving)
        certifying = _Certifying(summit, meetings, kept, include_pending=include_pending)
        best = certifying.better_of(found, start if task.is_answered_by(base.assignments) else None)
    return replace(_result(solving, found.status, *best), notes=found.notes)


def _result(
    solving: Solving,
    without: Status,
    best: Plan | None,
    certificate: Certificate | None,
    levels: tuple[LevelResult, ...],
) -> Result:
    """Return a run's result; `without` is its status if there is no plan."""
    is_optimal = all(level.status is Status.OPTIMAL for level in levels)
    with_plan = Status.OPTIMAL if is_optimal else Status.FEASIBLE
    return Result(
        status=without if best is None else with_plan,
        plan=best,
        certificate=certificate,
        levels=levels,
        progress=tuple(solving.watch.points),
        runtime_s=solving.watch.elapsed_s,
        building_s=solving.watch.building_s,
        seed=solving.seed,
        threads=solving.threads,
        interrupted=solving.stop.is_asked,
    )


class _Certifying:
    """What leaves the planner goes through here: completed, judged, and never worse than the plan one started from."""

    def __init__(
        self, summit: Summit, meetings: tuple[Meeting, ...], kept: tuple[Assignment, ...], *, include_pending: bool
    ) -> None:
        self._summit = summit
        self._meetings = meetings
        self._kept = kept
        self._include_pending = include_pending

    def better_of(
        self, found: Found, start: Plan | None
    ) -> tuple[Plan | None, Certificate | None, tuple[LevelResult, ...]]:
        """Return the plan that was found, or the one to start from where that is better, with its levels."""
        best, certificate = self._judged(found.assignments) if found.assignments is not None else (None, None)
        if certificate is not None and not certificate.is_clean:
            raise UnsoundPlanError("\n".join(v.message for v in certificate.violations))
        if start is not None:
            before, its_certificate = self._judged(start.assignments)
            if its_certificate.is_clean and (certificate is None or _rank(its_certificate) < _rank(certificate)):
                return before, its_certificate, self._levels(found, its_certificate, certificate)
        levels = self._levels(found, certificate, certificate) if certificate is not None else ()
        return best, certificate, levels

    def _judged(self, assignments: tuple[Assignment, ...]) -> tuple[Plan, Certificate]:
        """Return the plan that these assignments make, with its unplaced meetings and why, and its certificate."""
        fixed = {a.meeting for a in self._kept} | self._summit.pin_by_meeting.keys()
        placed = Plan(
            summit=self._summit.id,
            facts_digest=self._summit.digest,
            assignments=tuple(replace(a, pinned=a.meeting in fixed) for a in assignments),
            include_pending=self._include_pending,
        )
        certificate = judge(self._summit, placed, pinned=self._kept)
        if not certificate.is_clean:
            return placed, certificate
        # No rule and no level speaks of what a plan says of its unplaced meetings: the digest alone is another.
        whole = reasons_for(self._summit, placed)
        return whole, replace(certificate, plan_digest=digest(whole))

    def _levels(self, found: Found, certificate: Certificate, of_found: Certificate | None) -> tuple[LevelResult, ...]:
        """Return the levels of a plan, with the bounds that were proven for what it reaches above."""
        bounds = known_bounds(self._summit, self._meetings)
        runtimes = {level.name: level.runtime_s for level in found.levels}
        bounds |= {} if found.bounds is None else found.bounds(certificate.values)
        for level in found.levels:
            bounds[level.name] = level.bound
            if of_found is None or certificate.values[level.name] != of_found.values[level.name]:
                break  # what was proven further down holds for plans that keep what was found here
        return tuple(
            LevelResult(
                name=name,
                value=certificate.values[name],
                bound=bounds[name],
                runtime_s=runtimes.get(name, 0.0),
            )
            for name in SOFT_LEVELS
        )


def _rank(certificate: Certificate) -> tuple[tuple[int, ...], ...]:
    """Return what orders plans: the smaller, the better."""
    ranks: list[tuple[int, ...]] = []
    for name, level in SOFT_LEVELS.items():
        value = certificate.values[name]
        counts = value if isinstance(value, tuple) else (value,)
        ranks.append(tuple(-count for count in counts) if level.sense is Sense.MAXIMISE else counts)
    return tuple(ranks)
