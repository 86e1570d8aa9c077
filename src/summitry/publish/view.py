"""The one place that decides what a reader may see of a plan.

A delegation sees the meetings its people are in, the sessions its people attend, the public sessions, and how its own
requests stand. Of others it learns nothing more: no meeting, no wish, no closed window, no reason. Nobody sees a
priority. Whatever is published is made from a `Programme`, never from the summit itself.
"""

from collections.abc import Iterable, Iterator

from summitry.publish.index import Index
from summitry.publish.programme import Engagement, Guest, Open, Party, Programme, ProgrammeDay, Room, Where
from summitry.summit import (
    Assignment,
    Certainty,
    Interval,
    Meeting,
    Plan,
    ReplyState,
    Session,
    Summit,
    SummitryError,
    Unplaced,
)

__all__ = [
    "Engagement",
    "Guest",
    "Open",
    "Party",
    "Programme",
    "ProgrammeDay",
    "Room",
    "Where",
    "programme_for",
    "programmes_for",
]


def programme_for(summit: Summit, plan: Plan, delegation: str | None) -> Programme:
    """Return what a reader may see of a plan.

    Parameters
    ----------
    delegation
        Code of the delegation that reads; ``None`` for the secretariat, which sees everything but priorities.

    Raises
    ------
    SummitryError
        If there is no such delegation.
    """
    if delegation is not None:
        _check(summit, delegation)
    return _View(Index(summit, plan), delegation).programme()


def programmes_for(summit: Summit, plan: Plan, delegations: Iterable[str]) -> Iterator[Programme]:
    """Yield what each of several delegations may see, as `programme_for` returns it; quicker than one by one.

    Raises
    ------
    SummitryError
        If there is no such delegation.
    """
    index = Index(summit, plan)
    for delegation in delegations:
        _check(summit, delegation)
        yield _View(index, delegation).programme()


def _check(summit: Summit, delegation: str) -> None:
    if delegation not in summit.delegation_by_code:
        raise SummitryError(f"there is no delegation {delegation!r} at {summit.name}")


