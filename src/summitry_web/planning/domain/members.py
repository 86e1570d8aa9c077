"""Letting people in, and out again."""

from typing import NamedTuple

from django.db import transaction

from summitry.summit import Summit, SummitryError
from summitry_web.accounts.models import User
from summitry_web.planning.domain.writing import make_edition
from summitry_web.planning.models import Edition, Membership, Role


class LastOneError(SummitryError):
    """Without that person nobody could let anybody in any more."""

    def __init__(self) -> None:
        super().__init__("This is the only person of the secretariat. Let another one in first.")


class Invited(NamedTuple):
    """A member, and whether the account is new, so that its owner has yet to choose a password."""

    member: Membership
    is_new: bool


def begin_summit(user: User, slug: str, summit: Summit) -> Edition:
    """Make a summit; whoever makes it is its secretariat."""
    with transaction.atomic():
        edition = make_edition(slug, summit)
        Membership.objects.create(user=user, edition=edition, role=Role.SECRETARIAT)
    return edition


def let_in(edition: Edition, email: str, role: str, delegation: str = "") -> Invited:
    """Give somebody a role at a summit, or another one than before.

    Raises
    ------
    LastOneError
        If it would take the role from the only person of the secretariat.
    """
    with transaction.atomic():
        user = User.objects.filter(email=email.casefold()).first()
        is_new = user is None
        if user is None:
            user = User.objects.create_user(email)
        if role != Role.SECRETARIAT:
            _keep_one(edition, user)
        member, _ = Membership.objects.update_or_create(
            user=user, edition=edition, defaults={"role": role, "delegation": delegation}
        )
    return Invited(member, is_new)


def let_out(member: Membership) -> None:
    """Take somebody's role at a summit; the account stays.

    Raises
    ------
    LastOneError
        If it is the only person of the secretariat.
    """
    with transaction.atomic():
        _keep_one(member.edition, member.user)
        member.delete()


def _keep_one(edition: Edition, user: User) -> None:
    secretariat = Membership.objects.filter(edition=edition, role=Role.SECRETARIAT)
    if secretariat.filter(user=user).exists() and not secretariat.exclude(user=user).exists():
        raise LastOneError
