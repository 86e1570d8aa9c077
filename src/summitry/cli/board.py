"""The board on a terminal: a programme by day, by delegation or by room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from summitry.cli.output import count, tell, tell_table
from summitry.publish.view import Engagement, Open, Programme
from summitry.publish.words import day_text, reason_text, short_day_text

_MOST_CODES_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A programme and what of it is asked for; empty filters let everything through.

    Parameters
    ----------
    has_plan
        Whether a plan was given: without one nothing is known of meetings.
    """

    programme: Programme
    day: date | None = None
    delegation: str = ""
    room: str = ""
    has_plan: bool = True

    def engagements(self, *, day_idx: int | None = None, code: str = "", room: str = "") -> list[Engagement]:
        """Return the engagements that pass the filters and these further ones."""
        wanted_codes = {self.delegation, code} - {""}
        wanted_rooms = {self.room, room} - {""}
        return [
            engagement
            for engagement in self.programme.engagements
            if self._is_on(engagement, day_idx)
            and wanted_codes <= set(engagement.codes)
            and wanted_rooms <= {engagement.where.room_id}
        ]

    def open(self) -> list[Open]:
        """Return the meetings without a time that pass the filters; none of them has a day or a room to filter by."""
        if not self.has_plan or self.day or self.room:
            return []
        return [o for o in self.programme.open if self.delegation in {"", *(party.code for party in o.parties)}]

    def _is_on(self, engagement: Engagement, day_idx: int | None) -> bool:
        found = self.programme.day_of(engagement)
        return day_idx in {None, found} and self.day in {None, self.programme.days[found].date}


def tell_board(view: View, by: str) -> None:
    """Print a table for each day, delegation or room that has anything, then the meetings without a time."""
    tell(f"{view.programme.name} ({view.programme.clock.zone})")
    tables = {"day": _by_day, "delegation": _by_delegation, "room": _by_room}[by](view)
    num_tables = 0
    for title, header, rows in tables:
        if rows:
            tell_table(header, rows, title=title)
            num_tables += 1
    if not num_tables:
        tell("Nothing to show.")
    _tell_open(view)


Table = tuple[str, Sequence[str], Sequence[tuple[str, ...]]]


def _by_day(view: View) -> Iterator[Table]:
    for idx, day in enumerate(view.programme.days):
        rows = [(_hours(view, e), _what(e), _how(e), _place(e), _codes(e)) for e in view.engagements(day_idx=idx)]
        yield day_text(day.date), ("time", "what", "form", "where", "who"), rows


def _by_delegation(view: View) -> Iterator[Table]:
    for party in view.programme.delegations:
        rows = [(_day_and_hours(view, e), _what(e), _how(e), _place(e)) for e in view.engagements(code=party.code)]
        if view.delegation in {"", party.code}:
            yield f"{party.code} {party.name}", ("time", "what", "form", "where"), rows


def _by_room(view: View) -> Iterator[Table]:
    for room in view.programme.rooms:
        rows = [(_day_and_hours(view, e), _what(e), _how(e), _codes(e)) for e in view.engagements(room=room.id)]
        if view.room in {"", room.id}:
            yield f"{room.name}, {room.venue}", ("time", "what", "form", "who"), rows


def _hours(view: View, engagement: Engagement) -> str:
    start, end = engagement.interval
    clock = view.programme.clock
    return f"{clock.hour_text(start)}-{clock.hour_text(end)}"


def _day_and_hours(view: View, engagement: Engagement) -> str:
    day = view.programme.days[view.programme.day_of(engagement)].date
    return f"{short_day_text(day)} {_hours(view, engagement)}"


def _what(engagement: Engagement) -> str:
    marks = [
        mark
        for mark, is_so in (
            ("confidential", engagement.is_confidential),
            ("tentative", engagement.is_tentative),
            ("pinned", engagement.is_pinned),
        )
        if is_so
    ]
    name = engagement.title if engagement.is_session else engagement.title or engagement.id
    return name + (f" ({', '.join(marks)})" if marks else "")


def _how(engagement: Engagement) -> str:
    return engagement.kind if engagement.is_session else engagement.form


def _place(engagement: Engagement) -> str:
    return engagement.where.room or engagement.where.venue


def _codes(engagement: Engagement) -> str:
    codes = engagement.codes
    return " ".join(codes) if len(codes) <= _MOST_CODES_SHOWN else count(len(codes), "delegation")


def _tell_open(view: View) -> None:
    for meeting in view.open():
        why = f": {reason_text(meeting.reasons[0], meeting.num_starts)}" if meeting.reasons else ""
        tell(f"Without a time: {meeting.id} ({meeting.state}{why})")


def board_document(view: View) -> dict[str, Any]:
    """Return what `tell_board` shows as JSON values, sorted by time whatever it is shown by."""
    return {
        "summit": view.programme.summit_id,
        "time_zone": view.programme.clock.zone,
        "engagements": [_engagement(view, engagement) for engagement in view.engagements()],
        "open": [_open(meeting) for meeting in view.open()],
    }


def _engagement(view: View, engagement: Engagement) -> dict[str, Any]:
    clock = view.programme.clock
    return {
        "id": engagement.id,
        "is_session": engagement.is_session,
        "kind": engagement.kind,
        "title": engagement.title,
        "form": engagement.form,
        "start": clock.at(engagement.interval.start).isoformat(timespec="minutes"),
        "end": clock.at(engagement.interval.end).isoformat(timespec="minutes"),
        "room": engagement.where.room_id,
        "venue": engagement.where.venue,
        "delegations": list(engagement.codes),
        "attendees": [guest.name for guest in engagement.attendees],
        "interpreters": [guest.name for guest in engagement.interpreters],
        "confidential": engagement.is_confidential,
        "tentative": engagement.is_tentative,
        "pinned": engagement.is_pinned,
    }


def _open(meeting: Open) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "parties": [party.code for party in meeting.parties],
        "state": meeting.state,
        "num_starts": meeting.num_starts,
        "reasons": [reason._asdict() for reason in meeting.reasons],
    }
