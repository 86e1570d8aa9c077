from dataclasses import replace
from typing import Any

import pytest

from summitry.summit import ComfortWeights, Form, Priority, Settings
from tests.builders import PLAIN, SIT_DOWN, principal
from tests.summit.validation.planted import lines

WEIGHTS = {Priority.MUST: 8, Priority.HIGH: 4, Priority.NORMAL: 2}


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"step_min": 0}, "column step_min: no grid for starts (found '0'); expected 1 to 60"),
        ({"step_min": 61}, "column step_min: no grid for starts (found '61'); expected 1 to 60"),
        ({"seats_a_party": 0}, "column seats_a_party: too small (found '0'); expected 1 or more"),
        (
            {"form_loss_percent": (0, 130)},
            "column form_loss_percent: not a percentage (found '130'); expected 0 to 100",
        ),
        (
            {"stand_in_loss_percent": -1},
            "column stand_in_loss_percent: not a percentage (found '-1'); expected 0 to 100",
        ),
        ({"priority_weight": WEIGHTS}, "column priority_weight.low: no weight; expected 0 or more"),
        (
            {"priority_weight": WEIGHTS | {Priority.LOW: -2}},
            "column priority_weight.low: negative (found '-2'); expected 0 or more",
        ),
        (
            {"comfort": ComfortWeights(break_=-20)},
            "column comfort.break: negative (found '-20'); expected 0 or more",
        ),
        (
            {"fairness_cap": {"firm": 1}},
            (
                "column fairness_cap.firm: no such class (found 'firm'); "
                "expected a fairness_class in people; perhaps 'firms'"
            ),
        ),
        (
            {"fairness_cap": {"firms": -1}},
            "column fairness_cap.firms: negative (found '-1'); expected 0 or more",
        ),
        (
            {"ladder": ("sit-down", "sitdown")},
            "column ladder: no such form (found 'sitdown'); expected a name in forms; perhaps 'sit-down'",
        ),
        (
            {"ladder": ("short", "short")},
            "column ladder: short stands there 2 times (found 'short; short'); expected each form once",
        ),
        ({"standing_zone": "X"}, "column standing_zone: no such zone (found 'X'); expected an id in zones or venues"),
    ],
)
def test_a_mistake_in_the_settings_is_named(settings: dict[str, Any], line: str) -> None:
    people = tuple(principal(code, fairness_class="firms") for code in ("A", "B", "C"))
    assert lines(people=people, settings=replace(PLAIN, **settings)) == [f"summit, {line}"]


@pytest.mark.parametrize(
    "name",
    [
        "room_change_min",
        "arrival_margin_min",
        "departure_margin_min",
        "departure_buffer_min",
        "last_before_departure_min",
        "long_session_min",
        "long_session_buffer_min",
        "solo_interpreter_max_min",
    ],
)
def test_no_stretch_of_time_is_negative(name: str) -> None:
    wrong: dict[str, Any] = {name: -5}
    assert lines(settings=replace(PLAIN, **wrong)) == [
        f"summit, column {name}: negative (found '-5'); expected 0 or more"
    ]


def test_meetings_without_a_room_need_a_venue() -> None:
    standing = Form(name="standing", duration_min=10, needs_room=False)
    line = "venues: there is no venue, though some forms are held without a room; expected a venue for them"
    assert lines(venues=(), rooms=(), forms=(SIT_DOWN, standing)) == [line]
    assert lines(venues=(), rooms=(), forms=(SIT_DOWN,)) == []


def test_the_defaults_are_sound() -> None:
    assert lines(settings=Settings()) == []
