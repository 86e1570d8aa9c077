"""What happened on a real day, read from a file: events of a repair, and what happens to any plan of that day."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from summitry.formats.event_fields import COMMON, EventField
from summitry.formats.event_values import MINUTES, WINDOWS, Known, id_of
from summitry.formats.events import EventsFileError, events_from
from summitry.formats.values import BadValueError
from summitry.planning.replay.happenings import AgreedAnew, BeginsLate, Happening, Takes
from summitry.summit import Summit
from summitry.summit.validate import nearest

_MEETING = EventField("meeting", id_of("meeting"), "which meeting", is_required=True)

# Kinds that only a replay knows; all others are those of a repair.
KINDS: Mapping[str, tuple[EventField, ...]] = {
    "takes": (
        _MEETING,
        EventField("minutes", MINUTES, "how long it takes in all"),
        EventField("times", MINUTES, "how many times as long as the plan has it"),
    ),
    "begins_late": (_MEETING, EventField("by_min", MINUTES, "how much later it begins", is_required=True)),
    "agreed_anew": (
        _MEETING,
        EventField("allowed", WINDOWS, "when it is to take place now", is_required=True),
    ),
}


def read_happened(path: Path, summit: Summit) -> tuple[Happening, ...]:
    """Read what happened, in the order of the file: TOML with ``[[event]]`` tables, or JSON with a list ``event``.

    Raises
    ------
    EventsFileError
        With every problem of the file.
    """
    return happened_from(_document(path), summit, str(path))


def happened_from(document: Any, summit: Summit, place: str = "events") -> tuple[Happening, ...]:
    """Return what happened, from a parsed document.

    Raises
    ------
    EventsFileError
        With every problem of the document.
    """
    rows = document.get("event") if isinstance(document, Mapping) else None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        return tuple(events_from(document, summit, place))
    own = {idx: row for idx, row in enumerate(rows) if row.get("kind") in KINDS}
    others = [idx for idx in range(len(rows)) if idx not in own]
    problems: list[str] = []
    found: dict[int, Happening] = {}
    for idx, row in own.items():
        happening, wrong = _own(row, Known(summit))
        problems += [f"{place}: event {idx + 1} ({row['kind']}), {problem}" for problem in wrong]
        if happening is not None:
            found[idx] = happening
    try:
        events = events_from({**document, "event": [rows[idx] for idx in others]}, summit, place)
        found |= dict(zip(others, events, strict=True))
    except EventsFileError as error:
        problems += _renumbered(str(error), others)
    if problems:
        raise EventsFileError("\n".join(problems))
    return tuple(found[idx] for idx in sorted(found))


def _renumbered(text: str, others: list[int]) -> list[str]:
    """Return problems with the events numbered as they stand in the file, where those of a replay count too."""

    def number(match: re.Match[str]) -> str:
        return f"event {others[int(match[1]) - 1] + 1}"

    return [re.sub(r"event (\d+)(?=[ ,])", number, line, count=1) for line in text.splitlines()]


def _document(path: Path) -> Any:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise EventsFileError(
            f"{path}: cannot be read: {error.strerror or error}; expected a file of events"
        ) from error
    except UnicodeDecodeError as error:
        raise EventsFileError(f"{path}: is not text in UTF-8; expected TOML or JSON") from error
    is_json = path.suffix.casefold() == ".json"
    try:
        return json.loads(text) if is_json else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        name = "JSON" if is_json else "TOML"
        raise EventsFileError(f"{path}: is no valid {name} ({error}); expected a list of events in {name}") from error


# --- the kinds of a replay ---


def _own(row: Mapping[str, Any], known: Known) -> tuple[Happening | None, list[str]]:
    fields = {field.name: field for field in (*COMMON, *KINDS[row["kind"]])}
    problems = [_unknown(key, fields) for key in row if key not in fields]
    values: dict[str, Any] = {}
    for name, field in fields.items():
        try:
            if name in row:
                values[name] = field.value.read(row[name], known)
            elif field.is_required:
                problems.append(f"key {name}: is missing; expected {field.value.spelling} ({field.help})")
        except BadValueError as error:
            problems.append(f"key {name}: {error} (found {row[name]!r}); expected {error.expected}")
    if row["kind"] == "takes" and ("minutes" in row) == ("times" in row):
        problems.append("one key of minutes and times must be there; expected exactly one")
    if problems:
        return None, problems
    kind = values.pop("kind")
    return _MAKERS[kind](**values), []


def _unknown(key: str, fields: Mapping[str, EventField]) -> str:
    close = nearest(key, fields)
    expected = f"perhaps {close!r}" if close else f"one of {', '.join(fields)}"
    return f"key {key}: unknown key; expected {expected}"


_MAKERS: Mapping[str, Callable[..., Happening]] = {"takes": Takes, "begins_late": BeginsLate, "agreed_anew": AgreedAnew}
