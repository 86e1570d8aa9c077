"""Facts and plans in and out: folder, workbook, plan files."""

from summitry.formats.convert import convert, write_summit
from summitry.formats.folder import read_folder, write_folder
from summitry.formats.reading import Reading, read_summit
from summitry.formats.template import new_folder, new_workbook

__all__ = [
    "Reading",
    "convert",
    "new_folder",
    "new_workbook",
    "read_folder",
    "read_summit",
    "write_folder",
    "write_summit",
]
