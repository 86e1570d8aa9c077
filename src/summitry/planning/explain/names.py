"""How blockers are called: names of people, rooms and meetings, and local times."""

from summitry.planning.legal.blocker import Blocker, Kind
from summitry.planning.legal.opening import Obstacle
from summitry.planning.legal.spans import Spans
from summitry.summit import Interval
from summitry.summit.changes import day_in_words, hour_in_words


class Names:
    """What things are called when a plan is explained."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._summit = spans.summit

    def obstacle(self, obstacle: Obstacle) -> str:
        """Return what stands in the way, as a clause."""
        if not obstacle.blockers:
            return "longer than the day is open"
        first, *others = obstacle.blockers
        if first.kind in {Kind.APART, Kind.ORDER} and others:
            return f"{self.blocker(first)}, and {self._what_and_when(others[0].subject)}"
        who = self.person(obstacle.person) if obstacle.person else ""
        if first.kind is Kind.MEETING and who:
            verb = "needs the way to or from" if obstacle.rule == "transfer_time" else "is in"
            return f"{who} {verb} {self.meeting(first.subject)} {self.when(first.subject)}"
        if first.kind is Kind.SESSION and obstacle.rule == "transfer_time":
            return f"{who} needs the way to or from {self._session(first)}"
        return self.blocker(first)

    def blocker(self, blocker: Blocker) -> str:  # noqa: PLR0911 -- one line a kind
        """Return what a blocker is, as a clause that stands by itself."""
        subject, other = blocker.subject, blocker.other
        match blocker.kind:
            case Kind.MEETING:
                return f"{self.meeting(subject)} is {self.when(subject)}{self._room_of(subject)}"
            case Kind.SESSION:
                return f"{self.person(other)} is in {self._session(blocker)}"
            case Kind.SESSION_ROOM:
                return f"{self.room(other)} is used by {self._session(blocker)}"
            case Kind.PRESENCE:
                return f"{self.person(subject)} is there only {self._stays(subject)}"
            case Kind.CLOSED:
                return f"{self.whose(subject)} takes no meeting {self.hours(blocker.window or Interval(0, 0))}"
            case Kind.ROOM_OPEN:
                return f"{self.room(subject)} is not open at all times"
            case Kind.LIMIT:
                return f"{self.person(subject)} has limits on meetings, work or meals"
            case Kind.ORDER:
                return f"{self.either(subject)} has to end before {self.either(other)} starts"
            case Kind.APART:
                return f"{self.whose(subject)} and {self.whose(other)} avoid each other"
            case _:
                return self._of_meeting(blocker)

    def _of_meeting(self, blocker: Blocker) -> str:
        match blocker.kind:
            case Kind.ALLOWED:
                return "the meeting is allowed at certain times only"
            case Kind.NO_ROOM:
                return f"no room suits it as {blocker.other}"
            case Kind.LANGUAGES:
                return "it needs interpreters, and too few are free"
            case Kind.FAIRNESS:
                return f"breaks of {blocker.subject} have to be kept even"
            case Kind.CONSENT:
                return "not every party has accepted it"
            case _:
                return "it is pinned to its time"

    # --- names and times ---

    def _what_and_when(self, id_: str) -> str:
        session = self._summit.session_by_id.get(id_)
        return f"{self.either(id_)} is {self.hours(session.interval) if session else self.when(id_)}"

    def meeting(self, meeting: str) -> str:
        """Return what people call a meeting."""
        known = self._summit.meeting_by_id[meeting]
        return known.title or "-".join(known.parties)

    def either(self, id_: str) -> str:
        """Return what people call a meeting or session."""
        session = self._summit.session_by_id.get(id_)
        return session.title if session else self.meeting(id_)

    def person(self, person: str) -> str:
        """Return a person's name."""
        return self._summit.person_by_id[person].name

    def room(self, room: str) -> str:
        """Return a room's name."""
        return self._summit.room_by_id[room].name

    def when(self, meeting: str) -> str:
        """Return the hours of a placed meeting."""
        return self.hours(self._spans.interval_by_meeting[meeting])

    def hours(self, interval: Interval) -> str:
        """Return ``HH:MM-HH:MM``, with the days where it goes from one to another."""
        first, last = (day_in_words(self._summit, minute) for minute in (interval.start, interval.end - 1))
        start, end = (hour_in_words(self._summit, minute) for minute in interval)
        return f"{start}-{end}" if first == last else f"{first} {start} to {last} {end}"

    def day(self, minute: int) -> str:
        """Return the local day of a minute."""
        return day_in_words(self._summit, minute)

    def moment(self, minute: int) -> str:
        """Return the local day and hour of a minute."""
        return f"{day_in_words(self._summit, minute)} {hour_in_words(self._summit, minute)}"

    def _session(self, blocker: Blocker) -> str:
        session = self._summit.session_by_id[blocker.subject]
        return f"{session.title} {self.hours(session.interval)}"

    def whose(self, subject: str) -> str:
        """Return the name of a delegation or person."""
        delegation = self._summit.delegation_by_code.get(subject)
        return delegation.name if delegation else self.person(subject)

    def _stays(self, person: str) -> str:
        stays = self._summit.stays_by_person[person]
        return " and ".join(f"{self.moment(s.usable.start)} to {self.moment(s.usable.end)}" for s in stays)

    def _room_of(self, meeting: str) -> str:
        room = self._spans.by_meeting[meeting].room
        return f" in {self.room(room)}" if room else ""
