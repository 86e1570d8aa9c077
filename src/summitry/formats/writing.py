"""Writing that leaves either the old or the new, never a half: a temporary sibling first, then a rename."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from summitry.summit import SummitryError


def write_folder_of(path: Path, files: Mapping[str, str], *, replaces: Iterable[str], overwrite: bool) -> None:
    """Write text files into a folder.

    Parameters
    ----------
    files
        Text by file name.
    replaces
        Names of files that are removed, if they are there and not written, since they belong to what is replaced.
    overwrite
        Whether the folder may hold something already; what is neither written nor replaced stays.

    Raises
    ------
    SummitryError
        If the folder is not empty and may not be overwritten, or cannot be written.
    """
    refuse_full_folder(path, overwrite=overwrite)
    with _part_of(path) as part:
        part.mkdir()
        for name, text in files.items():
            (part / name).write_text(text, encoding="utf-8", newline="\n")
        if not path.exists():
            part.rename(path)
            return
        for name in files:
            (part / name).replace(path / name)
        for name in set(replaces) - set(files):
            (path / name).unlink(missing_ok=True)


def refuse_full_folder(path: Path, *, overwrite: bool = False) -> None:
    """Raise if a folder cannot be written to; for `write_folder_of`, and to be asked before long work.

    Raises
    ------
    SummitryError
        If it is a file, or not empty and may not be overwritten.
    """
    if path.exists() and not path.is_dir():
        raise SummitryError(f"{path} is a file; expected a folder or a new name")
    is_empty = not path.exists() or not any(path.iterdir())
    if not is_empty and not overwrite:
        raise SummitryError(f"{path} is not empty; expected an empty or new folder, or leave to overwrite")


def write_file(path: Path, save: Callable[[Path], None], *, overwrite: bool) -> None:
    """Write one file by a function that is given a temporary path.

    Raises
    ------
    SummitryError
        If the file is there already and may not be overwritten, or cannot be written.
    """
    if path.is_dir():
        raise SummitryError(f"{path} is a folder; expected the name of a file")
    if path.exists() and not overwrite:
        raise SummitryError(f"{path} is there already; expected a new name, or leave to overwrite")
    with _part_of(path) as part:
        save(part)
        part.replace(path)


@contextmanager
def _part_of(path: Path) -> Iterator[Path]:
    """Give the path of a temporary sibling, gone in the end whatever happens."""
    part = path.parent / f".{path.name}.{os.getpid()}.part{path.suffix}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
    except OSError as error:
        raise SummitryError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        else:
            with suppress(OSError):
                part.unlink()
