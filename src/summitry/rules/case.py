"""The judge's own view of a plan: who is engaged where and when, worked out once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from summitry.summit import Assignment, Form, Interval, Meeting, Plan, Role, Session, Summit
from summitry.summit.summit import Place

MEAL_KINDS = frozenset({"breakfast", "lunch", "dinner"})


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


class Fault(NamedTuple):
    """What keeps an assignment from being well-formed, in words that follow its name, and the persons meant."""

    assignment: Assignment
    message: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A plan before the judge.

    Parameters
    ----------
    pinned
        Assignments marked pinned in the plan that this one was started from.
    """

    summit: Summit
    plan: Plan
    pinned: tuple[Assignment, ...] = ()

    @cached_property
    def _checked(self) -> tuple[tuple[Assignment, tuple[Fault, ...]], ...]:
        """Each assignment with what is wrong with its form."""
        found: list[tuple[Assignment, tuple[Fault, ...]]] = []
        seen: set[str] = set()
        for assignment in self.plan.assignments:
            twice = (Fault(assignment, "is placed twice"),) if assignment.meeting in seen else ()
            found.append((assignment, (*twice, *_faults(self.summit, assignment))))
            seen.add(assignment.meeting)
        return tuple(found)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is not well-formed."""
        return tuple(fault for _, faults in self._checked for fault in faults)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """The well-formed assignments; every rule but `well_formed` knows these only."""
        return tuple(_placed(self.summit, assignment) for assignment, faults in self._checked if not faults)

    @cached_property
    def placed_by_meeting(self) -> Mapping[str, Placed]:
        """Well-formed assignments by meeting id."""
        return {placed.meeting.id: placed for placed in self.placed}

    @cached_property
    def sessions(self) -> tuple[Engagement, ...]:
        """The sessions as engagements."""
        return tuple(_held(self.summit, session) for session in self.summit.sessions)

    @cached_property
    def engagements_of(self) -> Mapping[str, tuple[Engagement, ...]]:
        """What each person attends or interprets, by start, then end, then id; people without any are left out."""
        found: defaultdict[str, list[Engagement]] = defaultdict(list)
        for engagement in sorted((*self.sessions, *self.placed), key=lambda e: e.order):
            for person in (*engagement.attendees, *engagement.interpreters):
                found[person].append(engagement)
        return {person: tuple(row) for person, row in found.items()}

    def move_min(self, earlier: Engagement, later: Engagement) -> int:
        """Return the minutes a person needs from one engagement to another."""
        return self.summit.move_min(earlier.place.venue, later.place.venue)


def title_of(meeting: Meeting) -> str:
    """Return what people call a meeting: its title, else its parties."""
    return meeting.title or "-".join(meeting.parties)


def _faults(summit: Summit, assignment: Assignment) -> Iterator[Fault]:
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


def _placed(summit: Summit, assignment: Assignment) -> Placed:
    meeting = summit.meeting_by_id[assignment.meeting]
    forms = [rung.form for rung in summit.ladder(meeting)]
    rung_idx = forms.index(assignment.form)
    duration_min = summit.ladder(meeting)[rung_idx].duration_min
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


def _held(summit: Summit, session: Session) -> Engagement:
    attendees = summit.people_by_session[session.id]
    return Engagement(
        id=session.id,
        title=session.title,
        interval=session.interval,
        day_idx=summit.day_idx(session.start),
        place=summit.place_of_session(session),
        attendees=attendees,
        delegations=_delegations(summit, attendees),
        is_meal=session.kind in MEAL_KINDS,
    )
