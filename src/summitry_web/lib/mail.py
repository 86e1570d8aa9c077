"""From the address of a mail server, as operators write it, to what Django wants."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail_from(address: str) -> dict[str, Any]:
    """Return the settings of mail, by name.

    Parameters
    ----------
    address
        ``smtp+tls://user:password@host:587`` (also ``smtp``, ``smtps``), or nothing: mail is printed.

    Raises
    ------
    ImproperlyConfigured
        If it is neither.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            f"SUMMITRY_MAIL begins with {parts.scheme or address[:12]!r}; expected smtp+tls://user:password@host"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
