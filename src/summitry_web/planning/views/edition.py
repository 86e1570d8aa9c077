"""A summit's own page: from nothing to a plan in five steps."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from summitry_web.planning.domain.plans import has_plan, present_plan
from summitry_web.planning.domain.requests import State, requests_of, tally
from summitry_web.planning.models import Membership
from summitry_web.planning.models.edition import OF_DELEGATIONS
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, visit
from summitry_web.planning.views.answers import page


class Step(NamedTuple):
    """One of the five steps: what it is, how far it is, where it is done."""

    title: str
    state: str
    is_done: bool
    address: str
    action: str


@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where the summit stands; people of a delegation go to its office."""
    found = visit(request, slug, May.VIEW_SUMMIT)
    if found.member.role in OF_DELEGATIONS:
        return redirect("office", slug, found.member.delegation)
    steps = _steps(found) if found.may(May.VIEW_REQUESTS) else []
    following = next((step for step in steps if not step.is_done), None)
    return page(request, "edition.html", found, steps=steps, following=following)


def _steps(found: Visit) -> list[Step]:
    slug, summit = found.edition.slug, found.summit
    count = dict(tally(requests_of(summit, present_plan(found.edition, summit))))
    guests = Membership.objects.filter(edition=found.edition, role__in=OF_DELEGATIONS).values("delegation").distinct()
    num_guests, num_open = guests.count(), count[State.PENDING]
    is_planned = has_plan(found.edition)
    agreed = count[State.AGREED] + count[State.PLACED] + count[State.STANDBY]
    return [
        Step(
            "Say who comes, where and when",
            f"{len(summit.delegations)} delegations, {len(summit.rooms)} rooms, {len(summit.days)} days",
            bool(summit.delegations and summit.rooms),
            reverse("import", args=[slug]),
            "Import a workbook",
        ),
        Step(
            "Let the delegations in",
            f"{num_guests} of {len(summit.delegations)} have somebody with access",
            num_guests > 0,
            reverse("members", args=[slug]),
            "Invite people",
        ),
        Step(
            "Collect requests and replies",
            f"{len(summit.meetings)} requests, {num_open} await a reply",
            bool(summit.meetings) and num_open == 0,
            reverse("requests", args=[slug]),
            "See the requests",
        ),
        Step(
            "Plan",
            f"{count[State.PLACED]} of {agreed} agreed meetings placed",
            is_planned,
            reverse("plan", args=[slug]),
            "Go to the plan",
        ),
        Step(
            "Look at what each delegation gets",
            "its programme, as it sees it" if is_planned else "once there is a plan",
            is_planned,
            reverse("offices", args=[slug]),
            "View as a delegation",
        ),
    ]
