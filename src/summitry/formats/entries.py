"""What is said once a summit, from text to settings: the same for `summit.toml` and for the sheet `summit`."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
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
    """A key with its value as text, and where it stands; the section is empty where the user named none."""

    section: str
    name: str
    text: str
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
            continue
        name = key.field or entry.name
        if name in values[key.section]:
            heading.refuse(entry.place, BadValueError("this key stands there already", "each key once"), entry.text)
        try:
            values[key.section][name] = _value(key, entry.text)
        except BadValueError as error:
            heading.refuse(entry.place, error, entry.text)
            values[key.section][name] = None  # so that it is not called missing as well
    _refuse_missing(heading, values, place_of_key)
    if heading.is_whole:
        _fill(heading, values, place_of_key)
    return heading


def _value(key: Key, text: str) -> Any:
    if not text:
        return None
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


def _refuse_missing(
    heading: Heading, values: dict[str, dict[str, Any]], place_of_key: Callable[[str, str], str]
) -> None:
    for key in KEYS:
        refused = {problem.place for problem in heading.problems}
        place = place_of_key(key.section, key.name)
        if key.is_required and not values[key.section].get(key.field) and place not in refused:
            heading.refuse(place, BadValueError("empty", f"for example {key.example} ({key.help})"))


def _fill(heading: Heading, values: dict[str, dict[str, Any]], place_of_key: Callable[[str, str], str]) -> None:
    """Sort the values into the summit's fields and its settings; what is not stated keeps its default."""
    given = {
        section: {name: value for name, value in found.items() if value is not None}
        for section, found in values.items()
    }
    zone = given["summit"].pop("time_zone")
    heading.fields = {f.name: given["summit"][f.name] for f in fields(Summit) if f.name in given["summit"]}
    default = Settings()
    heading.settings = Settings(
        **given["planning"],
        priority_weight=MappingProxyType(
            {p: given["priority_weight"].get(p.value, default.priority_weight[p]) for p in Priority}
        ),
        comfort=ComfortWeights(**given["comfort"]),
        fairness_cap=MappingProxyType(given["fairness_cap"]),
    )
    try:
        Summit(clock=Clock(zone, date(2000, 1, 1)), days=(), id="-", name="-")
    except FactsError as error:
        for problem in error.problems:
            if problem.column == "time_zone":
                unknown = BadValueError(problem.message, problem.expected)
                heading.refuse(place_of_key("summit", "time_zone"), unknown, problem.value)
    heading.zone = zone if heading.is_whole else ""
