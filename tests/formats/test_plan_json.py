"""Plan files: out and in without loss, and a clear word for each way a file can be wrong."""

import contextlib
import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from summitry.formats.plan_json import PlanFileError, plan_document, plan_schema, plan_text, read_plan, write_plan
from summitry.planning.progress import Point
from summitry.planning.result import LevelResult, Result, Status
from summitry.rules.report import Certificate, Violation
from summitry.summit import Assignment, Clock, Day, Interval, Plan, Reason, Rung, Summit, SummitryError, Unplaced
from tests.builders import meeting, summit

LADDER = (Rung("sit-down", 30), Rung("standing", 10))
FACTS = summit(
    meetings=(meeting("m1", ladder=LADDER), meeting("m2", "A", "C", ladder=LADDER), meeting("m3", "B", "C")),
)
PLAN = Plan(
    summit="test",
    facts_digest=FACTS.digest,
    assignments=(
        Assignment(meeting="m2", form="sit-down", start=600, room="R", attendees=("a", "c"), pinned=True),
        Assignment(meeting="m1", form="standing", start=540, attendees=("a", "b"), interpreters=("i",)),
    ),
    unplaced=(Unplaced(meeting="m3", num_starts=103, reasons=(Reason("presence", 90, "c leaves at 10:00"),)),),
)
LEVELS = (
    LevelResult(name="value_held", value=8, bound=8, runtime_s=0.25),
    LevelResult(name="share_floor", value=(3, 3, 2), bound=(3, 3, 3), runtime_s=1.5),
)
CERTIFICATE = Certificate(
    violations=(
        Violation(rule="apart", who=("A", "B"), what=("m1",), when=Interval(540, 550), message="A is near B"),
        Violation(rule="pinned", who=(), what=("m2",), when=None, message="m2 is not where it is pinned"),
    ),
    values={"value_held": 8, "share_floor": (3, 3, 2)},
    comfort_parts={"break_": 2},
    num_placed=2,
    num_to_place=3,
    plan_digest="1" * 64,
    facts_digest=FACTS.digest,
)
RESULT = Result(
    status=Status.FEASIBLE,
    plan=PLAN,
    certificate=CERTIFICATE,
    levels=LEVELS,
    progress=(Point(0.1, "value_held", 8, 8),),
    runtime_s=1.75,
    seed=7,
    threads=2,
    interrupted=True,
)


def damaged(tmp_path: Path, **changes: Any) -> Path:
    """Write the plan file with some of its first level changed; `...` removes a key."""
    document = plan_document(FACTS, RESULT) | changes
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({key: value for key, value in document.items() if value is not ...}), encoding="utf-8")
    return path


def refusal(path: Path, facts: Summit = FACTS) -> str:
    """Return why a file is refused, without its name."""
    with pytest.raises(PlanFileError) as error:
        read_plan(path, facts)
    assert isinstance(error.value, SummitryError)
    return str(error.value).replace(str(path), "FILE")


def test_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize("made", [PLAN, RESULT], ids=["plan", "result"])
def test_what_is_written_meets_the_schema(made: Plan | Result) -> None:
    assert list(Draft202012Validator(plan_schema()).iter_errors(plan_document(FACTS, made))) == []


def test_every_property_of_the_schema_is_described() -> None:
    def undescribed(node: Any, path: str) -> list[str]:
        found = []
        for name, part in node.get("properties", {}).items():
            reference = plan_schema()["$defs"].get(part.get("$ref", "").rpartition("/")[2], {})
            if not part.get("description") and not reference.get("description"):
                found.append(f"{path}.{name}")
        return found

    parts = plan_schema()["$defs"] | {"$": plan_schema()}
    assert [gap for name, part in parts.items() for gap in undescribed(part, name)] == []


def test_plan_comes_back_as_it_went_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    write_plan(path, FACTS, RESULT)
    read = read_plan(path, FACTS)
    assert read.plan == PLAN
    assert read.levels == LEVELS
    assert read.facts_changed is False
    assert [p.name for p in tmp_path.iterdir()] == ["plan.json"]


