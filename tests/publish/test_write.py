"""The folder of outputs: complete, or as it was."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.formats.plan_json import read_plan
from summitry.planning.result import LevelResult, Result, Status
from summitry.publish.write import MOST_ON_A_BOARD, MOST_PRINTED, FolderError, check_folder, write_outputs
from summitry.summit import Assignment, Plan, Session, Summit, SummitryError
from tests.builders import delegation, meeting, summit

FACTS = summit(meetings=(meeting("ab", "A", "B"),))
RESULT = Result(
    status=Status.OPTIMAL,
    plan=Plan(
        summit="test",
        facts_digest=FACTS.digest,
        assignments=(Assignment(meeting="ab", form="sit-down", start=600, room="R", attendees=("a", "b")),),
    ),
)
FILES = [
    *(f"cards/{code}.{kind}" for code in "ABC" for kind in ("html", "ics", "pdf")),
    "plan.json",
    "plan.xlsx",
    "programme.html",
    "programme.pdf",
    "progress.svg",
]


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """Give a folder to write to, and see to it that nothing is left beside it."""
    folder = tmp_path / "summit" / "out"
    yield folder
    assert [path.name for path in folder.parent.rglob(".*")] == []


def test_every_file_is_written_and_reported(out: Path) -> None:
    written = write_outputs(FACTS, RESULT, out)
    assert [str(path.relative_to(out)) for path in written] == FILES
    assert names(out) == FILES
    assert [path.name for path in written if path.stat().st_size == 0] == []
    assert read_plan(out, FACTS).plan == RESULT.plan


def test_earlier_plan_is_replaced_as_a_whole(out: Path) -> None:
    wider = summit(delegations=tuple(delegation(code) for code in "ABCD"), meetings=FACTS.meetings)
    write_outputs(wider, RESULT, out)
    assert (out / "cards" / "D.pdf").exists()
    write_outputs(FACTS, RESULT, out)
    assert names(out) == FILES


def test_equal_plans_give_equal_files(tmp_path: Path) -> None:
    first, second = (write_outputs(FACTS, RESULT, tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_empty_folder_is_filled(out: Path) -> None:
    out.mkdir(parents=True)
    write_outputs(FACTS, RESULT, out)
    assert names(out) == FILES


def test_what_somebody_added_to_an_earlier_plan_stays(out: Path) -> None:
    write_outputs(FACTS, RESULT, out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert [path.name for path in write_outputs(FACTS, RESULT, out) if path.suffix == ".txt"] == []
    assert names(out) == sorted([*FILES, "notes.txt"])


def test_folder_that_somebody_stands_in_stays_that_folder(out: Path) -> None:
    write_outputs(FACTS, RESULT, out)
    before = out.stat().st_ino
    write_outputs(FACTS, RESULT, out)
    assert out.stat().st_ino == before


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderError, match="file/out: cannot be written: "):
        write_outputs(FACTS, RESULT, tmp_path / "file" / "out")


@pytest.mark.parametrize("content", ["mine", json.dumps({"format": "other"}), "[]"])
def test_folder_of_somebody_else_is_left_alone(out: Path, content: str) -> None:
    out.mkdir(parents=True)
    (out / "plan.json").write_text(content, encoding="utf-8")
    with pytest.raises(FolderError, match="holds other files"):
        write_outputs(FACTS, RESULT, out)
    assert names(out) == ["plan.json"]
    assert (out / "plan.json").read_text(encoding="utf-8") == content


def test_file_is_not_taken_for_a_folder(out: Path) -> None:
    out.parent.mkdir(parents=True)
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(FolderError, match="is not a folder"):
        check_folder(out)


def test_link_is_not_replaced(out: Path) -> None:
    out.parent.mkdir(parents=True)
    out.symlink_to(out.parent)
    with pytest.raises(FolderError, match="is not a folder"):
        check_folder(out)


def test_run_without_a_plan_writes_nothing(out: Path) -> None:
    out.parent.mkdir(parents=True)
    with pytest.raises(SummitryError, match="no plan to write"):
        write_outputs(FACTS, Result(status=Status.INFEASIBLE), out)
    assert not out.exists()


def test_what_goes_wrong_half_way_leaves_the_earlier_plan(out: Path) -> None:
    write_outputs(FACTS, RESULT, out)
    before = (out / "plan.json").read_bytes()
    unwritable = replace(RESULT, levels=(LevelResult(name="half \ud800", value=1, bound=1),))
    with pytest.raises(UnicodeEncodeError):
        write_outputs(FACTS, unwritable, out)
    assert (out / "plan.json").read_bytes() == before
    assert names(out) == FILES


def test_codes_that_are_no_file_names_get_some(out: Path) -> None:
    odd: Summit = summit(
        delegations=tuple(delegation(code) for code in ("A", "a", "../B", "C:*", "유엔")), people=(), meetings=()
    )
    write_outputs(odd, Result(status=Status.OPTIMAL, plan=Plan(summit="test")), out)
    assert sorted(path.stem for path in (out / "cards").glob("*.ics")) == ["---B", "A", "C--", "a-2", "유엔"]


def test_pdf_is_left_out_on_request_and_for_many_delegations(tmp_path: Path) -> None:
    many = tuple(delegation(f"D{idx}") for idx in range(MOST_PRINTED - 2))
    large = summit(delegations=(*FACTS.delegations, *many), meetings=FACTS.meetings)

    small = write_outputs(FACTS, RESULT, tmp_path / "small", with_pdf=False)
    written = write_outputs(large, RESULT, tmp_path / "large")

    assert [str(path.relative_to(tmp_path / "small")) for path in small] == [f for f in FILES if ".pdf" not in f]
    assert not any(path.suffix == ".pdf" for path in written)
    assert sum(path.suffix == ".ics" for path in written) == MOST_PRINTED + 1


@pytest.mark.slow
def test_a_board_that_would_be_too_long_is_one_for_each_venue_and_day(tmp_path: Path) -> None:
    sessions = tuple(
        Session(id=f"s{idx}", title=f"S{idx}", start=600, end=601, venue="V", public=False)
        for idx in range(MOST_ON_A_BOARD)
    )
    long = replace(FACTS, sessions=sessions)

    written = write_outputs(long, RESULT, tmp_path / "out", with_pdf=False)

    assert [path.name for path in written if path.parent.name == "boards"] == ["Venue-2026-06-01.html"]
    assert "programme.html" not in [path.name for path in written]
