"""Each benchmark runs from the command line, at so small a size that it takes seconds, and puts its part on a page."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.apart import work_apart
from benchmarks.contest import OURS, Entry
from benchmarks.ideas import WITHOUT
from benchmarks.parts import ROOT, Part, read_parts

INSTANCE = """\
nBusiness = 3; nMeetings = 4; nTables = 2; nTotalSlots = 5; nMorningSlots = 2;
requested = [|1, 2, 1,|2, 3, 2,|1, 3, 3,|2, 1, 3|];
forbidden = [{}, {}, {5}]; fixed = [0, 0, 3, 0]; precedences = [{}, {1}, {}, {1, 2}];
"""


def measured(out: Path, module: str, *args: str) -> Part:
    """Run a benchmark and return its part."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *args, "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (out / "benchmarks.md").exists()
    (part,) = read_parts(out).values()
    assert {"Date", "Commit", "Processor"} <= part.measured_on.keys()
    assert part.command.startswith(f"python -m benchmarks.{module} ")
    assert str(out) not in part.command
    return part


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["un-week", "trade-exchange"])
def test_contestants_are_measured_beside_each_other(tmp_path: Path, kind: str) -> None:
    part = measured(tmp_path, "large", kind, "--scale", "0.01", "--time", "2", "--peers", "first_fit,cp_sat")
    entries = [Entry(**entry) for entry in part.data["entries"]]
    assert [entry.who for entry in entries] == [OURS, "first_fit", "cp_sat"]
    most = part.data["ceiling"]
    for entry in entries:
        assert entry.num_violations == 0
        assert entry.peak_mb > 0
        assert entry.num_placed is not None
        assert entry.num_placed <= most["num_placed"] <= most["num_meetings"]
        value = entry.values["value_held"]
        assert isinstance(value, int)
        assert value <= most["value_held"]
    assert entries[0].bounds.keys() == entries[0].values.keys()
    assert entries[0].trace["value_held"]


@pytest.mark.slow
def test_summits_are_measured_from_small_to_large(tmp_path: Path) -> None:
    part = measured(tmp_path, "scaling", "un-week", "--scales", "0.01,0.02", "--time", "2", "--gaps", "0.9")
    first, second = part.data["steps"]
    assert first["num_meetings"] < second["num_meetings"]
    assert first["to_gap_s"]["0.9"] >= first["first_plan_s"] > 0


@pytest.mark.slow
def test_published_instances_are_measured_with_every_row_kept(tmp_path: Path) -> None:
    file = tmp_path / "tiny.original.dzn"
    file.write_text(INSTANCE, encoding="utf-8")
    args = ("--match", "*.original", "--peers", "summitry,sat", "--renumberings", "2", "--time-limit", "5")
    part = measured(tmp_path / "out", "b2b", str(file), *args, "--json", "b2b-tiny")
    runs = [(row["renumbering"], row["peer"]) for row in part.data["rows"]]
    assert runs == [(1, "summitry"), (1, "sat"), (2, "summitry"), (2, "sat")]
    assert len({(row["status"], row["breaks"]) for row in part.data["rows"]}) == 1
    assert all(row["peak_mb"] > 0 for row in part.data["rows"])


@pytest.mark.slow
def test_each_idea_of_the_grid_is_left_out_in_turn_and_none_changes_what_is_proven(tmp_path: Path) -> None:
    file = tmp_path / "tiny.original.dzn"
    file.write_text(INSTANCE, encoding="utf-8")
    part = measured(tmp_path / "out", "ideas", str(file), "--time-limit", "5")
    trials = part.data["trials"]
    assert [trial["idea"] for trial in trials] == list(WITHOUT)
    assert all(trial["is_proven"] for trial in trials)


def holding(num_mb: int, until: float) -> int:
    """Hold memory for as long as that takes; ends only once it has counted to the second number."""
    held = bytearray(num_mb * 1_000_000)
    counted = 0
    while counted < until:
        counted += 1
    return len(held)


def test_what_is_done_apart_comes_back_with_its_memory() -> None:
    apart = work_apart(holding, 50, 0, most_s=60)
    assert (apart.value, apart.note) == (50_000_000, "")
    assert apart.peak_mb > 50


def test_what_takes_too_much_is_ended_with_a_note() -> None:
    late = work_apart(holding, 1, float("inf"), most_s=0.1)
    assert (late.value, late.note) == (None, "ended: nothing to show after 0 s")
    big = work_apart(holding, 400, float("inf"), most_s=60, most_mb=300)
    assert (big.value, big.note) == (None, "ended: it took more than 300 MB")
    assert big.peak_mb > 300


def test_what_fails_apart_leaves_a_note(capfd: pytest.CaptureFixture[str]) -> None:
    apart = work_apart(int, "no number", most_s=60)
    assert (apart.value, apart.note) == (None, "failed: its process ended with code 1")
    assert "no number" in capfd.readouterr().err
