import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from summitry.summit import Session
from tests.cli.runner import A_B, SUMMIT, Run, folder_of, plan_of

PLENARY = Session(id="plenary", title="Plenary", start=900, end=960, venue="V", participants=("A", "B"))
WITH_SESSION = replace(SUMMIT, sessions=(PLENARY,))


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return folder_of(WITH_SESSION, tmp_path / "facts")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return plan_of(WITH_SESSION, tmp_path / "plan.json", A_B)


def rows(text: str) -> list[list[str]]:
    """Return the rows of tables that begin with a time or day, as words."""
    return [line.split() for line in text.splitlines() if re.match(r" *(\w{3} \d+ \w+ )?\d\d:\d\d-", line)]


def test_the_programme_alone_needs_no_plan(run: Run, facts: Path) -> None:
    ran = run("show", facts)
    assert (ran.code, ran.err) == (0, "")
    assert rows(ran.out) == [["15:00-16:00", "Plenary", "plenary", "Venue", "A", "B"]]
    assert "Without a time" not in ran.out


def test_by_day_shows_sessions_and_meetings_in_order_of_time(run: Run, facts: Path, plan: Path) -> None:
    ran = run("show", facts, plan)
    assert ran.out.splitlines()[0] == "Test summit (Europe/Vienna)"
    assert "Monday 1 June 2026" in ran.out
    assert rows(ran.out) == [
        ["10:00-10:30", "A-B", "sit-down", "Room", "A", "B"],
        ["15:00-16:00", "Plenary", "plenary", "Venue", "A", "B"],
    ]
    assert ran.out.splitlines()[-1] == "Without a time: B-C (not placed)"


def test_a_delegation_sees_its_rows_only(run: Run, facts: Path, plan: Path) -> None:
    ran = run("show", facts, plan, "--delegation", "C")
    assert rows(ran.out) == []
    assert ran.out.splitlines()[1:] == ["Nothing to show.", "Without a time: B-C (not placed)"]


def test_by_delegation_has_a_table_for_each_that_attends_anything(run: Run, facts: Path, plan: Path) -> None:
    ran = run("show", facts, plan, "--by", "delegation")
    titles = [
        line.strip() for line in ran.out.splitlines() if line.strip().startswith(("A State", "B State", "C State"))
    ]
    assert titles == ["A State A", "B State B"]


def test_by_room_shows_who_uses_it(run: Run, facts: Path, plan: Path) -> None:
    ran = run("show", facts, plan, "--room", "R")
    assert "Room, Venue" in ran.out
    assert rows(ran.out) == [["Mon", "1", "June", "10:00-10:30", "A-B", "sit-down", "A", "B"]]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--delegation", "CC"), "Invalid value for --delegation: CC is not at this summit; perhaps C?"),
        (("--room", "Hall"), "Invalid value for --room: Hall is not at this summit."),
        (("--day", "2026-06-02"), "Invalid value for --day: 2026-06-02 is not at this summit; perhaps 2026-06-01?"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(
    run: Run, facts: Path, plan: Path, args: tuple[str, ...], message: str
) -> None:
    ran = run("show", facts, plan, *args)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


def test_json_has_every_engagement_with_its_instants(run: Run, facts: Path, plan: Path) -> None:
    document = json.loads(run("show", facts, plan, "--json").out)
    assert [(e["id"], e["start"], e["delegations"]) for e in document["engagements"]] == [
        ("A-B", "2026-06-01T10:00+02:00", ["A", "B"]),
        ("plenary", "2026-06-01T15:00+02:00", ["A", "B"]),
    ]
    assert [meeting["id"] for meeting in document["open"]] == ["B-C"]


def test_lines_keep_to_the_width_of_the_terminal(run: Run, tmp_path: Path) -> None:
    title = "A plenary session with a very long title, " * 4
    there = replace(WITH_SESSION, sessions=(replace(PLENARY, title=title.strip(", ")),))
    ran = run("show", folder_of(there, tmp_path / "long"))
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_markup_in_names_is_shown_as_it_is(run: Run, tmp_path: Path) -> None:
    there = replace(WITH_SESSION, sessions=(replace(PLENARY, title="[bold]x[/bold]"),))
    ran = run("show", folder_of(there, tmp_path / "markup"))
    assert rows(ran.out) == [["15:00-16:00", "[bold]x[/bold]", "plenary", "Venue", "A", "B"]]
