"""The one way to a summit for a view: it returns what may be seen, or refuses.

Whoever is not at a summit is told that there is none; whoever is, but may not do this, is told so. What a delegation
may not do for another is answered as if the other were not there.
"""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from summitry.summit import Summit
from summitry_web.accounts.models import User
from summitry_web.planning.domain.snapshot import snapshot
from summitry_web.planning.models import Edition, Membership
from summitry_web.planning.models.permissions import May, may


class Visit(NamedTuple):
    """Somebody at a summit: the summit as it stands at a revision, and what they are there."""

    edition: Edition
    member: Membership
    summit: Summit
    revision: int

    def may(self, what: May, subject: str = "") -> bool:
        """Tell whether they may do something."""
        return may(self.member, what, subject)


def user_of(request: HttpRequest) -> User:
    """Return who asks; views are only reached by those who logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def visit(request: HttpRequest, slug: str, what: May, subject: str = "") -> Visit:
    """Return the summit for somebody who may do something there.

    Parameters
    ----------
    subject
        The table or delegation that it is about.

    Raises
    ------
    Http404
        If they are not at that summit, or it is about a delegation that is not theirs to know.
    PermissionDenied
        If they may not.
    """
    found = Membership.objects.select_related("edition").filter(edition__slug=slug, user=user_of(request)).first()
    if found is None:
        raise Http404
    if not may(found, what, subject):
        if found.delegation and what in {May.VIEW_OFFICE, May.ANSWER} and found.delegation != subject:
            raise Http404
        raise PermissionDenied
    summit, revision = snapshot(found.edition)
    return Visit(found.edition, found, summit, revision)
