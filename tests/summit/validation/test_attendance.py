import pytest

from summitry.summit import Attendance, Person
from tests.builders import meeting, principal
from tests.summit.validation.planted import lines

PEOPLE = (
    *(principal(code) for code in ("A", "B", "C")),
    *(Person(id=id_, name=id_, delegation=id_[0].upper()) for id_ in ("a-two", "a-three", "c-two")),
    Person(id="guest", name="Guest"),
)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            Attendance(meeting="n", person="b"),
            "column meeting: no such meeting (found 'n'); expected an id in meetings",
        ),
        (Attendance(meeting="m", person=""), "column person: empty; expected an id in people"),
        (
            Attendance(meeting="m", person="c-two"),
            "column person: is of C, not of a party of m (found 'c-two'); expected a person of A or B",
        ),
        (
            Attendance(meeting="m", person="guest"),
            "column person: is of no delegation, not of a party of m (found 'guest'); expected a person of A or B",
        ),
        (
            Attendance(meeting="m", person="b", stand_ins=("a-three",)),
            "column stand_ins: is of A, so cannot stand in for b (found 'a-three'); expected a person of B",
        ),
        (
            Attendance(meeting="m", person="b", stand_ins=("b-two",)),
            "column stand_ins: no such person (found 'b-two'); expected an id in people; perhaps 'c-two'",
        ),
        (
            Attendance(meeting="m", person="a"),
            "column person: a is named for m already (found 'a'); expected each person once a meeting",
        ),
        (
            Attendance(meeting="m", person="a-two"),
            "column person: a-two is named for m already (found 'a-two'); expected each person once a meeting",
        ),
        (
            Attendance(meeting="m", person="a-three", stand_ins=("a",)),
            "column stand_ins: a is named for m already (found 'a'); expected each person once a meeting",
        ),
        (
            Attendance(meeting="m", person="a-three", stand_ins=("a-three",)),
            "column stand_ins: a-three is named for m already (found 'a-three'); expected each person once a meeting",
        ),
        (
            Attendance(meeting="m", person="c", stand_ins=("c-two", "c-two")),
            "column stand_ins: c-two stands there 2 times (found 'c-two; c-two'); expected each person once",
        ),
    ],
)
def test_a_mistake_in_attendance_is_named(row: Attendance, line: str) -> None:
    rows = (Attendance(meeting="m", person="a", stand_ins=("a-two",)), row)
    assert lines(people=PEOPLE, meetings=(meeting("m", chair="c"),), attendances=rows) == [f"attendance, row 2, {line}"]


def test_the_chair_cannot_stand_in_for_another() -> None:
    rows = (Attendance(meeting="m", person="a", stand_ins=("a-two",)),)
    assert lines(people=PEOPLE, meetings=(meeting("m", chair="a-two"),), attendances=rows) == [
        (
            "attendance, row 1, column stand_ins: a-two chairs m, so cannot stand in for another (found 'a-two'); "
            "expected somebody else"
        )
    ]


def test_a_party_without_a_principal_needs_somebody() -> None:
    without_head = tuple(person for person in PEOPLE if person.id != "a")
    meetings = (meeting("m"), meeting("n", "B", "C"))
    assert lines(people=without_head, meetings=meetings) == [
        (
            "meetings, row 1, column parties: A has no principal and no attendance row, so nobody attends m for it "
            "(found 'A'); expected a principal in people, or a row in attendance"
        )
    ]
    rows = (Attendance(meeting="m", person="a-two"),)
    assert lines(people=without_head, meetings=meetings, attendances=rows) == []


def test_one_person_may_attend_many_meetings_and_stand_in_at_others() -> None:
    rows = (
        Attendance(meeting="m", person="a", stand_ins=("a-two",)),
        Attendance(meeting="n", person="a-two", stand_ins=("a",)),
    )
    assert lines(people=PEOPLE, meetings=(meeting("m"), meeting("n")), attendances=rows) == []
