import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from summitry_web.lib.database import database_from
from summitry_web.lib.secret import keep_secret_key, secret_key
from summitry_web.planning.domain.demo import make_demo
from summitry_web.planning.domain.plans import present_plan
from summitry_web.planning.domain.snapshot import snapshot
from tests.cli.runner import run_cli
from tests.web.conftest import EXAMPLES

MAIN = "from summitry.cli.main import main; main()"


@contextmanager
def served(*options: str, **variables: str) -> Iterator[str]:
    """Serve as the command does; give the address, and end as an operator would."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | variables
    command = [sys.executable, "-c", MAIN, "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            found = (re.search(r"Summitry is at (http://[\d.:]+/)", line) for line in server.stdout)
            yield next(filter(None, found))[1]
        finally:
            server.terminate()
    assert server.returncode == 0


def test_serve_makes_a_database_says_where_it_is_and_is_well(tmp_path: Path) -> None:
    with (
        served("--data", str(tmp_path / "data")) as address,
        urllib.request.urlopen(f"{address}healthz", timeout=20) as answer,  # noqa: S310 -- our own server
    ):
        assert (answer.status, answer.read()) == (200, b"ok\n")
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert (tmp_path / "data" / "summitry.sqlite3").is_file()
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    with served("--demo", str(EXAMPLES / "tutorial"), TMPDIR=str(tmp_path)) as address:
        assert list(tmp_path.glob("summitry-demo-*/summitry.sqlite3"))
        with urllib.request.urlopen(f"{address}static/summitry/summitry.css", timeout=20) as answer:  # noqa: S310 -- as above
            assert answer.status == 200
    assert list(tmp_path.iterdir()) == []


def test_a_demo_has_accounts_for_several_roles_and_its_plan(db: None) -> None:
    made = make_demo(EXAMPLES / "vilnius-2023", "a password to try")
    client = Client()
    assert [role for _, role in made.accounts][:2] == ["secretariat", "planner"]
    for email, role in made.accounts:
        assert client.login(email=email, password="a password to try"), email  # noqa: S106 -- of this test's accounts
        assert client.get("/summits/demo/", follow=True).status_code == 200, role
    assert len(present_plan(made.edition, snapshot(made.edition).summit).assignments) > 50


def test_a_demo_is_for_this_machine_alone() -> None:
    told = run_cli("serve", "--demo", str(EXAMPLES / "tutorial"), "--host", "0.0.0.0")  # noqa: S104 -- refused
    assert (told.code, "a demo is for this machine" in " ".join(told.err.split())) == (2, True)


def test_the_key_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMITRY_SECRET_KEY", raising=False)
    keep_secret_key(tmp_path)
    first = secret_key(tmp_path)
    keep_secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    monkeypatch.setenv("SUMMITRY_SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"


def test_addresses_of_databases_are_understood(tmp_path: Path) -> None:
    assert database_from("", tmp_path)["NAME"] == str(tmp_path / "summitry.sqlite3")
    assert database_from("sqlite:////data/a.db", tmp_path)["NAME"] == "/data/a.db"
    server = database_from("postgres://mara:p%40ss@db.example:5433/summits?sslmode=require", tmp_path)
    assert [server[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")] == [
        "db.example",
        5433,
        "summits",
        "mara",
        "p@ss",
    ]
    assert server["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://host/name", "summits.db", "postgres://host"])
def test_an_address_that_is_none_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database_from(address, tmp_path)
