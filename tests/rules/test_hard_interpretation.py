"""Languages: `interpretation`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from summitry.summit import Limit, Meeting, Person, Role, Rung, Session, Summit
from tests import builders
from tests.rules.cases import Broken, assign, broken, messages, session

GAP = {"A": ("en",), "B": ("ko",), "C": ("fr",)}


def interpreter(id_: str, *languages: str) -> Person:
    return Person(id=id_, name=f"Interpreter {id_}", role=Role.INTERPRETER, languages=languages)


BOTH = interpreter("i", "en", "ko"), interpreter("j", "ko", "en", "fr")


def summit(
    *meetings: Meeting,
    languages: Mapping[str, Sequence[str]] = GAP,
    people: Sequence[Person] = (),
    limits: Sequence[Limit] = (),
    sessions: Sequence[Session] = (),
    solo_min: int = 40,
) -> Summit:
    return builders.summit(
        delegations=tuple(builders.delegation(code, languages=tuple(languages.get(code, ()))) for code in "ABC"),
        people=(*(builders.principal(code) for code in "ABC"), *BOTH, interpreter("k", "en", "fr"), *people),
        settings=replace(builders.PLAIN, step_min=1, solo_interpreter_max_min=solo_min),
        limits=tuple(limits),
        sessions=tuple(sessions),
        meetings=meetings or (builders.meeting("m"),),
    )


UNCOVERED = [Broken("interpretation", ("a", "b"), ("m",), (600, 630))]


@pytest.mark.parametrize(
    ("interpreters", "covered"),
    [((), False), (("i",), True), (("k",), False), (("k", "j"), True)],
)
def test_two_who_share_no_language_need_an_interpreter_of_both(interpreters: tuple[str, ...], covered: bool) -> None:
    assert broken(summit(), assign(interpreters=interpreters)) == ([] if covered else UNCOVERED)


def test_it_is_said_in_words() -> None:
    assert messages(summit(), assign()) == [
        "A-B 10:00-10:30 on 1 June lacks an interpreter between en and ko for Head A and Head B"
    ]
    assert messages(summit(solo_min=20), assign()) == [
        "A-B 10:00-10:30 on 1 June lacks 2 interpreters between en and ko for Head A and Head B"
    ]


@pytest.mark.parametrize(
    "languages",
    [{"A": ("en", "ko"), "B": ("ko",)}, {"A": ("en",)}, {}],
)
def test_a_shared_or_unknown_language_makes_no_gap(languages: Mapping[str, Sequence[str]]) -> None:
    assert broken(summit(languages=languages), assign()) == []


def test_a_persons_own_languages_stand_before_the_delegations() -> None:
    case = summit()
    own = replace(case, people=tuple(replace(p, languages=("en",)) if p.id == "b" else p for p in case.people))
    assert broken(own, assign()) == []


def test_people_of_one_delegation_need_no_interpreter_between_them() -> None:
    aide = Person(id="a2", name="Aide", delegation="A", languages=("fr",))
    case = summit(
        builders.meeting("m", "A", "C", chair="a2"), people=(aide,), languages={"A": ("en",), "C": ("en", "fr")}
    )
    assert broken(case, assign(attendees=("a", "c", "a2"))) == []


@pytest.mark.parametrize(
    ("held_in", "uncovered"),
    [(("en",), ("b",)), (("ko",), ("a",)), (("en", "ko"), None), (("fr",), ("a", "b"))],
)
def test_where_languages_are_stated_each_attendee_works_in_one(
    held_in: tuple[str, ...], uncovered: tuple[str, ...] | None
) -> None:
    case = summit(builders.meeting("m", languages=held_in))
    expected = [Broken("interpretation", (person,), ("m",), (600, 630)) for person in uncovered or ()]
    assert broken(case, assign()) == expected


def test_an_interpreter_covers_the_way_to_a_stated_language() -> None:
    case = summit(builders.meeting("m", languages=("fr",)))
    assert broken(case, assign(interpreters=("k",))) == [Broken("interpretation", ("b",), ("m",), (600, 630))]
    assert broken(case, assign(interpreters=("j",))) == []


@pytest.mark.parametrize(("minutes", "team"), [(40, 1), (41, 2)])
def test_a_long_meeting_takes_two(minutes: int, team: int) -> None:
    case = summit(builders.meeting("m", ladder=(Rung("sit-down", minutes),)))
    one = [Broken("interpretation", ("a", "b"), ("m",), (600, 600 + minutes))]
    assert broken(case, assign(interpreters=("i",))) == (one if team == 2 else [])
    assert broken(case, assign(interpreters=("i", "j"))) == []


def meetings(*minutes: int) -> tuple[Meeting, ...]:
    return tuple(builders.meeting(f"m{idx}", ladder=(Rung("sit-down", most),)) for idx, most in enumerate(minutes))


@pytest.mark.parametrize(
    ("most_min", "rest_min", "second_start", "kept"),
    [(60, 10, 630, True), (59, 10, 630, False), (59, 10, 639, False), (59, 10, 640, True)],
)
def test_work_in_one_run_is_limited(most_min: int, rest_min: int, second_start: int, kept: bool) -> None:
    limit = Limit(person="i", work_in_a_row_min=most_min, rest_min=rest_min)
    case = summit(*meetings(30, 30), limits=(limit,))
    found = broken(case, assign("m0", interpreters=("i",)), assign("m1", second_start, interpreters=("i",)))
    expected = Broken("interpretation", ("i",), ("m0", "m1"), (600, second_start + 30))
    assert found == ([] if kept else [expected])


def test_a_session_carries_a_run_on_without_being_work() -> None:
    limit = Limit(person="i", work_in_a_row_min=40, rest_min=10)
    placed = assign("m0", interpreters=("i",)), assign("m1", 660, interpreters=("i",))
    assert broken(summit(*meetings(30, 30), limits=(limit,)), *placed) == []
    joined = summit(*meetings(30, 30), limits=(limit,), sessions=(session(630, 660, "i"),))
    assert broken(joined, *placed) == [Broken("interpretation", ("i",), ("m0", "m1"), (600, 690))]
    assert messages(joined, *placed) == [
        "Interpreter i interprets 60 min without a rest, 10:00-11:30 on 1 June; the limit is 40 min"
    ]


@pytest.mark.parametrize(("most_min", "kept"), [(51, True), (50, False)])
def test_work_on_one_day_is_limited_and_shared_by_a_team(most_min: int, kept: bool) -> None:
    """30 minutes alone and half of 41, rounded up, make 51."""
    case = summit(*meetings(30, 41), limits=(Limit(person="i", work_a_day_min=most_min),))
    found = broken(case, assign("m0", interpreters=("i",)), assign("m1", 800, interpreters=("i", "j")))
    assert found == ([] if kept else [Broken("interpretation", ("i",), ("m0", "m1"), (600, 841))])
