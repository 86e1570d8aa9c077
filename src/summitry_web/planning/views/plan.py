"""The plan of a summit."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry.publish.view import programme_for
from summitry_web.planning.domain.plans import has_plan, present_plan
from summitry_web.planning.models import PlanRevision
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import visit
from summitry_web.planning.views.answers import page
from summitry_web.planning.views.programme import days_of


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan by day, what is not placed, and the plans there were."""
    found = visit(request, slug, May.VIEW_PLAN)
    programme = programme_for(found.summit, present_plan(found.edition, found.summit), None)
    return page(
        request,
        "plan.html",
        found,
        days=days_of(programme),
        unplaced=[meeting for meeting in programme.open if meeting.is_agreed],
        history=PlanRevision.objects.select_related("made_by").filter(edition=found.edition).defer("document"),
        is_planned=has_plan(found.edition),
        may_plan=found.may(May.PLAN),
    )
