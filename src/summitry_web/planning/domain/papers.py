"""What a delegation takes with it: its card, its calendar, and the link by which a calendar program follows it."""

from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer

from summitry.publish.booklet import card_pdf
from summitry.publish.calendar import calendar_ics
from summitry.publish.view import Programme, programme_for
from summitry.summit import Summit
from summitry_web.planning.domain.plans import present_plan
from summitry_web.planning.models import Edition, Membership, PlanRevision

_SIGNER = Signer(salt="summitry_web.planning.calendar")


def card_of(edition: Edition, summit: Summit, code: str) -> bytes:
    """Return a delegation's card as PDF."""
    made_at, _ = _release(edition)
    return card_pdf(_programme(edition, summit, code), made_at)


def calendar_of(edition: Edition, summit: Summit, code: str) -> bytes:
    """Return a delegation's programme as an iCalendar file."""
    made_at, number = _release(edition)
    return calendar_ics(_programme(edition, summit, code), made_at, sequence=number)


def _programme(edition: Edition, summit: Summit, code: str) -> Programme:
    return programme_for(summit, present_plan(edition, summit), code)


def _release(edition: Edition) -> tuple[datetime, int]:
    """Return when the present plan was made, and its number."""
    latest = PlanRevision.objects.filter(edition=edition).defer("document").first()
    made_at, number = (edition.made_at, 0) if latest is None else (latest.made_at, latest.number)
    return made_at.astimezone(UTC).replace(microsecond=0), number


def calendar_key(member: Membership) -> str:
    """Return the part of an address by which whoever has it reads the calendar of a member's delegation."""
    return _SIGNER.sign_object([member.pk, member.delegation]).replace(":", ".")


def member_of_key(key: str) -> Membership | None:
    """Return whose calendar a key opens; nothing if it is none, or the access has been taken since."""
    body, _, signature = key.rpartition(".")
    try:
        pk, delegation = _SIGNER.unsign_object(f"{body}:{signature}")
    except (BadSignature, ValueError):
        return None
    found = Membership.objects.select_related("edition").filter(pk=pk, delegation=delegation, user__is_active=True)
    return found.exclude(delegation="").first()
