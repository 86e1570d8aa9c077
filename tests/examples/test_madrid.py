"""The part of the summit in Madrid: a real one, so its facts must be sourced and free of contradictions."""

from collections.abc import Iterable
from dataclasses import fields

import pytest

from summitry.summit import Summit
from summitry.summit.fact import Fact
from tests.examples.examples import example, ordered, overlapping_sessions, possible_alone


@pytest.fixture(scope="module")
def summit() -> Summit:
    return example("madrid-2022")


def _facts(summit: Summit) -> Iterable[tuple[str, Fact]]:
    for field in fields(summit):
        table = getattr(summit, field.name)
        if isinstance(table, tuple):
            yield from ((field.name, row) for row in table)


def test_every_row_names_its_source_or_says_why_it_was_assumed(summit: Summit) -> None:
    assert [(table, row) for table, row in _facts(summit) if not row.source and not row.assumed] == []


def test_eleven_meetings_of_fourteen_delegations_all_agreed(summit: Summit) -> None:
    assert (len(summit.delegations), len(summit.meetings)) == (14, 11)
    assert set(summit.principal_by_delegation) == {d.code for d in summit.delegations}
    assert len(summit.to_place()) == 11


def test_most_of_them_are_the_republic_of_korea_s(summit: Summit) -> None:
    assert sum("KOR" in meeting.parties for meeting in summit.meetings) == 8


def test_nobody_is_in_two_sessions_at_once_and_each_meeting_can_be_held(summit: Summit) -> None:
    assert overlapping_sessions(summit) == set()
    assert ordered(summit)
    assert [meeting.id for meeting in summit.meetings if possible_alone(summit, meeting) is None] == []


def test_what_was_put_off_is_recorded_twice(summit: Summit) -> None:
    rows = [(row.status, row.day) for row in summit.recorded if row.meeting == "KOR-NATO"]
    assert rows == [("postponed", "2022-06-28"), ("held", "2022-06-30")]
