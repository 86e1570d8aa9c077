"""Who sees what: a delegation its own, the secretariat everything but priorities."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from summitry.publish.view import Guest, Party, Programme, Where, programme_for
from summitry.summit import (
    Assignment,
    Attendance,
    Certainty,
    Interval,
    Person,
    Plan,
    Priority,
    Reason,
    Reply,
    ReplyState,
    Role,
    Summit,
    SummitryError,
    Unplaced,
)
from tests.builders import accepted, meeting, principal, summit
from tests.publish.sample import assigned, session

AB = meeting("ab", "A", "B", title="Grain", languages=("en",))
AC = meeting("ac", "A", "C", confidential=True)
BC = meeting("bc", "B", "C")
PLENARY = session("plenary", 600, 660, participants=("A", "B"), chair="a")
CLOSED = session("closed", 700, 720, participants=("A",), public=False)


def placed(*assignments: Assignment, **parts: Any) -> Plan:
    return Plan(summit="test", assignments=assignments, **parts)


FACTS = summit(meetings=(AB, AC, BC), sessions=(PLENARY, CLOSED))
PLAN = placed(assigned("ab", 540, "a", "b"), assigned("ac", 800, "a", "c"), assigned("bc", 900, "b", "c", pinned=True))


def ids(programme: Programme) -> list[str]:
    return [engagement.id for engagement in programme.engagements]


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (None, ["ab", "plenary", "closed", "ac", "bc"]),
        ("A", ["ab", "plenary", "closed", "ac"]),
        ("B", ["ab", "plenary", "bc"]),
        ("C", ["plenary", "ac", "bc"]),
    ],
)
def test_reader_sees_own_meetings_own_sessions_and_public_ones(reader: str | None, expected: list[str]) -> None:
    assert ids(programme_for(FACTS, PLAN, reader)) == expected


def test_unknown_reader_is_refused() -> None:
    with pytest.raises(SummitryError, match="there is no delegation 'X' at Test summit"):
        programme_for(FACTS, PLAN, "X")


def test_meeting_tells_all_that_its_parties_need() -> None:
    ab = programme_for(FACTS, PLAN, "A").engagements[0]
    assert (ab.title, ab.kind, ab.form, ab.interval) == ("Grain", "bilateral", "sit-down", Interval(540, 570))
    assert ab.where == Where(room_id="R", room="Room", venue="Venue")
    assert ab.parties == (Party(code="A", name="State A"), Party(code="B", name="State B"))
    assert ab.attendees == (Guest(name="Head A", code="A"), Guest(name="Head B", code="B"))
    assert ab.languages == ("en",)
    assert (ab.is_confidential, ab.is_tentative, ab.is_pinned, ab.is_public) == (False, False, False, False)


def test_only_the_secretariat_sees_pins() -> None:
    assert programme_for(FACTS, PLAN, None).engagements[-1].is_pinned
    assert not programme_for(FACTS, PLAN, "C").engagements[-1].is_pinned


def test_session_names_its_delegations_to_the_secretariat_and_only_the_reader_to_itself() -> None:
    codes = {reader: _plenary(reader).codes for reader in (None, "A", "B", "C")}
    assert codes == {None: ("A", "B"), "A": ("A",), "B": ("B",), "C": ()}
    assert [guest.name for guest in _plenary("B").attendees] == ["Head B"]
    assert _plenary("C").chair == "Head A"


def _plenary(reader: str | None) -> Any:
    return next(e for e in programme_for(FACTS, PLAN, reader).engagements if e.id == "plenary")


def test_estimated_session_and_pending_meeting_are_tentative() -> None:
    estimated = session("s", 700, 720, certainty=Certainty.ESTIMATED)
    facts = summit(meetings=(AB,), sessions=(estimated,), replies=(Reply(meeting="ab", delegation="A"),))
    engagements = programme_for(facts, placed(assigned("ab", 540, "a", "b")), "A").engagements
    assert [e.is_tentative for e in engagements] == [True, True]


def test_stand_in_is_named_with_whom_they_stand_in_for() -> None:
    facts = summit(
        meetings=(AB,),
        people=(principal("A"), principal("B"), principal("C"), Person(id="a2", name="Second A", delegation="A")),
        attendances=(Attendance(meeting="ab", person="a", stand_ins=("a2",)),),
    )
    guests = programme_for(facts, placed(assigned("ab", 540, "b", "a2")), "B").engagements[0].attendees
    assert guests == (Guest(name="Head B", code="B"), Guest(name="Second A", code="A", stands_in_for="Head A"))


def test_chair_from_outside_brings_the_meeting_to_its_delegation() -> None:
    chaired = meeting("ab", "A", "B", chair="c")
    facts = summit(meetings=(chaired,))
    assert ids(programme_for(facts, placed(assigned("ab", 540, "a", "b", "c")), "C")) == ["ab"]


def test_stranger_whom_a_damaged_plan_seats_learns_nothing() -> None:
    facts = summit(meetings=(AB,))
    assert ids(programme_for(facts, placed(assigned("ab", 540, "a", "c")), "C")) == []


def test_meeting_without_a_room_takes_place_where_standing_ones_do() -> None:
    facts = summit(meetings=(AB,))
    engagement = programme_for(facts, placed(assigned("ab", 540, form="standing", room=None)), None).engagements[0]
    assert engagement.where == Where(venue="Venue")


def test_plan_that_names_what_the_facts_do_not_know_is_shown_as_far_as_it_goes() -> None:
    facts = summit(meetings=(AB,))
    plan = placed(assigned("ab", 540, "a", "nobody", room="cellar", interpreters=("none",)), assigned("none", 600))
    engagements = programme_for(facts, plan, None).engagements
    assert [e.id for e in engagements] == ["ab"]
    assert (engagements[0].where.room, engagements[0].interpreters) == ("cellar", ())


UNPLACED = placed(unplaced=(Unplaced(meeting="ab", num_starts=9, reasons=(Reason("presence", 9, "b leaves"),)),))


def test_secretariat_learns_why_a_meeting_was_not_placed() -> None:
    open_ = programme_for(summit(meetings=(AB,)), UNPLACED, None).open
    assert [(o.id, o.state, o.num_starts, o.reasons) for o in open_] == [
        ("ab", "not placed", 9, (Reason("presence", 9, "b leaves"),))
    ]


@pytest.mark.parametrize(("reader", "expected"), [("A", [("ab", "not placed", 0, ())]), ("C", [])])
def test_party_learns_that_it_was_not_placed_but_not_why(reader: str, expected: list[Any]) -> None:
    open_ = programme_for(summit(meetings=(AB,)), UNPLACED, reader).open
    assert [(o.id, o.state, o.num_starts, o.reasons) for o in open_] == expected


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("pp", {None: "awaiting A, B", "A": "awaiting your reply", "B": "awaiting your reply"}),
        ("ap", {None: "awaiting B", "A": "awaiting replies", "B": "awaiting your reply"}),
        ("ad", {None: "declined by B", "A": "declined", "B": "declined by you"}),
    ],
)
def test_replies_are_told_by_name_to_the_secretariat_alone(states: str, expected: dict[str | None, str]) -> None:
    words = {"p": ReplyState.PENDING, "a": ReplyState.ACCEPTED, "d": ReplyState.DECLINED}
    replies = tuple(
        Reply(meeting="ab", delegation=code, reply=words[state]) for code, state in zip("AB", states, strict=True)
    )
    facts = summit(meetings=(AB,), replies=replies)
    assert {reader: programme_for(facts, placed(), reader).open[0].state for reader in expected} == expected


def test_pending_meeting_of_a_plan_that_includes_pending_is_not_placed() -> None:
    facts = summit(meetings=(AB,), replies=())
    assert programme_for(facts, placed(include_pending=True), None).open[0].is_agreed


def test_board_of_a_delegation_has_its_own_row_and_its_own_rooms() -> None:
    facts = summit(meetings=(AB, BC))
    programme = programme_for(facts, placed(assigned("ab", 540, form="standing", room=None), assigned("bc", 600)), "A")
    assert (programme.delegations, programme.rooms, programme.forms) == (
        (Party(code="A", name="State A"),),
        (),
        ("standing",),
    )


def test_no_part_of_a_programme_can_hold_a_priority() -> None:
    replies = accepted(AB, priority=Priority.MUST)
    people = (principal("A"), principal("B"), principal("C"), Person(id="i", name="I", role=Role.INTERPRETER))
    facts: Summit = summit(meetings=(AB,), replies=replies, people=people)
    assert not list(_priorities(programme_for(facts, PLAN, None)))


def _priorities(value: Any) -> Any:
    if isinstance(value, Priority):
        yield value
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, tuple | list):
        for item in value:
            yield from _priorities(item)


def test_public_session_that_the_reader_does_not_attend_is_for_information() -> None:
    expected = {}
    for reader in (None, "B", "C"):
        programme = programme_for(FACTS, PLAN, reader)
        expected[reader] = [programme.expects(e) for e in programme.engagements if e.id == "plenary"]
    assert expected == {None: [True], "B": [True], "C": [False]}
