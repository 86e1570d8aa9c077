"""Checks of who attends which meeting."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from summitry.summit.meetings import Attendance
from summitry.summit.validation import known
from summitry.summit.validation.row import Problems, Row, rows

if TYPE_CHECKING:
    from summitry.summit.summit import Summit


def attendances(summit: "Summit") -> Problems:
    """Check that each row seats somebody of a party, with stand-ins of the same delegation."""
    meetings, people = known.meetings(summit), known.people(summit)
    for row, seat in rows("attendance", summit.attendances):
        yield from row.refers("meeting", seat.meeting, meetings)
        yield from row.refers("person", seat.person, people)
        yield from row.refers_each("stand_ins", seat.stand_ins, people)
        yield from row.distinct("stand_ins", seat.stand_ins, "person")
        yield from _of_a_party(summit, row, seat)
        yield from _of_one_delegation(summit, row, seat)


def _of_a_party(summit: "Summit", row: Row, seat: Attendance) -> Problems:
    meeting, person = summit.meeting_by_id.get(seat.meeting), summit.person_by_id.get(seat.person)
    if meeting and person and person.delegation not in meeting.parties and person.id != meeting.chair:
        yield row.wrong(
            f"is of {person.delegation or 'no delegation'}, not of a party of {meeting.id}",
            column="person",
            value=person.id,
            expected=f"a person of {' or '.join(meeting.parties)}",
        )


def _of_one_delegation(summit: "Summit", row: Row, seat: Attendance) -> Problems:
    person = summit.person_by_id.get(seat.person)
    for stand_in in dict.fromkeys(seat.stand_ins):
        other = summit.person_by_id.get(stand_in)
        if person and other and other.delegation != person.delegation:
            yield row.wrong(
                f"is of {other.delegation or 'no delegation'}, so cannot stand in for {person.id}",
                column="stand_ins",
                value=stand_in,
                expected=f"a person of {person.delegation or 'no delegation'}",
            )


def seats(summit: "Summit") -> Problems:
    """Check that nobody is named for two seats of one meeting, be it to sit there or to stand in.

    Named are those of attendance rows, and the chair. The principal of a party without a row cannot be named twice, as
    no row is of that delegation.
    """
    named: set[tuple[str, str]] = set()
    for row, seat in rows("attendance", summit.attendances):
        for column, person in _named(seat):
            if (seat.meeting, person) in named:
                message = f"{person} is named for {seat.meeting} already"
                yield row.wrong(message, column=column, value=person, expected="each person once a meeting")
            named.add((seat.meeting, person))
        yield from _chair_stands_in(summit, row, seat)


def _named(seat: Attendance) -> Iterator[tuple[str, str]]:
    """Yield each person a row names, with the column; one named twice in the list itself is found elsewhere."""
    yield "person", seat.person
    yield from (("stand_ins", person) for person in dict.fromkeys(seat.stand_ins))


def _chair_stands_in(summit: "Summit", row: Row, seat: Attendance) -> Problems:
    meeting = summit.meeting_by_id.get(seat.meeting)
    if meeting and meeting.chair in seat.stand_ins:
        message = f"{meeting.chair} chairs {meeting.id}, so cannot stand in for another"
        yield row.wrong(message, column="stand_ins", value=meeting.chair, expected="somebody else")


def somebody_attends(summit: "Summit") -> Problems:
    """Check that every party of every meeting sends somebody."""
    stated = {(row.meeting, summit.person_by_id[row.person].delegation) for row in summit.attendances}
    for row, meeting in rows("meetings", summit.meetings):
        for code in meeting.parties:
            if (meeting.id, code) not in stated and code not in summit.principal_by_delegation:
                yield row.wrong(
                    f"{code} has no principal and no attendance row, so nobody attends {meeting.id} for it",
                    column="parties",
                    value=code,
                    expected="a principal in people, or a row in attendance",
                )
