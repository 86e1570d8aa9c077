"""The invented UN week: its shape at several scales, with every kind of fact in it."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from summitry.formats import read_folder, write_folder
from summitry.generate import un_week
from summitry.generate.assembly.states import organisations, states
from summitry.summit import Role, Summit

SCALES = (0.01, 0.1, 1.0)


@pytest.fixture(scope="module", params=SCALES)
def week(request: pytest.FixtureRequest) -> Summit:
    return un_week(7, request.param)


def _parties(summit: Summit) -> Counter[str]:
    return Counter(code for meeting in summit.meetings for code in meeting.parties)


def test_there_are_193_states_and_15_organisations_each_with_its_own_code() -> None:
    assert (len(states()), len(organisations())) == (193, 15)
    assert len({party.code for party in (*states(), *organisations())}) == 208


def test_a_seed_names_a_week() -> None:
    assert un_week(1, 0.1) == un_week(1, 0.1)
    assert un_week(1, 0.1) != un_week(2, 0.1)


def test_a_whole_week_has_the_numbers_of_a_real_one() -> None:
    week = un_week(1)
    assert (len(week.delegations), len(week.days), week.settings.step_min) == (208, 6, 15)
    assert {day.closes - day.opens for day in week.days} == {600}
    assert sum(room.venue == "headquarters" for room in week.rooms) == 50
    assert len(week.interpreters) == 40
    assert 2_350 <= len(week.meetings) <= 2_400
    busiest, second = (number for _, number in _parties(week).most_common(2))
    assert 130 <= busiest <= 150
    assert second <= 100


def test_a_week_of_twice_the_size_has_second_delegations_and_a_second_hall() -> None:
    week = un_week(1, 2.0)
    assert len(week.delegations) > 400
    assert len(week.meetings) > 4_700
    assert len({session.zone for session in week.sessions if session.kind == "speech"}) == 2


def test_everything_that_is_asked_is_agreed(week: Summit) -> None:
    assert week.to_place() == week.meetings


def test_every_kind_of_fact_is_there(week: Summit) -> None:
    assert week.presences
    assert week.closed
    assert week.avoidances
    assert week.orders
    assert week.interpreters
    assert len(week.venues) > 1
    assert week.zones
    assert any(limit.meetings_a_day for limit in week.limits)
    assert any(limit.work_a_day_min for limit in week.limits)
    assert any(person.overrun_min for person in week.people)
    assert any(reply.preferred for reply in week.replies)
    assert len({reply.priority for reply in week.replies}) == 4
    assert {meeting.kind for meeting in week.meetings} == {"bilateral", "minilateral"}
    assert {session.kind for session in week.sessions} == {"plenary", "speech", "side event"}


def test_demand_has_a_heavy_tail(week: Summit) -> None:
    numbers = sorted(_parties(week).values())
    assert numbers[-1] >= 1.5 * numbers[len(numbers) // 2]
    assert numbers[0] >= 3


def test_every_delegation_speaks_once_while_its_principal_is_there(week: Summit) -> None:
    speeches = [session for session in week.sessions if session.kind == "speech"]
    assert Counter(code for session in speeches for code in session.participants) == Counter(
        list(week.delegation_by_code)
    )
    for session in speeches:
        (principal,) = week.people_by_session[session.id]
        assert any(stay.usable.contains(session.interval) for stay in week.stays_by_person[principal])


def test_the_programme_asks_nobody_to_be_in_two_places(week: Summit) -> None:
    for sessions in week.sessions_by_person.values():
        for earlier, later in combinations(sessions, 2):
            way = week.move_min(earlier.venue, later.venue)
            assert later.start - earlier.end >= way


def test_a_minority_of_meetings_needs_an_interpreter_and_most_principals_share_english_or_french(week: Summit) -> None:
    principals = [person.id for person in week.people if person.role is Role.PRINCIPAL]
    shared = [person for person in principals if {"en", "fr"} & week.languages_of(person)]
    assert len(shared) > len(principals) / 2
    gaps = [
        meeting
        for meeting in week.meetings
        if any(
            not week.languages_of(one[0]) & week.languages_of(other[0])
            for one, other in combinations(week.seats_by_meeting[meeting.id], 2)
        )
    ]
    assert len(gaps) < len(week.meetings) / 2


def test_those_who_avoid_each_other_do_not_meet(week: Summit) -> None:
    avoiding = [{pair.first, pair.second} for pair in week.avoidances]
    assert not any(pair <= {*meeting.parties} for meeting in week.meetings for pair in avoiding)


@pytest.mark.parametrize("scale", [0.01, 0.1])
def test_a_week_survives_the_folder(tmp_path: Path, scale: float) -> None:
    week = un_week(3, scale)
    write_folder(week, tmp_path / "week")
    read = read_folder(tmp_path / "week")
    assert (read.summit, read.warnings) == (week, ())
