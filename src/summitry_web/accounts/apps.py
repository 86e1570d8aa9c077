"""The application of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of an installation."""

    name = "summitry_web.accounts"
