"""Delegations that avoid each other: `apart`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from summitry.summit import Avoidance, Meeting, Person, Role, Room, Rung, Session, Summit, Zone
from tests import builders
from tests.rules.cases import POSITIONS, Broken, assign, broken, messages, session

CODES = "ABCD"
ROOMS = (
    Room(id="R", name="Room", venue="V", seats=10),
    Room(id="Q", name="Hall", venue="V", seats=10),
    Room(id="Z1", name="Salon", venue="V", zone="Z", seats=10),
)


def summit(
    *meetings: Meeting, gap_min: int = 0, sessions: Sequence[Session] = (), people: Sequence[Person] = (), **fields: Any
) -> Summit:
    """A and C avoid each other."""
    return builders.summit(
        delegations=tuple(builders.delegation(code) for code in CODES),
        people=(*(builders.principal(code) for code in CODES), *people),
        zones=(Zone(id="Z", name="Garden", venue="V"),),
        rooms=ROOMS,
        avoidances=(Avoidance(first="A", second="C", gap_min=gap_min),),
        settings=replace(builders.PLAIN, step_min=1),
        meetings=meetings,
        sessions=tuple(sessions),
        **fields,
    )


AB, CD = builders.meeting("m", "A", "B"), builders.meeting("n", "C", "D")


@pytest.mark.parametrize("position", POSITIONS)
def test_engagements_of_the_two_never_overlap_in_a_zone(position: str) -> None:
    start, end, shared = POSITIONS[position]
    what = ("s", "m") if start < 600 or (start == 600 and end < 630) else ("m", "s")
    expected = [Broken("apart", ("A", "C"), what, shared)] if shared else []
    assert broken(summit(AB, sessions=(session(start, end, "C"),)), assign()) == expected


@pytest.mark.parametrize(("between_min", "near"), [(0, True), (14, True), (15, False)])
def test_engagements_of_the_two_are_a_gap_apart(between_min: int, near: bool) -> None:
    start = 630 + between_min
    later = assign("n", start, room="Q", attendees=("c", "d"))
    expected = [Broken("apart", ("A", "C"), ("m", "n"), (630, start))] if near else []
    assert broken(summit(AB, CD, gap_min=15), assign(), later) == expected
    earlier = assign("n", 600 - 30 - between_min, room="Q", attendees=("c", "d"))
    expected = [Broken("apart", ("A", "C"), ("n", "m"), (600 - between_min, 600))] if near else []
    assert broken(summit(AB, CD, gap_min=15), assign(), earlier) == expected


def test_it_is_said_in_words() -> None:
    later = assign("n", 640, room="Q", attendees=("c", "d"))
    assert messages(summit(AB, CD, gap_min=15), assign(), later) == [
        (
            "State A and State C avoid each other with 15 min between, "
            "but are near each other in A-B 10:00-10:30 and C-D 10:40-11:10 on 1 June"
        )
    ]


def test_another_zone_keeps_them_apart() -> None:
    away = assign("n", 600, room="Z1", attendees=("c", "d"))
    assert broken(summit(AB, CD), assign(), away) == []
    both = assign(room="Z1"), replace(away, start=615, room=None, form="standing")
    standing = summit(AB, replace(CD, ladder=(Rung("standing", 10),)))
    in_zone = replace(standing, settings=replace(standing.settings, standing_zone="Z"))
    assert broken(standing, *both) == []
    assert broken(in_zone, *both) == [Broken("apart", ("A", "C"), ("m", "n"), (615, 625))]


def test_an_engagement_that_both_attend_is_excepted_as_either_of_the_two() -> None:
    dinner = session(590, 700, "A", "C")
    assert broken(summit(CD, sessions=(dinner,)), assign("n", 700, attendees=("c", "d"))) == []
    chaired = builders.meeting("m", "B", "D", chair="a")
    clash = assign(attendees=("b", "d", "a"))
    assert broken(summit(chaired, sessions=(session(600, 630, "C"),)), clash) == [
        Broken("apart", ("A", "C"), ("m", "s"), (600, 630))
    ]
    assert (
        broken(
            summit(builders.meeting("m", "A", "C"), sessions=(session(600, 630, "B"),)), assign(attendees=("a", "c"))
        )
        == []
    )


def test_two_sessions_are_facts_and_other_delegations_do_not_matter() -> None:
    assert broken(summit(sessions=(session(600, 630, "A"), session(600, 630, "C", id="t")))) == []
    assert broken(summit(AB, sessions=(session(600, 630, "D"),)), assign()) == []


def test_an_interpreter_does_not_attend() -> None:
    ida = Person(id="i", name="Ida", delegation="C", role=Role.INTERPRETER)
    case = summit(AB, builders.meeting("n", "B", "D"), people=(ida,))
    later = assign("n", 630, attendees=("b", "d"), interpreters=("i",))
    assert broken(case, assign(start=600), later) == []
