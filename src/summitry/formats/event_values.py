"""How one value of an events file is written, in TOML and JSON alike, and read with what the summit knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from summitry.formats.time_values import parse_time
from summitry.formats.values import BadValueError
from summitry.summit import AmbiguousTimeError, Clock, Interval, NonexistentTimeError, Priority, Summit
from summitry.summit.validate import nearest

_MOST_MINUTES = 7 * 24 * 60


@dataclass
class Known:
    """The ids that an event may name: those of the summit, and what earlier events brought in."""

    summit: Summit
    rooms: set[str] = field(default_factory=set)
    meetings: set[str] = field(default_factory=set)

    @property
    def clock(self) -> Clock:
        """The summit's clock."""
        return self.summit.clock

    def names(self, table: str) -> frozenset[str]:
        """Return the ids of one kind of fact."""
        summit = self.summit
        interpreters = (p.id for p in summit.interpreters)
        return {
            "person": frozenset(summit.person_by_id),
            "interpreter": frozenset(interpreters),
            "delegation": frozenset(summit.delegation_by_code),
            "room": frozenset({*summit.room_by_id, *self.rooms}),
            "meeting": frozenset({*summit.meeting_by_id, *self.meetings}),
            "session or meeting": frozenset({*summit.session_by_id, *summit.meeting_by_id, *self.meetings}),
            "venue": frozenset(summit.venue_by_id),
            "zone": frozenset(summit.zone_by_id),
            "form": frozenset(summit.form_by_name),
        }[table]


class ValueKind(NamedTuple):
    """One way of writing a value.

    Parameters
    ----------
    spelling
        How it is written, in words for a person.
    schema
        Its JSON Schema.
    read
        Gives the value that was meant, or raises `BadValueError`.
    """

    spelling: str
    schema: Mapping[str, Any]
    read: Callable[[Any, Known], Any]


# --- text, numbers, times ---


def _read_text(value: Any, _known: Known) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadValueError("not a text", "text in double quotes, not empty")
    return value.strip()


def _read_yes_no(value: Any, _known: Known) -> bool:
    if not isinstance(value, bool):
        raise BadValueError("neither true nor false", "true or false, without quotes")
    return value


def _whole(least: int, most: int) -> Callable[[Any, Known], int]:
    def read(value: Any, _known: Known) -> int:
        if type(value) is not int or not least <= value <= most:
            raise BadValueError("not such a number", f"a whole number from {least} to {most}, without quotes")
        return value

    return read


def _read_time(value: Any, known: Known) -> int:
    if isinstance(value, datetime):
        return _minute(value, known.clock)
    if not isinstance(value, str):
        raise BadValueError("not a time", "a local time such as 2023-07-12T14:00")
    return parse_time(value.strip(), known.clock)


def _minute(at: datetime, clock: Clock) -> int:
    if at.second or at.microsecond:
        raise BadValueError("times are whole minutes", "a time without seconds")
    try:
        return clock.minute_of(at) if at.tzinfo else clock.minute_of_local(at)
    except (NonexistentTimeError, AmbiguousTimeError) as error:
        raise BadValueError(str(error), "a time that the clocks show once") from None
    except OverflowError:
        raise BadValueError("lies beyond the calendar", "a time of the summit") from None


TEXT = ValueKind("text", {"type": "string", "minLength": 1}, _read_text)
YES_NO = ValueKind("true or false", {"type": "boolean"}, _read_yes_no)
MINUTES = ValueKind(
    "minutes", {"type": "integer", "minimum": 1, "maximum": _MOST_MINUTES}, _whole(least=1, most=_MOST_MINUTES)
)
NUMBER = ValueKind("whole number", {"type": "integer", "minimum": 0, "maximum": 100_000}, _whole(0, 100_000))
TIME = ValueKind(
    "local time, as `2023-07-12T14:00`",
    {
        "type": "string",
        "pattern": "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:00)?(Z|[+-][0-9]{2}:[0-9]{2})?$",
    },
    _read_time,
)

# --- names ---


def _known_id(table: str) -> Callable[[Any, Known], str]:
    def read(value: Any, known: Known) -> str:
        name = _read_text(value, known)
        names = known.names(table)
        if name not in names:
            close = nearest(name, names)
            expected = f"the id of {_a(table)}"
            raise BadValueError(f"there is no such {table}", f"{expected}; perhaps {close!r}" if close else expected)
        return name

    return read


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def id_of(table: str) -> ValueKind:
    """Return how the id of something known is written."""
    return ValueKind(f"id of {_a(table)}", {"type": "string", "minLength": 1}, _known_id(table))


def list_of(item: ValueKind) -> ValueKind:
    """Return how a list is written."""

    def read(value: Any, known: Known) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise BadValueError("not a list", f"a list, each: {item.spelling}")
        return tuple(item.read(part, known) for part in value)

    return ValueKind(f"list, each: {item.spelling}", {"type": "array", "minItems": 1, "items": item.schema}, read)


# --- what only a new meeting has ---


def _read_priorities(value: Any, known: Known) -> dict[str, Priority]:
    if not isinstance(value, Mapping):
        raise BadValueError("not a table", '{ FRA = "must", DEU = "high" }')
    read_code = _known_id("delegation")
    for word in value.values():
        if word not in list(Priority):
            raise BadValueError(f"there is no priority {word!r}", f"one of {', '.join(Priority)}")
    return {read_code(code, known): Priority(word) for code, word in value.items()}


def _read_windows(value: Any, known: Known) -> tuple[Interval, ...]:
    is_list = isinstance(value, list) and all(isinstance(row, list) and len(row) == 2 for row in value)
    if not is_list or not value:
        raise BadValueError("not a list of windows", '[["2023-07-12T14:00", "2023-07-12T16:00"]]')
    windows = tuple(Interval(_read_time(start, known), _read_time(end, known)) for start, end in value)
    if any(window.end <= window.start for window in windows):
        raise BadValueError("a window ends before it starts", "the earlier time first")
    return windows


PRIORITIES = ValueKind(
    f"table of delegation and one of {', '.join(Priority)}",
    {"type": "object", "additionalProperties": {"enum": [str(p) for p in Priority]}},
    _read_priorities,
)
WINDOWS = ValueKind(
    "list of windows, each a list of two local times",
    {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": TIME.schema}},
    _read_windows,
)
