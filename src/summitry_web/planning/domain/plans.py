"""The plan of a summit: read, and put another in its place; none is ever lost."""

from summitry.formats.plan_json import plan_document, plan_from_document
from summitry.planning.result import Result
from summitry.summit import Plan, Summit
from summitry_web.accounts.models import User
from summitry_web.planning.domain.writing import next_revision
from summitry_web.planning.models import Edition, PlanRevision


def present_plan(edition: Edition, summit: Summit) -> Plan:
    """Return the plan of the summit; the empty plan where there is none yet."""
    latest = PlanRevision.objects.filter(edition=edition).first()
    return Plan(summit=summit.id) if latest is None else plan_of(latest, summit)


def plan_of(revision: PlanRevision, summit: Summit) -> Plan:
    """Return the plan that a revision holds."""
    return plan_from_document(revision.document, summit)


def has_plan(edition: Edition) -> bool:
    """Tell whether there is a plan."""
    return PlanRevision.objects.filter(edition=edition).exists()


def write_plan(edition: Edition, summit: Summit, made: Result | Plan, *, reason: str, user: User, seen: int) -> int:
    """Make a plan the plan of the summit, judged by every rule; return the new revision.

    Raises
    ------
    StaleError
        If anything was written since the revision that was looked at.
    """
    return write_document(edition, plan_document(summit, made), reason=reason, user=user, seen=seen)


def write_document(edition: Edition, document: dict[str, object], *, reason: str, user: User, seen: int) -> int:
    """Make the plan of a document the plan of the summit; return the new revision.

    Raises
    ------
    StaleError
        If anything was written since the revision that was looked at.
    """
    with next_revision(edition, seen) as number:
        PlanRevision.objects.create(edition=edition, number=number, document=document, reason=reason, made_by=user)
    return number


def record_plan(edition: Edition, summit: Summit, made: Plan, *, number: int, reason: str, user: User) -> None:
    """Make a plan the plan of the summit within `next_revision`, together with what else that writes."""
    document = plan_document(summit, made)
    PlanRevision.objects.create(edition=edition, number=number, document=document, reason=reason, made_by=user)
