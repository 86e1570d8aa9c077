"""A small day to run again: a session at noon, and meetings of A, B and C round it."""

from summitry.summit import Assignment, Plan, Recorded, Room, Rung, Session, Settings, Summit
from tests.builders import PLAIN, meeting, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15))
SETTINGS = Settings(
    room_change_min=0,
    arrival_margin_min=0,
    departure_margin_min=0,
    ladder=PLAIN.ladder,
    seats_a_party=1,
    departure_buffer_min=0,
)


def day() -> Summit:
    """Return the facts: A and B sit in the session from 12:00 to 13:00."""
    return summit(
        settings=SETTINGS,
        rooms=tuple(Room(id=id_, name=id_, venue="V", seats=10) for id_ in ("R", "S")),
        sessions=(Session(id="plenary", title="Plenary", start=720, end=780, venue="V", participants=("A", "B")),),
        meetings=(
            meeting("A-B", ladder=LADDER),
            meeting("A-C", "A", "C", ladder=LADDER),
            meeting("B-C", "B", "C", ladder=LADDER),
        ),
        recorded=(
            Recorded(meeting="A-C", parties=("A", "C"), day="2026-06-01", status="cancelled"),
            Recorded(meeting="A-B", parties=("A", "B"), day="2026-06-01", status="held"),
        ),
    )


def placed(meeting_id: str, start: int, form: str = "sit-down", room: str = "R") -> Assignment:
    """Return a meeting at a minute, attended by the two it is named after."""
    attendees = tuple(code.lower() for code in meeting_id.split("-"))
    return Assignment(meeting=meeting_id, form=form, start=start, room=room, attendees=attendees)


def plan_of(*assignments: Assignment) -> Plan:
    """Return a plan of the day."""
    return Plan(summit="test", facts_digest=day().digest, assignments=assignments)


MORNING = plan_of(placed("A-B", 600), placed("A-C", 790), placed("B-C", 840))
