"""Engagements: what a person may be in, a session or a well-formed assignment, and what keeps one from being that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from summitry.summit import Assignment, Form, Interval, Meeting, Role, Session, Summit
from summitry.summit.summit import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A session, or a well-formed assignment, as those in it live it.

    Parameters
    ----------
    id, title
        Id of the session or meeting, and what people call it.
    day_idx
        Index of the day on which it starts; ``None`` outside the summit.
    attendees
        Ids of the persons who attend; interpreters do not.
    delegations
        Codes of the delegations whose people attend.
    is_meal
        Whether it serves as the meal of those in it.
    """

    id: str
    title: str
    interval: Interval
    day_idx: int | None
    place: Place
    attendees: tuple[str, ...]
    delegations: frozenset[str]
    is_meal: bool
    interpreters: tuple[str, ...] = ()

    is_meeting: ClassVar[bool] = False

    @property
    def order(self) -> tuple[int, int, str]:
        """Its place among the engagements of a person: by start, then end, then id."""
        return self.interval.start, self.interval.end, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Engagement):
    """An engagement that is a well-formed assignment.

    Parameters
    ----------
    rung_idx
        Place of its form on the meeting's ladder, from 0.
    """

    assignment: Assignment
    meeting: Meeting
    form: Form
    rung_idx: int

    is_meeting: ClassVar[bool] = True


class Fault(NamedTuple):
    """What keeps an assignment from being well-formed, in words that follow its name, and the persons meant."""

    assignment: Assignment
    message: str
    who: tuple[str, ...] = ()


def title_of(meeting: Meeting) -> str:
    """Return what people call a meeting: its title, else its parties."""
    return meeting.title or "-".join(meeting.parties)


def faults_in(summit: Summit, assignment: Assignment) -> Iterator[Fault]:
    """Yield what keeps an assignment from being well-formed, taken alone."""
    meeting = summit.meeting_by_id.get(assignment.meeting)
    if meeting is None:
        yield Fault(assignment, "is no meeting of this summit")
        return
    if all(rung.form != assignment.form for rung in summit.ladder(meeting)):
        yield Fault(assignment, f"has the form {assignment.form!r}, which is not on its ladder")
    if assignment.room is not None and assignment.room not in summit.room_by_id:
        yield Fault(assignment, f"is in {assignment.room!r}, which is no room of this summit")
    yield from _seat_faults(summit, assignment)
    yield from _interpreter_faults(summit, assignment)


def _seat_faults(summit: Summit, assignment: Assignment) -> Iterator[Fault]:
    seats = summit.seats_by_meeting[assignment.meeting]
    if len(assignment.attendees) != len(seats):
        yield Fault(assignment, f"has {len(assignment.attendees)} attendees for {len(seats)} seats")
        return
    for seat, person in zip(seats, assignment.attendees, strict=True):
        if person not in seat:
            yield Fault(assignment, f"has {person} in a seat that only {' or '.join(seat)} may fill", (person,))


def _interpreter_faults(summit: Summit, assignment: Assignment) -> Iterator[Fault]:
    for idx, person in enumerate(assignment.interpreters):
        known = summit.person_by_id.get(person)
        if known is None or known.role is not Role.INTERPRETER:
            yield Fault(assignment, f"is interpreted by {person}, who is no interpreter", (person,))
        if person in assignment.interpreters[:idx]:
            yield Fault(assignment, f"has {person} twice among its interpreters", (person,))
        if person in assignment.attendees:
            yield Fault(assignment, f"is interpreted by {person}, who fills a seat in it", (person,))


def _delegations(summit: Summit, people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(summit.person_by_id[person].delegation for person in people) - {""}


def placed_from(summit: Summit, assignment: Assignment) -> Placed:
    """Return a well-formed assignment as an engagement."""
    meeting = summit.meeting_by_id[assignment.meeting]
    ladder = summit.ladder(meeting)
    rung_idx = [rung.form for rung in ladder].index(assignment.form)
    duration_min = ladder[rung_idx].duration_min
    form = summit.form_by_name[assignment.form]
    return Placed(
        id=meeting.id,
        title=title_of(meeting),
        interval=Interval(assignment.start, assignment.start + duration_min),
        day_idx=summit.day_idx(assignment.start),
        place=summit.place_of(meeting, assignment.room),
        attendees=assignment.attendees,
        delegations=_delegations(summit, assignment.attendees),
        is_meal=form.meal,
        interpreters=assignment.interpreters,
        assignment=assignment,
        meeting=meeting,
        form=form,
        rung_idx=rung_idx,
    )


def held_from(summit: Summit, session: Session) -> Engagement:
    """Return a session as an engagement."""
    attendees = summit.people_by_session[session.id]
    return Engagement(
        id=session.id,
        title=session.title,
        interval=session.interval,
        day_idx=summit.day_idx(session.start),
        place=summit.place_of_session(session),
        attendees=attendees,
        delegations=_delegations(summit, attendees),
        is_meal=session.is_meal,
    )
