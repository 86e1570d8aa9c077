"""The file of a workbook before it is opened: whether it is one, whether it is safe, and rid of its blank cells."""

import io
import re
import zipfile
from pathlib import Path

from summitry.summit import SummitryError

MAX_UNPACKED_BYTES = 200_000_000
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_WITHOUT_ADDRESS = re.compile(rb'<(?:c|row)\b(?![^<>]*\sr=")[^<>]*>')
_BLANK_CELL = re.compile(rb"<c\s[^<>]*/>|<c\s[^<>]*[^/<>]></c>")
_BLANK_ROW = re.compile(rb"<row\s[^<>]*/>|<row\s[^<>]*[^/<>]>\s*</row>")


class NoWorkbookError(SummitryError):
    """A file that cannot be read as a workbook; carries what was expected."""

    def __init__(self, message: str, expected: str = "an Excel workbook (.xlsx)") -> None:
        super().__init__(message)
        self.expected = expected


def slim_workbook(path: Path, *, max_bytes: int = MAX_UNPACKED_BYTES) -> io.BytesIO:
    """Return the parts of a workbook that hold its cells, as an archive in memory, without cells that are blank.

    A sheet may be formatted far beyond what it holds; a hundred thousand such rows would take as long to read as a
    hundred thousand meetings.

    Raises
    ------
    NoWorkbookError
        If the file is none, is encrypted, damaged, or unpacks to more than so many bytes.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NoWorkbookError(f"cannot be read: {error.strerror}") from error
    if data.startswith(_OLE):
        raise _ole_error(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_others(archive, max_bytes)
            return _slim(archive)
    except NoWorkbookError:
        raise
    except Exception as error:  # a damaged archive makes the library raise anything
        message = "is damaged" if zipfile.is_zipfile(io.BytesIO(data)) else "is no workbook"
        raise NoWorkbookError(message) from error


def _ole_error(data: bytes) -> NoWorkbookError:
    if _ENCRYPTED in data:
        return NoWorkbookError("is password-protected", "a workbook saved without a password")
    return NoWorkbookError("is in the format of Excel before 2007, or password-protected", "a workbook saved as .xlsx")


def _refuse_others(archive: zipfile.ZipFile, max_bytes: int) -> None:
    unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > max_bytes:
        raise NoWorkbookError(
            f"unpacks to {unpacked // 1_000_000} MB, far more than any summit needs",
            f"a workbook of at most {max_bytes // 1_000_000} MB unpacked",
        )
    if "xl/workbook.xml" not in archive.namelist():
        raise NoWorkbookError("is an archive, but no workbook")


def _slim(archive: zipfile.ZipFile) -> io.BytesIO:
    slim = io.BytesIO()
    with zipfile.ZipFile(slim, "w", zipfile.ZIP_STORED) as copy:
        for item in archive.infolist():
            if not item.filename.endswith((".xml", ".rels")):
                continue  # pictures and programs hold no facts
            part = archive.read(item)
            if b"<!DOCTYPE" in part:
                raise NoWorkbookError("holds a document type, which no workbook does")
            copy.writestr(item.filename, without_blanks(part) if _SHEET.fullmatch(item.filename) else part)
    slim.seek(0)
    return slim


def without_blanks(sheet: bytes) -> bytes:
    """Return a sheet's XML without cells and rows that hold nothing, if each of the others says where it stands."""
    if b"<![CDATA[" in sheet or _WITHOUT_ADDRESS.search(sheet):
        return sheet
    return _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", sheet))
