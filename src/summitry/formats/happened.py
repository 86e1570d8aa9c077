"""What happened on a real day, read from a file: events of a repair, and what happens to any plan of that day."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from summitry.formats.event_fields import KINDS, EventField, EventKind
from summitry.formats.event_values import MINUTES, WINDOWS, Known, id_of
from summitry.formats.events import MAKERS, Maker, entries_from, read_document
from summitry.planning.replay.happenings import AgreedAnew, BeginsLate, Happening, Takes
from summitry.summit import Summit

_MEETING = EventField("meeting", id_of("meeting"), "which meeting", is_required=True)

# Kinds that only a replay knows; all others are those of a repair.
_OWN_KINDS: Mapping[str, EventKind] = {
    "takes": EventKind(
        "A meeting takes longer than the plan has it, wherever that is.",
        (
            _MEETING,
            EventField("minutes", MINUTES, "how long it takes in all"),
            EventField("times", MINUTES, "how many times as long as the plan has it"),
        ),
        ("minutes", "times"),
    ),
    "begins_late": EventKind(
        "A meeting begins later than the plan has it.",
        (_MEETING, EventField("by_min", MINUTES, "how much later it begins", is_required=True)),
    ),
    "agreed_anew": EventKind(
        "The parties of a meeting agree on another time.",
        (_MEETING, EventField("allowed", WINDOWS, "when it is to take place now", is_required=True)),
    ),
}


def read_happened(path: Path, summit: Summit) -> tuple[Happening, ...]:
    """Read what happened, in the order of the file: TOML with ``[[event]]`` tables, or JSON with a list ``event``.

    Raises
    ------
    EventsFileError
        With every problem of the file.
    """
    return happened_from(read_document(path), summit, str(path))


def happened_from(document: Any, summit: Summit, place: str = "events") -> tuple[Happening, ...]:
    """Return what happened, from a parsed document.

    Raises
    ------
    EventsFileError
        With every problem of the document.
    """
    return entries_from(document, summit, place, {**KINDS, **_OWN_KINDS}, {**MAKERS, **_OWN_MAKERS})


def _made(happening: Callable[..., Happening]) -> Maker[Happening]:
    def make(values: Mapping[str, Any], _known: Known) -> Happening:
        return happening(**{key: value for key, value in values.items() if key != "kind"})

    return make


_OWN_MAKERS: Mapping[str, Maker[Happening]] = {
    "takes": _made(Takes),
    "begins_late": _made(BeginsLate),
    "agreed_anew": _made(AgreedAnew),
}
