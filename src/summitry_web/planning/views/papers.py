"""A delegation's card and calendar."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry_web.planning.domain import papers as domain
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, visit
from summitry_web.planning.views.answers import page

_CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def card(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give a delegation's card as PDF."""
    found = _visit(request, slug, code)
    return HttpResponse(domain.card_of(found.edition, found.summit, code), content_type="application/pdf")


@require_safe
def calendar(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give a delegation's programme as an iCalendar file."""
    found = _visit(request, slug, code)
    return HttpResponse(domain.calendar_of(found.edition, found.summit, code), content_type=_CALENDAR)


@require_safe
def calendar_link(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show somebody of the delegation the link by which a calendar program follows its programme."""
    found = _visit(request, slug, code)
    is_own = found.member.delegation == code
    path = reverse("followed-calendar", args=[domain.calendar_key(found.member)]) if is_own else ""
    link = request.build_absolute_uri(path) if path else ""
    return page(request, "calendar_link.html", found, code=code, link=link)


@login_not_required
@require_safe
def followed_calendar(request: HttpRequest, key: str) -> HttpResponse:  # noqa: ARG001 -- the signature of every view
    """Give the calendar that a link was made for, as long as whoever it was made for has access."""
    member = domain.member_of_key(key)
    summit = snapshot(member.edition).summit if member else None
    if member is None or summit is None or member.delegation not in summit.delegation_by_code:
        raise Http404
    return HttpResponse(domain.calendar_of(member.edition, summit, member.delegation), content_type=_CALENDAR)


def _visit(request: HttpRequest, slug: str, code: str) -> Visit:
    found = visit(request, slug, May.VIEW_OFFICE, code)
    if code not in found.summit.delegation_by_code:
        raise Http404
    return found
