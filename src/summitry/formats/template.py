"""An empty summit to fill in, as a folder or a workbook that explains itself."""

import re
import textwrap
from datetime import date
from pathlib import Path

import tomli_w

from summitry.formats.convert import refuse_other_suffix, write_summit
from summitry.formats.csv_text import write_csv
from summitry.formats.instructions import HOW_VALUES_ARE_WRITTEN, explain_key
from summitry.formats.keys import FAIRNESS_CAP, KEYS, SECTIONS, Key
from summitry.formats.rows import Written, default_of, write_rows
from summitry.formats.tables import TABLES
from summitry.formats.toml_text import FILE
from summitry.formats.values import NOWHERE, guard
from summitry.formats.writing import write_folder_of
from summitry.summit import Clock, Day, Form, Summit

FIRST_DAY = date(2030, 1, 1)  # the engine has no clock; whoever calls it may know a better day
README = "README.txt"


def starting_summit(name: str, first_day: date = FIRST_DAY) -> Summit:
    """Return the least that is a summit: a name, one day, two forms of meeting."""
    id_ = re.sub(r"\s+", "-", name.strip()).casefold()
    clock = Clock("UTC", first_day)
    return Summit(
        id=id_ or "summit",
        name=name.strip() or "Summit",
        clock=clock,
        days=(Day(date=first_day, opens=9 * 60, closes=18 * 60),),
        forms=(Form(name="sit-down", duration_min=30), Form(name="short", duration_min=15)),
    )


def new_folder(path: Path, *, first_day: date = FIRST_DAY) -> None:
    """Write a summit folder to fill in: every file with all its headings, and a text that explains them.

    Raises
    ------
    SummitryError
        If the folder is not empty, or cannot be written.
    """
    refuse_other_suffix(path)
    written = write_rows(starting_summit(path.resolve().name, first_day))
    files = {FILE: _toml(written), README: readme()}
    for table in written.tables:
        headings = [column.name for column in table.columns]
        files[f"{table.table.name}.csv"] = write_csv([headings, *([guard(text) for text in row] for row in table.rows)])
    write_folder_of(path, files, replaces=(), overwrite=False)


def new_workbook(path: Path, *, first_day: date = FIRST_DAY) -> None:
    """Write a workbook to fill in: instructions, and every sheet with explained headings and drop-downs.

    Raises
    ------
    SummitryError
        If the file is there already, or cannot be written.
    """
    write_summit(starting_summit(path.stem, first_day), path)


def _toml(written: Written) -> str:
    stated = {(key.key.section, key.name): key.value for key in written.keys}
    parts = []
    for section in SECTIONS:
        keys = [key for key in KEYS if key.section == section]
        lines = [f"[{section}]", *(_toml_line(key, stated.get((section, key.name))) for key in keys)]
        parts.append("\n".join(lines) + "\n")
    head = "# What follows a # is not read. Remove a # at the beginning of a line to state something else there."
    return "\n".join([head + "\n", *parts])


def _toml_line(key: Key, value: object) -> str:
    """Return a key with its explanation; commented out where it is not stated."""
    name = "leaders" if key is FAIRNESS_CAP else key.name
    if value is not None:
        return f"{_assignment(name, value)}  # {key.help}"
    if key is FAIRNESS_CAP:
        shown = key.kind.parse(key.example, NOWHERE)
    else:
        shown = default_of(key) or key.kind.parse(key.example, NOWHERE)
    return f"# {_assignment(name, list(shown) if isinstance(shown, tuple) else shown)}  # {key.help}"


def _assignment(name: str, value: object) -> str:
    text = tomli_w.dumps({name: value}).strip()
    if isinstance(value, list):  # on one line, so that one # is enough
        text = re.sub(r"\s*\n\s*", " ", text).replace("[ ", "[").replace(", ]", "]")
    return text


def readme() -> str:
    """Return the text that explains every file of a summit folder."""
    lines = [
        "HOW TO FILL IN THIS FOLDER",
        "",
        "Fill the files in the order below, in any spreadsheet or text editor. Only summit.toml and days.csv must be",
        "there; a file without rows may stay or go. Columns marked * must be filled in every row.",
        "",
        "How values are written:",
        *(f"  {name}: {how}" for name, how in HOW_VALUES_ARE_WRITTEN),
        "",
        FILE,
        "  What is said once: the summit itself, and the numbers that planning uses.",
        *(f"  {_mark(key.is_required)} [{key.section}] {key.name}: {explain_key(key)}" for key in KEYS),
    ]
    for table in TABLES:
        lines += ["", f"{table.name}.csv", f"  {table.help}"]
        for column in table.columns:
            example = f" Example: {column.example}" if column.example else ""
            lines.append(f"  {_mark(column.is_required)} {column.name}: {column.help}.{example}")
    wrapped = (textwrap.wrap(line, 110, subsequent_indent="      ", break_on_hyphens=False) or [""] for line in lines)
    return "\n".join(part for parts in wrapped for part in parts) + "\n"


def _mark(is_required: bool) -> str:  # noqa: FBT001 -- there is nothing else it could mean
    return "*" if is_required else "-"
