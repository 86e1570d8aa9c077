"""What if the programme, the opening hours or the meetings themselves were others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from summitry.planning.variants.draft import Draft, SuppositionError, refuse_unknown
from summitry.summit import Rung
from summitry.summit.times import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMoved:
    """A session that starts or ends at another time; minutes from the epoch, ``None`` where nothing changes."""

    easing: ClassVar[int] = 0
    session: str
    start: int | None = None
    end: int | None = None

    def apply(self, draft: Draft) -> None:
        """Set start or end.

        Raises
        ------
        SuppositionError
            If there is no such session.
        """
        refuse_unknown("session", self.session, draft.base.session_by_id)
        draft.sessions = tuple(
            replace(
                session,
                start=session.start if self.start is None else self.start,
                end=session.end if self.end is None else self.end,
            )
            if session.id == self.session
            else session
            for session in draft.sessions
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRemoved:
    """A session that does not take place."""

    easing: ClassVar[int] = 0
    session: str

    def apply(self, draft: Draft) -> None:
        """Take the session out.

        Raises
        ------
        SuppositionError
            If there is no such session, or an order speaks of it.
        """
        refuse_unknown("session", self.session, draft.base.session_by_id)
        order = next((o for o in draft.base.orders if self.session in {o.before, o.after}), None)
        if order:
            what = f"{order.before!r} before {order.after!r}"
            raise SuppositionError(f"session {self.session!r} cannot be left out: the orders want {what}")
        draft.sessions = tuple(session for session in draft.sessions if session.id != self.session)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Other opening hours on one day, in minutes from the epoch; ``None`` where nothing changes."""

    easing: ClassVar[int] = 0
    day: date
    opens: int | None = None
    closes: int | None = None

    def apply(self, draft: Draft) -> None:
        """Set the hours.

        Raises
        ------
        SuppositionError
            If the summit has no such day.
        """
        refuse_unknown("day", self.day.isoformat(), [day.date.isoformat() for day in draft.days])
        draft.days = tuple(
            replace(
                day,
                opens=day.opens if self.opens is None else self.opens,
                closes=day.closes if self.closes is None else self.closes,
            )
            if day.date == self.day
            else day
            for day in draft.days
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMinutes:
    """A form that lasts so many minutes, in one meeting or in all.

    In all means: in those that hold it for its usual time; a meeting for which another time is stated keeps that.
    """

    easing: ClassVar[int] = 0
    form: str
    minutes: int
    meeting: str = ""

    def apply(self, draft: Draft) -> None:
        """Set the minutes.

        Raises
        ------
        SuppositionError
            If there is no such form or meeting, or the meeting is not held in that form.
        """
        refuse_unknown("form", self.form, draft.base.form_by_name)
        if self.meeting:
            self._in_one(draft)
            return
        usual_min = next(form.duration_min for form in draft.forms if form.name == self.form)
        draft.forms = tuple(
            replace(form, duration_min=self.minutes) if form.name == self.form else form for form in draft.forms
        )
        draft.meetings = tuple(
            replace(meeting, ladder=tuple(self._rungs(meeting.ladder, usual_min))) for meeting in draft.meetings
        )

    def _in_one(self, draft: Draft) -> None:
        refuse_unknown("meeting", self.meeting, draft.base.meeting_by_id)
        ladder = draft.base.ladder(next(m for m in draft.meetings if m.id == self.meeting))
        refuse_unknown(f"form of meeting {self.meeting!r},", self.form, [rung.form for rung in ladder])
        draft.meetings = tuple(
            replace(meeting, ladder=tuple(self._rungs(ladder))) if meeting.id == self.meeting else meeting
            for meeting in draft.meetings
        )

    def _rungs(self, ladder: tuple[Rung, ...], usual_min: int | None = None) -> Iterator[Rung]:
        for rung in ladder:
            is_meant = rung.form == self.form and usual_min in {None, rung.duration_min}
            yield Rung(self.form, self.minutes) if is_meant else rung


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGivenUp:
    """A form in which no meeting is held that has another."""

    easing: ClassVar[int] = 0
    form: str

    def apply(self, draft: Draft) -> None:
        """Take the form off all ladders but those on which it stands alone.

        Raises
        ------
        SuppositionError
            If there is no such form.
        """
        refuse_unknown("form", self.form, draft.base.form_by_name)
        usual = tuple(name for name in draft.settings.ladder if name != self.form)
        draft.settings = replace(draft.settings, ladder=usual or draft.settings.ladder)
        draft.meetings = tuple(replace(meeting, ladder=self._without(meeting.ladder)) for meeting in draft.meetings)

    def _without(self, ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
        return tuple(rung for rung in ladder if rung.form != self.form) or ladder


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyTime:
    """A meeting that may take place at any time."""

    easing: ClassVar[int] = 0
    meeting: str

    def apply(self, draft: Draft) -> None:
        """Take its windows away.

        Raises
        ------
        SuppositionError
            If there is no such meeting.
        """
        refuse_unknown("meeting", self.meeting, draft.base.meeting_by_id)
        no_windows: tuple[Interval, ...] = ()
        draft.meetings = tuple(
            replace(meeting, allowed=no_windows) if meeting.id == self.meeting else meeting
            for meeting in draft.meetings
        )
