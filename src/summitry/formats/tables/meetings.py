"""Tables of what is to be placed: forms, meetings, replies, attendance, and what restricts them."""

from summitry.formats.tables.column import Column, Table
from summitry.formats.time_values import LocalTime, Windows
from summitry.formats.values import Ladder, Suggested, TextList, WholeNumber, Word, YesNo
from summitry.summit import Attendance, Avoidance, Form, Meeting, Order, Pin, Priority, Reply, ReplyState

FORMS = Table(
    name="forms",
    fact=Form,
    help="How fully a meeting can be held.",
    own_columns=(
        Column(name="name", help="short name used everywhere else", example="sit-down", is_required=True, is_key=True),
        Column(
            name="duration_min",
            kind=WholeNumber(),
            help="minutes it lasts where the meeting states nothing else",
            example="30",
            is_required=True,
            width=13,
        ),
        Column(name="needs_room", kind=YesNo(), help="whether it takes a room; empty: yes", example="yes", width=12),
        Column(name="features", kind=TextList(), help="what its room must offer", example="dining", width=18),
        Column(
            name="meal",
            kind=YesNo(),
            help="whether it serves as the meal of those who attend; empty: no",
            example="no",
            width=8,
        ),
    ),
)

MEETINGS = Table(
    name="meetings",
    fact=Meeting,
    help="The meetings to place.",
    own_columns=(
        Column(name="id", help="short name used everywhere else", example="KOR-NLD", is_required=True, is_key=True),
        Column(
            name="kind",
            kind=Suggested(words=("bilateral", "minilateral", "working lunch", "signing", "ministerial")),
            help="what it is; empty: bilateral",
            example="bilateral",
        ),
        Column(name="title", help="title as it is shown; empty: the parties", example="Asia-Pacific four", width=26),
        Column(
            name="parties",
            kind=TextList(),
            help="codes of the two or more delegations that meet",
            example="KOR;NLD",
            is_required=True,
            width=18,
        ),
        Column(
            name="requested_by",
            help="code of the party that asked; it counts as having accepted",
            example="KOR",
            refers_to="delegations",
            width=14,
        ),
        Column(
            name="chair",
            help="id of the person who moderates and attends in any case",
            example="kor-yoon",
            refers_to="people",
        ),
        Column(
            name="host",
            help="code of the party on whose ground or in whose name it is held",
            example="NLD",
            refers_to="delegations",
            width=8,
        ),
        Column(
            name="forms",
            attribute="ladder",
            kind=Ladder(),
            help="its forms in order of preference, with their minutes; without minutes: those of the form; empty: the "
            "summit's ladder",
            example="sit-down:30;short:15;standing",
            width=30,
        ),
        Column(
            name="head_count",
            kind=WholeNumber(),
            help="seats it needs; empty: seats_a_party for each party",
            example="10",
            width=12,
        ),
        Column(
            name="languages",
            kind=TextList(),
            help="languages it is held in; empty: whatever the parties share",
            example="en",
            width=12,
        ),
        Column(
            name="allowed",
            kind=Windows(),
            help="when it may take place; empty: any time",
            example="2023-07-11 09:00-12:30",
            width=30,
        ),
        Column(name="venues", kind=TextList(), help="ids of the venues it may be in; empty: any", example="litexpo"),
        Column(name="rooms", kind=TextList(), help="ids of the rooms it may be in; empty: any", example="bilat-1"),
        Column(name="features", kind=TextList(), help="what its room must offer", example="booth", width=14),
        Column(name="bonus", kind=WholeNumber(), help="value added by the secretariat; empty: 0", example="2", width=8),
        Column(
            name="confidential",
            kind=YesNo(),
            help="whether only its parties and the secretariat may know of it; empty: no",
            example="no",
            width=13,
        ),
    ),
)

REPLIES = Table(
    name="replies",
    fact=Reply,
    help="What each party says to a meeting; without a row the party that asked has accepted and others are pending.",
    own_columns=(
        Column(name="meeting", help="id of the meeting", example="KOR-NLD", is_required=True, refers_to="meetings"),
        Column(
            name="delegation",
            help="code of the party",
            example="NLD",
            is_required=True,
            refers_to="delegations",
            width=12,
        ),
        Column(name="reply", kind=Word(ReplyState), help="its answer; empty: pending", example="accepted", width=11),
        Column(
            name="priority",
            kind=Word(Priority),
            help="what the meeting is worth to it, private to it; empty: normal",
            example="high",
            width=10,
        ),
        Column(
            name="preferred",
            kind=Windows(),
            help="when it would rather meet; empty: no preference",
            example="2023-07-11 14:00-18:00",
            width=30,
        ),
    ),
)

ATTENDANCE = Table(
    name="attendance",
    attribute="attendances",
    fact=Attendance,
    help="Who attends a meeting; a party without a row sends its principal.",
    own_columns=(
        Column(name="meeting", help="id of the meeting", example="KOR-NLD", is_required=True, refers_to="meetings"),
        Column(
            name="person", help="id of the person who attends", example="kor-park", is_required=True, refers_to="people"
        ),
        Column(
            name="stand_ins",
            kind=TextList(),
            help="ids of those who may stand in, in order of preference",
            example="kor-kim;kor-lee",
            width=24,
        ),
    ),
)

AVOID = Table(
    name="avoid",
    attribute="avoidances",
    fact=Avoidance,
    help="Delegations that must never be in one zone at the same time.",
    own_columns=(
        Column(name="first", help="code of the one", example="ARM", is_required=True, refers_to="delegations"),
        Column(name="second", help="code of the other", example="AZE", is_required=True, refers_to="delegations"),
        Column(
            name="gap_min",
            kind=WholeNumber(),
            help="minutes that must lie between them; empty: 0",
            example="10",
            width=9,
        ),
    ),
)

ORDERS = Table(
    name="orders",
    fact=Order,
    help="What must end before something else starts.",
    own_columns=(
        Column(
            name="before", help="id of the meeting or session that comes first", example="KOR-JPN", is_required=True
        ),
        Column(name="after", help="id of the meeting or session that comes later", example="AP4", is_required=True),
        Column(
            name="gap_min",
            kind=WholeNumber(),
            help="minutes that must lie between them; empty: 0",
            example="15",
            width=9,
        ),
    ),
)

PINS = Table(
    name="pins",
    fact=Pin,
    help="Meetings fixed by a person, which the planner may not move.",
    own_columns=(
        Column(name="meeting", help="id of the meeting", example="AP4", is_required=True, refers_to="meetings"),
        Column(
            name="start",
            kind=LocalTime(),
            help="when it starts",
            example="2023-07-12 07:45",
            is_required=True,
            width=18,
        ),
        Column(name="form", help="its form; empty: any on its ladder", example="short", refers_to="forms"),
        Column(name="room", help="id of its room; empty: any that fits", example="bilat-1", refers_to="rooms"),
    ),
)
