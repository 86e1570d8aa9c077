"""The workbook: every sheet, no formulas, nothing but text and numbers."""

import io
from datetime import UTC, datetime
from typing import Any

from openpyxl import load_workbook

from summitry.publish.verdict import verdict_of
from summitry.publish.view import programme_for
from summitry.publish.workbook import plan_workbook
from summitry.summit import Assignment, Plan, Reason, Unplaced
from tests.builders import delegation, meeting, principal, summit
from tests.publish.reading import xlsx_text
from tests.publish.sample import big_plan, big_summit, result_of

MADE_AT = datetime(2026, 5, 1, tzinfo=UTC)
FACTS = summit(meetings=(meeting("ab", "A", "B", title="Grain"), meeting("bc", "B", "C", confidential=True)))
PLAN = Plan(
    summit="test",
    assignments=(Assignment(meeting="ab", form="sit-down", start=600, room="R", attendees=("a", "b"), pinned=True),),
    unplaced=(
        Unplaced(meeting="bc", num_starts=9, reasons=(Reason("presence", 7, "c leaves"), Reason("apart", 2, ""))),
    ),
)


def book(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def rows(content: bytes, sheet: str) -> list[tuple[Any, ...]]:
    return list(book(content)[sheet].iter_rows(min_row=2, values_only=True))


def made(facts: Any = FACTS, plan: Plan = PLAN) -> bytes:
    return plan_workbook(programme_for(facts, plan, None), None, MADE_AT)


LINE = (
    datetime(2026, 6, 1, 10, 0),  # noqa: DTZ001 -- a workbook holds wall-clock times without a zone
    "10:00",
    "10:30",
    30,
    "Grain",
    "bilateral",
    "sit-down",
    "A, B",
    "Room",
    "Venue",
    "Head A; Head B",
    None,
    "pinned",
)


def test_programme_is_listed_as_a_whole_by_room_and_by_delegation() -> None:
    content = made()
    assert book(content).sheetnames == ["Programme", "By room", "By delegation", "Unplaced", "Levels"]
    assert rows(content, "Programme") == [LINE]
    assert rows(content, "By room") == [("Room", *LINE)]
    assert rows(content, "By delegation") == [("A", "State A", *LINE), ("B", "State B", *LINE)]


def test_unplaced_meetings_have_a_line_a_reason() -> None:
    lead = ("State B \u2013 State C", "bilateral", "B, C", "not placed, confidential")
    assert rows(made(), "Unplaced") == [
        (*lead, "somebody it needs is not at the summit", 7, 9, "c leaves"),
        (*lead, "delegations that avoid each other would come too close", 2, 9, None),
    ]


def test_levels_are_listed_with_bound_and_gap() -> None:
    facts = big_summit()
    plan = big_plan(facts)
    content = plan_workbook(programme_for(facts, plan, None), verdict_of(result_of(facts, plan)), MADE_AT)
    assert [(row[0], row[4]) for row in rows(content, "Levels")] == [
        ("Value held", "proven optimal"),
        ("Fair share", "proven optimal"),
        ("Form lost", "proven optimal"),
        ("Slack lacking", "within 7.7\u202f%"),
        ("Discomfort", "within 2.1\u202f%"),
    ]


def test_no_text_is_a_formula_here_or_after_export() -> None:
    evil = ("=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "'=1")
    facts = summit(
        delegations=(delegation("A", name="=evil()"), delegation("B")),
        people=(principal("A", name="=HYPERLINK(1)"), principal("B")),
        meetings=tuple(meeting(f"m{idx}", title=text) for idx, text in enumerate(evil)),
    )
    plan = Plan(
        summit="test",
        assignments=tuple(
            Assignment(meeting=f"m{idx}", form="sit-down", start=540 + 30 * idx, room="R", attendees=("a", "b"))
            for idx in range(len(evil))
        ),
    )
    content = made(facts, plan)
    cells = [cell for sheet in book(content) for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))] == []
    assert [row[4] for row in rows(content, "Programme")] == [f"'{text}" for text in evil]


def test_control_characters_and_any_script_are_written() -> None:
    facts = summit(meetings=(meeting("ab", title="a\x00b\x1f대한민국 مصر"),))
    assert rows(made(facts), "Programme")[0][4] == "ab대한민국 مصر"


def test_properties_hold_the_name_of_the_summit_and_the_given_date() -> None:
    properties = book(made()).properties
    assert (properties.title, properties.creator, properties.lastModifiedBy) == ("Test summit", "Summitry", None)
    assert (properties.created, properties.modified) == (MADE_AT.replace(tzinfo=None),) * 2


def test_same_plan_gives_the_same_bytes() -> None:
    assert made() == made()


def test_priorities_are_nowhere() -> None:
    assert "riority" not in xlsx_text(made())
