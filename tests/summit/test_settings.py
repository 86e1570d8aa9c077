import copy
import pickle
from dataclasses import replace

import pytest

from summitry.summit import ComfortWeights, Priority, Settings
from tests.builders import meeting, summit


def test_weights_default_to_those_of_the_rule_book() -> None:
    settings = Settings()
    assert [settings.priority_weight[priority] for priority in Priority] == [8, 4, 2, 1]
    assert settings.comfort == ComfortWeights(
        break_=20, idle_minute=1, venue_change=20, room_change=5, off_preference=30
    )
    assert settings.fairness_cap == {}


@pytest.mark.parametrize(
    ("percent", "losses"),
    [((0, 30, 60), [0, 30, 60, 60]), ((10,), [10, 10, 10, 10]), ((), [0, 0, 0, 0])],
)
def test_the_last_loss_holds_for_all_further_forms(percent: tuple[int, ...], losses: list[int]) -> None:
    settings = Settings(form_loss_percent=percent)
    assert [settings.form_loss(idx) for idx in range(4)] == losses


def test_mappings_are_frozen_apart_from_what_was_given() -> None:
    caps = {"firms": 2}
    settings = Settings(fairness_cap=caps)
    caps["firms"] = 9
    assert settings.fairness_cap == {"firms": 2}
    with pytest.raises(TypeError):
        settings.fairness_cap["firms"] = 9  # type: ignore[index]  # that it cannot be written is what is tested


def test_settings_and_a_summit_can_be_sent_to_another_process() -> None:
    settings = Settings(step_min=15, fairness_cap={"firms": 2}, comfort=ComfortWeights(break_=3))
    assert pickle.loads(pickle.dumps(settings)) == settings  # noqa: S301 -- our own bytes
    assert copy.deepcopy(settings) == settings
    facts = summit(meetings=(meeting("m"),), settings=replace(settings, fairness_cap={}))
    assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301 -- our own bytes
