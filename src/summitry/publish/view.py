"""The one place that decides what a reader may see of a plan.

A delegation sees the meetings its people are in, the sessions its people attend, the public sessions, and how its own
requests stand. Of others it learns nothing more: no meeting, no wish, no closed window, no reason. Nobody sees a
priority. Whatever is published is made from a `Programme`, never from the summit itself.
"""

from collections.abc import Iterator

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

__all__ = ["Engagement", "Guest", "Open", "Party", "Programme", "ProgrammeDay", "Room", "Where", "programme_for"]


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
    if delegation is not None and delegation not in summit.delegation_by_code:
        raise SummitryError(f"there is no delegation {delegation!r} at {summit.name}")
    return _View(summit, plan, delegation).programme()


class _View:
    """One reader's way through a plan."""

    def __init__(self, summit: Summit, plan: Plan, code: str | None) -> None:
        self._summit = summit
        self._plan = plan
        self._code = code
        self._own_people = {p.id for p in summit.people if code is not None and p.delegation == code}

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
            delegations=tuple(self._party(d.code) for d in summit.delegations if self._code in {None, d.code}),
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

    def _sees_session(self, session: Session) -> bool:
        if self._code is None or session.public:
            return True
        return not self._own_people.isdisjoint(self._summit.people_by_session[session.id])

    def _sees_assignment(self, meeting: Meeting, assignment: Assignment) -> bool:
        """Tell whether the reader is a party, or one of its people rightly fills a seat (a chair from outside)."""
        if self._code is None or self._code in meeting.parties:
            return True
        seats = self._summit.seats_by_meeting[meeting.id]
        seated = {who for who, seat in zip(assignment.attendees, seats, strict=False) if who in seat}
        return not self._own_people.isdisjoint(seated)

    # --- engagements ---

    def _sessions(self) -> Iterator[Engagement]:
        for session in self._summit.sessions:
            if self._sees_session(session):
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
            codes=self._codes(people),
            attendees=tuple(self._guest(person) for person in people),
            chair=self._person_name(session.chair),
            host=self._party_name(session.host),
            is_public=session.public,
            is_tentative=session.certainty is Certainty.ESTIMATED,
        )

    def _meetings(self) -> Iterator[Engagement]:
        for assignment in self._plan.assignments:
            meeting = self._summit.meeting_by_id.get(assignment.meeting)
            if meeting is not None and self._sees_assignment(meeting, assignment):
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
            codes=tuple(dict.fromkeys((*meeting.parties, *self._codes(people)))),
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
        placed = {assignment.meeting for assignment in self._plan.assignments}
        to_place = {m.id for m in self._summit.to_place(include_pending=self._plan.include_pending)}
        unplaced_by_meeting = {unplaced.meeting: unplaced for unplaced in self._plan.unplaced}
        for meeting in self._summit.meetings:
            if meeting.id not in placed and (self._code is None or self._code in meeting.parties):
                yield self._open_meeting(meeting, meeting.id in to_place, unplaced_by_meeting.get(meeting.id))

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

    def _codes(self, people: list[str]) -> tuple[str, ...]:
        """Return the delegations of people, in the order of the summit's table."""
        codes = {self._summit.person_by_id[person].delegation for person in people}
        return tuple(d.code for d in self._summit.delegations if d.code in codes)

    def _where(self, meeting: Meeting, room: str | None) -> Where:
        """Return where a meeting takes place; a plan may name a room that the facts do not know."""
        found = self._summit.room_by_id.get(room) if room else None
        if found:
            return Where(room_id=found.id, room=found.name, venue=self._venue_name(found.venue))
        return Where(room=room or "", venue=self._venue_name(self._summit.place_of(meeting, None).venue))
