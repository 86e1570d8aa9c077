"""The rules of the house hold in every tracked file."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import scan

ROOT = Path(__file__).parents[2]

# Written apart, so that this file does not find itself.
_MACHINE_PATHS = ["/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "/wo" + "rk/", "/tm" + "p/", "C:" + "\\\\"]
_REGISTRY_HOSTS = [r"pypi\.o" + "rg", r"pythonhost" + r"ed\.org", r"registry\.np" + r"mjs", r"npmjs\.c" + "om"]
_FORBIDDEN = {
    "an absolute path of a machine": re.compile("|".join(rf"(?<![\w./-]){path}" for path in _MACHINE_PATHS)),
    "the host of a registry": re.compile("|".join(_REGISTRY_HOSTS)),
}


def tracked(suffix: str = "") -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git repository: nothing says which files are tracked")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name.endswith(suffix) and name and (ROOT / name).is_file()]


def found_by(rule: Callable[[str], Iterator[scan.Finding]], files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line}: {message}"
        for path in files
        for line, message in rule(path.read_text(encoding="utf-8"))
    ]


def test_every_suppression_has_its_code_and_reason() -> None:
    assert found_by(scan.unreasoned_suppressions, tracked(".py")) == []


def test_files_and_functions_are_short_or_say_why_not() -> None:
    assert found_by(scan.too_long, tracked(".py")) == []


@pytest.mark.parametrize("rule", [scan.lost_tests, scan.empty_tests, scan.repeated_tests])
def test_every_test_is_run_and_can_fail(rule: Callable[[str], Iterator[scan.Finding]]) -> None:
    modules = [path for path in tracked(".py") if path.is_relative_to(ROOT / "tests") and path.name.startswith("test_")]
    assert found_by(rule, modules) == []


@pytest.mark.parametrize("what", _FORBIDDEN)
def test_no_tracked_file_names(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        for match in [_FORBIDDEN[what].search(path.read_bytes().decode("utf-8", errors="ignore"))]
        if match
    ]
    assert found == []


def test_the_licence_is_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
