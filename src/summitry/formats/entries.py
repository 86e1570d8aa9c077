"""What is said once a summit, from text to settings: the same for `summit.toml` and for the sheet `summit`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from summitry.formats.keys import FAIRNESS_CAP, KEYS, SECTIONS, Key, label
from summitry.formats.raw import Findings
from summitry.formats.values import NOWHERE, BadValueError, fold, refuse_control_characters
from summitry.summit import Clock, ComfortWeights, FactsError, Priority, Problem, Settings, Summit
from summitry.summit.validate import nearest

_BY_FOLDED = {(fold(key.section), fold(key.name)): key for key in KEYS if key.name}


class Entry(NamedTuple):
    """A key with its value as text, and where it stands.

    The section is empty where the user named none. The text is ``None`` where it could not be read, which was noted.
    """

    section: str
    name: str
    text: str | None
    place: str


@dataclass(kw_only=True)
class Heading(Findings):
    """What the entries say.

    Parameters
    ----------
    zone
        The time zone; empty if it is missing or unknown.
    fields
        Fields of the summit that are text.
    is_whole
        Whether every key could be read.
    """

    zone: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    is_whole: bool = True

    def refuse(self, place: str, error: BadValueError, text: str = "") -> None:
        """Note what could not be read."""
        problem = Problem(table="summit", value=text, message=str(error), expected=error.expected, place=place)
        self.problems.append(problem)
        self.is_whole = False


def find_key(section: str, name: str) -> Key | None:
    """Return the key meant, whatever its case; without a section, by its name alone."""
    if section and fold(section) == fold(FAIRNESS_CAP.section):
        return FAIRNESS_CAP
    if section:
        return _BY_FOLDED.get((fold(section), fold(name)))
    return next((key for key in KEYS if key.name and fold(key.name) == fold(name)), None)


def read_entries(entries: list[Entry], place_of_key: Callable[[str, str], str]) -> Heading:
    """Return what the entries say, with every problem noted."""
    heading = Heading()
    values: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for entry in entries:
        key = find_key(entry.section, entry.name)
        if key is None:
            heading.warnings.append(_unknown(entry))
        else:
            _read_entry(heading, values[key.section], key, entry)
    for key in KEYS:
        if key.is_required and values[key.section].get(key.field, "") == "":
            missing = BadValueError("empty", f"for example {key.example} ({key.help})")
            heading.refuse(place_of_key(key.section, key.name), missing)
    if heading.is_whole:
        _fill(heading, values, place_of_key)
    return heading


def _read_entry(heading: Heading, values: dict[str, Any], key: Key, entry: Entry) -> None:
    """Note the value of one key: ``None`` if it cannot be read, nothing if it is left to its default."""
    name = key.field or entry.name
    if name in values:
        heading.refuse(entry.place, BadValueError("this key stands there already", "each key once"), entry.text or "")
    elif entry.text is None:
        values[name], heading.is_whole = None, False
    elif entry.text:
        try:
            values[name] = _value(key, entry.text)
        except BadValueError as error:
            values[name] = None
            heading.refuse(entry.place, error, entry.text)


def _value(key: Key, text: str) -> Any:
    refuse_control_characters(text)
    return key.kind.parse(text, NOWHERE)


def _unknown(entry: Entry) -> Problem:
    known = [label(key.section, key.name) for key in KEYS if key.name]
    name = label(entry.section or "summit", entry.name)
    # The name alone may be nearer to a key of another section.
    by_name = {key.name: label(key.section, key.name) for key in KEYS if key.name}
    close = by_name.get(nearest(entry.name, by_name), "") or nearest(name, known)
    expected = f"perhaps {close!r}" if close else ""
    return Problem(table="summit", message="unknown key, not read", expected=expected, place=entry.place)


def _fill(heading: Heading, values: dict[str, dict[str, Any]], place_of_key: Callable[[str, str], str]) -> None:
    """Sort the values into the summit's fields and its settings; what is not stated keeps its default."""
    zone = values["summit"].pop("time_zone")
    heading.fields = values["summit"]
    default = Settings()
    heading.settings = Settings(
        **values["planning"],
        priority_weight=MappingProxyType(
            {p: values["priority_weight"].get(p.value, default.priority_weight[p]) for p in Priority}
        ),
        comfort=ComfortWeights(**values["comfort"]),
        fairness_cap=MappingProxyType(values["fairness_cap"]),
    )
    try:
        Summit(clock=Clock(zone, date(2000, 1, 1)), days=(), id="-", name="-")
    except FactsError as error:
        for problem in error.problems:
            if problem.column == "time_zone":
                unknown = BadValueError(problem.message, problem.expected)
                heading.refuse(place_of_key("summit", "time_zone"), unknown, problem.value)
    heading.zone = zone if heading.is_whole else ""
