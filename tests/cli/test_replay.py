import json
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.formats import write_folder
from summitry.formats.plan_json import write_plan
from tests.cli.runner import Run
from tests.planning.replay.day import MORNING, day

HAPPENED = """
[[event]]
kind = "overruns"
what = "plenary"
until = "2026-06-01T13:40"
source = "a paper"
"""


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """The folder of the small day, with what happened on it."""
    folder = tmp_path / "day"
    write_folder(day(), folder)
    (folder / "what-happened.toml").write_text(HAPPENED, encoding="utf-8")
    return folder


@pytest.fixture
def morning(tmp_path: Path, recorded: Path) -> Path:
    """The plan of the morning."""
    path = tmp_path / "morning.json"
    write_plan(path, day(), MORNING)
    return path


def test_the_day_is_told_step_by_step_and_what_became_of_each_meeting(run: Run, recorded: Path, morning: Path) -> None:
    ran = run("replay", recorded, morning)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:2] == [
        "Test summit: 3 steps; overruns are told 15 minutes at a time.",
        "1 June 12:59: plenary goes on until 13:15",
    ]
    assert "  A-C moved from 1 June 13:10 to 13:15" in lines
    (row,) = (line.split() for line in lines if line.strip().startswith("A-C") and "cancelled" in line)
    assert row[:3] == ["A-C", "cancelled", "moved,"]


def test_json_has_steps_totals_and_fates_that_add_up(run: Run, recorded: Path, morning: Path) -> None:
    document = json.loads(run("replay", recorded, morning, "--told", "0", "--json").out)
    assert [(step["at"], step["told"], step["violations"]) for step in document["steps"]] == [
        ("2026-06-01T12:59+02:00", ["plenary goes on until 13:40"], [])
    ]
    assert sum(document["totals"].values()) == sum(document["totals_left_alone"].values()) == 3
    assert next((row["meeting"], row["fate"]) for row in document["meetings"]) == ("A-B", "as planned")


def test_nobody_waits_longer_than_told(run: Run, recorded: Path, morning: Path) -> None:
    document = json.loads(run("replay", recorded, morning, "--wait", "20", "--json").out)
    assert document["totals_left_alone"]["lost"] == 1
    assert document["totals"]["lost"] == 0


def test_the_day_is_drawn(run: Run, recorded: Path, morning: Path, tmp_path: Path) -> None:
    chart = tmp_path / "day.svg"
    assert run("replay", recorded, morning, "--chart", chart).out.splitlines()[-1] == f"Written to {chart}."
    picture = chart.read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "Test summit: 1 June, as planned and as it went" in picture
    assert "A-C, sit-down (13:10-13:40)" in picture


def test_what_is_pinned_moves_only_if_unpinned(run: Run, recorded: Path, morning: Path) -> None:
    pinned = replace(MORNING, assignments=tuple(replace(a, pinned=True) for a in MORNING.assignments))
    write_plan(morning, day(), pinned)
    document = json.loads(run("replay", recorded, morning, "--unpin", "--json").out)
    assert document["totals"]["moved"] >= 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--events", "none.toml"), "none.toml: cannot be read"),
        (("--day", "2026-06-01"), "--day says which day to draw"),
        (("--chart", "a.svg", "--day", "2026-06-09"), "2026-06-09 is no day of this summit"),
        (("--chart", "nowhere/a.svg"), "there is no folder nowhere"),
        (("--told", "-1"), "Invalid value for '--told'"),
    ],
)
def test_bad_input_is_refused(run: Run, recorded: Path, morning: Path, args: tuple[str, ...], message: str) -> None:
    ran = run("replay", recorded, morning, *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_summit_without_a_record_needs_the_file_named(run: Run, recorded: Path, morning: Path) -> None:
    (recorded / "what-happened.toml").unlink()
    ran = run("replay", recorded, morning)
    assert ran.code == 2
    assert "holds no what-happened.toml; name what happened with --events FILE" in " ".join(ran.err.split())


def test_an_event_that_says_nonsense_is_named(run: Run, recorded: Path, morning: Path) -> None:
    (recorded / "what-happened.toml").write_text('[[event]]\nkind = "takes"\nmeeting = "X"\n', encoding="utf-8")
    ran = run("replay", recorded, morning)
    assert ran.code == 2
    assert "event 1 (takes), key meeting: there is no such meeting" in ran.err
