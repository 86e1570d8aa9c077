"""``summitry serve``: the web application from the command line."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from summitry.cli.output import tell
from summitry.summit import SummitryError

_LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command(short_help="Serve the web application.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen at.")
@click.option(
    "--data",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("summitry-data"),
    show_default=True,
    envvar="SUMMITRY_DATA",
    help="Folder of the database and the key that signs sessions (SUMMITRY_DATA).",
)
@click.option(
    "--demo",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Serve the summit of a folder with accounts to try, from a database that is gone afterwards.",
)
def serve(host: str, port: int, data: Path, demo: Path | None) -> None:
    """Serve the web application until it is stopped (Ctrl-C), with a worker beside it that plans.

    The database is made or brought up to date first: a file of SQLite in the folder, or whatever DATABASE_URL names.
    SUMMITRY_HOSTS lists the names, with commas, by which browsers may reach it.

    \b
    Example:
      summitry serve --port 8080
      summitry serve --demo examples/vilnius-2023
    """
    if demo is None:
        _serve(host, port, data, None)
        return
    if host not in _LOCAL:
        raise click.BadParameter(
            f"{host} can be reached from elsewhere; a demo is for this machine.", param_hint="--host"
        )
    os.environ.pop("DATABASE_URL", None)
    with TemporaryDirectory(prefix="summitry-demo-") as folder:
        _serve(host, port, Path(folder), demo)


def _serve(host: str, port: int, data: Path, demo: Path | None) -> None:
    from summitry_web.lib.secret import keep_secret_key

    keep_secret_key(data)
    os.environ["SUMMITRY_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "summitry_web.settings"
    try:
        import django
        from django.core.management import call_command

        from summitry_web.lib.server import run
    except ImportError as error:
        raise SummitryError(f"{error.name} is not installed; expected an installation of summitry[web]") from error
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if demo is not None:
        _make_demo(demo)
    worker = [sys.executable, "-m", "django", "work", "--parent", str(os.getpid())]
    # In a session of its own, since Ctrl-C is meant for the server, which then ends it.
    with subprocess.Popen(worker, start_new_session=True) as process:  # noqa: S603 -- this very program
        try:
            # The server hands the signal that ended it on: to be told to end is no error, and what is open is closed.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            run("summitry_web.asgi:application", host, port, _teller())
        except KeyboardInterrupt:
            pass
        finally:
            process.terminate()


def _make_demo(folder: Path) -> None:
    from summitry_web.planning.domain.demo import make_demo

    password = secrets.token_urlsafe(9)
    made = make_demo(folder, password)
    tell(f"{made.edition.name}, to try. The password of all of these is {password}")
    for email, role in made.accounts:
        tell(f"  {email}  {role}")


def _teller() -> Callable[[str], None]:
    """Return what tells the address, and in an empty installation the link to its first account."""
    from summitry_web.accounts.beginning import beginning_code, is_empty

    code = beginning_code() if is_empty() else ""

    def tell_address(address: str) -> None:
        if code:
            tell(f"Nobody has an account yet. Make the first one at {address}begin/{code}/")
        tell(f"Summitry is at {address} (Ctrl-C stops it).")

    return tell_address
