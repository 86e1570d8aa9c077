"""From a folder to a workbook and back, without loss."""

from pathlib import Path

from summitry.formats.assemble import Reading
from summitry.formats.folder import write_folder
from summitry.formats.reading import WORKBOOK_SUFFIXES, read_summit
from summitry.summit import Summit, SummitryError

# A folder may have a point in its name, but hardly one of these endings.
_OTHERS = (".xls", ".xlsb", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".toml", ".json", ".zip", ".pdf")


def convert(source: Path, destination: Path, *, overwrite: bool = False) -> Reading:
    """Read a summit and write it as a workbook, if the destination ends in ``.xlsx``, or else as a folder.

    Raises
    ------
    FactsError
        If the source cannot be read, or something in it not be written; nothing is written then.
    SummitryError
        If the destination is there already and may not be overwritten, or cannot be written.
    """
    refuse_other_suffix(destination)
    reading = read_summit(source)
    write_summit(reading.summit, destination, overwrite=overwrite)
    return reading


def refuse_other_suffix(destination: Path) -> None:
    """Raise if a destination is named like a file of a kind that is not written.

    Raises
    ------
    SummitryError
        If it is.
    """
    if destination.suffix.casefold() in _OTHERS:
        raise SummitryError(f"{destination} cannot be written; expected a folder, or a workbook that ends in .xlsx")


def write_summit(summit: Summit, destination: Path, *, overwrite: bool = False) -> None:
    """Write a summit as a workbook, if the destination ends in ``.xlsx``, or else as a folder.

    Raises
    ------
    FactsError
        If something in it cannot be written so that it is read as the same.
    SummitryError
        If the destination is there already and may not be overwritten, or cannot be written.
    """
    refuse_other_suffix(destination)
    if destination.suffix.casefold() not in WORKBOOK_SUFFIXES:
        write_folder(summit, destination, overwrite=overwrite)
        return
    from summitry.formats.workbook import write_workbook  # noqa: PLC0415 -- a heavy import that folders do not need

    write_workbook(summit, destination, overwrite=overwrite)
