"""The processes of a cluster on this machine, found among those that descend from this one."""

import os
import signal
from pathlib import Path


def descendants() -> dict[int, str]:
    """Return the command line of every process that descends from this one, by its number."""
    parent: dict[int, int] = {}
    command: dict[int, str] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has just ended
    return {process: text for process, text in command.items() if os.getpid() in _line(process, parent)}


def _line(process: int, parent: dict[int, int]) -> list[int]:
    found: list[int] = []
    while process in parent:
        process = parent[process]
        found.append(process)
    return found


def kill(part_of_command: str, at_most: int = 1) -> int:
    """Kill descendants with such a command; return how many."""
    chosen = [process for process, text in descendants().items() if part_of_command in text][:at_most]
    for process in chosen:
        os.kill(process, signal.SIGKILL)
    return len(chosen)
