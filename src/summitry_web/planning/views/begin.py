"""The first account, the list of summits, a new summit."""

from dataclasses import replace
from datetime import date

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from summitry.formats.template import starting_summit
from summitry.summit import FactsError, Summit
from summitry_web.accounts.beginning import beginning_code
from summitry_web.accounts.models import User
from summitry_web.planning.domain.cloning import next_edition
from summitry_web.planning.domain.members import begin_summit
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.forms.begin import FirstAccountForm, NewSummitForm
from summitry_web.planning.models import Edition, Membership
from summitry_web.planning.models.permissions import May, may
from summitry_web.planning.views.access import user_of
from summitry_web.planning.views.answers import REFUSED, posted, problems_in_words


@login_not_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Make the first account of an installation, for whoever has the link that the server printed."""
    if not constant_time_compare(code, beginning_code()) or User.objects.exists():
        raise Http404
    form = FirstAccountForm(posted(request))
    if not form.is_valid():
        return render(request, "begin.html", {"form": form}, status=REFUSED if form.is_bound else 200)
    with transaction.atomic():
        if User.objects.exists():  # somebody with the same link was quicker
            raise Http404
        data = form.cleaned_data
        user = User.objects.create_user(data["email"], data["password"], name=data["name"])
    answer: HttpResponse = perform_login(request, user, email_verification="none")
    return answer


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the summits of whoever looks; whoever is at one only goes there at once."""
    memberships = Membership.objects.select_related("edition").filter(user=user_of(request)).order_by("edition__slug")
    return render(request, "home.html", {"memberships": memberships})


@require_http_methods(["GET", "POST"])
def new_summit(request: HttpRequest) -> HttpResponse:
    """Make a summit from a name and a day, or like an earlier one of which one may take the facts."""
    user = user_of(request)
    theirs = Membership.objects.select_related("edition").filter(user=user)
    others = [member.edition for member in theirs if may(member, May.EXPORT)]
    form = NewSummitForm(others, posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            edition = begin_summit(user, data["slug"], _facts(others, **data))
        except FactsError as error:
            form.add_error(None, problems_in_words(error))
        else:
            return redirect("edition", edition.slug)
    return render(request, "new_summit.html", {"form": form}, status=REFUSED if form.is_bound else 200)


def _facts(others: list[Edition], name: str, slug: str, first_day: date, like: str) -> Summit:
    last = next((edition for edition in others if edition.slug == like), None)
    if last is None:
        return replace(starting_summit(slug, first_day), name=name)
    return next_edition(snapshot(last).summit, slug, name, first_day)
