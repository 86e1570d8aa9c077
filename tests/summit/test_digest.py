import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType
from typing import Any

import pytest

from summitry.summit import (
    Assignment,
    Attendance,
    Avoidance,
    ClosedWindow,
    ComfortWeights,
    Delegation,
    Interval,
    Limit,
    Meeting,
    Order,
    Person,
    Pin,
    Plan,
    Presence,
    Reason,
    Recorded,
    Reply,
    Room,
    Rung,
    Session,
    Settings,
    Transfer,
    Unplaced,
    Venue,
    Zone,
)
from summitry.summit.digest import digest
from tests.builders import CLOCK, DAY, SIT_DOWN, meeting, summit

WINDOW = (Interval(600, 660),)
ONE_OF_EACH: tuple[Any, ...] = (
    CLOCK,
    DAY,
    SIT_DOWN,
    ComfortWeights(),
    Settings(ladder=("short",), fairness_cap={"firms": 2}),
    Delegation(code="A", name="State A", groups=("G7",), languages=("en",)),
    Person(id="a", name="Head", languages=("en",)),
    Presence(person="a", arrival=0, departure=900),
    Venue(id="V", name="Venue"),
    Zone(id="Z", name="Zone", venue="V"),
    Transfer(origin="V", destination="W", minutes=5),
    Room(id="R", name="Room", venue="V", seats=4, features=("booth",), open=WINDOW),
    Session(id="s", title="Plenary", start=600, end=660, venue="V", participants=("A",), absent=("B",)),
    Meeting(
        id="m",
        parties=("A", "B"),
        ladder=(Rung("short", 15),),
        head_count=4,
        languages=("en",),
        allowed=WINDOW,
        venues=("V",),
        rooms=("R",),
        features=("booth",),
    ),
    Reply(meeting="m", delegation="A", preferred=WINDOW),
    Attendance(meeting="m", person="a", stand_ins=("b",)),
    ClosedWindow(subject="A", start=600, end=660),
    Avoidance(first="A", second="B"),
    Order(before="m", after="n"),
    Limit(
        person="a",
        meetings_a_day=3,
        meetings_in_a_row=2,
        work_in_a_row_min=60,
        work_a_day_min=240,
        rest_min=15,
        meal=Interval(720, 840),
    ),
    Pin(meeting="m", start=600),
    Recorded(meeting="m", parties=("A",), start=600, duration_min=25),
    Assignment(meeting="m", form="short", start=600, room="R", attendees=("a",), interpreters=("i",)),
    Unplaced(meeting="n", reasons=(Reason("presence", 3, "a"),)),
    Plan(
        summit="test",
        assignments=(Assignment(meeting="m", form="short", start=600),),
        unplaced=(Unplaced(meeting="n"),),
    ),
)


def changed(value: Any) -> Iterator[Any]:
    """Yield values that differ from this one in one thing each, however deep it lies."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from (replace(value, **{field.name: other}) for other in changed(getattr(value, field.name)))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from (MappingProxyType({**value, key: other}) for other in changed(item))
    elif isinstance(value, tuple):
        yield from _changed_items(value)
    else:
        yield _another(value)


def _another(value: Any) -> Any:
    match value:
        case Enum():
            return next(member for member in type(value) if member is not value)
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return value + "x"
        case date():
            return value + timedelta(days=1)
        case None:
            return 1
    raise TypeError(f"no other value is known for {value!r}")


def _changed_items(items: tuple[Any, ...]) -> Iterator[Any]:
    for idx, item in enumerate(items):
        for other in changed(item):
            parts = (*items[:idx], other, *items[idx + 1 :])
            yield type(items)(*parts) if hasattr(items, "_fields") else parts
    if not hasattr(items, "_fields"):
        yield items[1:] if items else ("x",)


@pytest.mark.parametrize("fact", ONE_OF_EACH, ids=lambda fact: type(fact).__name__)
def test_any_change_of_any_field_changes_the_digest(fact: Any) -> None:
    others = list(changed(fact))
    assert len(others) >= len(fields(fact))
    digests = {digest(fact), *(digest(other) for other in others)}
    assert len(digests) == 1 + len(others)


def test_any_table_of_a_summit_changes_its_digest() -> None:
    facts = summit(meetings=(meeting("m"),))
    others = [
        replace(facts, note="x"),
        replace(facts, edition="x"),
        replace(facts, settings=replace(facts.settings, step_min=10)),
        replace(facts, replies=()),
        replace(facts, people=tuple(reversed(facts.people))),
        replace(facts, rooms=(replace(facts.rooms[0], source="floor plan"),)),
    ]
    assert len({facts.digest, *(other.digest for other in others)}) == 1 + len(others)


def test_equal_facts_have_equal_digests() -> None:
    one, other = (summit(meetings=(meeting("m", title="회담"),)) for _ in range(2))
    assert one is not other
    assert (one, one.digest) == (other, other.digest)


def test_the_order_in_which_weights_were_given_does_not_matter() -> None:
    classes = {"firms": 2, "buyers": 1}
    turned = dict(reversed(classes.items()))
    assert digest(Settings(fairness_cap=classes)) == digest(Settings(fairness_cap=turned))


def test_a_known_fact_has_a_known_digest() -> None:
    fact = Venue(id="V", name="LITEXPO · 회의장")
    # sha256 of {"assumed":"","id":"V","name":"LITEXPO · 회의장","note":"","source":""}
    assert digest(fact) == "d1586f794b1ced3cfefb37e6abba4496332e3555644e6d2598d922ee5ad199b1"


def test_another_process_finds_the_same_digest() -> None:
    code = "from tests.builders import summit, meeting; print(summit(meetings=(meeting('m'),)).digest)"
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == summit(meetings=(meeting("m"),)).digest
