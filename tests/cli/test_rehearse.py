"""``summitry rehearse`` and ``summitry plan --robust``."""

import json
from pathlib import Path

import pytest

from tests.builders import principal, summit
from tests.cli.runner import A_B, SUMMIT, Run, folder_of, plan_of


def test_it_tells_what_is_at_risk_through_whom_and_where_time_helps(run: Run, facts: Path, clean_plan: Path) -> None:
    ran = run("rehearse", facts, clean_plan, "--days", "500")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Test summit: 500 simulated summits, seed 0.\n")
    for heading in ("without repair", "fast repair", "Most at risk", "Who and what loses most", "being called off"):
        assert heading in ran.out


def test_the_document_is_the_same_for_the_same_seed(run: Run, facts: Path, clean_plan: Path) -> None:
    first, same, other = (
        run("rehearse", facts, clean_plan, "--days", "300", "--seed", seed, "--json").out for seed in "112"
    )
    assert first == same != other
    document = json.loads(first)
    assert (document["days"], document["seed"], document["summit"]) == (300, 1, "test")
    fast = document["policies"]["fast repair"]
    assert {odds["meeting"] for odds in fast["meetings"]} == {"A-B", "B-C"}
    assert sum(culprit["lost"] for culprit in fast["lost_through"]) == pytest.approx(fast["planned"] - fast["held"])


def test_what_goes_wrong_may_be_stated(run: Run, facts: Path, clean_plan: Path, tmp_path: Path) -> None:
    noise = tmp_path / "noise.toml"
    noise.write_text("called_off = 1.0\n", encoding="utf-8")
    ran = run("rehearse", facts, clean_plan, "--days", "50", "--noise", noise, "--json")
    assert json.loads(ran.out)["policies"]["without repair"]["held"] == 0


def test_a_chart_is_drawn(run: Run, facts: Path, clean_plan: Path, tmp_path: Path) -> None:
    chart = tmp_path / "odds.svg"
    ran = run("rehearse", facts, clean_plan, "--days", "50", "--chart", chart)
    assert "odds.svg" in ran.out
    assert chart.read_text(encoding="utf-8").startswith("<?xml")


def test_the_fast_repair_is_compared_with_the_real_one(run: Run, facts: Path, clean_plan: Path) -> None:
    told = run("rehearse", facts, clean_plan, "--sample", "3")
    assert told.code == 0
    document = json.loads(run("rehearse", facts, clean_plan, "--sample", "3", "--json").out)
    assert 0 <= document["same_held"] <= document["num"] <= 3


def test_a_plan_that_breaks_rules_is_not_rehearsed(run: Run, facts: Path, tmp_path: Path) -> None:
    broken = plan_of(SUMMIT, tmp_path / "broken.json", A_B, A_B)
    ran = run("rehearse", facts, broken)
    assert (ran.code, ran.out) == (1, "")
    assert "so it cannot be rehearsed" in ran.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--days", "0"), "0 is not in the range 1<=x<="),
        (("--days", "x"), "'x' is not a valid integer"),
        (("--chart", "no/such/folder/odds.svg"), "there is no folder"),
        (("--noise", "nowhere.toml"), "nowhere.toml: No such file"),
        (("--cluster", "nowhere"), "'nowhere' is no address of a Ray cluster"),
    ],
)
def test_bad_input_is_refused(run: Run, facts: Path, clean_plan: Path, options: tuple[str, str], message: str) -> None:
    ran = run("rehearse", facts, clean_plan, *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err.replace("\n", " ")


def test_a_plan_of_another_summit_is_refused(run: Run, clean_plan: Path, tmp_path: Path) -> None:
    other = folder_of(summit(id="other", name="Other summit"), tmp_path / "other")
    ran = run("rehearse", other, clean_plan)
    assert (ran.code, ran.out) == (2, "")
    assert "other" in ran.err


def test_a_robust_plan_tells_what_it_costs_and_saves(run: Run, tmp_path: Path) -> None:
    people = (principal("A", overrun_min=15), principal("B"), principal("C"))
    facts = folder_of(summit(people=people, meetings=SUMMIT.meetings), tmp_path / "facts")
    ran = run("plan", facts, "--robust", "--threads", "1", "--time-limit", "6", "--out", tmp_path / "out")
    assert ran.code == 0
    assert "What the buffers cost and save" in ran.out
    assert run("check", facts, tmp_path / "out").code == 0
    as_json = run("plan", facts, "--robust", "--threads", "1", "--time-limit", "6", "--json")
    document = json.loads(as_json.out)["robust"]
    assert document["slack_by_buffers_wanted"]["robust"] <= document["slack_by_buffers_wanted"]["plain"]
    assert (
        document["robust"]["rehearsed"]["fast repair"]["value"]
        >= document["plain"]["rehearsed"]["fast repair"]["value"]
    )


def test_noise_goes_with_robust_alone(run: Run, facts: Path, tmp_path: Path) -> None:
    ran = run("plan", facts, "--noise", tmp_path / "noise.toml")
    assert ran.code == 2
    assert "name it together with --robust" in ran.err
