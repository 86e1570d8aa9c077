"""A small sound summit as a workbook of plain sheets; a test changes only the sheet it is about."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from summitry.formats import read_summit
from summitry.summit import FactsError

Rows = Sequence[Sequence[Any]]
SOUND: dict[str, Rows] = {
    "summit": [["key", "value"], ["id", "test"], ["name", "Test"], ["time_zone", "Europe/Vienna"]],
    "days": [["date", "opens", "closes"], ["2026-06-01", "09:00", "18:00"], ["2026-06-02", "09:00", "18:00"]],
    "delegations": [["code", "name"], ["A", "State A"], ["B", "State B"]],
    "people": [
        ["id", "name", "delegation", "role"],
        ["a", "Head A", "A", "principal"],
        ["b", "Head B", "B", "principal"],
    ],
    "venues": [["id", "name"], ["V", "Venue"]],
    "forms": [["name", "duration_min"], ["short", 15]],
    "meetings": [["id", "parties"], ["AB", "A;B"]],
}


def write_book(path: Path, **changed: Rows | None) -> Path:
    """Write the sound workbook with some sheets changed, added, or left out (``None``)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in ({**SOUND} | changed).items():
        if rows is not None:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
    book.save(path)
    return path


def problems_of(path: Path) -> list[str]:
    """Return the lines that say what is wrong with a workbook."""
    with pytest.raises(FactsError) as caught:
        read_summit(path)
    return [str(problem) for problem in caught.value.problems]


def outcome_of(path: Path) -> str:
    """Return the id of the summit that was read, or what is wrong with it; any other error passes."""
    try:
        return read_summit(path).summit.id
    except FactsError as error:
        return str(error)


def change_part(path: Path, part: str, old: str, new: str) -> Path:
    """Write a copy of a workbook with something in one of its parts replaced, as no library would write it."""
    changed = path.with_stem(f"{path.stem}-changed")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item).decode()
            if item.filename == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(item.filename, content)
    return changed