def test_folder_of_outputs_stands_for_its_plan(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.json", FACTS, PLAN)
    assert read_plan(tmp_path, FACTS).plan == PLAN


def test_times_are_local_with_their_offset_and_end_after_the_form() -> None:
    first, second = plan_document(FACTS, PLAN)["assignments"]
    assert (first["start"], first["end"]) == ("2026-06-01T09:00+02:00", "2026-06-01T09:10+02:00")
    assert (second["start"], second["end"]) == ("2026-06-01T10:00+02:00", "2026-06-01T10:30+02:00")


def test_times_survive_a_clock_change(tmp_path: Path) -> None:
    clock = Clock("Europe/Vienna", date(2026, 10, 24))
    day = Day(date=date(2026, 10, 24), opens=0, closes=32 * 60)
    facts = summit(clock=clock, days=(day,), meetings=(meeting("m1"), meeting("m2")))
    starts = (26 * 60 + 30, 27 * 60 + 30)
    plan = Plan(
        summit="test",
        assignments=tuple(
            Assignment(meeting=f"m{i}", form="sit-down", start=s, room="R") for i, s in enumerate(starts, 1)
        ),
    )
    rows = plan_document(facts, plan)["assignments"]
    assert [row["start"] for row in rows] == ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"]
    write_plan(tmp_path / "plan.json", facts, plan)
    assert read_plan(tmp_path, facts).plan == plan


def test_instants_in_another_offset_are_the_same_instants(tmp_path: Path) -> None:
    rows = [{"meeting": "m1", "form": "sit-down", "start": "2026-06-01T07:00Z"}]
    assert read_plan(damaged(tmp_path, assignments=rows), FACTS).plan.assignments[0].start == 540


def test_text_of_any_script_stays_readable() -> None:
    plan = replace(PLAN, unplaced=(Unplaced(meeting="m3", reasons=(Reason("apart", 1, "대한민국 / السعودية"),)),))
    assert "대한민국 / السعودية" in plan_text(FACTS, plan)


def test_plan_of_changed_facts_is_read_and_says_so(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.json", FACTS, PLAN)
    assert read_plan(tmp_path, replace(FACTS, note="changed")).facts_changed is True


def test_plan_that_names_no_facts_counts_as_unchanged(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.json", FACTS, replace(PLAN, facts_digest=""))
    assert read_plan(tmp_path, FACTS).facts_changed is False


def test_damage_within_the_schema_is_read_for_the_judge(tmp_path: Path) -> None:
    strange = Assignment(meeting="none", form="seance", start=-90, room="cellar", attendees=("x", "x", "y"))
    plan = Plan(summit="test", assignments=(strange, strange))
    write_plan(tmp_path / "plan.json", FACTS, plan)
    assert read_plan(tmp_path, FACTS).plan == plan
    assert plan_document(FACTS, plan)["assignments"][0]["end"] is None


def test_end_in_the_file_does_not_count(tmp_path: Path) -> None:
    rows = [{"meeting": "m1", "form": "sit-down", "start": "2026-06-01T09:00+02:00", "end": None}]
    assert read_plan(damaged(tmp_path, assignments=rows), FACTS).plan.assignments[0].start == 540


def test_a_run_without_a_plan_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SummitryError, match="no plan to write"):
        write_plan(tmp_path / "plan.json", FACTS, Result(status=Status.INFEASIBLE))
    assert list(tmp_path.iterdir()) == []


def test_plan_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "absent" / "plan.json"
    with pytest.raises(PlanFileError, match=r"plan\.json: cannot be written: No such file or directory"):
        write_plan(path, FACTS, PLAN)


def test_absent_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.json") == "FILE: cannot be read: No such file or directory; expected a plan file"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "FILE, line 1, column 1: is not JSON (Expecting value); expected a plan file"),
        (b'{"format":\n oops', "FILE, line 2, column 2: is not JSON (Expecting value); expected a plan file"),
        (b"\xff\xfe\x00", "FILE: is not text in UTF-8; expected a plan file (JSON)"),
        (b"PK\x03\x04", "FILE, line 1, column 1: is not JSON (Expecting value); expected a plan file"),
        (b"[1]", "FILE: is not a plan file; expected an object whose format is 'summitry-plan'"),
        (b'{"a": 1}', "FILE: is not a plan file; expected an object whose format is 'summitry-plan'"),
        (b'{"a": NaN}', "FILE: is not JSON that can be read (NaN is not a JSON number); expected a plan file"),
        (b'{"a": "\\ud800"}', "FILE: holds half a character (a lone surrogate); expected text in Unicode"),
    ],
)
def test_what_is_no_plan_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    assert refusal(path) == message


