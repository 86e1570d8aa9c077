import json
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.summit import ClosedWindow, Meeting
from tests.builders import meeting, summit
from tests.cli.runner import A_B, LADDER, Run, folder_of, plan_of

_SECRET = meeting("B-C", "B", "C", ladder=LADDER, title="Secret talks", confidential=True)
_LONG: Meeting = meeting("A-C", "A", "C", ladder=LADDER)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The folder of a summit at which C takes no meeting before five."""
    facts = summit(
        meetings=(meeting("A-B", ladder=LADDER), _SECRET, _LONG),
        closed=(ClosedWindow(subject="C", start=540, end=17 * 60), ClosedWindow(subject="A", start=1020, end=1080)),
    )
    return folder_of(facts, tmp_path / "closed")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_of(summit(meetings=(meeting("A-B", ladder=LADDER), _SECRET, _LONG)), tmp_path / "plan.json", A_B)


def test_starts_are_told_by_stretches_of_time(run: Run, facts: Path, clean_plan: Path) -> None:
    ran = run("starts", facts, clean_plan, "A-B")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "A-B: 98 starts free, 8 free if meetings move, 0 blocked.",
        "1 June:",
        "  09:00 to 10:30: free as sit-down or short",
        "  10:35 to 10:45: free as short",
        "  10:50 to 11:25: free if B-C moved",
        "  11:30 to 17:30: free as sit-down or short",
        "  17:35 to 17:45: free as short",
    ]


def test_starts_of_a_day_and_form_are_told_alone(run: Run, facts: Path, clean_plan: Path) -> None:
    ran = run("starts", facts, clean_plan, "A-B", "--day", "2026-06-01", "--form", "sit-down", "--json")
    starts = json.loads(ran.out)["starts"]
    assert all("sit-down" in [fit["form"] for fit in start["fits"]] for start in starts)
    assert starts[0]["start"] == "2026-06-01T09:00+02:00"
    assert starts[0]["state"] == "free"


@pytest.mark.parametrize(("option", "value"), [("--day", "2026-07-01"), ("--form", "banquet")])
def test_a_day_or_form_that_is_not_of_the_summit_is_refused(
    run: Run, facts: Path, clean_plan: Path, option: str, value: str
) -> None:
    ran = run("starts", facts, clean_plan, "A-B", option, value)
    assert ran.code == 2
    assert value in ran.err


def test_an_unknown_meeting_is_refused(run: Run, facts: Path, clean_plan: Path) -> None:
    for command in ("starts", "explain"):
        ran = run(command, facts, clean_plan, "X-Y")
        assert ran.code == 2
        assert "there is no meeting 'X-Y' at Test summit" in ran.err


def test_an_explanation_names_what_blocks_and_what_would_help(run: Run, closed: Path, plan: Path) -> None:
    ran = run("explain", closed, plan, "A-C")
    assert ran.code == 0
    assert "A-C is not placed; 0 of the 106 starts asked about are free." in ran.out
    assert "State C takes no meeting 09:00-17:00" in ran.out
    assert "the closed window 09:00-17:00 of State C is opened" in ran.out


def test_an_explanation_as_json_has_texts_prices_and_blockers(run: Run, closed: Path, plan: Path) -> None:
    document = json.loads(run("explain", closed, plan, "A-C", "--json").out)
    assert [b["kind"] for b in document["blockers"]] == ["closed window", "closed window"]
    assert all(change["price"]["num_facts"] == 1 for change in document["changes"])


def test_one_start_can_be_asked_about(run: Run, facts: Path, clean_plan: Path) -> None:
    ran = run("explain", facts, clean_plan, "B-C", "--at", "2026-06-01 10:00")
    assert "B-C is placed 1 June 11:00 as sit-down; 0 of the 1 starts asked about are free." in ran.out
    assert "A-B" in ran.out


def test_a_time_at_which_nothing_can_start_is_refused(run: Run, facts: Path, clean_plan: Path) -> None:
    for text in ("2026-06-01 10:01", "2026-06-01 22:00"):
        ran = run("explain", facts, clean_plan, "A-B", "--at", text)
        assert ran.code == 2
        assert f"no meeting can start at {text}" in ran.err
    assert "'--at'" in run("explain", facts, clean_plan, "A-B", "--at", "soon").err


def test_a_delegation_is_told_of_no_other(run: Run, closed: Path, plan: Path) -> None:
    ran = run("explain", closed, plan, "A-C", "--for", "A")
    assert ran.code == 0
    assert "State C" not in ran.out
    assert "State A takes no meeting 17:00-18:00" in ran.out
    assert "the other party or a room is not available" in ran.out
    document = json.loads(run("explain", closed, plan, "A-C", "--for", "A", "--json").out)
    assert set(document) == {"summit", "meeting", "own", "others"}


def test_a_delegation_hears_the_same_of_a_secret_meeting_as_of_none(run: Run, closed: Path, plan: Path) -> None:
    secret, none = (run("explain", closed, plan, asked, "--for", "A") for asked in ("B-C", "X-Y"))
    assert secret.code == none.code == 2
    assert secret.err.replace("B-C", "X-Y") == none.err


def test_what_is_wrong_with_the_files_is_not_told_to_a_delegation(run: Run, closed: Path, tmp_path: Path) -> None:
    other = plan_of(summit(id="other", meetings=(_LONG,)), tmp_path / "other.json")
    ran = run("explain", closed, other, "A-C", "--for", "A")
    assert ran.code != 0
    assert "the summit or the plan cannot be used" in ran.err
    broken = plan_of(summit(meetings=(_LONG,)), tmp_path / "broken.json", replace(A_B, meeting="gone"))
    assert "gone" not in run("explain", closed, broken, "A-C", "--for", "A").err
