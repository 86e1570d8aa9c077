"""People with access: let them in, take them out."""

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from summitry_web.accounts.links import password_path
from summitry_web.planning.domain import members as domain
from summitry_web.planning.forms.begin import MemberForm
from summitry_web.planning.models import Edition, Membership
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import visit
from summitry_web.planning.views.answers import REFUSED, page, posted


@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """List who has access, and let somebody in by an e-mail with a link."""
    found = visit(request, slug, May.MANAGE_MEMBERS)
    form = MemberForm(found.summit, posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            invited = domain.let_in(found.edition, data["email"], data["role"], data["delegation"])
        except domain.LastOneError as error:
            form.add_error(None, str(error))
        else:
            _invite(request, found.edition, invited)
            messages.success(request, f"{invited.member.user.email} was told by e-mail.")
            return redirect("members", slug)
    listed = Membership.objects.select_related("user").filter(edition=found.edition)
    return page(request, "members.html", found, form=form, members=listed, status=REFUSED if form.is_bound else 200)


@require_POST
def remove_member(request: HttpRequest, slug: str, member_id: int) -> HttpResponse:
    """Take somebody's access to this summit."""
    found = visit(request, slug, May.MANAGE_MEMBERS)
    member = get_object_or_404(Membership, pk=member_id, edition=found.edition)
    try:
        domain.let_out(member)
    except domain.LastOneError as error:
        messages.error(request, str(error))
    return redirect("members", slug)


def _invite(request: HttpRequest, edition: Edition, invited: domain.Invited) -> None:
    """Send an e-mail; a new account gets a link to choose its password, which works once."""
    user = invited.member.user
    path = password_path(user) if invited.is_new else reverse("edition", args=[edition.slug])
    text = render_to_string(
        "mail/invitation.txt",
        {
            "edition": edition,
            "member": invited.member,
            "is_new": invited.is_new,
            "link": request.build_absolute_uri(path),
        },
    )
    send_mail(f"{edition.name}: your access", text, settings.DEFAULT_FROM_EMAIL, [user.email])
