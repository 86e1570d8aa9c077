"""Writing leaves the old or the new, never a half."""

from pathlib import Path

import pytest

from summitry.formats.writing import write_file, write_folder_of
from summitry.summit import SummitryError


def _half_then_fail(path: Path) -> None:
    path.write_text("half")
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("before", [None, "old"])
def test_a_file_whose_writing_fails_stays_as_it_was(tmp_path: Path, before: str | None) -> None:
    path = tmp_path / "out.xlsx"
    if before is not None:
        path.write_text(before)
    with pytest.raises(SummitryError) as caught:
        write_file(path, _half_then_fail, overwrite=True)
    assert str(caught.value) == f"{path} cannot be written: No space left on device"
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == ({"out.xlsx": before} if before else {})


def test_any_other_failure_leaves_no_half_file_either(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "out.xlsx", fail, overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_whose_writing_fails_stays_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder_of(out, {"a.csv": "1", "b.csv": "2"}, replaces=(), overwrite=False)
    with pytest.raises(SummitryError):
        write_folder_of(out, {"a.csv": "3", "no/such/place.csv": "4"}, replaces=["b.csv"], overwrite=True)
    assert {file.name: file.read_text() for file in out.iterdir()} == {"a.csv": "1", "b.csv": "2"}
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_replaced_goes_and_what_is_not_stays(tmp_path: Path) -> None:
    write_folder_of(tmp_path, {"a.csv": "1", "b.csv": "2", "c.txt": "3"}, replaces=(), overwrite=False)
    write_folder_of(tmp_path, {"a.csv": "4"}, replaces=["a.csv", "b.csv"], overwrite=True)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.csv": "4", "c.txt": "3"}


def test_folders_above_are_made(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "out.xlsx", lambda path: path.touch(), overwrite=False)
    assert (tmp_path / "a" / "b" / "out.xlsx").is_file()
