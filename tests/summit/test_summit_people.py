from dataclasses import replace
from typing import Any

import pytest

from summitry.summit import (
    Attendance,
    Interval,
    Person,
    Presence,
    Priority,
    Reply,
    ReplyState,
    Role,
    Session,
)
from summitry.summit.summit import Stay
from tests.builders import PLAIN, delegation, meeting, principal, summit

PEOPLE = (
    *(principal(code) for code in ("A", "B", "C")),
    *(Person(id=id_, name=id_, delegation=id_[0].upper()) for id_ in ("a-two", "b-two", "c-two")),
)

# --- who attends ---


@pytest.mark.parametrize(
    ("chair", "rows", "seats"),
    [
        pytest.param("", (), (("a",), ("b",)), id="principals where nothing is stated"),
        pytest.param(
            "",
            (Attendance(meeting="m", person="b-two"),),
            (("a",), ("b-two",)),
            id="a row replaces the principal of its delegation",
        ),
        pytest.param(
            "",
            (Attendance(meeting="m", person="a", stand_ins=("a-two",)), Attendance(meeting="m", person="b")),
            (("a", "a-two"), ("b",)),
            id="with stand-ins in order",
        ),
        pytest.param(
            "",
            (Attendance(meeting="m", person="a"), Attendance(meeting="m", person="a-two")),
            (("b",), ("a",), ("a-two",)),
            id="two of one delegation",
        ),
        pytest.param("c", (), (("a",), ("b",), ("c",)), id="the chair has a seat in any case"),
        pytest.param("b", (), (("a",), ("b",)), id="a principal who chairs has one seat"),
        pytest.param("b-two", (), (("a",), ("b",), ("b-two",)), id="a delegate who chairs has a seat beside"),
        pytest.param(
            "c",
            (Attendance(meeting="m", person="c", stand_ins=("c-two",)),),
            (("a",), ("b",), ("c", "c-two")),
            id="a row gives the chair a stand-in",
        ),
    ],
)
def test_seats_of_a_meeting(chair: str, rows: tuple[Attendance, ...], seats: tuple[tuple[str, ...], ...]) -> None:
    facts = summit(people=PEOPLE, meetings=(meeting("m", chair=chair),), attendances=rows)
    assert facts.seats_by_meeting == {"m": seats}


def in_session(**fields: Any) -> tuple[str, ...]:
    sound: dict[str, Any] = {"id": "s", "title": "Plenary", "start": 600, "end": 660, "venue": "V"}
    grouped = (delegation("A", groups=("G2",)), delegation("B", groups=("G2", "hosts")), delegation("C"))
    return summit(delegations=grouped, people=PEOPLE, sessions=(Session(**sound | fields),)).people_by_session["s"]


@pytest.mark.parametrize(
    ("fields", "people"),
    [
        ({}, ()),
        ({"participants": ("A", "C")}, ("a", "c")),
        ({"participants": ("G2",)}, ("a", "b")),
        ({"participants": ("G2", "A", "c-two")}, ("a", "b", "c-two")),
        ({"participants": ("G2",), "absent": ("A",)}, ("b",)),
        ({"participants": ("G2", "C"), "absent": ("hosts", "c")}, ("a",)),
        ({"participants": ("G2",), "absent": ("A",), "chair": "c"}, ("b", "c")),
        ({"participants": ("A", "a-two"), "absent": ("a",)}, ("a-two",)),
    ],
)
def test_people_of_a_session(fields: dict[str, Any], people: tuple[str, ...]) -> None:
    assert in_session(**fields) == people


def test_a_delegation_without_a_principal_sends_nobody_to_a_session() -> None:
    session = Session(id="s", title="Plenary", start=600, end=660, venue="V", participants=("A", "B"))
    assert summit(people=PEOPLE[1:], sessions=(session,)).people_by_session == {"s": ("b",)}


def test_sessions_of_a_person_are_by_start() -> None:
    late, early = (
        Session(id=id_, title=id_, start=start, end=start + 30, venue="V", participants=("A",))
        for id_, start in (("late", 900), ("early", 600))
    )
    assert summit(sessions=(late, early)).sessions_by_person == {"a": (early, late)}


def test_interpreters_are_those_with_the_role() -> None:
    interpreter = Person(id="i", name="I", role=Role.INTERPRETER)
    assert summit(people=(*PEOPLE, interpreter)).interpreters == (interpreter,)