def test_bottomless_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert refusal(path).startswith("FILE: is not JSON that can be read (")


def test_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(FACTS, PLAN), encoding="utf-8-sig")
    assert read_plan(path, FACTS).plan == PLAN


def test_newer_version_is_refused_as_such(tmp_path: Path) -> None:
    assert refusal(damaged(tmp_path, version=2, assignments="later")) == (
        "FILE: is of version 2 of the plan format; this Summitry reads version 1: use a newer one"
    )


def test_plan_of_another_summit_is_refused(tmp_path: Path) -> None:
    assert refusal(damaged(tmp_path, summit="madrid-2022")) == (
        "FILE: this is a plan of summit 'madrid-2022', not of 'test'"
    )


def row(**fields: Any) -> list[dict[str, Any]]:
    return [{"meeting": "m1", "form": "sit-down", "start": "2026-06-01T09:00+02:00"} | fields]


INSTANT = "a local time on a whole minute with its offset from UTC, as 2023-07-11T14:00+03:00"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": "1"}, "$.version: found \"1\"; expected version 1 of the format"),
        ({"version": True}, "$.version: found true; expected version 1 of the format"),
        ({"assignments": ...}, "$: 'assignments' is a required property"),
        ({"extra": 1}, "$: Additional properties are not allowed ('extra' was unexpected)"),
        ({"facts_digest": "abc"}, '$.facts_digest: found "abc"; expected 64 hexadecimal digits, or nothing'),
        ({"assignments": row(meeting=3)}, "$.assignments[0].meeting: found 3; expected an id or name, not empty"),
        ({"assignments": row(room="")}, '$.assignments[0].room: found ""; expected the id of the room, or null for a form that takes none'),  # noqa: E501 -- one message
        ({"assignments": row(start="2026-06-01T09:00")}, f'$.assignments[0].start: found "2026-06-01T09:00", which lacks the offset from UTC; expected {INSTANT}'),  # noqa: E501 -- one message
        ({"assignments": row(start="2026-06-01T09:00:30+02:00")}, f'$.assignments[0].start: found "2026-06-01T09:00:30+02:00", which is not on a whole minute; expected {INSTANT}'),  # noqa: E501 -- one message
        ({"assignments": row(start=540)}, f"$.assignments[0].start: found 540; expected {INSTANT}"),
        ({"assignments": row(start="2026-02-30T09:00+02:00")}, '$.assignments[0].start: found "2026-02-30T09:00+02:00", which is no date and time (day is out of range for month)'),  # noqa: E501 -- one message
        ({"levels": [{"name": "comfort", "value": 1, "bound": [1]}]}, "$.levels[0].bound: found [1]; expected the shape of its value, 1"),  # noqa: E501 -- one message
    ],
)  # fmt: skip
def test_departure_from_the_schema_names_place_value_and_expectation(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    assert refusal(damaged(tmp_path, **changes)) == f"FILE: {message}"


def test_every_departure_is_told_up_to_twenty(tmp_path: Path) -> None:
    lines = refusal(damaged(tmp_path, assignments=row(form=1) * 25)).splitlines()
    assert len(lines) == 21
    assert lines[0] == "FILE: $.assignments[0].form: found 1; expected an id or name, not empty"
    assert lines[-1] == "FILE: and 5 problems more"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of a JSON document but its root."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place for key, value in items for place in ((*path, key), *_places(value, (*path, key)))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(data=st.data())
def test_whatever_is_put_in_a_plan_file_is_read_or_refused_in_words(tmp_path: Path, data: st.DataObject) -> None:
    document = copy.deepcopy(plan_document(FACTS, RESULT))
    *way, key = data.draw(st.sampled_from(_places(document)))
    node: Any = document
    for step in way:
        node = node[step]
    node[key] = data.draw(JSON)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with contextlib.suppress(PlanFileError):
        read = read_plan(path, FACTS)
        write_plan(path, FACTS, read.plan)
        assert read_plan(path, FACTS).plan == read.plan
