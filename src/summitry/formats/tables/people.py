"""Tables of who comes: delegations, people, their presence, limits and closed windows."""

from typing import Any, cast

from summitry.formats.tables.column import Column, Table, Values
from summitry.formats.time_values import Hours, LocalTime
from summitry.formats.values import BadValueError, Context, TextList, WholeNumber, Word
from summitry.summit import Capacity, ClosedWindow, Delegation, Interval, Limit, Person, Presence, Role
from summitry.summit.fact import Fact

DELEGATIONS = Table(
    name="delegations",
    fact=Delegation,
    help="The parties at the summit.",
    own_columns=(
        Column(
            name="code",
            help="short name used everywhere else: ISO 3166-1 alpha-3 for states, else the organisation's acronym",
            example="KOR",
            is_required=True,
            is_key=True,
            width=8,
        ),
        Column(name="name", help="name as it is shown", example="Republic of Korea", is_required=True, width=26),
        Column(
            name="capacity",
            kind=Word(Capacity),
            help="in what quality it attends; empty: member",
            example="partner",
            width=14,
        ),
        Column(name="groups", kind=TextList(), help="named sets it belongs to", example="AP4;partners", width=18),
        Column(
            name="languages",
            kind=TextList(),
            help="working languages (BCP 47) of its people who state none; empty: it brings its own interpreters",
            example="ko;en",
            width=14,
        ),
    ),
)

PEOPLE = Table(
    name="people",
    fact=Person,
    help="Everyone who can be needed somewhere: principals, stand-ins, chairs, interpreters.",
    own_columns=(
        Column(
            name="id",
            help="short name used everywhere else",
            example="kor-yoon",
            is_required=True,
            is_key=True,
            width=16,
        ),
        Column(name="name", help="name as it is shown", example="Yoon Suk-yeol", is_required=True, width=26),
        Column(
            name="delegation",
            help="code of the delegation; empty for people of the summit itself, such as interpreters",
            example="KOR",
            refers_to="delegations",
            width=12,
        ),
        Column(
            name="role",
            kind=Word(Role),
            help="what the person does; empty: delegate; the principal attends unless attendance says otherwise",
            example="principal",
            width=16,
        ),
        Column(name="office", help="office held", example="President", width=24),
        Column(
            name="languages",
            kind=TextList(),
            help="working languages (BCP 47); empty: those of the delegation",
            example="ko;en",
            width=14,
        ),
        Column(
            name="overrun_min",
            kind=WholeNumber(),
            help="minutes of buffer wanted after this person's meetings, because they are known to overrun",
            example="10",
            width=13,
        ),
        Column(
            name="fairness_class",
            help="class within which breaks are kept even (section fairness_cap)",
            example="leaders",
            width=15,
        ),
    ),
)

PRESENCE = Table(
    name="presence",
    attribute="presences",
    fact=Presence,
    help="When people are at the summit, one row a stay; somebody without a row is there throughout.",
    own_columns=(
        Column(name="person", help="id of the person", example="kor-yoon", is_required=True, refers_to="people"),
        Column(
            name="arrival",
            kind=LocalTime(),
            help="arrival in the host city; empty: there when the summit begins",
            example="2023-07-10 20:00",
            width=18,
        ),
        Column(
            name="departure",
            kind=LocalTime(),
            help="departure from the host city; empty: there until the summit ends",
            example="2023-07-12 20:00",
            width=18,
        ),
    ),
)

CLOSED = Table(
    name="closed",
    fact=ClosedWindow,
    help="Private stretches of time in which a delegation or a person takes no meeting.",
    own_columns=(
        Column(name="subject", help="code of the delegation or id of the person", example="KOR", is_required=True),
        Column(
            name="start", kind=LocalTime(), help="from when", example="2023-07-11 13:00", is_required=True, width=18
        ),
        Column(name="end", kind=LocalTime(), help="until when", example="2023-07-11 14:00", is_required=True, width=18),
    ),
)


def _limit(_table: Table, values: Values, _context: Context) -> Fact:
    given: dict[str, Any] = dict(values)
    start, end = given.pop("meal_from", None), given.pop("meal_to", None)
    if start is None and end is None:
        return Limit(**given)
    if start is None or end is None:
        column = "meal_from" if start is None else "meal_to"
        raise BadValueError("the meal's other hour is given", "both hours or neither", column)
    return Limit(**given, meal=Interval(start, end))


def _limit_values(table: Table, fact: Fact, _context: Context) -> Values:
    limit = cast("Limit", fact)
    meal: dict[str, Any] = {"meal_from": None, "meal_to": None}
    if limit.meal is not None:
        meal = {"meal_from": limit.meal.start, "meal_to": limit.meal.end}
    return {column.field: getattr(limit, column.field) for column in table.columns if column.field not in meal} | meal


LIMITS = Table(
    name="limits",
    fact=Limit,
    help="What may be asked of one person; an empty cell states no limit.",
    build=_limit,
    take=_limit_values,
    own_columns=(
        Column(name="person", help="id of the person", example="usa-biden", is_required=True, refers_to="people"),
        Column(name="meetings_a_day", kind=WholeNumber(), help="most meetings on one day", example="5"),
        Column(
            name="meetings_in_a_row",
            kind=WholeNumber(),
            help="most meetings without a rest of rest_min",
            example="3",
            width=19,
        ),
        Column(
            name="work_in_a_row_min",
            kind=WholeNumber(),
            help="for interpreters: most minutes of work without a rest of rest_min",
            example="60",
            width=19,
        ),
        Column(
            name="work_a_day_min",
            kind=WholeNumber(),
            help="for interpreters: most minutes of work on one day",
            example="360",
        ),
        Column(
            name="rest_min",
            kind=WholeNumber(),
            help="minutes free of engagements that count as a rest",
            example="30",
            width=10,
        ),
        Column(
            name="meal_from",
            kind=Hours(),
            help="from what hour of the day a meal must fit in",
            example="12:00",
            width=11,
        ),
        Column(
            name="meal_to",
            kind=Hours(),
            help="until what hour of the day a meal must fit in",
            example="14:30",
            width=11,
        ),
        Column(
            name="meal_min",
            kind=WholeNumber(),
            help="minutes of those hours that stay free; empty: 30",
            example="45",
            width=10,
        ),
    ),
)
