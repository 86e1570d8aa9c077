import json
from pathlib import Path

import pytest

from summitry.formats import read_summit
from summitry.formats.plan_json import read_plan
from tests.cli.runner import A_B, B_C, SUMMIT, Run, folder_of, plan_of

LATE = '[[event]]\nkind = "late"\nperson = "a"\nuntil = "2026-06-01T10:30"\n'
VILNIUS = Path(__file__).parents[2] / "examples" / "vilnius-2023"
GONE = '[[event]]\nkind = "gone"\nperson = "a"\n'


@pytest.fixture
def day(tmp_path: Path) -> tuple[Path, Path]:
    """The folder of a summit and a plan of it."""
    return folder_of(SUMMIT, tmp_path / "facts"), plan_of(SUMMIT, tmp_path / "plan.json", A_B, B_C)


def events(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "events.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_repair_tells_each_delegation_its_changes_and_how_good_it_is(
    run: Run, day: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = run("repair", *day, events(tmp_path, LATE), "--now", "2026-06-01T09:30", "--freeze", "15")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0].startswith("1 meeting moved, 0 dropped; ")
    assert "  meetings changed: 1, proven least" in lines
    assert "A: tell Head A" in lines
    assert "  bilateral with State B: moved from 1 June 10:00 to 10:30" in lines
    assert not any(line.startswith("C: ") for line in lines)
    assert "Standby: nothing that was left out or cut short fits now." in lines


def test_what_many_are_told_in_the_same_words_is_told_once_for_all(run: Run, tmp_path: Path) -> None:
    overrun = '[[event]]\nkind = "overruns"\nwhat = "ukraine-council"\nuntil = "2023-07-12T16:00"\n'
    plan = VILNIUS / "plans" / "plain.json"
    ran = run("repair", VILNIUS, plan, events(tmp_path, overrun), "--now", "2023-07-12T14:55")
    lines = ran.out.splitlines()
    (told,) = [idx for idx, line in enumerate(lines) if line.endswith("with Sweden: until 16:00")]
    assert lines[told - 1].startswith("All of NATO, LTU, ")
    assert not any(line.startswith("NOR: ") for line in lines)


def test_the_new_plan_and_the_changed_facts_fit_each_other(run: Run, day: tuple[Path, Path], tmp_path: Path) -> None:
    out, facts_out = tmp_path / "new.json", tmp_path / "new"
    options = ("--out", out, "--facts-out", facts_out, "--now", "2026-06-01T09:30")
    ran = run("repair", *day, events(tmp_path, LATE), *options)
    assert (ran.code, ran.err) == (0, f"Written to {out}.\nWritten to {facts_out}.\n")
    checked = run("check", facts_out, out)
    assert (checked.code, checked.err) == (0, "")
    read = read_plan(out, read_summit(facts_out).summit)
    assert not read.facts_changed


def test_what_cannot_be_held_and_what_cannot_be_mended_are_told(
    run: Run, day: tuple[Path, Path], tmp_path: Path
) -> None:
    dropped = run("repair", *day, events(tmp_path, GONE), "--now", "2026-06-01T09:30")
    assert "  value lost: 4, proven least" in dropped.out
    assert "  bilateral with State B: has no time any more (was on 1 June 10:00-10:30)" in dropped.out
    begun = run("repair", *day, events(tmp_path, GONE), "--now", "2026-06-01T10:10")
    assert "Cannot be mended: Head A takes no meeting 10:10-00:00, but is in A-B 10:00-10:30" in begun.out
    assert begun.code == 0


def test_json_has_cost_bound_notices_alternatives_standby_and_the_plan(
    run: Run, day: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = run("repair", *day, events(tmp_path, LATE), "--now", "2026-06-01T09:30", "--json")
    document = json.loads(ran.out)
    assert document["cost"] == {"num_held_back": 0, "value_lost": 0, "form_lost": 0, "num_changed": 1}
    assert (document["bound"], document["is_proven"], document["is_fewest"]) == (document["cost"], True, True)
    assert document["moved"] == ["A-B"]
    assert [notice["delegation"] for notice in document["notices"]] == ["A", "B"]
    assert document["changes"][0]["in_words"] == "A-B moved from 1 June 10:00 to 10:30"
    assert document["plan"]["assignments"][0]["start"] == "2026-06-01T10:30+02:00"
    assert all(other["gives_up"] for other in document["alternatives"])
    assert document["standby"] == []


def test_a_wrong_time_or_event_is_named(run: Run, day: tuple[Path, Path], tmp_path: Path) -> None:
    ran = run("repair", *day, events(tmp_path, LATE), "--now", "soon")
    assert ran.code == 2
    assert "Invalid value for '--now': 'soon': not a time; expected a time such as 2023-07-11 14:00." in ran.err
    ran = run("repair", *day, events(tmp_path, LATE.replace('"a"', '"x"')), "--now", "2026-06-01T09:30")
    assert ran.code == 2
    assert "event 1 (late), key person: there is no such person (found 'x')" in ran.err


def test_standby_lists_exact_offers(run: Run, day: tuple[Path, Path], tmp_path: Path) -> None:
    plan = plan_of(SUMMIT, tmp_path / "thin.json", A_B)
    ran = run("standby", day[0], plan, "--now", "2026-06-01T09:30")
    assert ran.out == "Standby, best first:\n  B-C: sit-down on 1 June 10:30 in Room\n"
    document = json.loads(run("standby", day[0], plan, "--json").out)
    assert document["offers"][0]["offer"] == {
        "form": "sit-down",
        "start": "2026-06-01T09:00+02:00",
        "room": "R",
        "attendees": ["b", "c"],
        "interpreters": [],
    }
