"""The one front door to planning."""

from summitry.planning.clock import Stopwatch
from summitry.planning.exact.levels import ExactResult, LevelByLevel
from summitry.planning.exact.solve import Solving, default_threads
from summitry.planning.pins import check_pins
from summitry.planning.progress import OnProgress
from summitry.planning.reasons import reasons_for
from summitry.planning.result import LevelResult, Result, Status
from summitry.rules import Certificate, judge
from summitry.summit import Assignment, Plan, Summit, SummitryError


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
    on_progress: OnProgress | None = None,
) -> Result:
    """Place the meetings of a summit: level by level, each with a proven bound, judged before it is returned.

    The run can be interrupted at any moment (Ctrl-C); it then returns the best plan so far.

    Parameters
    ----------
    summit
        The facts.
    time_limit_s
        Seconds for the whole run.
    gap
        Relative gap to its bound at which a level counts as solved.
    threads
        Workers of the solver; ``None`` for what suits the machine. With one, equal seeds give equal plans, unless a level runs
        out of time.
    seed
        Seed of the solver.
    start
        A plan to begin from; its pinned assignments stand as they are.
    include_pending
        Whether to place meetings that some party has not answered yet, too.
    on_progress
        Called with each better value or bound, from whichever thread finds it.

    Returns
    -------
    Result
        With the plan and its certificate, or a status that says why there is none.

    Raises
    ------
    FactsError
        If pinned meetings break a rule by themselves or contradict each other.
    """
    meetings = summit.to_place(include_pending=include_pending)
    base = start or Plan(summit=summit.id)
    ids = {m.id for m in meetings}
    kept = tuple(a for a in base.assignments if a.pinned and a.meeting in ids)
    check_pins(summit, kept, include_pending=include_pending)
    solving = Solving(Stopwatch(time_limit_s, on_progress), threads or default_threads(), seed, gap)
    found = LevelByLevel(summit, meetings, kept, base).run(solving)
    if found.assignments is None:
        return _result(solving, found, None, None)
    best = _complete(summit, found.assignments, include_pending=include_pending)
    certificate = judge(summit, best, pinned=kept)
    if not certificate.is_clean:
        raise UnsoundPlanError("\n".join(v.message for v in certificate.violations))
    return _result(solving, found, best, certificate)


def _complete(summit: Summit, assignments: tuple[Assignment, ...], *, include_pending: bool) -> Plan:
    """Return the plan with its unplaced meetings and the reasons for each."""
    placed = Plan(
        summit=summit.id,
        facts_digest=summit.digest,
        assignments=assignments,
        include_pending=include_pending,
    )
    return reasons_for(summit, placed)


def _result(solving: Solving, found: ExactResult, best: Plan | None, certificate: Certificate | None) -> Result:
    levels = tuple(
        LevelResult(name=level.name, value=certificate.values[level.name], bound=level.bound, runtime_s=level.runtime_s)
        for level in found.levels
        if certificate is not None
    )
    is_optimal = best is not None and all(level.status is Status.OPTIMAL for level in levels)
    return Result(
        status=Status.OPTIMAL if is_optimal else found.status,
        plan=best,
        certificate=certificate,
        levels=levels,
        progress=tuple(solving.watch.points),
        runtime_s=solving.watch.elapsed_s,
        seed=solving.seed,
        threads=solving.threads,
        interrupted=found.interrupted,
    )
