"""The plan of the summit in Vilnius: everything agreed is placed, with proof, and the judge sees through damage."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from click.testing import CliRunner

from summitry.cli.main import cli
from summitry.formats.plan_json import write_plan
from summitry.planning.planner import plan
from summitry.planning.result import Result, Status
from summitry.rules import judge
from summitry.summit import Interval, Summit
from tests.agreement.damage import Damage, damages
from tests.examples.examples import EXAMPLES, example

pytestmark = pytest.mark.xdist_group("vilnius")  # one worker, so that the plan is made once

NUM_DAMAGED = 150


@pytest.fixture(scope="module")
def summit() -> Summit:
    return example("vilnius-2023")


@pytest.fixture(scope="module")
def result(summit: Summit) -> Result:
    """A plan whose comfort is not improved for long."""
    return plan(summit, time_limit_s=15)


@pytest.fixture(scope="module")
def sample(summit: Summit, result: Result) -> list[Damage]:
    """Damaged copies of the plan, evenly over the rules that it can be damaged by."""
    assert result.plan is not None
    by_rule: dict[str, list[Damage]] = {}
    for damage in damages(summit, result.plan):
        by_rule.setdefault(damage.rule, []).append(damage)
    rng = random.Random(2023)
    for found in by_rule.values():
        rng.shuffle(found)
    return list(_in_turn(list(by_rule.values()), NUM_DAMAGED))


def _in_turn(groups: list[list[Damage]], num: int) -> Iterator[Damage]:
    """Yield so many items, one of each group after the other as long as it lasts."""
    waiting = cycle(groups)
    while num:
        group = next(waiting)
        if group:
            num -= 1
            yield group.pop()


def test_every_agreed_meeting_is_placed_in_full_with_proof(summit: Summit, result: Result) -> None:
    assert result.certificate is not None
    assert result.certificate.violations == ()
    assert result.certificate.num_placed == len(summit.to_place())
    levels = {level.name: level for level in result.levels}
    assert [levels[name].status for name in ("value_held", "share_floor", "form_kept")] == [Status.OPTIMAL] * 3
    assert levels["form_kept"].value == 0


@pytest.mark.parametrize("meeting", ["KOR-NATO", "KOR-NLD", "KOR-NOR", "KOR-LTU"])
def test_korea_meets_those_the_report_names(result: Result, meeting: str) -> None:
    assert result.plan is not None
    placed = result.plan.of(meeting)
    assert placed is not None
    assert "kor-yoon" in placed.attendees


def test_the_four_asia_pacific_partners_meet_with_korea_in_the_chair(summit: Summit, result: Result) -> None:
    assert result.plan is not None
    placed = result.plan.of("AP4")
    assert placed is not None
    assert summit.meeting_by_id["AP4"].chair == "kor-yoon"
    assert sorted(placed.attendees) == ["aus-albanese", "jpn-kishida", "kor-yoon", "nzl-hipkins"]


def test_the_dinner_of_the_host_blocks_those_who_attend(summit: Summit, result: Result) -> None:
    assert result.plan is not None
    dinner = summit.session_by_id["dinner"]
    assert dinner.host == "LTU"
    guests = set(summit.people_by_session["dinner"])
    assert len(guests) > 35
    for placed in result.plan.assignments:
        rungs = {r.form: r.duration_min for r in summit.ladder(summit.meeting_by_id[placed.meeting])}
        interval = Interval(placed.start, placed.start + rungs[placed.form])
        assert not (guests & set(placed.attendees) and interval.overlaps(dinner.interval))


def test_each_of_many_damaged_copies_is_refused_by_the_rule_it_breaks(summit: Summit, sample: list[Damage]) -> None:
    named = [
        damage.rule in {violation.rule for violation in judge(summit, damage.plan).violations} for damage in sample
    ]
    assert named == [True] * NUM_DAMAGED
    assert len(Counter(damage.rule for damage in sample)) >= 9


def test_check_passes_the_plan_and_fails_damaged_copies(
    summit: Summit, result: Result, sample: list[Damage], tmp_path: Path
) -> None:
    folder, file = str(EXAMPLES / "vilnius-2023"), tmp_path / "plan.json"
    write_plan(file, summit, result)
    assert CliRunner().invoke(cli, ["check", folder, str(file)]).exit_code == 0
    for damage in sample[:12]:
        write_plan(file, summit, damage.plan)
        answer = CliRunner().invoke(cli, ["check", folder, str(file)])
        assert (answer.exit_code, damage.rule in answer.output) == (1, True)
