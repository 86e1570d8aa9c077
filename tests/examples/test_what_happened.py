"""What happened at the real summits, and the plans kept beside it: sourced, sound, and replayed as the page says."""

import tomllib
from pathlib import Path

import pytest

from benchmarks import replays
from summitry.formats.happened import read_happened
from summitry.formats.plan_json import read_plan
from summitry.planning.replay.answers import repairing, waiting
from summitry.planning.replay.fates import Fate, fates, totals
from summitry.planning.replay.replay import replay, without_pins
from summitry.rules import judge
from tests.examples.examples import EXAMPLES, example

SUMMITS = ("madrid-2022", "vilnius-2023")
PLANS = [(case.name, name) for case in replays.CASES for name, _title in case.plans]


@pytest.mark.parametrize("name", SUMMITS)
def test_every_event_has_an_address_as_its_source_and_says_what_it_is(name: str) -> None:
    events = tomllib.loads((EXAMPLES / name / "what-happened.toml").read_text(encoding="utf-8"))["event"]
    assert all(part.startswith(("http://", "https://")) for event in events for part in event["source"].split(" ; "))
    assert all(event["note"] for event in events)


@pytest.mark.parametrize("name", SUMMITS)
def test_every_event_can_be_read(name: str) -> None:
    assert read_happened(EXAMPLES / name / "what-happened.toml", example(name))


def test_the_sources_of_vilnius_stand_in_the_facts_too() -> None:
    addresses = {part for row in example("vilnius-2023").recorded for part in row.source.split(" ; ")}
    events = tomllib.loads((EXAMPLES / "vilnius-2023" / "what-happened.toml").read_text(encoding="utf-8"))["event"]
    assert all(addresses & set(event["source"].split(" ; ")) for event in events)


@pytest.mark.parametrize(("name", "plan"), PLANS)
def test_the_plans_kept_are_of_these_facts_and_clean(name: str, plan: str) -> None:
    summit = example(name)
    read = read_plan(EXAMPLES / name / "plans" / f"{plan}.json", summit)
    assert not read.facts_changed
    assert judge(summit, read.plan).is_clean


@pytest.mark.slow
@pytest.mark.parametrize(("name", "plan"), PLANS)
def test_a_replay_is_clean_at_each_step_moves_nothing_begun_and_adds_up(name: str, plan: str) -> None:
    summit = example(name)
    before = without_pins(read_plan(EXAMPLES / name / "plans" / f"{plan}.json", summit).plan)
    happened = read_happened(EXAMPLES / name / "what-happened.toml", summit)
    run = replay(summit, before, happened, repairing())
    current = before
    for step in run.steps:
        assert step.violations == ()
        begun = {(a.meeting, a.start, a.form, a.room) for a in current.assignments if a.start <= step.at}
        assert begun <= {(a.meeting, a.start, a.form, a.room) for a in step.plan.assignments}
        current = step.plan
    found = fates(summit, before, run.after)
    assert sum(totals(found).values()) == len(summit.to_place())
    assert run.unheard == ()


@pytest.mark.slow
def test_waiting_loses_in_vilnius_what_was_lost_behind_the_two_long_meetings() -> None:
    summit = example("vilnius-2023")
    before = without_pins(read_plan(EXAMPLES / "vilnius-2023" / "plans" / "arranged.json", summit).plan)
    happened = read_happened(EXAMPLES / "vilnius-2023" / "what-happened.toml", summit)
    run = replay(summit, before, happened, waiting(before))
    lost = {one.meeting for one in fates(summit, before, run.after) if one.fate is Fate.LOST}
    assert {"NZL-UKR", "GRC-DEU"} <= lost


def test_the_page_shows_each_case_and_its_pictures() -> None:
    page = replays.PAGE.read_text(encoding="utf-8")
    for case in replays.CASES:
        assert replays.BEGIN.format(f"{case.name} totals") in page
    shown = [Path(part.split(")")[0]).name for part in page.split("](pictures/")[1:]]
    assert shown
    assert all((replays.PICTURES / name).is_file() for name in shown)
