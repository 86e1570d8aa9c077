import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.runner import A_B, B_C, SUMMIT, Run, folder_of, plan_of


def test_a_clean_plan_passes(run: Run, facts: Path, clean_plan: Path) -> None:
    ran = run("check", facts, clean_plan)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Test summit: 2 of 2 meetings placed.\nThe plan breaks no rule.\n"


def test_violations_are_listed_by_rule_with_who_what_and_when(run: Run, facts: Path, tmp_path: Path) -> None:
    damaged = plan_of(SUMMIT, tmp_path / "damaged.json", A_B, replace(B_C, start=615))
    ran = run("check", facts, damaged)
    assert ran.code == 1
    assert [line for line in ran.out.splitlines() if not line.startswith(" ")] == [
        "Test summit: 2 of 2 meetings placed.",
        "person_no_overlap:",
        "room_no_overlap:",
    ]
    details = [line for line in ran.out.splitlines() if line.startswith("    ")]
    assert details == [
        "    who: b; what: A-B, B-C; when: 2026-06-01 10:15 to 2026-06-01 10:30",
        "    who: R; what: A-B, B-C; when: 2026-06-01 10:15 to 2026-06-01 10:30",
    ]
    assert ran.err == "2 violations of 2 rules.\n"


def test_json_holds_the_certificate(run: Run, facts: Path, clean_plan: Path, tmp_path: Path) -> None:
    clean = json.loads(run("check", facts, clean_plan, "--json").out)
    damaged = run("check", facts, plan_of(SUMMIT, tmp_path / "damaged.json", replace(A_B, start=0)), "--json")
    assert (clean["is_clean"], clean["violations"], clean["num_placed"]) == (True, [], 2)
    certificate = json.loads(damaged.out)
    assert damaged.code == 1
    assert (certificate["is_clean"], [v["rule"] for v in certificate["violations"]]) == (False, ["day_bounds"])


def test_a_plan_of_other_facts_is_judged_with_a_warning(run: Run, clean_plan: Path, tmp_path: Path) -> None:
    other = folder_of(replace(SUMMIT, name="Renamed"), tmp_path / "other")
    ran = run("check", other, clean_plan)
    assert ran.code == 0
    assert ran.err == f"warning: {clean_plan} was made from other facts than these; it may not fit them any more\n"


def test_a_plan_of_another_summit_is_refused(run: Run, facts: Path, tmp_path: Path) -> None:
    other = replace(SUMMIT, id="other")
    plan = plan_of(other, tmp_path / "other.json", A_B)
    ran = run("check", facts, plan)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{plan}: this is a plan of summit 'other', not of 'test'\n"


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"format": "summitry-plan"}'])
def test_what_is_no_plan_is_refused(run: Run, facts: Path, tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "plan.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = run("check", facts, path)
    assert (ran.code, ran.out) == (2, "")
    assert all(line.startswith(str(path)) for line in ran.err.splitlines())
    assert ran.err


def test_facts_that_are_unsound_are_refused_with_every_problem(run: Run, facts: Path, clean_plan: Path) -> None:
    meetings = facts / "meetings.csv"
    meetings.write_text(meetings.read_text(encoding="utf-8").replace("A;B", "A;X").replace("B;C", "B"), "utf-8")
    ran = run("check", facts, clean_plan)
    assert (ran.code, ran.out) == (2, "")
    *problems, last = ran.err.splitlines()
    assert last == f"{len(problems)} problems; nothing was written."
    assert {problem.partition(":")[0] for problem in problems} >= {
        "meetings.csv, row 2, column parties",
        "meetings.csv, row 3, column parties",
    }