@pytest.mark.parametrize(
    ("own", "of_delegation", "languages"),
    [((), (), set()), ((), ("en", "fr"), {"en", "fr"}), (("lt",), ("en",), {"lt"})],
)
def test_languages_are_a_persons_own_else_the_delegations(
    own: tuple[str, ...], of_delegation: tuple[str, ...], languages: set[str]
) -> None:
    delegations = (delegation("A", languages=of_delegation), delegation("B"), delegation("C"))
    facts = summit(delegations=delegations, people=(principal("A", languages=own), *PEOPLE[1:3]))
    assert facts.languages_of("a") == languages


def test_somebody_of_no_delegation_works_in_their_own_languages() -> None:
    facts = summit(people=(*PEOPLE, Person(id="i", name="I", languages=("ko", "en")), Person(id="j", name="J")))
    assert [set(facts.languages_of(id_)) for id_ in ("i", "j")] == [{"ko", "en"}, set()]


@pytest.mark.parametrize(
    ("presences", "stays"),
    [
        pytest.param([], [Stay(Interval(0, 1440), None)], id="without a row: throughout, no margin"),
        pytest.param([(600, 900)], [Stay(Interval(620, 870), 870)], id="margins at both ends"),
        pytest.param([(None, 900)], [Stay(Interval(0, 870), 870)], id="there from the beginning"),
        pytest.param([(600, None)], [Stay(Interval(620, 1440), None)], id="there to the end"),
        pytest.param([(None, None)], [Stay(Interval(0, 1440), None)], id="open at both ends"),
        pytest.param([(-300, 2000)], [Stay(Interval(-280, 1970), 1970)], id="from the eve to the day after"),
        pytest.param(
            [(900, None), (None, 600)], [Stay(Interval(0, 570), 570), Stay(Interval(920, 1440), None)], id="two, sorted"
        ),
        pytest.param([(600, 630)], [Stay(Interval(620, 600), 600)], id="shorter than the margins: nothing fits"),
    ],
)
def test_stays_have_margins_only_at_stated_ends(
    presences: list[tuple[int | None, int | None]], stays: list[Stay]
) -> None:
    settings = replace(PLAIN, arrival_margin_min=20, departure_margin_min=30)
    rows = tuple(Presence(person="a", arrival=arrival, departure=departure) for arrival, departure in presences)
    facts = summit(settings=settings, presences=rows)
    assert facts.stays_by_person == {
        "a": tuple(stays),
        "b": (Stay(Interval(0, 1440), None),),
        "c": (Stay(Interval(0, 1440), None),),
    }


# --- replies ---


def replied(reply: ReplyState) -> tuple[Reply, ...]:
    return (Reply(meeting="m", delegation="A", reply=reply, priority=Priority.MUST),)


@pytest.mark.parametrize(
    ("requested_by", "replies", "state"),
    [
        pytest.param("", (), ReplyState.PENDING, id="no row"),
        pytest.param("A", (), ReplyState.ACCEPTED, id="who asks has accepted"),
        pytest.param("B", (), ReplyState.PENDING, id="who is asked has not"),
        pytest.param("A", replied(ReplyState.PENDING), ReplyState.ACCEPTED, id="who asks and states a priority only"),
        pytest.param("A", replied(ReplyState.DECLINED), ReplyState.DECLINED, id="who asks and withdraws"),
        pytest.param("B", replied(ReplyState.ACCEPTED), ReplyState.ACCEPTED, id="who is asked and accepts"),
    ],
)
def test_reply_of_a_party(requested_by: str, replies: tuple[Reply, ...], state: ReplyState) -> None:
    asked = meeting("m", requested_by=requested_by)
    reply = summit(meetings=(asked,), replies=replies).reply_of(asked, "A")
    assert (reply.reply, reply.priority) == (state, Priority.MUST if replies else Priority.NORMAL)


def test_to_place_are_the_agreed_and_if_asked_the_pending() -> None:
    agreed, pending, declined = (meeting(id_, requested_by="A") for id_ in ("agreed", "pending", "declined"))
    replies = (
        Reply(meeting="agreed", delegation="B", reply=ReplyState.ACCEPTED),
        Reply(meeting="declined", delegation="B", reply=ReplyState.DECLINED),
    )
    facts = summit(meetings=(agreed, pending, declined), replies=replies)
    assert facts.to_place() == (agreed,)
    assert facts.to_place(include_pending=True) == (agreed, pending)
    assert [facts.is_agreed(m) for m in facts.meetings] == [True, False, False]
