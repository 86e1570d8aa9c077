"""The plan of a summit, runs of the planner, and what they propose."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from summitry.publish.view import programme_for
from summitry.rules import judge
from summitry.summit import Summit
from summitry.summit.changes import Change, changes, in_words
from summitry_web.planning.domain import jobs as domain
from summitry_web.planning.domain.plans import has_plan, plan_of, present_plan, write_plan
from summitry_web.planning.domain.writing import StaleError
from summitry_web.planning.forms.plan import RunForm
from summitry_web.planning.models import Job, JobState, PlanRevision
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, user_of, visit
from summitry_web.planning.views.answers import CONFLICT, REFUSED, page, seen_in, tell_stale
from summitry_web.planning.views.live import progress_in_words
from summitry_web.planning.views.programme import days_of


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan by day, what is not placed, the runs and the plans there were."""
    return _page(request, visit(request, slug, May.VIEW_PLAN))


def _page(request: HttpRequest, found: Visit, *, status: int = 200, form: RunForm | None = None) -> HttpResponse:
    present = present_plan(found.edition, found.summit)
    programme = programme_for(found.summit, present, None)
    is_planned = has_plan(found.edition)
    return page(
        request,
        "plan.html",
        found,
        listens=True,
        days=days_of(programme),
        unplaced=[meeting for meeting in programme.open if meeting.is_agreed],
        violations=judge(found.summit, present).violations if is_planned else (),
        history=PlanRevision.objects.select_related("made_by").filter(edition=found.edition).defer("document"),
        runs=Job.objects.select_related("made_by").filter(edition=found.edition).defer("document")[:10],
        is_planned=is_planned,
        may_plan=found.may(May.PLAN),
        form=form or RunForm(),
        status=status,
    )


@require_POST
def start_run(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a run of the planner."""
    found = visit(request, slug, May.PLAN)
    form = RunForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=REFUSED, form=form)
    job = domain.ask_for_run(found.edition, user_of(request), **form.cleaned_data)
    return redirect("run", slug, job.pk)


@require_safe
def run(request: HttpRequest, slug: str, run_id: int) -> HttpResponse:
    """Show how a run goes, or what it proposes."""
    found = visit(request, slug, May.VIEW_PLAN)
    return _run_page(request, found, _job(found, run_id))


def _run_page(request: HttpRequest, found: Visit, job: Job, *, status: int = 200) -> HttpResponse:
    difference: list[str] = []
    if job.state == JobState.PROPOSED:
        before = present_plan(found.edition, found.summit)
        difference = _in_words(found.summit, changes(before, domain.proposed_plan(job, found.summit)))
    return page(
        request,
        "run.html",
        found,
        job=job,
        progress=progress_in_words(job),
        difference=difference,
        is_stale=job.state == JobState.PROPOSED and job.seen != found.revision,
        may_plan=found.may(May.PLAN),
        status=status,
    )


def _in_words(summit: Summit, found: tuple[Change, ...]) -> list[str]:
    """Return a line a meeting."""
    return [in_words(summit, *of_meeting) for _, of_meeting in groupby(found, key=lambda change: change.meeting)]


@require_POST
def cancel_run(request: HttpRequest, slug: str, run_id: int) -> HttpResponse:
    """Ask a run to end."""
    found = visit(request, slug, May.PLAN)
    domain.cancel(_job(found, run_id))
    return redirect("run", slug, run_id)


@require_POST
def apply_run(request: HttpRequest, slug: str, run_id: int) -> HttpResponse:
    """Make a proposal the plan, unless anything was written since it was planned."""
    found = visit(request, slug, May.PLAN)
    job = _job(found, run_id)
    try:
        domain.apply(job, user_of(request))
    except StaleError:
        messages.error(request, "The facts or the plan have changed since this was planned. Nothing was written.")
        return _run_page(request, found, job, status=CONFLICT)
    except domain.NotProposedError as error:
        messages.error(request, str(error))
        return _run_page(request, found, job, status=CONFLICT)
    messages.success(request, "This is the plan now.")
    return redirect("plan", slug)


@require_POST
def discard_run(request: HttpRequest, slug: str, run_id: int) -> HttpResponse:
    """Put a proposal aside."""
    found = visit(request, slug, May.PLAN)
    job = _job(found, run_id)
    try:
        domain.discard(job)
    except domain.NotProposedError as error:
        messages.error(request, str(error))
        return _run_page(request, found, job, status=CONFLICT)
    return redirect("plan", slug)


@require_POST
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make an earlier plan the plan again, judged by the facts as they are now."""
    found = visit(request, slug, May.PLAN)
    earlier = get_object_or_404(PlanRevision, edition=found.edition, number=number)
    reason = f"Restored the plan of revision {number}"
    made = plan_of(earlier, found.summit)
    try:
        write_plan(found.edition, found.summit, made, reason=reason, user=user_of(request), seen=seen_in(request))
    except StaleError as error:
        tell_stale(request, error)
        return _page(request, found, status=CONFLICT)
    messages.success(request, f"{reason}.")
    return redirect("plan", slug)


def _job(found: Visit, run_id: int) -> Job:
    return get_object_or_404(Job, pk=run_id, edition=found.edition)
