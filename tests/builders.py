"""A small sound summit to start from; a test changes only what it is about.

Three delegations A, B, C with principals a, b, c; one venue V with room R; one day, 1 June 2026, 09:00-18:00 in Vienna
(minutes 540-1080).
"""

from datetime import date
from typing import Any

from summitry.summit import (
    Clock,
    Day,
    Delegation,
    Form,
    Meeting,
    Person,
    Reply,
    ReplyState,
    Role,
    Room,
    Settings,
    Summit,
    Venue,
)

CLOCK = Clock("Europe/Vienna", date(2026, 6, 1))
DAY = Day(date=date(2026, 6, 1), opens=9 * 60, closes=18 * 60)
SIT_DOWN = Form(name="sit-down", duration_min=30)
SHORT = Form(name="short", duration_min=15)
STANDING = Form(name="standing", duration_min=10, needs_room=False)
PLAIN = Settings(
    room_change_min=0,
    arrival_margin_min=0,
    departure_margin_min=0,
    ladder=("sit-down",),
    seats_a_party=1,
)


def delegation(code: str, **fields: Any) -> Delegation:
    return Delegation(**{"code": code, "name": f"State {code}"} | fields)


def principal(code: str, **fields: Any) -> Person:
    lower = code.lower()
    return Person(**{"id": lower, "name": f"Head {code}", "delegation": code, "role": Role.PRINCIPAL} | fields)


def meeting(id_: str, *parties: str, **fields: Any) -> Meeting:
    return Meeting(**{"id": id_, "parties": parties or ("A", "B")} | fields)


def accepted(*meetings: Meeting, **fields: Any) -> tuple[Reply, ...]:
    return tuple(
        Reply(**{"meeting": m.id, "delegation": code, "reply": ReplyState.ACCEPTED} | fields)
        for m in meetings
        for code in m.parties
    )


def summit(**fields: Any) -> Summit:
    """Return the small summit with these fields changed; meetings without stated replies are accepted by all."""
    codes = ("A", "B", "C")
    base: dict[str, Any] = {
        "id": "test",
        "name": "Test summit",
        "clock": CLOCK,
        "days": (DAY,),
        "settings": PLAIN,
        "delegations": tuple(delegation(code) for code in codes),
        "people": tuple(principal(code) for code in codes),
        "venues": (Venue(id="V", name="Venue"),),
        "rooms": (Room(id="R", name="Room", venue="V", seats=10),),
        "forms": (SIT_DOWN, SHORT, STANDING),
    }
    base |= fields
    base.setdefault("replies", accepted(*base.get("meetings", ())))
    return Summit(**base)
