"""What a person who fills in the facts is told, made from the description of the tables and keys."""

from collections.abc import Iterator

from summitry.formats.keys import KEY_TABLE, Key
from summitry.formats.rows import default_of
from summitry.formats.tables import TABLES, Column
from summitry.formats.values import NOWHERE

_TIMES = (
    "wall-clock times of the summit's zone: 2023-07-11 14:00. Where a clock change makes a time happen twice, with its "
    "offset: 2026-10-25 02:30+01:00"
)
_LISTS = 'items separated by ; or, within a cell, one a line. An item that holds a ; stands in double quotes: "a;b";c'
_WINDOWS = (
    "a list, each item one of: a day 2023-07-11; hours of a day 2023-07-11 09:00-12:30; hours of every day "
    "09:00-12:30; from one time to another 2023-07-11 22:00/2023-07-12 01:00"
)
_LADDER = (
    "the forms of a meeting in order of preference, with minutes where they differ from the form's: "
    "sit-down:30;short:15;standing"
)
HOW_VALUES_ARE_WRITTEN = (
    ("times", _TIMES),
    ("lists", _LISTS),
    ("yes and no", "yes or no"),
    ("windows", _WINDOWS),
    ("ladder", _LADDER),
    ("empty cells", "the default, which the explanation of the column states"),
)


def explain_column(column: Column) -> str:
    """Return what a column is for, whether it must be filled, how it is written, and an example."""
    duty = "Must be filled." if column.is_required else "May stay empty."
    lines = [f"{column.name}: {column.help}.", duty, f"Written as: {column.kind.spelling.replace('`', '')}."]
    return "\n".join([*lines, f"Example: {column.example}"] if column.example else lines)


def explain_key(key: Key) -> str:
    """Return what a key is for, with its default or an example."""
    if key.is_required:
        return f"{key.help}. Must be filled, for example {key.example}"
    default = default_of(key)
    if default:
        stated = default if isinstance(default, int) else key.kind.write(default, NOWHERE)
        return f"{key.help}. Default {stated}"
    return f"{key.help}. For example {key.example}" if key.example else key.help


def instructions() -> Iterator[tuple[str, str]]:
    """Yield the lines of the sheet `instructions`: a heading or name, and what there is to say of it."""
    yield "How to fill in this workbook", ""
    yield "", "Fill the sheets in the order below. Only summit and days must be filled; a sheet without rows is fine."
    yield "", "Columns with a yellow heading must be filled; point at a heading to read what belongs into it."
    yield "", "Headings may be in any order and case, columns may be left out, blank rows are skipped."
    yield "", "Add columns with headings of your own if you like: they are not read."
    yield "", ""
    yield "The sheets, in order", ""
    for table in (KEY_TABLE, *TABLES):
        yield table.name, table.help
    yield "", ""
    yield "How values are written", ""
    yield from HOW_VALUES_ARE_WRITTEN
    yield "", ""
    yield (
        "Fairness",
        "For a class of people named in people, column fairness_class, add to the sheet summit a key such as",
    )
    yield "", "fairness_cap.leaders, with the number by which their breaks may differ as its value."
