"""Changes to the facts as they are typed: ``rooms=6``, ``departure:NZL=2023-07-12T20:00``."""

import re
import shlex
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from summitry.formats.keys import KEYS
from summitry.formats.time_values import minute_of, parse_date, parse_hours, parse_time
from summitry.formats.values import BadValueError, WholeNumber
from summitry.planning.variants.draft import SuppositionError
from summitry.planning.variants.people import ClosedRemoved, StayEnd, StayMoved
from summitry.planning.variants.programme import AnyTime, FormGivenUp, FormMinutes, Hours, SessionMoved, SessionRemoved
from summitry.planning.variants.rooms import RoomAdded, RoomCount, RoomRemoved, Turnaround
from summitry.planning.variants.sweep import Step
from summitry.planning.variants.variant import Supposition, Variant
from summitry.planning.variants.weighing import FairnessCap, Pending, Setting, Weight
from summitry.summit import Clock, Priority
from summitry.summit.validate import nearest

NONE = "none"
_MOST_STEPS = 100
_RANGE = re.compile(r"(\d+)\.\.(\d+)(?:\.\.(\d+))?")


class Typed(NamedTuple):
    """What was typed, taken apart: ``WORD:subject=value``, and the clock that its times are on."""

    subject: str
    value: str
    clock: Clock


class Word(NamedTuple):
    """One kind of change.

    Parameters
    ----------
    spellings
        How it is typed.
    meaning
        What it supposes, in words.
    """

    spellings: tuple[str, ...]
    meaning: str
    read: Callable[[Typed], Supposition]


def read_variant(name: str, texts: Iterable[str], clock: Clock) -> Variant:
    """Return the variant that some typed changes make together.

    Raises
    ------
    SuppositionError
        If one of them cannot be read.
    """
    return Variant(name=name, suppositions=tuple(read_supposition(text, clock) for text in texts))


def split_changes(text: str) -> list[str]:
    """Return the changes of one variant, typed with spaces between them; quotes keep a change with spaces together.

    Raises
    ------
    SuppositionError
        If there is none, or a quote is not closed.
    """
    try:
        parts = shlex.split(text)
    except ValueError:
        raise SuppositionError(f"{text}: a quotation mark is not closed") from None
    if not parts:
        raise SuppositionError("a variant needs a change, such as rooms=6")
    return parts


def read_supposition(text: str, clock: Clock) -> Supposition:
    """Return the change that a text says.

    Raises
    ------
    SuppositionError
        If it says none, naming the text and what was expected.
    """
    key, is_assigned, value = (part.strip() for part in text.partition("="))
    head, _, subject = key.partition(":")
    word = WORDS.get(head)
    if word is None:
        close = nearest(head, WORDS)
        perhaps = f"; perhaps {' or '.join(WORDS[close].spellings)}" if close else ""
        raise SuppositionError(f"{text}: nothing known that is called {head!r}{perhaps}")
    if not is_assigned or not value:
        raise SuppositionError(f"{text}: the value is missing; expected {' or '.join(word.spellings)}")
    try:
        return word.read(Typed(subject, value, clock))
    except BadValueError as error:
        wanted = error.expected or " or ".join(word.spellings)
        raise SuppositionError(f"{text}: {error}; expected {wanted}") from None


def read_sweep(text: str, others: list[str], clock: Clock) -> list[Step]:
    """Return the steps of a number that runs: ``rooms=2..8``, or ``rooms=2..8..2`` for every second.

    Parameters
    ----------
    others
        Changes that hold at every step.

    Raises
    ------
    SuppositionError
        If it cannot be read.
    """
    key, _, value = (part.strip() for part in text.partition("="))
    found = _RANGE.fullmatch(value)
    if not found:
        raise SuppositionError(f"{text}: {value!r} is no range; expected two whole numbers such as {key}=2..8")
    first, last, step = int(found[1]), int(found[2]), int(found[3] or 1)
    numbers = range(first, last + 1, step) if step else range(0)
    if not 2 <= len(numbers) <= _MOST_STEPS:
        raise SuppositionError(f"{text}: expected 2 to {_MOST_STEPS} steps, from the lesser number to the greater")
    return [Step(number, read_variant(f"{key}={number}", [*others, f"{key}={number}"], clock)) for number in numbers]


# --- the parts of a change ---


def _number(typed: Typed, least: int = 0) -> int:
    if not (typed.value.isascii() and typed.value.isdigit()) or int(typed.value) < least or len(typed.value) > 6:
        raise BadValueError("not a whole number", f"a whole number from {least}")
    return int(typed.value)


def _number_or_none(typed: Typed) -> int | None:
    return None if typed.value == NONE else _number(typed)


def _subject(typed: Typed) -> str:
    if not typed.subject:
        raise BadValueError("it does not say of what")
    return typed.subject


def _without_subject(typed: Typed) -> Typed:
    if typed.subject:
        raise BadValueError(f"{typed.subject!r} has nothing to say here")
    return typed


def _must_be(typed: Typed, value: str) -> None:
    if typed.value != value:
        raise BadValueError(f"not {value!r}")


# --- the kinds of change ---


def _rooms(typed: Typed) -> Supposition:
    return RoomCount(number=_number(typed), where=typed.subject)


def _room(typed: Typed) -> Supposition:
    room = _subject(typed)
    return RoomRemoved(room=room) if typed.value == NONE else RoomAdded(room=room, like=typed.value)


def _turnaround(typed: Typed) -> Supposition:
    return Turnaround(minutes=_number(typed), where=typed.subject)


def _stay(end: StayEnd) -> Callable[[Typed], Supposition]:
    def read(typed: Typed) -> Supposition:
        minute = None if typed.value == NONE else parse_time(typed.value, typed.clock)
        return StayMoved(end=end, who=_subject(typed), minute=minute)

    return read


