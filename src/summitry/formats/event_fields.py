"""What an entry of an events file may say, kind by kind: the one description that reader, schema and page share."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from summitry.formats.event_values import (
    MINUTES,
    NUMBER,
    PRIORITIES,
    TEXT,
    TIME,
    WINDOWS,
    YES_NO,
    ValueKind,
    id_of,
    list_of,
)


class EventField(NamedTuple):
    """One key of an entry.

    Parameters
    ----------
    help
        What it says, in words.
    """

    name: str
    value: ValueKind
    help: str
    is_required: bool = False


class EventKind(NamedTuple):
    """One kind of event.

    Parameters
    ----------
    help
        What happened, in words.
    one_of
        Keys of which exactly one must be there; empty: no such rule.
    """

    help: str
    fields: tuple[EventField, ...]
    one_of: tuple[str, ...] = ()


_PERSON = EventField("person", id_of("person"), "who", is_required=True)
_FROM = EventField("from", TIME, "when it begins; left out: when the plan is repaired")
_UNTIL = EventField("until", TIME, "when it ends; left out: the end of the summit")
_MEETING = EventField("meeting", id_of("meeting"), "which meeting", is_required=True)
_WHAT = EventField("what", id_of("session or meeting"), "which session or meeting", is_required=True)

COMMON = (
    EventField("kind", TEXT, "what happened: one of the kinds below", is_required=True),
    EventField("known_at", TIME, "when it became known; a replay goes by it"),
    EventField("source", TEXT, "what states it"),
    EventField("assumed", TEXT, "why it was assumed, where no source states it"),
    EventField("note", TEXT, "anything else"),
)

KINDS: Mapping[str, EventKind] = {
    "late": EventKind(
        "A person takes part in nothing before a time.",
        (
            _PERSON,
            EventField("until", TIME, "when the person is there"),
            EventField("by_min", MINUTES, "by how much the next stay begins late, or, during one, the next engagement"),
        ),
        ("until", "by_min"),
    ),
    "gone": EventKind("A person is away for a while.", (_PERSON, _FROM, _UNTIL)),
    "leaves_early": EventKind(
        "A person departs, and does not come back.",
        (
            _PERSON,
            EventField("at", TIME, "the departure; the summit's departure margin is taken off", is_required=True),
        ),
    ),
    "overruns": EventKind(
        "A session or meeting lasts longer.",
        (_WHAT, EventField("until", TIME, "when it is over", is_required=True)),
    ),
    "starts_late": EventKind(
        "A session or meeting starts later, and lasts as long as it was to last.",
        (_WHAT, EventField("start", TIME, "when it starts", is_required=True)),
    ),
    "room_lost": EventKind(
        "A room cannot be used for a while.",
        (EventField("room", id_of("room"), "which room", is_required=True), _FROM, _UNTIL),
    ),
    "room_gained": EventKind(
        "A room can be used for a while in which it could not, or a new room comes in.",
        (
            EventField("room", TEXT, "id of a room, or, with `seats` and `venue`, of a new one", is_required=True),
            _FROM,
            _UNTIL,
            EventField("seats", NUMBER, "new room: its seats"),
            EventField("venue", id_of("venue"), "new room: where it is"),
            EventField("zone", id_of("zone"), "new room: its zone"),
            EventField("name", TEXT, "new room: its name"),
            EventField("features", list_of(TEXT), "new room: what it offers"),
            EventField("turnaround_min", NUMBER, "new room: minutes needed after each use"),
        ),
    ),
    "cancelled": EventKind("A meeting will not take place.", (_MEETING,)),
    "requested": EventKind(
        "A meeting is agreed by all its parties: one that waited for replies, or, with `parties`, a new one.",
        (
            EventField("meeting", TEXT, "id of a meeting, or of a new one", is_required=True),
            EventField("parties", list_of(id_of("delegation")), "new meeting: who meets, two or more"),
            EventField("priorities", PRIORITIES, "what it is worth to each; left out: what was said, else normal"),
            EventField("type", TEXT, "new meeting: bilateral, minilateral, working lunch, signing"),
            EventField("title", TEXT, "new meeting: its title"),
            EventField("form", id_of("form"), "new meeting: its only form"),
            EventField("forms", list_of(id_of("form")), "new meeting: its forms, the preferred one first"),
            EventField("minutes", MINUTES, "new meeting: how long its first form lasts"),
            EventField("people", list_of(id_of("person")), "new meeting: who attends for their delegations"),
            EventField("allowed", WINDOWS, "new meeting: when it may take place"),
            EventField("rooms", list_of(id_of("room")), "new meeting: where it may take place"),
            EventField("venues", list_of(id_of("venue")), "new meeting: where it may take place"),
            EventField("features", list_of(TEXT), "new meeting: what its room must offer"),
            EventField("languages", list_of(TEXT), "new meeting: what it is held in"),
            EventField("head_count", NUMBER, "new meeting: seats needed"),
            EventField("bonus", NUMBER, "new meeting: value added by the secretariat"),
            EventField("confidential", YES_NO, "new meeting: whether only its parties may know of it"),
        ),
    ),
    "shortened": EventKind(
        "A meeting is held in a shorter form, or in fewer minutes.",
        (
            _MEETING,
            EventField("form", id_of("form"), "the form, one of its ladder"),
            EventField("minutes", MINUTES, "the minutes"),
        ),
        ("form", "minutes"),
    ),
    "interpreter_ill": EventKind(
        "An interpreter cannot work for a while.",
        (EventField("person", id_of("interpreter"), "which interpreter", is_required=True), _FROM, _UNTIL),
    ),
}


def events_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an events file in JSON; the TOML says the same in tables."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:summitry:events:1",
        "title": "Summitry events",
        "description": "What happened on the day of a summit, for the plan to be repaired.",
        "type": "object",
        "required": ["event"],
        "additionalProperties": False,
        "properties": {
            "event": {
                "type": "array",
                "description": "the events",
                "items": {"oneOf": [_entry_schema(name, kind) for name, kind in KINDS.items()]},
            }
        },
    }


def _entry_schema(name: str, kind: EventKind) -> dict[str, Any]:
    fields = (*COMMON, *kind.fields)
    schema: dict[str, Any] = {
        "type": "object",
        "title": name,
        "description": kind.help,
        "required": [f.name for f in fields if f.is_required],
        "additionalProperties": False,
        "properties": {f.name: {**f.value.schema, "description": f.help} for f in fields}
        | {"kind": {"const": name, "description": "what happened"}},
    }
    if kind.one_of:
        schema["oneOf"] = [{"required": [key]} for key in kind.one_of]
    return schema


BEGIN = "<!-- made from src/summitry/formats/event_fields.py -->"
END = "<!-- end of what is made -->"


def updated_page(page: str) -> str:
    """Return the page on events files with everything between the two marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_tables()}\n{END}{after}"


def _tables() -> str:
    lines = ["### Every event", "", *_rows(COMMON)]
    for name, kind in KINDS.items():
        lines += ["", f"### {name}", "", kind.help, "", *_rows(kind.fields)]
        if kind.one_of:
            lines += ["", f"One of {' and '.join(f'`{key}`' for key in kind.one_of)} must be there, and one only."]
    return "\n".join(lines) + "\n"


def _rows(fields: tuple[EventField, ...]) -> list[str]:
    rows = ["| key | written as | meaning |", "|---|---|---|"]
    for field in fields:
        name = f"**{field.name}**" if field.is_required else field.name
        rows.append(f"| {name} | {field.value.spelling} | {field.help} |")
    return rows
