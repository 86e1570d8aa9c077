"""The summit folder: `summit.toml` and one CSV file a kind of fact."""

from pathlib import Path

from summitry.formats.assemble import Found, Reading, assemble
from summitry.formats.csv_text import read_csv, write_csv
from summitry.formats.raw import RawTable
from summitry.formats.rows import WrittenTable, write_rows
from summitry.formats.tables import TABLES
from summitry.formats.toml_text import FILE, place_of_key, read_toml, write_toml
from summitry.formats.values import fold, guard
from summitry.formats.writing import write_folder_of
from summitry.summit import FactsError, Problem, Summit
from summitry.summit.validate import nearest

_FILES = {fold(table.name): table for table in TABLES}


def read_folder(path: Path) -> Reading:
    """Read a summit from its folder.

    Raises
    ------
    FactsError
        With every problem of every file.
    """
    files = _files(path)
    found = Found(tables={}, place_of_key=place_of_key, place_of_table=_file_name)
    if FILE not in files:
        _refuse_missing(found, "summit", FILE, "a file with the summit's id, name and time_zone")
    if "days.csv" not in {name.casefold() for name in files}:
        _refuse_missing(found, "days", "days.csv", "a file with a row a day: date, opens, closes")
    found.tables = _read_tables(files, found)
    if FILE in files:
        data = _bytes(files[FILE], found)
        found.entries = None if data is None else read_toml(data, found)
        found.is_whole &= not found.problems
    return assemble(found)


def _files(path: Path) -> dict[str, Path]:
    """Return the files of the folder by name."""
    if not path.is_dir():
        what = "is a file" if path.exists() else "does not exist"
        raise FactsError([Problem(table="summit", place=str(path), message=what, expected="a summit folder")])
    try:
        return {file.name: file for file in sorted(path.iterdir()) if file.is_file()}
    except OSError as error:
        problem = Problem(table="summit", place=str(path), message=f"cannot be read: {error.strerror}")
        raise FactsError([problem]) from error


def _file_name(table: str) -> str:
    return f"{table}.csv"


def _refuse_missing(found: Found, table: str, place: str, expected: str) -> None:
    found.problems.append(Problem(table=table, place=place, message="the file is missing", expected=expected))
    found.is_whole = False


def _bytes(file: Path, found: Found) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        found.problems.append(Problem(table=file.stem, place=file.name, message=message))
        found.is_whole = False
        return None


def _read_tables(files: dict[str, Path], found: Found) -> dict[str, RawTable]:
    tables: dict[str, RawTable] = {}
    for name, file in files.items():
        if file.suffix.casefold() != ".csv" or name.startswith("."):
            continue
        table = _FILES.get(fold(file.stem))
        if table is None:
            close = nearest(file.stem, [table.name for table in TABLES])
            expected = f"perhaps '{close}.csv'" if close else ""
            warning = Problem(table=file.stem, place=name, message="unknown file, not read", expected=expected)
            found.warnings.append(warning)
        elif table.name in tables:
            tables[table.name].refuse("two files of this table", value=name, expected=_file_name(table.name))
        else:
            data = _bytes(file, found)
            if data is not None:
                tables[table.name] = read_csv(table, name, data)
    return tables


def write_folder(summit: Summit, path: Path, *, overwrite: bool = False) -> None:
    """Write a summit as a folder; the same summit gives the same files, byte for byte.

    Only tables with rows are written, besides the days, and only columns that some row fills with something other than
    the default, besides those that are required.

    Raises
    ------
    FactsError
        If something in it cannot be written so that it is read as the same.
    SummitryError
        If the folder is not empty and may not be overwritten, or cannot be written.
    """
    written = write_rows(summit)
    files = {FILE: write_toml(written.keys)}
    for table in written.tables:
        if table.rows or table.table.is_required:
            files[_file_name(table.table.name)] = _csv(table)
    write_folder_of(path, files, replaces=[_file_name(table.name) for table in TABLES], overwrite=overwrite)


def _csv(written: WrittenTable) -> str:
    def needed(cells: tuple[str, ...]) -> list[str]:
        return [guard(text) for text, is_needed in zip(cells, written.is_needed, strict=True) if is_needed]

    headings = tuple(column.name for column in written.columns)
    return write_csv([needed(headings), *map(needed, written.rows)])
