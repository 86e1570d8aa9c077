"""The link to the first account of an installation."""

from django.utils.crypto import salted_hmac

from summitry_web.accounts.models import User


def beginning_code() -> str:
    """Return what makes the link to the first account hard to guess; known to whoever can read the key."""
    return salted_hmac("summitry_web.accounts.beginning", "first account").hexdigest()[:32]


def is_empty() -> bool:
    """Tell whether the installation has no account yet."""
    return not User.objects.exists()
