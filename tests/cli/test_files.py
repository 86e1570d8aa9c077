import json
from pathlib import Path

from summitry.formats import read_summit
from tests.cli.runner import SUMMIT, Run


def test_facts_go_to_a_workbook_and_back_without_loss(run: Run, facts: Path, tmp_path: Path) -> None:
    workbook, again = tmp_path / "facts.xlsx", tmp_path / "again"
    there, back = run("convert", facts, workbook), run("convert", workbook, again, "--json")
    assert (there.code, there.out) == (0, f"Written to {workbook}.\n")
    assert json.loads(back.out) == {"written": str(again)}
    assert read_summit(again).summit == SUMMIT


def test_a_destination_that_is_there_is_not_overwritten(run: Run, facts: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "facts.xlsx"
    workbook.write_bytes(b"mine")
    ran = run("convert", facts, workbook)
    assert (ran.code, workbook.read_bytes()) == (2, b"mine")
    assert run("convert", facts, workbook, "--overwrite").code == 0
    assert read_summit(workbook).summit == SUMMIT


def test_new_writes_a_folder_to_fill_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    ran = run("new", folder)
    assert (ran.code, ran.out) == (0, f"Written to {folder}.\n")
    assert (folder / "summit.toml").is_file()
    assert (folder / "meetings.csv").read_text(encoding="utf-8").startswith("id,")


def test_new_writes_a_workbook_to_fill_in(run: Run, tmp_path: Path) -> None:
    workbook = tmp_path / "mine.xlsx"
    ran = run("new", "--workbook", workbook, "--json")
    assert (ran.code, json.loads(ran.out), workbook.is_file()) == (0, {"written": str(workbook)}, True)


def test_new_needs_one_place_to_write_to(run: Run, tmp_path: Path) -> None:
    neither, both = run("new"), run("new", tmp_path / "a", "--workbook", tmp_path / "b.xlsx")
    message = "Error: Name either a folder DIR or --workbook FILE.xlsx."
    assert [(ran.code, ran.err.splitlines()[-1]) for ran in (neither, both)] == [(2, message)] * 2
    assert list(tmp_path.iterdir()) == []


def test_new_does_not_overwrite(run: Run, facts: Path) -> None:
    before = (facts / "days.csv").read_bytes()
    assert run("new", facts).code == 2
    assert (facts / "days.csv").read_bytes() == before


def test_a_workbook_needs_its_suffix(run: Run, tmp_path: Path) -> None:
    ran = run("new", "--workbook", tmp_path / "mine.ods")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
