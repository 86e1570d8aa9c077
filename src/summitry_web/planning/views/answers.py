"""Answers that several views give."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from summitry.summit import FactsError, Problem
from summitry_web.planning.domain.writing import StaleError
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit

CONFLICT = 409
REFUSED = 422


class SeenForm(forms.Form):
    """The revision that a page was made on, which each of its forms carries."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, be it nothing at all; ``None`` where nothing was to be sent."""
    return request.POST if request.method == "POST" else None


def seen_in(request: HttpRequest) -> int:
    """Return the revision that a request was made on.

    Raises
    ------
    StaleError
        If it carries none, as if it were older than everything.
    """
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise StaleError
    return int(form.cleaned_data["seen"])


def page(request: HttpRequest, template: str, found: Visit, status: int = 200, **context: Any) -> HttpResponse:
    """Return a page about a summit."""
    common = {
        "edition": found.edition,
        "summit": found.summit,
        "member": found.member,
        "seen": found.revision,
        "places": _places(found),
    }
    return render(request, template, common | context, status=status)


def _places(found: Visit) -> list[tuple[str, str]]:
    """Return where a member can go at a summit: names of addresses, and words."""
    every = [
        ("edition", "Overview", May.VIEW_SUMMIT, ""),
        ("tables", "Facts", May.VIEW_TABLE, "days"),
        ("requests", "Requests", May.VIEW_REQUESTS, ""),
        ("plan", "Plan", May.VIEW_PLAN, ""),
        ("board", "Board", May.VIEW_PLAN, ""),
        ("members", "People with access", May.MANAGE_MEMBERS, ""),
    ]
    return [(name, words) for name, words, what, subject in every if found.may(what, subject)]


def tell_stale(request: HttpRequest, error: StaleError) -> None:
    """Say on the next page that somebody else was quicker."""
    messages.error(request, str(error))


def problems_in_words(error: FactsError) -> list[str]:
    """Return each problem as a line."""
    return [str(problem) for problem in error.problems]


def is_of_cell(problem: Problem, table: str, row: int) -> bool:
    """Tell whether a problem is about one row of one table."""
    return problem.table == table and problem.row == row
