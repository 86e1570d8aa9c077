import json
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.summit import Pin
from tests.builders import meeting, summit
from tests.cli.runner import A_B, SUMMIT, Run, folder_of, plan_of

QUICK = ("--time-limit", "20", "--threads", "1")


def test_a_plan_is_summed_up_with_its_levels(run: Run, facts: Path) -> None:
    ran = run("plan", facts, *QUICK)
    assert ran.code == 0
    first, second, *_ = ran.out.splitlines()
    assert first == "Test summit: 2 of 2 meetings placed; no rule is broken."
    assert second.startswith("The plan is optimal after ")
    assert second.endswith(" s on 1 thread, seed 0.")
    levels = [line.split()[0] for line in ran.out.splitlines() if "optimal  " in line]
    assert levels == ["value_held", "share_floor", "form_kept", "slack_kept", "comfort"]


def test_progress_goes_to_standard_error_and_not_with_json(run: Run, facts: Path) -> None:
    text, document = run("plan", facts, *QUICK), run("plan", facts, *QUICK, "--json")
    assert all(line.startswith("planning ") for line in text.err.splitlines())
    assert document.err == ""
    assert json.loads(document.out)["certificate"]["violations"] == []
    assert json.loads(document.out)["files"] == []


def test_what_is_not_placed_is_told_with_its_first_reason(run: Run, tmp_path: Path) -> None:
    there = summit(meetings=(meeting("A-B"), meeting("A-C", "A", "C", head_count=11)))
    ran = run("plan", folder_of(there, tmp_path / "facts"), *QUICK)
    assert ran.code == 0
    (line,) = (line for line in ran.out.splitlines() if line.startswith("Not placed"))
    assert line.startswith("Not placed: A-C: no room fits: ")


def test_a_run_starts_from_a_plan_and_keeps_what_it_has_pinned(run: Run, facts: Path, tmp_path: Path) -> None:
    start = plan_of(SUMMIT, tmp_path / "start.json", replace(A_B, start=735, pinned=True))
    document = json.loads(run("plan", facts, *QUICK, "--from", start, "--json").out)
    (kept,) = (row for row in document["assignments"] if row["meeting"] == "A-B")
    assert (kept["start"], kept["pinned"]) == ("2026-06-01T12:15+02:00", True)


def test_pending_meetings_are_placed_only_if_asked(run: Run, tmp_path: Path) -> None:
    facts = folder_of(summit(meetings=(meeting("A-B"),), replies=()), tmp_path / "facts")
    without, with_pending = (
        json.loads(run("plan", facts, *QUICK, "--json", *more).out)["certificate"]["num_placed"]
        for more in ((), ("--include-pending",))
    )
    assert (without, with_pending) == (0, 1)


def test_pins_that_contradict_each_other_are_bad_input(run: Run, tmp_path: Path) -> None:
    there = replace(SUMMIT, pins=(Pin(meeting="A-B", start=600), Pin(meeting="B-C", start=605)))
    out = tmp_path / "out"
    ran = run("plan", folder_of(there, tmp_path / "facts"), *QUICK, "--out", out)
    assert (ran.code, ran.out) == (2, "")
    assert "person_no_overlap" in ran.err
    assert not out.exists()


@pytest.mark.parametrize("start", ["missing.json", "facts"])
def test_a_start_that_is_no_plan_is_refused_before_planning(run: Run, facts: Path, tmp_path: Path, start: str) -> None:
    ran = run("plan", facts, "--from", tmp_path / start)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(str(tmp_path / start))


@pytest.mark.parametrize(
    "args", [("--time-limit", "0"), ("--gap", "-1"), ("--threads", "0"), ("--seed", "-1"), ("--time-limit", "soon")]
)
def test_settings_out_of_range_are_refused(run: Run, facts: Path, args: tuple[str, ...]) -> None:
    ran = run("plan", facts, *args)
    assert ran.code == 2
    assert f"Invalid value for '{args[0]}'" in ran.err


def test_out_that_is_a_file_is_refused_before_planning(run: Run, facts: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    ran = run("plan", facts, "--out", tmp_path / "out")
    assert (ran.code, (tmp_path / "out").read_text(encoding="utf-8")) == (2, "mine")


def test_out_holds_the_plan_that_check_passes(run: Run, facts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = run("plan", facts, *QUICK, "--out", out)
    assert f"Written to {out}:" in made.out.splitlines()
    assert "  plan.json" in made.out.splitlines()
    assert run("check", facts, out).code == 0
    listed = json.loads(run("plan", facts, *QUICK, "--out", out, "--json").out)["files"]
    assert sorted(listed) == sorted(str(path) for path in out.rglob("*") if path.is_file())


def test_what_json_prints_is_a_plan_file(run: Run, facts: Path, tmp_path: Path) -> None:
    printed = tmp_path / "printed.json"
    printed.write_text(run("plan", facts, *QUICK, "--out", tmp_path / "out", "--json").out, encoding="utf-8")
    assert run("check", facts, printed) == run("check", facts, tmp_path / "out")


def test_no_pdf_is_written_where_none_is_wanted_and_the_summary_says_so(run: Run, facts: Path, tmp_path: Path) -> None:
    ran = run("plan", facts, "--out", tmp_path / "out", "--no-pdf")
    assert ran.code == 0
    assert "left out; --pdf writes them" in ran.out
    assert not list((tmp_path / "out").rglob("*.pdf"))
