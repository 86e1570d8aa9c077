"""A summit that uses every table and every odd text, over the night on which Vienna sets its clocks back.

25 October 2026: 03:00 becomes 02:00, so 02:30 happens twice, at minutes 24 * 60 + 150 and 24 * 60 + 210.
"""

from datetime import date
from typing import Any

from summitry.summit import (
    Attendance,
    Avoidance,
    Capacity,
    Certainty,
    Clock,
    ClosedWindow,
    ComfortWeights,
    Day,
    Delegation,
    Form,
    Interval,
    Limit,
    Meeting,
    Order,
    Person,
    Pin,
    Presence,
    Priority,
    Recorded,
    Reply,
    ReplyState,
    Role,
    Room,
    Rung,
    Session,
    Settings,
    Summit,
    Transfer,
    Venue,
    Zone,
)

CLOCK = Clock("Europe/Vienna", date(2026, 10, 24))
SECOND_DAY = 24 * 60
FIRST_HALF_PAST_TWO = SECOND_DAY + 150
SECOND_HALF_PAST_TWO = SECOND_DAY + 210
ODD_TEXTS = (
    "=1+1",
    "+4930",
    "-",
    "@all",
    "'",
    "'quoted",
    "'=already guarded",
    "''=twice",
    "1e5",
    "007",
    "TRUE",
    "#N/A",
    "_x000D_",
    "2026-10-24",
    'a "quoted" word',
    '"all of it"',
    "line one\nline two",
    "tab\there",
    "comma, semicolon; and more",
    "\u202b\u0645\u0631\u062d\u0628\u0627\u202c \u0627\u0644\u0633\u0644\u0627\u0645",
    "\u05e9\u05dc\u05d5\u05dd (Shalom)",
    "\ud55c\uad6d \u65e5\u672c",
    "e\u0301 is not \u00e9",
    "\U0001f91d\U0001f3fd",
    "null",
    "long " * 2000 + "end",
)


def _notes() -> tuple[Recorded, ...]:
    return tuple(Recorded(title=text, note=text, parties=(text,)) for text in ODD_TEXTS)


def _frame() -> dict[str, Any]:
    return {
        "id": "rich",
        "name": "=Not a formula",
        "series": "Odd summits",
        "edition": "007",
        "host": "AAA",
        "place": "Wien",
        "note": "first line\nsecond line",
        "clock": CLOCK,
        "days": (
            Day(date=date(2026, 10, 24), opens=9 * 60, closes=SECOND_DAY + 60, note="closes after midnight"),
            Day(date=date(2026, 10, 25), opens=FIRST_HALF_PAST_TWO, closes=SECOND_DAY + 19 * 60),
            Day(date=date(2026, 10, 26), opens=SECOND_DAY + 26 * 60, closes=SECOND_DAY + 49 * 60),
        ),
        "settings": Settings(
            step_min=15,
            standing_zone="lounge",
            ladder=("short", "a;b"),
            priority_weight={Priority.MUST: 9, Priority.HIGH: 4, Priority.NORMAL: 2, Priority.LOW: 0},
            form_loss_percent=(),
            comfort=ComfortWeights(break_=7, off_preference=0),
            fairness_cap={"leaders": 2, "Heads, of state.": 0},
        ),
    }


def _people() -> dict[str, Any]:
    return {
        "delegations": (
            Delegation(code="AAA", name="'Apostrophe", capacity=Capacity.HOST, groups=("G7", "a;b"), languages=("de",)),
            Delegation(code="BBB", name="Bel;gium", languages=("fr", "nl")),
            Delegation(code="1e5", name="TRUE", capacity=Capacity.OBSERVER, source="https://example.org ; a book"),
        ),
        "people": (
            Person(id="a", name="A", delegation="AAA", role=Role.PRINCIPAL, fairness_class="leaders", overrun_min=10),
            Person(id="b", name="B", delegation="BBB", role=Role.PRINCIPAL, fairness_class="Heads, of state."),
            Person(id="b2", name="B2", delegation="BBB", role=Role.STAND_IN, office="Minister", languages=("en",)),
            Person(id="007", name="\u0639\u0644\u064a", delegation="1e5", role=Role.PRINCIPAL),
            Person(id="i", name="I", role=Role.INTERPRETER, languages=("de", "fr")),
        ),
        "presences": (
            Presence(person="a", arrival=600, departure=FIRST_HALF_PAST_TWO),
            Presence(person="a", arrival=SECOND_HALF_PAST_TWO),
            Presence(person="b", departure=SECOND_DAY * 3),
        ),
    }


