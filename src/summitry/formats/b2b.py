"""Published business-to-business instances (MiniZinc data, ``.dzn``) as ordinary facts.

The problem is that of Bofill et al., "Constraint Solving Approaches to the Business-to-Business Meeting Scheduling
Problem", JAIR 74 (2022) 263-301, doi 10.1613/jair.1.12670: every meeting is held in one slot, rooms are alike, and the
number of breaks is least.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from summitry.formats.dzn import Value, read_dzn
from summitry.summit import (
    Clock,
    ClosedWindow,
    Day,
    Delegation,
    FactsError,
    Form,
    Interval,
    Meeting,
    Order,
    Person,
    Reply,
    ReplyState,
    Role,
    Room,
    Settings,
    Summit,
    Venue,
)
from summitry.summit.errors import Problem
from summitry.summit.settings import ComfortWeights

_CLASS = "participants"
_DAY_MIN = 24 * 60
_SLOT_MIN = 20
_FIRST_DAY = date(2023, 1, 2)  # any day will do: the instances have numbered slots, no dates
_NUMBERS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
_ONLY_BREAKS = ComfortWeights(break_=1, idle_minute=0, venue_change=0, room_change=0, off_preference=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """What one file states; participants, meetings and slots are numbered from 0.

    Parameters
    ----------
    pairs
        The two participants of each meeting.
    halves
        For each meeting the slots of its half of the day, as a range.
    forbidden
        For each participant the slots in which they take no meeting.
    fixed
        For each meeting its slot, or ``None``.
    precedences
        Pairs of meetings, the first of which is held before the second.
    """

    num_participants: int
    num_tables: int
    num_slots: int
    pairs: tuple[tuple[int, int], ...]
    halves: tuple[range, ...]
    forbidden: tuple[frozenset[int], ...]
    fixed: tuple[int | None, ...]
    precedences: tuple[tuple[int, int], ...]


def read_b2b(path: Path, *, fairness: int | None = 2) -> Summit:
    """Read one instance as a summit.

    A participant is a delegation of one person; a slot is 20 minutes of the one day, or less where the day has too many
    of them; a table is a room. A fixed slot is the meeting's only allowed window, and meetings whose precedences go
    round in a circle are allowed after the last slot alone: such contradictions make facts without a plan, not bad
    facts.

    Parameters
    ----------
    fairness
        How far the numbers of breaks of any two participants may differ; ``None`` for any.

    Raises
    ------
    FactsError
        If the file is not such an instance.
    """
    instance = read_instance(path)
    try:
        return summit_of(instance, name=path.stem, fairness=fairness)
    except FactsError as error:  # what the facts have against it is told of the file, too
        raise FactsError(replace(p, place=f"{path}, {p.place or p.table}") for p in error.problems) from None


def read_instance(path: Path) -> Instance:
    """Read one instance as the file numbers it, but from 0.

    Raises
    ------
    FactsError
        If the file is not such an instance.
    """
    values = read_dzn(path)
    problems = list(_problems(values))
    if problems:
        raise FactsError(_placed(problem, path) for problem in problems)
    num_slots, num_morning = _number(values, "nTotalSlots"), _number(values, "nMorningSlots")
    halves = {1: range(num_morning), 2: range(num_morning, num_slots), 3: range(num_slots)}
    return Instance(
        num_participants=_number(values, "nBusiness"),
        num_tables=_number(values, "nTables"),
        num_slots=num_slots,
        pairs=tuple((one - 1, two - 1) for one, two, _ in _rows(values, "requested")),
        halves=tuple(halves[half] for _, _, half in _rows(values, "requested")),
        forbidden=tuple(frozenset(slot - 1 for slot in slots if slot) for slots in _rows(values, "forbidden")),
        fixed=tuple(slot - 1 if slot else None for slot in _list(values, "fixed")),
        precedences=tuple(
            (before - 1, after) for after, row in enumerate(_rows(values, "precedences")) for before in row
        ),
    )


def summit_of(instance: Instance, *, name: str, fairness: int | None) -> Summit:
    """Return the facts of an instance."""
    slot_min = min(_SLOT_MIN, _DAY_MIN // max(1, instance.num_slots))
    if not slot_min:
        message = f"{instance.num_slots} slots do not fit into a day of minutes"
        raise FactsError([Problem(table="nTotalSlots", message=message)])
    opens = ((_DAY_MIN - slot_min * instance.num_slots) // 2) // slot_min * slot_min
    codes = [f"P{idx + 1}" for idx in range(instance.num_participants)]
    circling = _circling(instance.precedences)
    slots = [_slots(instance, idx, is_circling=idx in circling) for idx in range(len(instance.pairs))]
    meetings = tuple(_meeting(instance, idx, slots[idx], codes, opens, slot_min) for idx in range(len(slots)))
    return Summit(
        id=name,
        name=name,
        clock=Clock("UTC", _FIRST_DAY),
        days=(Day(date=_FIRST_DAY, opens=opens, closes=opens + slot_min * instance.num_slots),),
        settings=_settings(slot_min, fairness),
        delegations=tuple(Delegation(code=code, name=f"Participant {code[1:]}") for code in codes),
        people=tuple(_participant(code) for code in codes),
        venues=(Venue(id="hall", name="Hall"),),
        rooms=tuple(_table(idx + 1) for idx in range(instance.num_tables)),
        forms=(Form(name="meeting", duration_min=slot_min),),
        meetings=meetings,
        replies=tuple(
            Reply(meeting=m.id, delegation=code, reply=ReplyState.ACCEPTED) for m in meetings for code in m.parties
        ),
        closed=tuple(
            ClosedWindow(subject=code, start=opens + slot_min * slot, end=opens + slot_min * (slot + 1))
            for code, slots in zip(codes, instance.forbidden, strict=True)
            for slot in sorted(slots)
        ),
        orders=tuple(
            Order(before=meetings[one].id, after=meetings[two].id)
            for one, two in dict.fromkeys(instance.precedences)
            if not {one, two} <= circling
        ),
    )


def _participant(code: str) -> Person:
    name = f"Participant {code[1:]}"
    return Person(id=code.lower(), name=name, delegation=code, role=Role.PRINCIPAL, fairness_class=_CLASS)


def _table(number: int) -> Room:
    return Room(id=f"T{number}", name=f"Table {number}", venue="hall", seats=2)


def _settings(slot_min: int, fairness: int | None) -> Settings:
    return Settings(
        step_min=slot_min,
        room_change_min=0,
        seats_a_party=1,
        comfort=_ONLY_BREAKS,
        fairness_cap={} if fairness is None else {_CLASS: fairness},
    )


def _slots(instance: Instance, idx: int, *, is_circling: bool) -> range:
    """Return the slots a meeting may take; the one after the last, which there is not, where there is none."""
    half, fixed = instance.halves[idx], instance.fixed[idx]
    slots = half if fixed is None else range(max(fixed, half.start), min(fixed + 1, half.stop))
    return slots if slots and not is_circling else range(instance.num_slots, instance.num_slots + 1)


def _circling(precedences: Sequence[tuple[int, int]]) -> set[int]:
    """Return meetings that would have to be held before themselves, and those between two such."""
    left = {meeting for pair in precedences for meeting in pair}
    while True:
        pairs = [(one, two) for one, two in precedences if one in left and two in left]
        inner = {one for one, _ in pairs} & {two for _, two in pairs}
        if inner == left:
            return left
        left = inner


def _meeting(instance: Instance, idx: int, slots: range, codes: list[str], opens: int, slot_min: int) -> Meeting:
    window = Interval(opens + slot_min * slots.start, opens + slot_min * slots.stop)
    one, two = instance.pairs[idx]
    return Meeting(
        id=f"M{idx + 1}",
        parties=(codes[one], codes[two]),
        allowed=() if slots == range(instance.num_slots) else (window,),
    )


# --- what a file must hold ---


def _problems(values: Mapping[str, Value]) -> Iterator[Problem]:
    """Yield what is wrong with the values of a file; what builds on something missing is not looked at."""
    for name in _NUMBERS:
        least = 1 if name in {"nTables", "nTotalSlots"} else 0
        if not isinstance(values.get(name), int) or _number(values, name) < least:
            yield _wrong(name, "is missing or no such number", values.get(name), f"a whole number from {least}")
    for name, is_nested in (("requested", True), ("forbidden", True), ("fixed", False), ("precedences", True)):
        value = values.get(name)
        if not isinstance(value, list) or any(isinstance(row, list) != is_nested for row in value):
            yield _wrong(name, "is missing or of another shape", None, "rows" if is_nested else "numbers")
    if all(isinstance(values.get(name), int) for name in _NUMBERS) and isinstance(values.get("requested"), list):
        yield from _wrong_lengths(values)


def _wrong_lengths(values: Mapping[str, Value]) -> Iterator[Problem]:
    lengths = {"requested": "nMeetings", "forbidden": "nBusiness", "fixed": "nMeetings", "precedences": "nMeetings"}
    found: list[Problem] = []
    for name, number in lengths.items():
        value = values.get(name)
        if isinstance(value, list) and len(value) != _number(values, number):
            found.append(_wrong(name, f"has {len(value)} rows", None, f"{_number(values, number)}, as {number} states"))
    if _number(values, "nMorningSlots") > _number(values, "nTotalSlots"):
        found.append(_wrong("nMorningSlots", "is above nTotalSlots", values["nMorningSlots"], "at most nTotalSlots"))
    yield from found
    if not found and all(isinstance(values.get(name), list) for name in lengths):
        yield from _wrong_cells(values)


def _wrong_cells(values: Mapping[str, Value]) -> Iterator[Problem]:
    participants, slots = range(1, _number(values, "nBusiness") + 1), range(_number(values, "nTotalSlots") + 1)
    for idx, row in enumerate(_rows(values, "requested")):
        sound = len(row) == 3 and row[0] in participants and row[1] in participants and row[0] != row[1]
        if not sound or row[2] not in {1, 2, 3}:
            yield _wrong("requested", f"row {idx + 1} is no meeting", row, "two participants, and 1, 2 or 3")
    for idx, row in enumerate(_rows(values, "forbidden")):
        if any(slot not in slots for slot in row):
            yield _wrong("forbidden", f"row {idx + 1} names no slot", row, f"slots up to {slots[-1]}")
    for idx, slot in enumerate(_list(values, "fixed")):
        if slot not in slots:
            yield _wrong("fixed", f"entry {idx + 1} is no slot", slot, f"0 to {slots[-1]}")
    for idx, row in enumerate(_rows(values, "precedences")):
        if any(not 1 <= before <= _number(values, "nMeetings") or before == idx + 1 for before in row):
            yield _wrong("precedences", f"row {idx + 1} names no other meeting", row, "numbers of other meetings")


def _wrong(name: str, message: str, value: object, expected: str) -> Problem:
    return Problem(
        table=name, column=name, value="" if value is None else str(value), message=message, expected=expected
    )


def _placed(problem: Problem, path: Path) -> Problem:
    return Problem(
        table=problem.table,
        value=problem.value,
        message=problem.message,
        expected=problem.expected,
        place=f"{path}, {problem.column}",
    )


def _number(values: Mapping[str, Value], name: str) -> int:
    value = values[name]
    return value if isinstance(value, int) else 0


def _list(values: Mapping[str, Value], name: str) -> list[int]:
    return values[name]  # type: ignore[return-value]  # checked to be a list of numbers


def _rows(values: Mapping[str, Value], name: str) -> list[list[int]]:
    return values[name]  # type: ignore[return-value]  # checked to be a list of rows