def _closed(typed: Typed) -> Supposition:
    _must_be(typed, NONE)
    subject, is_one, start = _subject(typed).partition(":")
    return ClosedRemoved(subject=subject, start=parse_time(start, typed.clock) if is_one else None)


def _duration(typed: Typed) -> Supposition:
    first, has_meeting, second = _subject(typed).rpartition(":")
    return FormMinutes(form=second, minutes=_number(typed, least=1), meeting=first if has_meeting else "")


def _form(typed: Typed) -> Supposition:
    _must_be(typed, NONE)
    return FormGivenUp(form=_subject(typed))


def _session(typed: Typed) -> Supposition:
    subject = _subject(typed)
    if typed.value == NONE:
        return SessionRemoved(session=subject)
    session, _, end = subject.rpartition(":")
    if end not in {"start", "end"} or not session:
        raise BadValueError("it does not say whether the start or the end")
    return SessionMoved(session=session, **{end: parse_time(typed.value, typed.clock)})


def _hours(end: str) -> Callable[[Typed], Supposition]:
    def read(typed: Typed) -> Supposition:
        day = parse_date(_subject(typed))
        return Hours(day=day, **{end: _hour(day, typed)})

    return read


def _hour(day: date, typed: Typed) -> int:
    """Return the minute of a time of day, or of a full time, which closing after midnight needs."""
    if re.match(r"\d{1,2}:", typed.value):
        return minute_of(day, parse_hours(typed.value), typed.clock)
    return parse_time(typed.value, typed.clock)


def _any_time(typed: Typed) -> Supposition:
    _must_be(typed, NONE)
    return AnyTime(meeting=_subject(typed))


def _weight(typed: Typed) -> Supposition:
    name = _subject(typed)
    if name not in list(Priority):
        raise BadValueError(f"there is no priority {name!r}", f"one of {', '.join(Priority)}")
    return Weight(priority=Priority(name), weight=_number(typed))


def _pending(typed: Typed) -> Supposition:
    if _without_subject(typed).value not in {"yes", "no"}:
        raise BadValueError("neither yes nor no")
    return Pending(is_included=typed.value == "yes")


def _fairness(typed: Typed) -> Supposition:
    return FairnessCap(fairness_class=_subject(typed), cap=_number_or_none(typed))


def _setting(field: str, *, is_comfort: bool) -> Callable[[Typed], Supposition]:
    def read(typed: Typed) -> Supposition:
        return Setting(name=field, value=_number(_without_subject(typed)), is_comfort=is_comfort)

    return read


def _comfort(typed: Typed) -> Supposition:
    fields = {key.name: key.field for key in KEYS if key.section == "comfort"}
    name = _subject(typed)
    if name not in fields:
        raise BadValueError(f"comfort has no part {name!r}", f"one of {', '.join(fields)}")
    return Setting(name=fields[name], value=_number(typed), is_comfort=True)


WORDS: dict[str, Word] = {
    "rooms": Word(
        ("rooms=N", "rooms:WHERE=N"),
        "so many rooms of the commonest kind, of all or of a venue, or of the kind of one room",
        _rooms,
    ),
    "room": Word(
        ("room:ID=none", "room:NEW=ID"), "a room less, or a room more that is like another in all but its name", _room
    ),
    "turnaround": Word(
        ("turnaround=MIN", "turnaround:WHERE=MIN"),
        "minutes between two uses: of all rooms, a venue's or one",
        _turnaround,
    ),
    "arrival": Word(
        ("arrival:WHO=TIME", "arrival:WHO=none"),
        "the first arrival of a delegation's principal or of a person; none: there from the beginning",
        _stay(StayEnd.ARRIVAL),
    ),
    "departure": Word(
        ("departure:WHO=TIME", "departure:WHO=none"),
        "the last departure of a delegation's principal or of a person; none: stays to the end",
        _stay(StayEnd.DEPARTURE),
    ),
    "closed": Word(
        ("closed:WHO=none", "closed:WHO:TIME=none"),
        "none of the closed windows of a delegation or person, or without the one that starts then",
        _closed,
    ),
    "duration": Word(
        ("duration:FORM=MIN", "duration:MEETING:FORM=MIN"),
        "minutes of a form, wherever it is held for its usual time, or in one meeting",
        _duration,
    ),
    "form": Word(("form:FORM=none",), "a form in which no meeting is held that has another", _form),
    "session": Word(
        ("session:ID:start=TIME", "session:ID:end=TIME", "session:ID=none"),
        "a session that starts or ends at another time, or does not take place",
        _session,
    ),
    "opens": Word(("opens:DATE=HH:MM",), "when meetings may begin on a day", _hours("opens")),
    "closes": Word(("closes:DATE=HH:MM", "closes:DATE=TIME"), "when they must have ended", _hours("closes")),
    "allowed": Word(("allowed:MEETING=none",), "a meeting that may take place at any time", _any_time),
    "weight": Word(("weight:PRIORITY=N",), "what a meeting is worth to a party with that priority", _weight),
    "pending": Word(
        ("pending=yes", "pending=no"), "with or without meetings that some party has not answered", _pending
    ),
    "fairness": Word(
        ("fairness:CLASS=N", "fairness:CLASS=none"),
        "how far the numbers of breaks within a fairness class may differ",
        _fairness,
    ),
    "comfort": Word(("comfort:PART=N",), "the weight of a part of comfort, such as break or idle_minute", _comfort),
} | {
    key.name: Word((f"{key.name}=N",), key.help, _setting(key.field, is_comfort=False))
    for key in KEYS
    if key.section == "planning" and isinstance(key.kind, WholeNumber)
}
