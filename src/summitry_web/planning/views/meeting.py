"""One meeting in the plan: where it is, where it could be and why not, and moving it."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from summitry.summit import SummitryError
from summitry_web.planning.domain import moving as domain
from summitry_web.planning.domain.plans import present_plan
from summitry_web.planning.domain.writing import StaleError
from summitry_web.planning.forms.moving import MoveForm
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, user_of, visit
from summitry_web.planning.views.answers import CONFLICT, REFUSED, page, posted, seen_in, tell_stale
from summitry_web.planning.views.stretches import days_of_stretches


@require_safe
def meeting(request: HttpRequest, slug: str, meeting_id: str) -> HttpResponse:
    """Show where a meeting is, every start with what it would take, and what would let it in."""
    return _page(request, _visit(request, slug, May.VIEW_PLAN, meeting_id), meeting_id)


@require_POST
def move(request: HttpRequest, slug: str, meeting_id: str) -> HttpResponse:
    """Put a meeting elsewhere, if the judge finds that no rule is broken by it."""
    found = _visit(request, slug, May.PLAN, meeting_id)
    form = _form(request, found, meeting_id)
    if not form.is_valid():
        return _page(request, found, meeting_id, status=REFUSED, form=form)
    data = form.cleaned_data
    wish = domain.Wish(meeting_id, data["start"], data["form"], data["room"])
    return _written(
        request,
        found,
        meeting_id,
        lambda: domain.move(found.edition, found.summit, wish, user_of(request), seen_in(request)),
        form,
    )


@require_POST
def take_out(request: HttpRequest, slug: str, meeting_id: str) -> HttpResponse:
    """Take a meeting out of the plan."""
    found = _visit(request, slug, May.PLAN, meeting_id)
    return _written(
        request,
        found,
        meeting_id,
        lambda: domain.take_out(found.edition, found.summit, meeting_id, user_of(request), seen_in(request)),
    )


@require_POST
def pin(request: HttpRequest, slug: str, meeting_id: str) -> HttpResponse:
    """Fix a meeting where it is, or let it go."""
    found = _visit(request, slug, May.PLAN, meeting_id)
    is_pinned = request.POST.get("pinned") == "yes"
    return _written(
        request,
        found,
        meeting_id,
        lambda: domain.pin(
            found.edition, found.summit, meeting_id, is_pinned=is_pinned, user=user_of(request), seen=seen_in(request)
        ),
    )


@require_POST
def apply_change(request: HttpRequest, slug: str, meeting_id: str) -> HttpResponse:
    """Make one of the changes that were offered."""
    found = _visit(request, slug, May.PLAN, meeting_id)
    text = request.POST.get("change", "")
    return _written(
        request,
        found,
        meeting_id,
        lambda: domain.apply_change(found.edition, found.summit, meeting_id, text, user_of(request), seen_in(request)),
    )


def _written(
    request: HttpRequest, found: Visit, meeting_id: str, write: Callable[[], int], form: MoveForm | None = None
) -> HttpResponse:
    """Write, and say what came of it: where the meeting is now, the rule that forbids it, or that it went stale."""
    slug = found.edition.slug
    try:
        _refuse_stale(request, found)
        write()
    except StaleError as error:
        tell_stale(request, error)
        return _page(request, _visit(request, slug, May.PLAN, meeting_id), meeting_id, status=CONFLICT)
    except domain.RefusedError as error:
        refused = [f"{violation.rule}: {violation.message}" for violation in error.violations]
        return _page(request, found, meeting_id, status=REFUSED, form=form, refused=refused)
    except SummitryError as error:
        return _page(request, found, meeting_id, status=CONFLICT, form=form, refused=[str(error)])
    messages.success(request, "Done. The plan breaks no rule by it.")
    return redirect(reverse("meeting", args=[slug, meeting_id]))


def _refuse_stale(request: HttpRequest, found: Visit) -> None:
    """Raise before anything is judged, since what the judge says of a plan that nobody looked at helps nobody.

    Whoever is quicker in the time that it takes to judge is found out when the plan is written.
    """
    if seen_in(request) != found.revision:
        raise StaleError


def _visit(request: HttpRequest, slug: str, what: May, meeting_id: str) -> Visit:
    found = visit(request, slug, what)
    if meeting_id not in found.summit.meeting_by_id:
        raise Http404
    return found


def _form(request: HttpRequest, found: Visit, meeting_id: str) -> MoveForm:
    present = present_plan(found.edition, found.summit).of(meeting_id)
    return MoveForm(found.summit, found.summit.meeting_by_id[meeting_id], present, posted(request))


def _page(
    request: HttpRequest,
    found: Visit,
    meeting_id: str,
    *,
    status: int = 200,
    form: MoveForm | None = None,
    refused: Iterable[str] = (),
) -> HttpResponse:
    summit = found.summit
    known = summit.meeting_by_id[meeting_id]
    placed = present_plan(found.edition, summit).of(meeting_id)
    why = domain.explained(found.edition, summit, meeting_id)
    return page(
        request,
        "meeting.html",
        found,
        listens=status != CONFLICT,
        meeting=known,
        placed=placed,
        when=summit.clock.text(placed.start) if placed else "",
        room=summit.room_by_id.get(placed.room or "") if placed else None,
        people=[summit.person_by_id[p] for p in placed.attendees if p in summit.person_by_id] if placed else [],
        why=why,
        days=days_of_stretches(summit, why.stretches if why else ()),
        form=form or MoveForm(summit, known, placed),
        refused=refused,
        may_plan=found.may(May.PLAN),
        status=status,
    )
