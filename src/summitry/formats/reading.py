"""The front door to facts: a summit folder or a workbook, whichever it is."""

from pathlib import Path

from summitry.formats.assemble import Reading
from summitry.formats.folder import read_folder
from summitry.summit import FactsError, Problem

__all__ = ["WORKBOOK_SUFFIXES", "Reading", "read_summit"]

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")


def read_summit(path: Path) -> Reading:
    """Read a summit from a folder or from a workbook.

    Raises
    ------
    FactsError
        With every problem of every table.
    """
    if path.is_dir():
        return read_folder(path)
    if not path.exists():
        raise FactsError([_problem(path, "does not exist")])
    if path.suffix.casefold() not in WORKBOOK_SUFFIXES:
        raise FactsError([_problem(path, "is neither a folder nor a workbook")])
    from summitry.formats.workbook import read_workbook  # noqa: PLC0415 -- a heavy import that folders do not need

    return read_workbook(path)


def _problem(path: Path, message: str) -> Problem:
    expected = "a summit folder, or a workbook that ends in .xlsx"
    return Problem(table="summit", place=str(path), message=message, expected=expected)
