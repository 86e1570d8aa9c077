"""What was measured, on what, and when; nothing that names a machine or its user."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
_MEASURED = ("src", "examples", "benchmarks", "requirements.lock")
_PEERS = ("timefold",)  # packages that only peers need


def load() -> float | None:
    """Return how many processes wanted a core over the last minute, where the system tells."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def lines(load_before: float | None) -> Iterator[tuple[str, str]]:
    """Yield what stands at the head of the page, each with its heading."""
    yield "Date", f"{datetime.now(UTC):%Y-%m-%d}"
    yield "Commit", _commit()
    yield "Processor", f"{_from_proc('cpuinfo', 'model name') or platform.machine()}, {os.cpu_count()} cores"
    memory = re.match(r"\d+", _from_proc("meminfo", "MemTotal"))
    if memory:
        yield "Memory", f"{int(memory[0]) * 1024 / 1e9:.1f} GB"
    if load_before is not None:
        yield "Load before", f"{load_before:.2f} processes over the last minute"
    yield "System", f"{platform.system()} {platform.machine()}"
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}"
    yield "OR-Tools", metadata.version("ortools")
    yield "Other packages", ", ".join(f"{name} {metadata.version(name)}" for name in _packages() if name != "ortools")
    peers = [f"{name} {metadata.version(name)}" for name in _PEERS if _is_installed(name)]
    if peers:
        yield "Peers", ", ".join(peers)


def _is_installed(name: str) -> bool:
    return any(True for _ in metadata.distributions(name=name))


def _packages() -> list[str]:
    """Return the names of what Summitry needs to run."""
    stated = metadata.requires("summitry") or []
    return sorted(re.split(r"[^A-Za-z0-9._-]", need, maxsplit=1)[0] for need in stated if "extra ==" not in need)


def _from_proc(file: str, key: str) -> str:
    path = Path("/proc") / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.search(rf"^{key}\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1] if found else ""


def _commit() -> str:
    commit = _git("rev-parse", "--short=10", "HEAD")
    if not commit:
        return "not known"
    return f"{commit}, changed since" if _git("status", "--porcelain", "--", *_MEASURED) else commit


def _git(*args: str) -> str:
    try:
        asked = subprocess.run(["git", *args], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 -- whichever git there is
    except OSError:
        return ""
    return asked.stdout.strip()
