"""The application's settings for tests: a database of their own, quick passwords, mail that stays here."""

import os
import tempfile
from pathlib import Path

from summitry_web.settings import *  # noqa: F403 -- all of them, changed below

SECRET_KEY = "for tests alone"  # noqa: S105 -- signs nothing that lasts
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "DATABASE_URL" not in os.environ:
    # A file, since several connections to a database in memory do not wait for each other as those to a file do.
    _FILE = Path(tempfile.gettempdir()) / f"summitry-tests-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(_FILE)}  # noqa: F405 -- of the settings above
