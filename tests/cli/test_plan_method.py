"""``summitry plan --exact``, ``--search`` and ``--require-all``."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.summit import Interval
from tests.cli.runner import SUMMIT, Run, folder_of

QUICK = ("--time-limit", "1", "--threads", "1", "--json")
NOT_ALL = replace(SUMMIT, meetings=tuple(replace(m, allowed=(Interval(600, 620),)) for m in SUMMIT.meetings))


@pytest.mark.parametrize("option", ["--exact", "--search"])
def test_either_way_gives_a_clean_plan_of_a_small_summit(run: Run, facts: Path, option: str) -> None:
    ran = run("plan", facts, *QUICK, option)

    assert ran.code == 0
    certificate = json.loads(ran.out)["certificate"]
    assert (certificate["violations"], certificate["num_placed"]) == ([], 2)


def test_both_ways_at_once_are_refused(run: Run, facts: Path) -> None:
    ran = run("plan", facts, *QUICK, "--exact", "--search")

    assert (ran.code, ran.out) == (2, "")
    assert "--exact and --search exclude each other" in ran.err


def test_a_meeting_that_cannot_be_held_is_left_out_unless_all_are_required(run: Run, tmp_path: Path) -> None:
    facts = folder_of(NOT_ALL, tmp_path / "facts")

    without, required = run("plan", facts, *QUICK), run("plan", facts, *QUICK, "--require-all")

    assert (without.code, json.loads(without.out)["certificate"]["num_placed"]) == (0, 1)
    assert required.code == 1
    assert json.loads(required.out) == {
        "summit": "test",
        "status": "infeasible",
        "interrupted": False,
        "files": [],
    }


def test_that_not_all_can_be_held_is_told_in_words(run: Run, tmp_path: Path) -> None:
    ran = run("plan", folder_of(NOT_ALL, tmp_path / "facts"), "--threads", "1", "--require-all")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "No plan that keeps every rule holds every meeting; without --require-all, some are left out."
    )
