"""The booklet and the cards as PDF.

Texts reach the typesetter as JSON strings, so nothing that a user wrote is read as markup.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry.publish.board import form_styles
from summitry.publish.fonts import fonts
from summitry.publish.layout import DayBoard, Row, day_boards, short_text
from summitry.publish.programme import Engagement, Guest, Open, Programme, Room
from summitry.publish.verdict import Verdict
from summitry.publish.words import day_text, reason_text, span_text

if TYPE_CHECKING:
    from typst import Compiler, Fonts

_TEMPLATES = Path(__file__).parent / "templates"


def card_pdf(programme: Programme, made_at: datetime, *, with_fonts: "Fonts | None" = None) -> bytes:
    """Return the card of a delegation as PDF, A5.

    Parameters
    ----------
    programme
        What the delegation may see.
    made_at
        The date of the document, aware; equal programmes with equal dates give equal files.
    with_fonts
        The fonts to use; by default all that `summitry.publish.fonts` finds.

    Raises
    ------
    ValueError
        If the programme is the secretariat's.
    """
    if programme.reader is None:
        raise ValueError("a card is made from a delegation's programme, not from the secretariat's")
    data = _card(programme) | {"title": f"{programme.name}: programme of {programme.reader.name}"}
    return _typeset("card.typ", data, made_at, with_fonts or fonts())


def booklet_pdf(programme: Programme, verdict: Verdict | None, cards: Iterable[Programme], made_at: datetime) -> bytes:
    """Return the booklet of the secretariat as PDF, A4: overview, a page a day, a card a delegation, a sheet a room.

    Parameters
    ----------
    programme
        What the secretariat may see.
    cards
        For each delegation what it may see.
    made_at
        As in `card_pdf`.
    """
    data = {
        "title": f"{programme.name}: programme",
        "summit": programme.name,
        "line": _line(programme),
        "figures": _figures(programme),
        "verdict": _verdict(verdict) if verdict else None,
        "unplaced": [_open(o, programme) for o in programme.open if o.is_agreed],
        "waiting": [_open(o, programme) for o in programme.open if not o.is_agreed],
        "days": [_day(board, programme) for board in day_boards(programme)],
        "cards": [_card(card) for card in cards],
        "rooms": [_room(room, programme) for room in programme.rooms],
    }
    return _typeset("booklet.typ", data, made_at, fonts())


@cache
def _compiler(with_fonts: "Fonts") -> "Compiler":
    import typst  # noqa: PLC0415 -- only when a PDF is made

    return typst.Compiler(root=_TEMPLATES, font_paths=with_fonts)


def _typeset(template: str, data: Mapping[str, Any], made_at: datetime, with_fonts: "Fonts") -> bytes:
    pdf, _warnings = _compiler(with_fonts).compile_with_warnings(
        input=_TEMPLATES / template,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=made_at,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no PDF")
    return pdf


# --- what a page says, in texts ---


def _card(programme: Programme) -> dict[str, Any]:
    reader = programme.reader
    return {
        "summit": programme.name,
        "line": _line(programme),
        "code": reader.code if reader else "",
        "delegation": reader.name if reader else "",
        "days": [
            {"name": day_text(board.day.date), "entries": [_entry(e, programme) for e in board.engagements]}
            for board in day_boards(programme)
        ],
        "open": [_open(o, programme) for o in programme.open],
    }


def _line(programme: Programme) -> str:
    dates = span_text(tuple(day.date for day in programme.days))
    return " · ".join(filter(None, (dates, programme.place, f"times of {programme.clock.zone}")))


def _figures(programme: Programme) -> list[dict[str, str]]:
    meetings = sum(not e.is_session for e in programme.engagements)
    counts = {
        "delegations": len(programme.delegations),
        "meetings placed": meetings,
        "not placed": sum(o.is_agreed for o in programme.open),
        "sessions": len(programme.engagements) - meetings,
        "rooms": len(programme.rooms),
    }
    return [{"label": label, "value": str(count)} for label, count in counts.items()]


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "rules": verdict.rules_text,
        "placed": verdict.placed_text,
        "violations": list(verdict.violations),
        "levels": [
            {"heading": x.heading, "unit": x.unit, "value": x.value, "bound": x.bound, "gap": x.gap}
            for x in verdict.levels
        ],
        "run": verdict.run,
        "plan_digest": verdict.plan_digest,
        "facts_digest": verdict.facts_digest,
    }


def _heading(thing: Engagement | Open, programme: Programme) -> list[str]:
    """Return a title, or the names of those met, one by one so that each keeps its own direction."""
    if thing.title or not thing.parties:
        return [thing.title or thing.kind]
    return [party.name for party in thing.others(programme.reader)]


def _with(thing: Engagement | Open, programme: Programme) -> list[str]:
    return [party.name for party in thing.others(programme.reader)] if thing.title else []


def _entry(engagement: Engagement, programme: Programme) -> dict[str, Any]:
    e = engagement
    badges = {
        "confidential": e.is_confidential,
        "time estimated": e.is_session and e.is_tentative,
        "not agreed yet": not e.is_session and e.is_tentative,
        "for information": not programme.expects(e),
    }
    return {
        "start": programme.clock.hour_text(e.interval.start),
        "end": programme.clock.hour_text(e.interval.end),
        "session": e.is_session,
        "secret": e.is_confidential,
        "heading": _heading(e, programme),
        "with": _with(e, programme),
        "form": e.form,
        "style": form_styles(programme.forms).get(e.form, 0),
        "room": e.where.room or e.where.venue,
        "where": e.where.text,
        "attendees": [] if e.is_session else [_guest(guest) for guest in e.attendees],
        "interpreters": [_guest(guest) for guest in e.interpreters],
        "aside": not programme.expects(e),
        "badges": [word for word, holds in badges.items() if holds],
    }


def _guest(guest: Guest) -> dict[str, str]:
    return {"name": guest.name, "office": guest.office, "for": guest.stands_in_for}


def _open(thing: Open, programme: Programme) -> dict[str, Any]:
    return {
        "heading": _heading(thing, programme),
        "kind": thing.kind,
        "state": thing.state,
        "secret": thing.is_confidential,
        "reasons": [reason_text(reason, thing.num_starts) for reason in thing.reasons],
    }


def _day(board: DayBoard, programme: Programme) -> dict[str, Any]:
    rows = ((board.programme_row,) if board.programme_row.blocks else ()) + board.room_rows
    return {
        "name": day_text(board.day.date),
        "length": board.window.length,
        "marks": [{"left": mark.left_min, "text": mark.text} for mark in board.marks],
        "rows": [_chart_row(row, programme) for row in rows],
        "entries": [_entry(e, programme) for e in board.engagements],
    }


def _chart_row(row: Row, programme: Programme) -> dict[str, Any]:
    styles = form_styles(programme.forms)
    return {
        "label": row.label,
        "lanes": row.num_lanes,
        "blocks": [
            {
                "left": block.left_min,
                "width": block.width_min,
                "lane": block.lane,
                "shade": block.is_shade,
                "session": block.engagement.is_session,
                "secret": block.engagement.is_confidential,
                "style": styles.get(block.engagement.form, 0),
                "text": short_text(block.engagement),
            }
            for block in row.blocks
        ],
    }


def _room(room: Room, programme: Programme) -> dict[str, Any]:
    """Return the list for a door: everybody may read it, so a confidential meeting is a reservation."""
    days = []
    for board in day_boards(programme):
        entries = [_door_entry(e, programme) for e in board.engagements if e.where.room_id == room.id]
        if entries:
            days.append({"name": day_text(board.day.date), "entries": entries})
    return {"name": room.name, "venue": room.venue, "days": days}


def _door_entry(engagement: Engagement, programme: Programme) -> dict[str, Any]:
    entry = _entry(engagement, programme)
    hidden = engagement.is_confidential or (engagement.is_session and not engagement.is_public)
    return entry | {"heading": ["Reserved"], "with": []} if hidden else entry
