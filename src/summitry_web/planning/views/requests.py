"""The request ledger of the secretariat."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from summitry_web.planning.domain.plans import present_plan
from summitry_web.planning.domain.requests import MARKS, State, chosen, requests_of, tally
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import visit
from summitry_web.planning.views.answers import page


@require_safe
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """List every request with its state and replies, filtered as asked."""
    found = visit(request, slug, May.VIEW_REQUESTS)
    every = requests_of(found.summit, present_plan(found.edition, found.summit))
    wanted = {name: request.GET.get(name, "") for name in ("state", "delegation", "words")}
    return page(
        request,
        "requests.html",
        found,
        requests=chosen(every, **wanted),
        num_all=len(every),
        tally=[(state, MARKS[state], number) for state, number in tally(every)],
        states=list(State),
        wanted=wanted,
        may_edit=found.may(May.EDIT_TABLE, "meetings"),
    )
