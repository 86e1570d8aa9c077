"""A delegation's office: all that it sees, and all that it says."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from summitry.publish.view import programme_for
from summitry.summit import FactsError, Problem
from summitry_web.planning.domain import office as domain
from summitry_web.planning.domain.plans import present_plan
from summitry_web.planning.domain.writing import StaleError, delete_row
from summitry_web.planning.forms.office import AnswerForm, AskForm, CloseForm
from summitry_web.planning.models import FactRow
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, visit
from summitry_web.planning.views.answers import CONFLICT, REFUSED, page, seen_in, tell_stale
from summitry_web.planning.views.programme import days_of


@require_safe
def offices(request: HttpRequest, slug: str) -> HttpResponse:
    """List the delegations, to look as one of them."""
    return page(request, "offices.html", visit(request, slug, May.VIEW_REQUESTS))


@require_safe
def office(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show a delegation's page: to itself, and exactly so to those who may view as it."""
    return _page(request, _visit(request, slug, May.VIEW_OFFICE, code), code)


@require_POST
def answer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say what a party answers to a meeting, and what it is worth to it."""
    found = _visit(request, slug, May.ANSWER, code)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, code, status=REFUSED, refused=["The answer could not be read."])
    try:
        domain.answer(found.edition, code, form.cleaned_data["meeting"], form.cells, seen_in(request))
    except domain.NotTheirsError:
        raise Http404 from None
    except StaleError as error:
        tell_stale(request, error)
        return _page(request, _visit(request, slug, May.ANSWER, code), code, status=CONFLICT)
    except FactsError as error:
        return _page(request, found, code, status=REFUSED, refused=_own_problems(error))
    messages.success(request, "Saved.")
    return redirect("office", slug, code)


@require_POST
def ask(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask another delegation for a meeting."""
    found = _visit(request, slug, May.ANSWER, code)
    form = AskForm(found.summit, code, request.POST)
    if not form.is_valid():
        return _page(request, found, code, status=REFUSED, ask_form=form)
    try:
        domain.ask(found.edition, code, form.cleaned_data["other"], form.meeting_cells, form.reply_cells)
    except FactsError as error:
        form.add_error(None, _own_problems(error))
        return _page(request, found, code, status=REFUSED, ask_form=form)
    messages.success(request, "Asked. The other delegation sees it at once.")
    return redirect("office", slug, code)


@require_POST
def close(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Keep time closed."""
    found = _visit(request, slug, May.ANSWER, code)
    form = CloseForm(domain.own_subjects(found.summit, code), request.POST)
    if not form.is_valid():
        return _page(request, found, code, status=REFUSED, close_form=form)
    try:
        domain.close_window(found.edition, found.summit, code, form.cells)
    except FactsError as error:
        form.add_error(None, _own_problems(error))
        return _page(request, found, code, status=REFUSED, close_form=form)
    messages.success(request, "Closed.")
    return redirect("office", slug, code)


@require_POST
def reopen(request: HttpRequest, slug: str, code: str, row_id: int) -> HttpResponse:
    """Take meetings again in time that was closed."""
    found = _visit(request, slug, May.ANSWER, code)
    row = next((r for r in _rows(found, code, "closed") if r.pk == row_id), None)
    if row is None:
        raise Http404
    try:
        delete_row(row, seen_in(request))
    except StaleError as error:
        tell_stale(request, error)
        return _page(request, _visit(request, slug, May.ANSWER, code), code, status=CONFLICT)
    messages.success(request, "Open again.")
    return redirect("office", slug, code)


def _visit(request: HttpRequest, slug: str, what: May, code: str) -> Visit:
    found = visit(request, slug, what, code)
    if code not in found.summit.delegation_by_code:
        raise Http404
    return found


def _rows(found: Visit, code: str, table: str) -> list[FactRow]:
    return domain.own_rows(found.edition, found.summit, code, table)


def _page(
    request: HttpRequest,
    found: Visit,
    code: str,
    *,
    status: int = 200,
    refused: list[str] | None = None,
    ask_form: AskForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    """Return the page; it is made from the delegation alone, not from who looks, save for the bar that says so."""
    summit = found.summit
    plan = present_plan(found.edition, summit)
    return page(
        request,
        "office.html",
        found,
        code=code,
        delegation=summit.delegation_by_code[code],
        people=[person for person in summit.people if person.delegation == code],
        days=days_of(programme_for(summit, plan, code)),
        requests=domain.own_requests(summit, plan, code),
        closed=_rows(found, code, "closed"),
        presence=_rows(found, code, "presence"),
        ask_form=ask_form or AskForm(summit, code),
        close_form=close_form or CloseForm(domain.own_subjects(summit, code)),
        answers=AnswerForm.base_fields,
        may_answer=found.may(May.ANSWER, code),
        is_viewed_as=found.member.delegation != code,
        refused=refused or [],
        status=status,
    )


def _own_problems(error: FactsError) -> list[str]:
    """Return what is wrong as far as a delegation may know: about its own words, without the rows they stand in."""
    return [_in_words(problem) for problem in error.problems]


def _in_words(problem: Problem) -> str:
    found = f" (found {problem.value!r})" if problem.value else ""
    wanted = f"; expected {problem.expected}" if problem.expected else ""
    return f"{problem.column or 'This'}: {problem.message}{found}{wanted}"
