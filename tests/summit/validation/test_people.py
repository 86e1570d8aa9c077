from typing import Any

import pytest

from summitry.summit import Delegation, Interval, Limit, Person, Presence, Role
from tests.builders import CLOCK, delegation, principal
from tests.summit.validation.planted import lines

DELEGATIONS = tuple(delegation(code) for code in ("A", "B", "C"))
PEOPLE = tuple(principal(code) for code in ("A", "B", "C"))


@pytest.mark.parametrize(
    ("added", "line"),
    [
        (delegation("B"), "row 4, column code: an earlier row has this already (found 'B'); expected one row for each"),
        (Delegation(code="", name="Nowhere"), "row 4, column code: empty; expected a name of its own"),
        (delegation("D", name=" "), "row 4, column name: empty; expected text"),
        (
            delegation("D", groups=("G7", "B")),
            (
                "row 4, column groups: a delegation has this code (found 'B'); "
                "expected a name that is no delegation's code"
            ),
        ),
    ],
)
def test_a_mistake_in_delegations_is_named(added: Delegation, line: str) -> None:
    assert lines(delegations=(*DELEGATIONS, added)) == [f"delegations, {line}"]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"id": ""}, "column id: empty; expected a name of its own"),
        ({"name": ""}, "column name: empty; expected text"),
        (
            {"id": "b"},
            "column id: this person stands in two delegations, B and A (found 'b'); expected one row a person",
        ),
        (
            {"id": "b", "delegation": ""},
            "column id: this person stands in two delegations, B and none (found 'b'); expected one row a person",
        ),
        ({"id": "a"}, "column id: an earlier row has this already (found 'a'); expected one row a person"),
        (
            {"id": "B"},
            "column id: a delegation has this name (found 'B'); expected an id that is neither a code nor a group",
        ),
        (
            {"id": "G7"},
            "column id: a group has this name (found 'G7'); expected an id that is neither a code nor a group",
        ),
        ({"delegation": "D"}, "column delegation: no such delegation (found 'D'); expected a code in delegations"),
        (
            {"delegation": "", "role": Role.PRINCIPAL},
            "column delegation: empty; expected a code in delegations",
        ),
        (
            {"role": Role.PRINCIPAL},
            "column role: A has a principal already, a (found 'x'); expected one principal a delegation",
        ),
        ({"overrun_min": -5}, "column overrun_min: negative (found '-5'); expected 0 or more"),
    ],
)
def test_a_mistake_in_people_is_named(fields: dict[str, Any], line: str) -> None:
    added = Person(**{"id": "x", "name": "Somebody", "delegation": "A"} | fields)
    in_group = (delegation("A", groups=("G7",)), *DELEGATIONS[1:])
    assert lines(delegations=in_group, people=(*PEOPLE, added)) == [f"people, row 4, {line}"]


@pytest.mark.parametrize(
    ("presence", "line"),
    [
        (Presence(person="bb"), "column person: no such person (found 'bb'); expected an id in people; perhaps 'b'"),
        (Presence(person=""), "column person: empty; expected an id in people"),
        (
            Presence(person="b", arrival=600, departure=540),
            (
                "column departure: b departs before arriving (found '2026-06-01 09:00'); "
                "expected later than 2026-06-01 10:00"
            ),
        ),
        (
            Presence(person="b", arrival=600, departure=600),
            (
                "column departure: b departs before arriving (found '2026-06-01 10:00'); "
                "expected later than 2026-06-01 10:00"
            ),
        ),
    ],
)
def test_a_mistake_in_presence_is_named(presence: Presence, line: str) -> None:
    assert lines(presences=(Presence(person="a"), presence)) == [f"presence, row 2, {line}"]


@pytest.mark.parametrize(
    ("stays", "rows"),
    [
        pytest.param([(0, 100), (100, 200)], [], id="one after the other"),
        pytest.param([(0, 100), (99, 200)], [2], id="overlapping"),
        pytest.param([(99, 200), (0, 100)], [1], id="overlapping, the later first"),
        pytest.param([(0, None), (100, 200)], [2], id="the first never ends"),
        pytest.param([(None, 100), (None, 50)], [2], id="both from the beginning"),
        pytest.param([(0, 300), (10, 20), (30, 40)], [2, 3], id="two within one"),
    ],
)
def test_stays_of_a_person_do_not_overlap(stays: list[tuple[int | None, int | None]], rows: list[int]) -> None:
    presences = [Presence(person="a", arrival=arrival, departure=departure) for arrival, departure in stays]
    arrivals = [stays[row - 1][0] for row in rows]
    values = ["" if arrival is None else f" (found '{CLOCK.text(arrival)}')" for arrival in arrivals]
    assert lines(presences=(*presences, Presence(person="b", arrival=50))) == [
        f"presence, row {row}, column arrival: a arrives again before leaving{value}; "
        "expected stays that do not overlap"
        for row, value in zip(rows, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"person": "bb"}, "column person: no such person (found 'bb'); expected an id in people; perhaps 'b'"),
        ({"person": "a"}, "column person: an earlier row has this already (found 'a'); expected one row for each"),
        ({"person": ""}, "column person: empty; expected a name of its own"),
        ({"meetings_a_day": -1}, "column meetings_a_day: negative (found '-1'); expected 0 or more"),
        ({"rest_min": -1}, "column rest_min: negative (found '-1'); expected 0 or more"),
        (
            {"meetings_in_a_row": 2},
            "column rest_min: a limit in a row needs the minutes that count as a rest; expected 1 or more",
        ),
        (
            {"work_in_a_row_min": 60, "rest_min": 0},
            "column rest_min: a limit in a row needs the minutes that count as a rest; expected 1 or more",
        ),
        (
            {"meal": Interval(720, 740), "meal_min": 30},
            (
                "column meal_to: the meal's hours are shorter than the meal (found '12:00-12:20'); "
                "expected 30 minutes or more"
            ),
        ),
        (
            {"meal": Interval(840, 720)},
            (
                "column meal_to: the meal's hours are not of one day (found '14:00-12:00'); "
                "expected from an earlier hour to a later"
            ),
        ),
        (
            {"meal": Interval(23 * 60, 25 * 60)},
            (
                "column meal_to: the meal's hours are not of one day (found '23:00-25:00'); "
                "expected from an earlier hour to a later"
            ),
        ),
        ({"meal": Interval(720, 840), "meal_min": 0}, "column meal_min: too small (found '0'); expected 1 or more"),
    ],
)
def test_a_mistake_in_limits_is_named(fields: dict[str, Any], line: str) -> None:
    limit = Limit(**{"person": "b"} | fields)
    assert lines(limits=(Limit(person="a"), limit)) == [f"limits, row 2, {line}"]


def test_names_of_any_script_are_sound() -> None:
    people = (principal("A", id="윤석열", name="윤석열"), principal("B", id="محمد", name="محمد بن سلمان"), PEOPLE[2])
    assert lines(people=people) == []
