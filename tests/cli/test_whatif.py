import csv
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest

from summitry.cli.whatif import value_text
from summitry.formats.suppositions import WORDS
from summitry.planning.variants.compare import ValueChange
from summitry.summit import Assignment, Pin, Settings
from tests.cli.runner import Run, folder_of, plan_of
from tests.planning.variants.test_sweep import crowded

QUICK = ("--time-limit", "10", "--threads", "1")


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """The folder of a summit with three meetings for one room and one slot."""
    return folder_of(crowded(), tmp_path / "crowd")


def rows(out: str) -> dict[str, list[str]]:
    """Return the rows of the table printed, by their first cell."""
    cells = [line.split("  ") for line in out.splitlines() if line.startswith("  ")]
    stripped = [[cell.strip() for cell in row if cell.strip()] for row in cells]
    return {row[0]: row[1:] for row in stripped if len(row) > 1}


def test_variants_stand_side_by_side(run: Run, crowd: Path) -> None:
    ran = run("whatif", crowd, "--set", "rooms=2", "--variant", "rooms=3 pending=yes", *QUICK)
    assert (ran.code, ran.err.splitlines()) == (
        0,
        ["1 of 3: as it is", "2 of 3: rooms=2", "3 of 3: rooms=3 pending=yes"],
    )
    table = rows(ran.out)
    assert table["placed"] == ["1 of 3", "2 of 3", "3 of 3"]
    assert table["value_held"] == ["4", "8", "12"]
    assert table["gained"][-1] == "2"
    assert "rooms=2: the best plan is worth 4 more (proven)." in ran.out
    assert " added on 1 June 09:00 as sit-down in Room 1, copy 1" in ran.out


def test_json_has_base_and_variants_with_their_differences(run: Run, crowd: Path) -> None:
    document = json.loads(run("whatif", crowd, "--set", "rooms=3", "--json", *QUICK).out)
    base, variant = document["base"], document["variants"][0]
    assert (base["num_placed"], variant["num_placed"], variant["num_to_place"]) == (1, 3, 3)
    assert variant["value_change"] == {"at_least": 8, "at_most": 8}
    assert len(variant["gained"]) - len(variant["lost"]) == 2
    assert base["facts_digest"] != variant["facts_digest"]


def test_variants_are_compared_with_a_plan_that_is_there(run: Run, crowd: Path, tmp_path: Path) -> None:
    plan = plan_of(crowded(), tmp_path / "plan.json")
    document = json.loads(run("whatif", crowd, "--plan", plan, "--set", "rooms=3", "--json", *QUICK).out)
    assert (document["base"]["name"], document["base"]["num_placed"]) == ("the plan given", 0)
    assert len(document["variants"][0]["gained"]) == 3


def test_a_plan_is_kept_as_far_as_can_be(run: Run, crowd: Path, tmp_path: Path) -> None:
    one = Assignment(meeting="C-D", form="sit-down", start=540, room="R1", attendees=("c", "d"))
    plan = plan_of(crowded(), tmp_path / "plan.json", one)
    args = ("--plan", plan, "--set", "rooms=2", "--keep", "--json")
    variant = json.loads(run("whatif", crowd, *args, *QUICK).out)["variants"][0]
    assert (len(variant["gained"]), variant["lost"], variant["moved"], variant["notes"]) == (1, [], [], [])


def test_a_sweep_gives_a_curve_a_table_and_a_chart(run: Run, crowd: Path, tmp_path: Path) -> None:
    table, chart = tmp_path / "rooms.csv", tmp_path / "rooms.svg"
    ran = run("whatif", crowd, "--sweep", "rooms=0..3", "--csv", table, "--chart", chart, *QUICK)
    assert ran.code == 0
    assert [rows(ran.out)[str(number)][:2] for number in range(4)] == [
        ["0 of 3", "0"],
        ["1 of 3", "4"],
        ["2 of 3", "8"],
        ["3 of 3", "12"],
    ]
    assert "no smaller number can be worth more" in " ".join(ran.out.split())
    with table.open(newline="") as file:
        found = list(csv.DictReader(file))
    assert [(row["rooms"], row["value_held"], row["value_held_bound"]) for row in found] == [
        ("0", "0", "0"),
        ("1", "4", "4"),
        ("2", "8", "8"),
        ("3", "12", "12"),
    ]
    assert all(text in chart.read_text(encoding="utf-8") for text in ("<svg", "3 held", "value held", "rooms"))


def test_a_sweep_as_json_says_whether_bounds_were_carried(run: Run, crowd: Path) -> None:
    document = json.loads(run("whatif", crowd, "--sweep", "rooms=1..2", "--json", *QUICK).out)
    assert document["bounds_carried"] is True
    assert [(point["number"], point["num_placed"]) for point in document["points"]] == [(1, 1), (2, 2)]


def test_a_variant_without_a_plan_is_told_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    there = replace(crowded(), pins=(Pin(meeting="A-B", start=540, form="sit-down"),))
    ran = run("whatif", folder_of(there, tmp_path / "pinned"), "--set", "rooms=0", *QUICK)
    assert ran.code == 1
    assert "rooms=0: no plan; there is none; what the plan to start from has pinned breaks pinned: A-B" in ran.out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "Name a change"),
        (("--set", "romos=6"), "romos=6: nothing known that is called 'romos'"),
        (("--variant", ""), "a variant needs a change"),
        (("--variant", "rooms='6"), "a quotation mark is not closed"),
        (("--sweep", "rooms=6"), "rooms=6: '6' is no range"),
        (("--sweep", "rooms=1..2", "--variant", "rooms=1"), "--sweep and --variant exclude each other"),
        (("--sweep", "rooms=1..2", "--keep"), "--keep and --sweep exclude each other"),
        (("--set", "rooms=1", "--chart", "a.svg"), "--chart and --csv show a sweep"),
        (("--sweep", "rooms=1..2", "--chart", "nowhere/a.svg"), "there is no folder nowhere"),
        (("--set", "departure:Q=2026-06-01T10:00"), "there is no delegation or person 'Q'"),
    ],
)
def test_bad_input_is_refused_before_anything_is_planned(
    run: Run, crowd: Path, args: tuple[str, ...], message: str
) -> None:
    ran = run("whatif", crowd, *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_help_names_every_change(run: Run) -> None:
    text = run("whatif", "--help").out
    own = [word for word in WORDS if word not in {f.name for f in fields(Settings)}]
    assert [word for word in own if f"{word}=" not in text and f"{word}:" not in text] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (ValueChange(0, 0), "as much (proven)"),
        (ValueChange(4, 4), "4 more (proven)"),
        (ValueChange(-4, -4), "4 less (proven)"),
        (ValueChange(0, 4), "0 to 4 more"),
        (ValueChange(-4, -1), "1 to 4 less"),
        (ValueChange(-4, 2), "between 4 less and 2 more"),
    ],
)
def test_a_change_of_value_is_told_as_far_as_it_is_proven(change: ValueChange, words: str) -> None:
    assert value_text(change) == f"the best plan is worth {words}"
