"""The reference page of the folder says what the code does; its examples are read."""

from datetime import date
from pathlib import Path

import pytest

from summitry.formats.keys import KEYS
from summitry.formats.reference import BEGIN, END, updated
from summitry.formats.rows import default_of
from summitry.formats.tables import TABLES, Column
from summitry.formats.values import Context
from summitry.summit import Clock, Settings

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "folder.md"
VILNIUS = Context(
    clock=Clock("Europe/Vilnius", date(2023, 7, 11)),
    dates=(date(2023, 7, 11), date(2023, 7, 12)),
    minutes_by_form={"sit-down": 30, "short": 15, "standing": 10},
)


def test_the_page_is_what_the_description_says() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.count(BEGIN) == page.count(END) == 1
    assert updated(page) == page


def test_only_what_is_between_the_marks_is_made_anew() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    made = updated(page)
    assert (made.startswith(f"before\n{BEGIN}\n"), made.endswith(f"\n{END}\nafter\n")) == (True, True)
    assert updated(made) == made


@pytest.mark.parametrize("column", [c for table in TABLES for c in table.own_columns], ids=lambda column: column.name)
def test_every_example_of_a_column_can_be_read(column: Column) -> None:
    value = column.kind.parse(column.example, VILNIUS)
    assert column.kind.parse(column.kind.write(value, VILNIUS), VILNIUS) == value


def test_every_setting_has_a_key_with_its_default() -> None:
    settings = {key.name: default_of(key) for key in KEYS if key.section == "planning"}
    others = {"priority_weight", "comfort", "fairness_cap"}
    default = Settings()
    assert settings == {name: getattr(default, name) for name in Settings.__dataclass_fields__ if name not in others}
