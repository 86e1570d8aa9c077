from pathlib import Path

import pytest

from summitry.cli.summary import figure, tell_result
from summitry.planning.result import LevelResult, Result, Status
from summitry.rules import judge
from summitry.summit import Plan, Reason, Unplaced
from tests.cli.runner import A_B, SUMMIT

CUT = Unplaced(meeting="B-C", num_starts=40, reasons=(Reason("room_no_overlap", 30, "Room"), Reason("presence", 9, "")))
PLAN = Plan(summit="test", assignments=(A_B,), unplaced=(CUT,))


def result(plan: Plan | None = PLAN, status: Status = Status.FEASIBLE, *, interrupted: bool = False) -> Result:
    levels = (
        LevelResult(name="value_held", value=4, bound=8),
        LevelResult(name="share_floor", value=(3, 2), bound=(3, 3)),
        LevelResult(name="comfort", value=0, bound=0),
    )
    return Result(
        status=status,
        plan=plan,
        certificate=None if plan is None else judge(SUMMIT, plan),
        levels=levels,
        runtime_s=12.34,
        seed=7,
        threads=2,
        interrupted=interrupted,
    )


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (Status.INFEASIBLE, "No plan keeps every rule: what is pinned, or a fairness cap, cannot be kept.\n"),
        (Status.UNKNOWN, "No plan was found in the time given; a longer --time-limit may find one.\n"),
    ],
)
def test_no_plan_says_which_and_why(status: Status, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell_result(SUMMIT, result(None, status), None, ())
    assert capsys.readouterr() == ("", message)


def test_the_summary_tells_outcome_levels_and_what_is_not_placed(capsys: pytest.CaptureFixture[str]) -> None:
    tell_result(SUMMIT, result(), None, ())
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[:2] == [
        "Test summit: 1 of 2 meetings placed; no rule is broken.",
        "The plan is feasible after 12.3 s on 2 threads, seed 7.",
    ]
    rows = [line.split() for line in lines if line.startswith("  ")]
    assert rows == [
        ["level", "value", "bound", "status", "gap"],
        ["value_held", "4", "8", "feasible", "100.0%"],
        ["share_floor", "3", "2", "3", "3", "feasible", "50.0%"],
        ["comfort", "0", "the", "same", "optimal"],
    ]
    assert lines[-1] == "Not placed: B-C: no fitting room is free: 30 of 40 starts (Room)"


def test_an_interrupted_run_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    tell_result(SUMMIT, result(interrupted=True), None, ())
    second = capsys.readouterr().out.splitlines()[1]
    assert second == "The plan is feasible when it was stopped after 12.3 s on 2 threads, seed 7."


def test_files_of_a_folder_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    out = Path("out")
    files = (out / "cards" / "A.ics", out / "cards" / "A.pdf", out / "plan.json", out / "cards" / "B.ics")
    tell_result(SUMMIT, result(), out, files)
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Written to out:",
        "  plan.json",
        "  cards/ (3 files: .ics, .pdf)",
    ]


def test_a_plan_that_breaks_a_rule_is_never_told_as_clean(capsys: pytest.CaptureFixture[str]) -> None:
    broken = Plan(summit="test", assignments=(A_B, A_B))
    tell_result(SUMMIT, result(broken), Path("out"), ())
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == "well_formed:"
    assert captured.err == "The plan breaks rules, so nothing was written.\n"


@pytest.mark.parametrize(("value", "text"), [(12, "12"), ((3, 2, 0), "3 2 0")])
def test_a_figure_as_text(value: int | tuple[int, ...], text: str) -> None:
    assert figure(value) == text
