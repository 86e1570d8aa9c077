"""Events files: what happened on the day, in TOML or JSON, as typed events."""

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from summitry.formats.event_fields import COMMON, KINDS, EventField, EventKind
from summitry.formats.event_values import Known
from summitry.formats.values import BadValueError
from summitry.planning.repair.events import (
    AnyEvent,
    Cancelled,
    Gone,
    InterpreterIll,
    Late,
    LeavesEarly,
    Overruns,
    Requested,
    RoomGained,
    RoomLost,
    Shortened,
    StartsLate,
)
from summitry.summit import (
    Attendance,
    Interval,
    Meeting,
    Priority,
    Reply,
    ReplyState,
    Room,
    Rung,
    Summit,
    SummitryError,
)
from summitry.summit.validate import nearest

_MOST_PROBLEMS_SHOWN = 20
_MOST_SHOWN = 60

_T = TypeVar("_T")
_Values = Mapping[str, Any]
Maker = Callable[[_Values, Known], _T]


class EventsFileError(SummitryError):
    """An events file that cannot be read; its text names the file, the entry, the key, the value, what was expected."""


def read_events(path: Path, summit: Summit) -> tuple[AnyEvent, ...]:
    """Read what happened from a TOML file with ``[[event]]`` tables, or a JSON file with a list ``event``.

    The events come back as they stand in the file. Ids may name what an earlier entry brought in.

    Raises
    ------
    EventsFileError
        With every problem of the file.
    """
    return events_from(read_document(path), summit, str(path))


def events_from(document: Any, summit: Summit, place: str = "events") -> tuple[AnyEvent, ...]:
    """Return the events of a parsed document, as `entries_from` does.

    Raises
    ------
    EventsFileError
        With every problem of the document.
    """
    return entries_from(document, summit, place, KINDS, MAKERS)


def entries_from(
    document: Any, summit: Summit, place: str, kinds: Mapping[str, EventKind], makers: Mapping[str, Maker[_T]]
) -> tuple[_T, ...]:
    """Return the entries of a parsed document.

    Parameters
    ----------
    place
        What the problems say the document is.
    kinds, makers
        For each kind of entry, what it may say, and what makes a value of that.

    Raises
    ------
    EventsFileError
        With every problem of the document.
    """
    problems: list[str] = []
    entries = _entries(document, problems)
    known = Known(summit)
    events: list[_T] = []
    for idx, entry in enumerate(entries):
        found: list[str] = []
        event = _event(entry, known, found, kinds, makers)
        title = f"event {idx + 1}" + (f" ({entry['kind']})" if isinstance(entry.get("kind"), str) else "")
        problems += [f"{title}, {problem}" for problem in found]
        if event is not None:
            events.append(event)
    if problems:
        lines = [f"{place}: {problem}" for problem in problems[:_MOST_PROBLEMS_SHOWN]]
        more = len(problems) - _MOST_PROBLEMS_SHOWN
        raise EventsFileError("\n".join([*lines, *([f"{place}: and {more} problems more"] if more > 0 else [])]))
    return tuple(events)


# --- the file ---


def read_document(path: Path) -> Any:
    """Return what a TOML or JSON file holds.

    Raises
    ------
    EventsFileError
        If it cannot be read as that.
    """
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