class _View:
    """One reader's way through a plan."""

    def __init__(self, index: Index, code: str | None) -> None:
        self._index = index
        self._summit = index.summit
        self._plan = index.plan
        self._code = code
        self._own_people = frozenset(index.people.get(code, ()) if code is not None else ())

    def programme(self) -> Programme:
        summit = self._summit
        engagements = sorted(
            (*self._sessions(), *self._meetings()),
            key=lambda e: (e.interval, not e.is_session, e.id),
        )
        used_forms = {e.form for e in engagements}
        used_rooms = {e.where.room_id for e in engagements}
        return Programme(
            summit_id=summit.id,
            name=summit.name,
            place=summit.place,
            host=self._party_name(summit.host),
            clock=summit.clock,
            days=tuple(
                ProgrammeDay(date=day.date, span=span, hours=day.interval)
                for day, span in zip(summit.days, summit.day_spans, strict=True)
            ),
            reader=None if self._code is None else self._party(self._code),
            delegations=tuple(
                self._party(code)
                for code in ([d.code for d in summit.delegations] if self._code is None else [self._code])
            ),
            rooms=tuple(
                Room(id=room.id, name=room.name, venue=self._venue_name(room.venue))
                for room in summit.rooms
                if self._code is None or room.id in used_rooms
            ),
            forms=tuple(form.name for form in summit.forms if form.name in used_forms),
            engagements=tuple(engagements),
            open=tuple(self._open()),
        )

    # --- what the reader may see ---

    def _seen_sessions(self) -> Iterable[Session]:
        if self._code is None:
            return self._summit.sessions
        others = (session for session in self._summit.sessions if session.public)
        return {session.id: session for session in (*self._index.sessions.get(self._code, ()), *others)}.values()

    def _seen_assignments(self) -> Iterable[Assignment]:
        """Return the assignments that the reader is a party to, or in which its people rightly fill a seat."""
        return self._plan.assignments if self._code is None else self._index.assignments.get(self._code, ())

    # --- engagements ---

    def _sessions(self) -> Iterator[Engagement]:
        for session in self._seen_sessions():
            yield self._session(session)

    def _session(self, session: Session) -> Engagement:
        summit = self._summit
        people = [
            person
            for person in summit.people_by_session[session.id]
            if self._code is None or person in self._own_people
        ]
        room = summit.room_by_id.get(session.room)
        return Engagement(
            id=session.id,
            is_session=True,
            kind=session.kind,
            title=session.title,
            interval=session.interval,
            where=Where(
                room_id=session.room,
                room=room.name if room else "",
                venue=self._venue_name(session.venue),
            ),
            codes=self._index.delegations_of(people),
            attendees=tuple(self._guest(person) for person in people),
            chair=self._person_name(session.chair),
            host=self._party_name(session.host),
            is_public=session.public,
            is_tentative=session.certainty is Certainty.ESTIMATED,
        )

    def _meetings(self) -> Iterator[Engagement]:
        for assignment in self._seen_assignments():
            meeting = self._summit.meeting_by_id.get(assignment.meeting)
            if meeting is not None:
                yield self._meeting(meeting, assignment)

    def _meeting(self, meeting: Meeting, assignment: Assignment) -> Engagement:
        summit = self._summit
        duration_min = dict(summit.ladder(meeting)).get(assignment.form, 0)
        people = [person for person in assignment.attendees if person in summit.person_by_id]
        return Engagement(
            id=meeting.id,
            is_session=False,
            kind=meeting.kind,
            title=meeting.title,
            form=assignment.form,
            interval=Interval(assignment.start, assignment.start + duration_min),
            where=self._where(meeting, assignment.room),
            parties=tuple(self._party(code) for code in meeting.parties),
            codes=tuple(dict.fromkeys((*meeting.parties, *self._index.delegations_of(people)))),
            attendees=tuple(self._attendees(meeting, assignment)),
            interpreters=tuple(self._guest(who) for who in assignment.interpreters if who in summit.person_by_id),
            languages=meeting.languages,
            chair=self._person_name(meeting.chair),
            host=self._party_name(meeting.host),
            is_confidential=meeting.confidential,
            is_tentative=not summit.is_agreed(meeting),
            is_pinned=self._code is None and assignment.pinned,
        )

    def _attendees(self, meeting: Meeting, assignment: Assignment) -> Iterator[Guest]:
        seats = self._summit.seats_by_meeting[meeting.id]
        for idx, who in enumerate(assignment.attendees):
            first = seats[idx][0] if idx < len(seats) else who
            if who in self._summit.person_by_id:
                yield self._guest(who, stands_in_for="" if who == first else self._person_name(first))

    # --- meetings without a time ---

    def _open(self) -> Iterator[Open]:
        index = self._index
        for meeting in index.open if self._code is None else index.open_of.get(self._code, ()):
            yield self._open_meeting(meeting, meeting.id in index.to_place, index.unplaced.get(meeting.id))

    def _open_meeting(self, meeting: Meeting, is_to_place: bool, unplaced: Unplaced | None) -> Open:  # noqa: FBT001 -- private, one caller
        tells_why = self._code is None and unplaced is not None
        return Open(
            id=meeting.id,
            kind=meeting.kind,
            title=meeting.title,
            parties=tuple(self._party(code) for code in meeting.parties),
            state="not placed" if is_to_place else self._reply_state(meeting),
            is_agreed=is_to_place,
            is_confidential=meeting.confidential,
            num_starts=unplaced.num_starts if unplaced and tells_why else 0,
            reasons=unplaced.reasons if unplaced and tells_why else (),
        )

    def _reply_state(self, meeting: Meeting) -> str:
        """Say how the replies stand: to the secretariat by name, to a party only whether it is its own turn."""
        by_state = {
            state: [code for code in meeting.parties if self._summit.reply_of(meeting, code).reply is state]
            for state in (ReplyState.DECLINED, ReplyState.PENDING)
        }
        declined, pending = by_state[ReplyState.DECLINED], by_state[ReplyState.PENDING]
        if self._code is None:
            return f"declined by {', '.join(declined)}" if declined else f"awaiting {', '.join(pending)}"
        if declined:
            return "declined by you" if self._code in declined else "declined"
        return "awaiting your reply" if self._code in pending else "awaiting replies"

    # --- names ---

    def _party(self, code: str) -> Party:
        return Party(code=code, name=self._summit.delegation_by_code[code].name)

    def _party_name(self, code: str) -> str:
        """Return a delegation's name; a summit's host may be a name already."""
        delegation = self._summit.delegation_by_code.get(code)
        return delegation.name if delegation else code

    def _person_name(self, person: str) -> str:
        return self._summit.person_by_id[person].name if person else ""

    def _venue_name(self, venue: str) -> str:
        found = self._summit.venue_by_id.get(venue)
        return found.name if found else venue

    def _guest(self, person: str, stands_in_for: str = "") -> Guest:
        who = self._summit.person_by_id[person]
        return Guest(name=who.name, office=who.office, code=who.delegation, stands_in_for=stands_in_for)

    def _where(self, meeting: Meeting, room: str | None) -> Where:
        """Return where a meeting takes place; a plan may name a room that the facts do not know."""
        found = self._summit.room_by_id.get(room) if room else None
        if found:
            return Where(room_id=found.id, room=found.name, venue=self._venue_name(found.venue))
        return Where(room=room or "", venue=self._venue_name(self._summit.place_of(meeting, None).venue))
