"""Folders and workbooks in and out, by way of the engine's own readers and writers."""

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from summitry.formats import Reading, read_summit, write_summit
from summitry.summit import FactsError, Problem, Summit

MOST_UPLOADED_BYTES = 50_000_000
MOST_UNPACKED_BYTES = 200_000_000
_MOST_FILES = 200
_NAME = "upload"


def read_upload(name: str, data: bytes, *, is_too_large: bool = False) -> Reading:
    """Read a workbook, or a summit folder packed as a ZIP file.

    Parameters
    ----------
    is_too_large
        Whether it was found so large that it was not even taken into memory.

    Raises
    ------
    FactsError
        With every problem; also if it is too large, unpacks to too much, or is neither.
    """
    if is_too_large or len(data) > MOST_UPLOADED_BYTES:
        raise _refusal(name, f"is larger than {MOST_UPLOADED_BYTES // 1_000_000} MB", "a smaller file")
    with TemporaryDirectory(prefix="summitry-") as folder:
        place = Path(folder)
        if Path(name).suffix.casefold() == ".zip":
            return read_summit(_unpacked(name, data, place / _NAME))
        file = place / f"{_NAME}{Path(name).suffix.casefold()[:10]}"
        file.write_bytes(data)
        return _named(name, lambda: read_summit(file), file)


def _named(name: str, read: Callable[[], Reading], file: Path) -> Reading:
    """Read, with the name that the user knows in the place of the temporary one."""
    try:
        return read()
    except FactsError as error:
        raise FactsError(_with_name(problem, file, name) for problem in error.problems) from None


def _with_name(problem: Problem, file: Path, name: str) -> Problem:
    return replace(problem, place=problem.place.replace(str(file), name))


def _refusal(name: str, message: str, expected: str) -> FactsError:
    return FactsError([Problem(table="summit", place=name, message=message, expected=expected)])


def _unpacked(name: str, data: bytes, folder: Path) -> Path:
    """Unpack the files of an archive, whatever folder they are in; names are never used as paths."""
    folder.mkdir()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            items = [item for item in archive.infolist() if not item.is_dir()]
            if sum(item.file_size for item in items) > MOST_UNPACKED_BYTES or len(items) > _MOST_FILES:
                raise _refusal(
                    name, "unpacks to far more than any summit needs", "a summit folder packed as a ZIP file"
                )
            for item in items:
                if Path(item.filename).suffix in {".csv", ".toml"}:
                    (folder / Path(item.filename).name).write_bytes(archive.read(item))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise _refusal(name, "is damaged or encrypted", "a summit folder packed as a ZIP file") from error
    return folder


def workbook_of(summit: Summit) -> bytes:
    """Return the facts as a workbook."""
    with TemporaryDirectory(prefix="summitry-") as folder:
        file = Path(folder) / "summit.xlsx"
        write_summit(summit, file)
        return file.read_bytes()


def archive_of(summit: Summit) -> bytes:
    """Return the facts as a summit folder packed as a ZIP file."""
    with TemporaryDirectory(prefix="summitry-") as folder:
        place = Path(folder) / "summit"
        write_summit(summit, place)
        packed = shutil.make_archive(str(Path(folder) / "packed"), "zip", place)
        return Path(packed).read_bytes()