def _entries(document: Any, problems: list[str]) -> list[Mapping[str, Any]]:
    if not isinstance(document, Mapping):
        problems.append("is not a table; expected a list 'event' of events")
        return []
    problems += [
        f"key {key}: unknown key; expected [[event]] tables (in JSON a list 'event')"
        for key in document
        if key != "event"
    ]
    rows = document.get("event", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        problems.append("key event: is not a list of tables; expected [[event]] tables (in JSON a list 'event')")
        return []
    return rows


# --- one entry ---


def _event(
    entry: Mapping[str, Any],
    known: Known,
    problems: list[str],
    kinds: Mapping[str, EventKind],
    makers: Mapping[str, Maker[_T]],
) -> _T | None:
    name = entry.get("kind")
    kind = kinds.get(name) if isinstance(name, str) else None
    if kind is None:
        close = nearest(name, kinds) if isinstance(name, str) else ""
        found = f" (found {_shown(name)})" if name is not None else ""
        perhaps = f"; perhaps {close!r}" if close else ""
        problems.append(f"key kind: no kind of event{found}; expected one of {', '.join(kinds)}{perhaps}")
        return None
    fields = (*COMMON, *kind.fields)
    values = _values(entry, fields, known, problems)
    given = [key for key in kind.one_of if key in entry]
    if kind.one_of and len(given) != 1:
        found = f" (found {' and '.join(given)})" if given else ""
        problems.append(f"one key of {' and '.join(kind.one_of)} must be there{found}; expected exactly one")
    if problems:
        return None
    try:
        return makers[str(name)](values, known)
    except BadValueError as error:
        expected = f"; expected {error.expected}" if error.expected else ""
        found = f" (found {_shown(entry[error.column])})" if error.column in entry else ""
        problems.append(f"{f'key {error.column}: ' if error.column else ''}{error}{found}{expected}")
        return None


def _values(
    entry: Mapping[str, Any], fields: tuple[EventField, ...], known: Known, problems: list[str]
) -> dict[str, Any]:
    by_name = {field.name: field for field in fields}
    for key in entry:
        if key not in by_name:
            close = nearest(key, by_name)
            expected = f"perhaps {close!r}" if close else f"one of {', '.join(by_name)}"
            problems.append(f"key {key}: unknown key (found {_shown(entry[key])}); expected {expected}")
    values: dict[str, Any] = {}
    for name, field in by_name.items():
        if name not in entry:
            if field.is_required:
                problems.append(f"key {name}: is missing; expected {field.value.spelling} ({field.help})")
            continue
        try:
            values[name] = field.value.read(entry[name], known)
        except BadValueError as error:
            expected = error.expected or field.value.spelling
            problems.append(f"key {name}: {error} (found {_shown(entry[name])}); expected {expected}")
    return values


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str | int | list | dict) or value is None else str(value)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 3] + "..."


# --- from values to events ---


def _fact(values: _Values) -> dict[str, Any]:
    return {key: values[key] for key in ("known_at", "source", "assumed", "note") if key in values}


def _stretch(values: _Values) -> dict[str, Any]:
    start, until = values.get("from"), values.get("until")
    if start is not None and until is not None and until <= start:
        raise BadValueError("ends before it begins", "a time after 'from'", "until")
    return {"start": start, "until": until}


def _late(values: _Values, _known: Known) -> AnyEvent:
    return Late(person=values["person"], until=values.get("until"), by_min=values.get("by_min"), **_fact(values))


def _gone(values: _Values, _known: Known) -> AnyEvent:
    return Gone(person=values["person"], **_stretch(values), **_fact(values))


def _leaves_early(values: _Values, _known: Known) -> AnyEvent:
    return LeavesEarly(person=values["person"], at=values["at"], **_fact(values))


def _overruns(values: _Values, known: Known) -> AnyEvent:
    session = known.summit.session_by_id.get(values["what"])
    if session is not None and values["until"] <= session.start:
        start = known.clock.text(session.start)
        raise BadValueError("is not after the start of the session", f"a time after {start}", "until")
    return Overruns(what=values["what"], until=values["until"], **_fact(values))


def _starts_late(values: _Values, _known: Known) -> AnyEvent:
    return StartsLate(what=values["what"], start=values["start"], **_fact(values))


def _room_lost(values: _Values, _known: Known) -> AnyEvent:
    return RoomLost(room=values["room"], **_stretch(values), **_fact(values))


def _room_gained(values: _Values, known: Known) -> AnyEvent:
    room, own = values["room"], ("seats", "venue", "zone", "name", "features", "turnaround_min")
    stated = {key: values[key] for key in own if key in values}
    if room in known.names("room"):
        if stated:
            raise BadValueError(f"{', '.join(stated)}: the room is known already", "the id of a new room", "room")
        return RoomGained(room=room, **_stretch(values), **_fact(values))
    missing = [key for key in ("seats", "venue") if key not in values]
    if missing:
        close = nearest(room, known.names("room"))
        perhaps = f"; perhaps {close!r}" if close else ""
        raise BadValueError("there is no such room", f"a known room, or a new one's seats and venue{perhaps}", "room")
    known.rooms.add(room)
    stretch = _stretch(values)
    return RoomGained(room=room, **stretch, new=Room(id=room, **{"name": room} | stated), **_fact(values))


def _cancelled(values: _Values, _known: Known) -> AnyEvent:
    return Cancelled(meeting=values["meeting"], **_fact(values))


