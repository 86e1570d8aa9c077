"""Validation as a whole; each check alone is tested in `validation`."""

from dataclasses import replace

import pytest

from summitry.summit import Avoidance, FactsError, Problem, Room
from summitry.summit.validate import problems_of
from tests.builders import DAY, meeting, principal, summit
from tests.summit.validation.planted import lines


def test_the_small_summit_has_no_problems() -> None:
    assert problems_of(summit()) == ()


def test_mistakes_of_several_tables_are_reported_together_in_the_order_of_the_tables() -> None:
    found = lines(
        name="",
        days=(replace(DAY, closes=0),),
        rooms=(Room(id="R", name="Room", venue="V", seats=0),),
        meetings=(meeting("m", "A"), meeting("n", "A", "D")),
        avoidances=(Avoidance(first="A", second="A"),),
    )
    assert [line.partition(":")[0] for line in found] == [
        "summit, column name",
        "days, row 1, column closes",
        "rooms, row 1, column seats",
        "meetings, row 1, column parties",
        "meetings, row 2, column parties",
        "avoid, row 1, column second",
    ]


def test_nobody_is_missed_while_people_are_not_sound() -> None:
    misspelt = (principal("A", delegation="AA"), principal("B"), principal("C"))
    assert lines(people=misspelt, meetings=(meeting("m"),)) == [
        "people, row 1, column delegation: no such delegation (found 'AA'); expected a code in delegations; perhaps 'A'"
    ]


def test_a_problem_says_table_row_column_value_and_expectation() -> None:
    with pytest.raises(FactsError) as raised:
        summit(meetings=(meeting("m"), meeting("n", "A", "D")), replies=())
    assert raised.value.problems == (
        Problem(
            table="meetings",
            row=1,
            column="parties",
            value="D",
            message="no such delegation",
            expected="a code in delegations",
        ),
    )


def test_a_changed_copy_is_validated_again() -> None:
    sound = summit()
    with pytest.raises(FactsError) as raised:
        replace(sound, avoidances=(Avoidance(first="A", second="A"),))
    assert [problem.table for problem in raised.value.problems] == ["avoid"]


def test_where_a_file_was_read_its_place_is_named() -> None:
    problem = Problem(
        table="rooms", row=0, column="seats", value="0", message="room R has no seats", place="rooms.csv, row 2"
    )
    assert str(problem) == "rooms.csv, row 2, column seats: room R has no seats (found '0')"
