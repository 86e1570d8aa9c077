"""From the address of a database, as operators write it, to what Django wants."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_SQLITE_AT_CONNECTION = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"


def database_from(address: str, folder: Path) -> dict[str, Any]:
    """Return the settings of a database.

    Parameters
    ----------
    address
        ``sqlite:///path/to/file`` (four slashes for an absolute path), ``postgres://user:password@host:port/name``, or
        nothing for the file ``summitry.sqlite3`` in the folder.

    Raises
    ------
    ImproperlyConfigured
        If it is none of these.
    """
    parts = urlsplit(address)
    if not address:
        return sqlite(folder / "summitry.sqlite3")
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in {"postgres", "postgresql"} and len(parts.path) > 1:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme or address[:12]!r}; expected sqlite:///file or "
        "postgres://user:password@host/name"
    )


def sqlite(file: Path | str) -> dict[str, Any]:
    """Return the settings of a file of SQLite: readers do not wait for writers, and a writer takes its lock at once.

    A transaction that reads first and writes later would otherwise fail where another wrote in between.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_AT_CONNECTION},
    }
