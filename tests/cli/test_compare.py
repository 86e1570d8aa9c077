import json
from dataclasses import replace
from pathlib import Path

from summitry.summit import Recorded
from tests.cli.runner import A_B, B_C, SUMMIT, Run, folder_of, plan_of


def test_the_same_plan_has_no_differences(run: Run, facts: Path, clean_plan: Path) -> None:
    ran = run("compare", facts, clean_plan, clean_plan)
    assert (ran.code, ran.out) == (0, "The two plans are the same.\n")


def test_changes_stand_under_each_delegation_in_words(run: Run, facts: Path, clean_plan: Path, tmp_path: Path) -> None:
    after = plan_of(SUMMIT, tmp_path / "after.json", replace(A_B, start=630, form="short"))
    ran = run("compare", facts, clean_plan, after)
    moved = "A-B moved from 1 June 10:00 to 10:30, shortened from sit-down (30 min) to short (15 min)"
    dropped = "B-C dropped (was on 1 June 11:00 as sit-down in Room)"
    assert ran.out.splitlines() == [
        f"A: {moved}",
        f"B: {moved}",
        f"B: {dropped}",
        f"C: {dropped}",
        "2 meetings differ: 1 moved, 1 form changed, 1 dropped.",
    ]


def test_json_has_the_changes_of_each_meeting(run: Run, facts: Path, clean_plan: Path, tmp_path: Path) -> None:
    after = plan_of(SUMMIT, tmp_path / "after.json", replace(A_B, start=630))
    document = json.loads(run("compare", facts, clean_plan, after, "--json").out)
    moved, dropped = document["meetings"]
    assert moved == {
        "meeting": "A-B",
        "parties": ["A", "B"],
        "in_words": "A-B moved from 1 June 10:00 to 10:30",
        "changes": [{"kind": "moved", "before": "2026-06-01T10:00+02:00", "after": "2026-06-01T10:30+02:00"}],
    }
    assert dropped["changes"][0]["before"]["start"] == "2026-06-01T11:00+02:00"


def test_a_plan_is_compared_with_the_record(run: Run, tmp_path: Path) -> None:
    there = replace(
        SUMMIT,
        recorded=(
            Recorded(meeting="A-B", parties=("A", "B"), day="2026-06-01", start=585, basis="actual"),
            Recorded(meeting="B-C", parties=("B", "C"), day="2026-06-01"),
            Recorded(parties=("A", "C"), kind="pull-aside", day="2026-06-01"),
        ),
    )
    facts, plan = folder_of(there, tmp_path / "facts"), plan_of(there, tmp_path / "plan.json", A_B)
    ran = run("compare", facts, plan, "--recorded")
    first, second = (line.split() for line in ran.out.splitlines() if line.strip().startswith(("A-B", "B-C")))
    assert " ".join(first) == "A-B 2026-06-01 09:45, held, actual 1 June 10:00 15 min later"
    assert " ".join(second) == "B-C 2026-06-01, held not placed"
    assert ran.out.splitlines()[-1] == (
        "1 of 2 recorded meetings placed; 1 of the 1 whose day was found are on that day."
    )
    rows = json.loads(run("compare", facts, plan, "--recorded", "--json").out)["meetings"]
    assert [(row["meeting"], row["is_same_day"], row["difference_min"]) for row in rows] == [
        ("A-B", True, 15),
        ("B-C", None, None),
    ]


def test_the_number_of_plans_must_fit(run: Run, facts: Path, clean_plan: Path) -> None:
    one, three = run("compare", facts, clean_plan), run("compare", facts, clean_plan, clean_plan, "--recorded")
    message = "Error: Name one plan with --recorded, and two plans, A and B, without."
    assert [(ran.code, ran.err.splitlines()[-1]) for ran in (one, three)] == [(2, message), (2, message)]


def test_an_added_meeting_is_told(run: Run, facts: Path, tmp_path: Path) -> None:
    before, after = plan_of(SUMMIT, tmp_path / "a.json", A_B), plan_of(SUMMIT, tmp_path / "b.json", A_B, B_C)
    ran = run("compare", facts, before, after)
    assert ran.out.splitlines()[0] == "B: B-C added on 1 June 11:00 as sit-down in Room"
