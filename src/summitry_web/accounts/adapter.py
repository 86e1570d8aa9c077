"""Who may have an account: only whom somebody lets in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """No account comes into being by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the signature of the library
        """Never: the first account is made by whoever started the server, others by invitation."""
        return False
