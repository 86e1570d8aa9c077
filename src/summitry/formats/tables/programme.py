"""Tables of the frame: the summit's days, its sessions, and what really happened."""

from datetime import date
from typing import Any, cast

from summitry.formats.tables.column import Column, Table, Values
from summitry.formats.time_values import DAY_MIN, Date, HourOfDay, HoursOrTime, LocalTime, minute_of
from summitry.formats.values import BadValueError, Context, Suggested, TextList, WholeNumber, Word, YesNo
from summitry.summit import Certainty, Day, Recorded, Session
from summitry.summit.fact import Fact


def _opens(day: date, value: HourOfDay | int, context: Context) -> int:
    return minute_of(day, value.minutes, context.clock) if isinstance(value, HourOfDay) else value


def _closes(day: date, value: HourOfDay | int, opens: int, context: Context) -> int:
    closes = _opens(day, value, context)
    if isinstance(value, HourOfDay) and closes <= opens:
        return minute_of(day, value.minutes + DAY_MIN, context.clock)
    return closes


def _in_column(column: str, error: BadValueError) -> BadValueError:
    return BadValueError(str(error), error.expected, column)


def _day(_table: Table, values: Values, context: Context) -> Fact:
    given: dict[str, Any] = dict(values)
    try:
        opens = _opens(given["date"], given["opens"], context)
    except BadValueError as error:
        raise _in_column("opens", error) from None
    try:
        closes = _closes(given["date"], given["closes"], opens, context)
    except BadValueError as error:
        raise _in_column("closes", error) from None
    return Day(**(given | {"opens": opens, "closes": closes}))


def _day_values(table: Table, fact: Fact, context: Context) -> Values:
    day = cast("Day", fact)
    given = {column.field: getattr(day, column.field) for column in table.columns}
    return given | {"opens": _opens_value(day, context), "closes": _closes_value(day, context)}


def _wall_hour(minute: int, context: Context) -> HourOfDay:
    at = context.clock.at(minute)
    return HourOfDay(at.hour * 60 + at.minute)


def _opens_value(day: Day, context: Context) -> HourOfDay | int:
    """Return the hour where it says the instant, else the instant."""
    hour = _wall_hour(day.opens, context)
    try:
        return hour if _opens(day.date, hour, context) == day.opens else day.opens
    except BadValueError:
        return day.opens


def _closes_value(day: Day, context: Context) -> HourOfDay | int:
    hour = _wall_hour(day.closes, context)
    try:
        return hour if _closes(day.date, hour, day.opens, context) == day.closes else day.closes
    except BadValueError:
        return day.closes


DAYS = Table(
    name="days",
    fact=Day,
    help="The days of the summit and when meetings may be held on them.",
    is_required=True,
    build=_day,
    take=_day_values,
    own_columns=(
        Column(name="date", kind=Date(), help="the day", example="2023-07-11", is_required=True, width=12),
        Column(name="opens", kind=HoursOrTime(), help="earliest start of a meeting", example="07:00", is_required=True),
        Column(
            name="closes",
            kind=HoursOrTime(),
            help="latest end of a meeting; not after the opening: on the next day",
            example="23:00",
            is_required=True,
        ),
    ),
)

SESSIONS = Table(
    name="sessions",
    fact=Session,
    help="The official programme, at fixed times.",
    own_columns=(
        Column(name="id", help="short name used everywhere else", example="nac-1", is_required=True, is_key=True),
        Column(name="title", help="title as it is shown", example="North Atlantic Council", is_required=True, width=34),
        Column(
            name="kind",
            kind=Suggested(
                words=("plenary", "family photo", "breakfast", "lunch", "dinner", "signing", "press conference")
            ),
            help="what it is; breakfast, lunch and dinner count as meals; empty: plenary",
            example="dinner",
        ),
        Column(
            name="start", kind=LocalTime(), help="from when", example="2023-07-11 19:00", is_required=True, width=18
        ),
        Column(name="end", kind=LocalTime(), help="until when", example="2023-07-11 21:30", is_required=True, width=18),
        Column(name="venue", help="id of the venue it is in", example="palace", is_required=True, refers_to="venues"),
        Column(
            name="zone",
            help="id of the zone it is in; empty: that of its room, else the venue as a whole",
            example="hall-5",
            refers_to="zones",
            width=12,
        ),
        Column(
            name="room",
            help="id of the room it uses, which nothing else may then use; empty: a place that nobody books",
            example="plenary-hall",
            refers_to="rooms",
            width=14,
        ),
        Column(
            name="participants",
            kind=TextList(),
            help="who attends: codes and groups (their principals), ids of people",
            example="members;AP4;eu-borrell",
            width=30,
        ),
        Column(
            name="absent",
            kind=TextList(),
            help="who of them does not attend all the same: codes, ids of people",
            example="USA",
        ),
        Column(
            name="chair",
            help="id of the person in the chair, who attends in any case",
            example="nato-stoltenberg",
            refers_to="people",
        ),
        Column(
            name="host", help="code of the delegation in whose name it is held", example="LTU", refers_to="delegations"
        ),
        Column(
            name="certainty",
            kind=Word(Certainty),
            help="how sure its time is; empty: official",
            example="official",
            width=12,
        ),
        Column(name="public", kind=YesNo(), help="whether anyone may know of it; empty: yes", example="yes", width=9),
    ),
)

RECORDED = Table(
    name="recorded",
    fact=Recorded,
    help="What really happened or was announced, to compare a plan with; never a constraint.",
    own_columns=(
        Column(
            name="meeting",
            help="id of the meeting it belongs to; empty: only recorded (pull-asides, ceremonies)",
            example="KOR-NLD",
            refers_to="meetings",
        ),
        Column(name="parties", kind=TextList(), help="codes of those who met", example="KOR;NLD", width=18),
        Column(name="kind", help="what it was", example="pull-aside"),
        Column(name="title", help="what it was called", example="Talk after the family photo", width=26),
        Column(
            name="day",
            help="the day; two days joined by `/` where it is not known which",
            example="2023-07-11",
            width=12,
        ),
        Column(name="start", kind=LocalTime(), help="when it began", example="2023-07-11 14:00", width=18),
        Column(name="duration_min", kind=WholeNumber(minimum=0), help="minutes it took", example="25", width=13),
        Column(name="place", help="where it was", example="LITEXPO"),
        Column(
            name="status",
            kind=Suggested(words=("held", "planned", "moved", "cancelled")),
            help="what became of it; empty: held",
            example="held",
            width=11,
        ),
        Column(
            name="basis",
            kind=Suggested(words=("actual", "approx", "announced")),
            help="how good the start is",
            example="actual",
            width=11,
        ),
    ),
)
