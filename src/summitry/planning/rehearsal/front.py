"""The front door to robust plans: a plain plan, then one with buffers, each certified under the facts as they are."""

from dataclasses import replace
from typing import Any

from summitry.planning.clock import Stopwatch
from summitry.planning.given import given_result
from summitry.planning.planner import plan as make_plan
from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.robust import Robust, robust
from summitry.planning.result import Result
from summitry.rules.case import Case
from summitry.rules.soft import slack_kept
from summitry.summit import Assignment, Plan, Summit

ROUNDS = 3
_DAYS, _DAYS_AT_SIZE, _SMALL = 2_000, 500, 500  # simulated summits, and meetings up to which a plan is small
_PLAIN_SHARE = 0.4  # of the time; the rounds share the rest


def plan_robust(
    summit: Summit,
    *,
    time_limit_s: float = 60.0,
    days: int | None = None,
    noise: Noise | None = None,
    habits: Habits | None = None,
    start: Plan | None = None,
    seed: int = 0,
    **settings: Any,
) -> Robust | Result:
    """Plan, rehearse, and plan again with buffers where the rehearsal says that they buy most.

    Parameters
    ----------
    time_limit_s
        Seconds for all plans together; rehearsals come on top.
    days
        Simulated summits of each rehearsal; ``None`` for what suits the size.
    start
        A plan to begin from; what it has pinned stays in both plans.
    settings
        What else `summitry.planning.planner.plan` takes.

    Returns
    -------
    Robust or Result
        Both plans, rehearsed on the same days; or the result of the plain planning where there is no plan to rehearse.

    Raises
    ------
    FactsError, ClusterError
        As `summitry.planning.planner.plan` does.
    """
    watch = Stopwatch(time_limit_s)
    plain = make_plan(summit, time_limit_s=_PLAIN_SHARE * time_limit_s, start=start, seed=seed, **settings)
    if plain.plan is None or plain.certificate is None or not plain.certificate.is_clean:
        return plain
    pinned = tuple(a for a in (start.assignments if start else ()) if a.pinned)
    pinned_ids = frozenset(a.meeting for a in pinned)

    def again(facts: Summit, begin: Plan | None) -> Result:
        share_s = (1 - _PLAIN_SHARE) * time_limit_s / ROUNDS
        return make_plan(facts, time_limit_s=share_s, start=_only_pinned(begin, pinned_ids), seed=seed, **settings)

    def judged(made: Plan) -> Result:
        return certified(summit, made, plain, pinned)

    rounds = 0 if plain.interrupted else ROUNDS
    num_days = days or (_DAYS if len(plain.plan.assignments) <= _SMALL else _DAYS_AT_SIZE)
    found = robust(
        summit, plain, again, judged, _slack, rounds=rounds, days=num_days, seed=seed, noise=noise, habits=habits
    )
    if found is None:
        return plain
    notes = plain.notes if found.is_plain else (*plain.notes, *found.result.notes)
    result = replace(found.result, runtime_s=watch.elapsed_s, notes=tuple(dict.fromkeys(notes)))
    return replace(found, result=result)


def _slack(facts: Summit, result: Result) -> int:
    """Return what `slack_kept` is for a plan under some facts."""
    return 0 if result.plan is None else slack_kept(Case(summit=facts, plan=result.plan))


def _only_pinned(begin: Plan | None, pinned: frozenset[str]) -> Plan | None:
    """Return a plan to begin from in which nothing is pinned that was not at first: pins of the facts hold anyway."""
    if begin is None:
        return None
    return replace(begin, assignments=tuple(replace(a, pinned=a.meeting in pinned) for a in begin.assignments))


def certified(summit: Summit, made: Plan, plain: Result, pinned: tuple[Assignment, ...] = ()) -> Result:
    """Return a plan with its certificate under the facts as they are, and with the bounds of the plain plan."""
    placed = replace(made, facts_digest=summit.digest)
    given = given_result(summit, placed, pinned=pinned, proven=plain.levels)
    return replace(plain, status=given.status, plan=placed, certificate=given.certificate, levels=given.levels)
