"""Links that let the owner of an address choose a password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from summitry_web.accounts.models import User


def password_path(user: User) -> str:
    """Return the path of a page where a user chooses a password; it works once, and for a few days."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