def _shortened(values: _Values, known: Known) -> AnyEvent:
    meeting = known.summit.meeting_by_id.get(values["meeting"])
    form = values.get("form", "")
    if meeting is not None and form:
        forms = [rung.form for rung in known.summit.ladder(meeting)]
        if form not in forms:
            raise BadValueError("is not on the meeting's ladder", f"one of {', '.join(forms)}", "form")
    return Shortened(meeting=values["meeting"], form=form, minutes=values.get("minutes"), **_fact(values))


def _interpreter_ill(values: _Values, _known: Known) -> AnyEvent:
    return InterpreterIll(person=values["person"], **_stretch(values), **_fact(values))


_NEW_MEETING = ("title", "allowed", "rooms", "venues", "features", "languages", "head_count", "bonus", "confidential")


def _requested(values: _Values, known: Known) -> AnyEvent:
    id_ = values["meeting"]
    existing = known.summit.meeting_by_id.get(id_)
    parties = values.get("parties") or (existing.parties if existing else ())
    if existing is not None or id_ in known.meetings:
        own = [key for key in (*_NEW_MEETING, "parties", "type", "form", "forms", "minutes", "people") if key in values]
        if own:
            raise BadValueError(f"{', '.join(own)}: the meeting is known already", "the id of a new meeting", "meeting")
        replies = _replies(values, id_, parties, known)
        return Requested(meeting=id_, replies=replies, **_fact(values))
    if len(set(parties)) < 2:
        close = nearest(id_, known.names("meeting"))
        perhaps = f"; perhaps {close!r}" if close else ""
        raise BadValueError(
            "there is no such meeting", f"a known meeting, or a new one's two parties{perhaps}", "meeting"
        )
    if id_ in known.summit.session_by_id:
        raise BadValueError("is the id of a session", "the id of a new meeting", "meeting")
    known.meetings.add(id_)
    return Requested(
        meeting=id_,
        new=_new_meeting(values, id_, parties, known),
        replies=_replies(values, id_, parties, known),
        attendances=tuple(Attendance(meeting=id_, person=person) for person in values.get("people", ())),
        **_fact(values),
    )


def _new_meeting(values: _Values, id_: str, parties: tuple[str, ...], known: Known) -> Meeting:
    if "form" in values and "forms" in values:
        raise BadValueError("both form and forms are stated", "one of the two", "form")
    summit = known.summit
    forms = (values["form"],) if "form" in values else values.get("forms", ())
    usual = summit.ladder(Meeting(id=id_, parties=parties))
    ladder = tuple(Rung(form, summit.form_by_name[form].duration_min) for form in forms) or usual
    if "minutes" in values:
        ladder = (ladder[0]._replace(duration_min=values["minutes"]), *ladder[1:])
    stated = {key: values[key] for key in _NEW_MEETING if key in values}
    kind = {"kind": values["type"]} if "type" in values else {}
    is_usual = not forms and "minutes" not in values
    return Meeting(id=id_, parties=parties, ladder=() if is_usual else ladder, **kind, **stated)


def _replies(values: _Values, id_: str, parties: tuple[str, ...], known: Known) -> tuple[Reply, ...]:
    """Return every party's acceptance, with what the event or an earlier reply says of its priority."""
    stated: Mapping[str, Priority] = values.get("priorities", {})
    others = sorted(stated.keys() - set(parties))
    if others and parties:
        raise BadValueError(f"{', '.join(others)}: no party to it", f"some of {', '.join(parties)}", "priorities")
    return tuple(_reply(known.summit, id_, code, stated.get(code)) for code in parties)


def _reply(summit: Summit, meeting: str, code: str, priority: Priority | None) -> Reply:
    earlier = summit.reply_by_party.get((meeting, code))
    before = earlier.priority if earlier else Priority.NORMAL
    preferred: tuple[Interval, ...] = earlier.preferred if earlier else ()
    return Reply(
        meeting=meeting,
        delegation=code,
        reply=ReplyState.ACCEPTED,
        priority=priority or before,
        preferred=preferred,
    )


MAKERS: Mapping[str, Maker[AnyEvent]] = {
    "late": _late,
    "gone": _gone,
    "leaves_early": _leaves_early,
    "overruns": _overruns,
    "starts_late": _starts_late,
    "room_lost": _room_lost,
    "room_gained": _room_gained,
    "cancelled": _cancelled,
    "requested": _requested,
    "shortened": _shortened,
    "interpreter_ill": _interpreter_ill,
}
