"""A small sound summit folder as text; a test changes only the file it is about."""

from pathlib import Path

import pytest

from summitry.formats import read_folder
from summitry.summit import FactsError

SOUND = {
    "summit.toml": '[summit]\nid = "test"\nname = "Test"\ntime_zone = "Europe/Vienna"\n',
    "days.csv": "date,opens,closes\n2026-06-01,09:00,18:00\n2026-06-02,09:00,18:00\n",
    "delegations.csv": "code,name\nA,State A\nB,State B\nC,State C\n",
    "people.csv": "id,name,delegation,role\na,Head A,A,principal\nb,Head B,B,principal\nc,Head C,C,principal\n",
    "venues.csv": "id,name\nV,Venue\n",
    "rooms.csv": "id,name,venue,seats\nR,Room,V,10\n",
    "forms.csv": "name,duration_min\nsit-down,30\nshort,15\n",
    "meetings.csv": "id,parties\nAB,A;B\nAC,A;C\n",
}


def write_files(path: Path, **changed: str | bytes | None) -> Path:
    """Write the sound folder with some files changed, added, or left out (``None``); ``__`` stands for the point."""
    path.mkdir(parents=True, exist_ok=True)
    files: dict[str, str | bytes | None] = dict(SOUND)
    files |= {name.replace("__", "."): text for name, text in changed.items()}
    for name, content in files.items():
        if content is not None:
            (path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems_of(path: Path) -> list[str]:
    """Return the lines that say what is wrong with a folder."""
    with pytest.raises(FactsError) as caught:
        read_folder(path)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return [str(problem) for problem in caught.value.problems]


def warnings_of(path: Path) -> list[str]:
    """Return the lines that say what was not read of a folder that is sound."""
    return [str(warning) for warning in read_folder(path).warnings]


def outcome_of(path: Path) -> str:
    """Return the id of the summit that was read, or what is wrong with it; any other error passes."""
    try:
        return read_folder(path).summit.id
    except FactsError as error:
        return str(error)
