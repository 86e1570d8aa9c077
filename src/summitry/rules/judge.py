"""The front door of the judge: a plan in, a certificate out."""

from collections.abc import Sequence

from summitry.rules.case import Case
from summitry.rules.hard import HARD_RULES
from summitry.rules.report import Certificate, Violation
from summitry.rules.soft import SOFT_LEVELS, comfort_parts
from summitry.summit import Assignment, Plan, Summit
from summitry.summit.digest import digest


def judge(summit: Summit, plan: Plan, *, pinned: Sequence[Assignment] = ()) -> Certificate:
    """Judge a plan by every rule of the rule book, from wherever it comes.

    A plan that is malformed is judged all the same: what cannot be read is named under `well_formed`.

    Parameters
    ----------
    summit
        The facts.
    plan
        The plan; whether it may hold pending meetings is stated in it.
    pinned
        The assignments marked pinned in the plan that this one was started from.

    Returns
    -------
    Certificate
        Violations in the order of the rules, and the value of every soft level of the well-formed assignments.
    """
    case = Case(summit=summit, plan=plan, pinned=tuple(pinned))
    return Certificate(
        violations=violations_of(case),
        values={name: level.figure(case) for name, level in SOFT_LEVELS.items()},
        comfort_parts=comfort_parts(case),
        num_placed=len(case.placed),
        num_to_place=len(summit.to_place(include_pending=plan.include_pending)),
        plan_digest=digest(plan),
        facts_digest=summit.digest,
    )


def violations_of(case: Case) -> tuple[Violation, ...]:
    """Return every hard rule broken, in the order of the rule book."""
    return tuple(violation for rule in HARD_RULES.values() for violation in rule(case))