def _places() -> dict[str, Any]:
    return {
        "venues": (Venue(id="hofburg", name="Hofburg"), Venue(id="castle", name="Castle")),
        "zones": (Zone(id="lounge", name="Lounge", venue="hofburg"),),
        "transfers": (Transfer(origin="hofburg", destination="castle", minutes=20, assumed="by map"),),
        "rooms": (
            Room(
                id="R1",
                name="Room 1",
                venue="hofburg",
                zone="lounge",
                seats=12,
                features=("booth", 'with "quotes"'),
                open=(
                    Interval(0, SECOND_DAY),
                    Interval(600, 720),
                    Interval(FIRST_HALF_PAST_TWO, SECOND_HALF_PAST_TWO),
                    Interval(SECOND_DAY + 22 * 60, SECOND_DAY + 27 * 60),
                ),
                turnaround_min=10,
            ),
            Room(id="R2", name="Room 2", venue="castle", seats=8),
        ),
    }


def _engagements() -> dict[str, Any]:
    return {
        "sessions": (
            Session(
                id="plenary",
                title="Plenary",
                start=600,
                end=660,
                venue="hofburg",
                zone="lounge",
                participants=("G7", "BBB", "i"),
                absent=("b2",),
                chair="a",
                host="AAA",
                certainty=Certainty.REPORTED,
                public=False,
            ),
            Session(id="dinner", title="Dinner", kind="dinner", start=1140, end=1260, venue="castle", room="R2"),
        ),
        "forms": (
            Form(name="short", duration_min=15),
            Form(name="a;b", duration_min=20, features=("booth",)),
            Form(name="standing", duration_min=10, needs_room=False),
            Form(name="lunch", duration_min=60, meal=True),
        ),
        "meetings": (
            Meeting(
                id="AB",
                kind="working lunch",
                title="@lunch",
                parties=("AAA", "BBB"),
                requested_by="AAA",
                chair="a",
                host="BBB",
                ladder=(Rung("lunch", 45), Rung("a;b", 20), Rung("standing", 10)),
                head_count=8,
                languages=("de", "fr"),
                allowed=(Interval(600, 900),),
                venues=("hofburg",),
                rooms=("R1",),
                features=("booth",),
                bonus=3,
                confidential=True,
            ),
            Meeting(id="-all", kind="minilateral", parties=("AAA", "BBB", "1e5")),
        ),
        "replies": (
            Reply(meeting="AB", delegation="BBB", reply=ReplyState.ACCEPTED, priority=Priority.MUST),
            Reply(meeting="-all", delegation="1e5", reply=ReplyState.DECLINED, preferred=(Interval(700, 800),)),
        ),
        "attendances": (Attendance(meeting="AB", person="b", stand_ins=("b2",)),),
    }


def _restrictions() -> dict[str, Any]:
    return {
        "closed": (ClosedWindow(subject="a", start=800, end=830), ClosedWindow(subject="BBB", start=0, end=60)),
        "avoidances": (Avoidance(first="BBB", second="1e5", gap_min=10),),
        "orders": (Order(before="plenary", after="-all", gap_min=5),),
        "limits": (
            Limit(
                person="a", meetings_a_day=4, meetings_in_a_row=2, rest_min=30, meal=Interval(720, 1440), meal_min=45
            ),
            Limit(person="i", work_in_a_row_min=60, work_a_day_min=0, rest_min=15),
        ),
        "pins": (Pin(meeting="AB", start=720, form="a;b", room="R1"), Pin(meeting="-all", start=SECOND_HALF_PAST_TWO)),
        "recorded": (
            Recorded(
                meeting="AB",
                parties=("AAA", "BBB"),
                kind="bilateral",
                day="2026-10-24/2026-10-25",
                start=700,
                duration_min=0,
                place="Hofburg",
                status="moved",
                basis="approx",
            ),
            *_notes(),
        ),
    }


def rich_summit() -> Summit:
    """Return a sound summit in which no table is empty."""
    return Summit(**_frame(), **_people(), **_places(), **_engagements(), **_restrictions())
