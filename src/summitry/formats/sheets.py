"""The sheets of a workbook: headings that explain themselves, drop-downs, and rows that lose nothing."""

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from summitry.formats.cells import escaped
from summitry.formats.instructions import explain_column, explain_key, instructions
from summitry.formats.keys import FAIRNESS_CAP, KEY_TABLE, KEYS, label
from summitry.formats.rows import Written, WrittenKey, WrittenTable
from summitry.formats.tables import TABLE_BY_NAME, Column, Table
from summitry.formats.values import Suggested, guard
from summitry.summit import FactsError, Problem

INSTRUCTIONS = "instructions"
MAX_TEXT = 32_767
_MIN_ROWS = 1000
_REQUIRED = PatternFill("solid", start_color="FFF4CE")
_OPTIONAL = PatternFill("solid", start_color="E7EEF5")
_BOLD = Font(bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)


def build_workbook(written: Written) -> Workbook:
    """Return a summit as a workbook: instructions, what is said once, and a sheet a table.

    Raises
    ------
    FactsError
        If a text is too long for a cell.
    """
    _refuse_long(written)
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook has one sheet")
    _fill_instructions(sheet)
    _fill_keys(book.create_sheet(KEY_TABLE.name), written.keys)
    last_rows = {table.table.name: max(_MIN_ROWS, 2 * len(table.rows)) for table in written.tables}
    for table in written.tables:
        _fill_table(book.create_sheet(table.table.name), table, last_rows)
    return book


def _refuse_long(written: Written) -> None:
    texts: list[tuple[str, int | None, str, str]] = [
        ("summit", None, label(key.key.section, key.name), key.text) for key in written.keys
    ]
    texts += [
        (table.table.name, idx, column.name, text)
        for table in written.tables
        for idx, row in enumerate(table.rows)
        for column, text in zip(table.columns, row, strict=True)
    ]
    problems = [
        Problem(
            table=table,
            row=idx,
            column=column,
            value=text[:40] + "...",
            expected=f"at most {MAX_TEXT} characters",
            message=f"{len(text)} characters are too long for a cell of a workbook",
        )
        for table, idx, column, text in texts
        if len(escaped(guard(text))) > MAX_TEXT
    ]
    if problems:
        raise FactsError(problems)


def _put(sheet: Worksheet, row: int, column: int, text: str, *, is_number: bool = False) -> None:
    """Write one cell; text is never taken for a formula, an error, a number or a date."""
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.alignment = _TOP
    if is_number:
        cell.value = int(text)
        return
    cell.value = escaped(guard(text))
    cell.data_type = "s"
    cell.number_format = "@"


def _fill_instructions(sheet: Worksheet) -> None:
    sheet.title = INSTRUCTIONS
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 110
    for number, (left, right) in enumerate(instructions(), 1):
        _put(sheet, number, 1, left)
        _put(sheet, number, 2, right)
        sheet.cell(number, 1).font = _BOLD


def _fill_keys(sheet: Worksheet, keys: Sequence[WrittenKey]) -> None:
    _fill_headings(sheet, KEY_TABLE.own_columns)
    for number, (name, value, meaning, is_number) in enumerate(_key_rows(keys), 2):
        _put(sheet, number, 1, name)
        _put(sheet, number, 2, value, is_number=is_number)
        _put(sheet, number, 3, meaning)
        if not value:
            sheet.cell(number, 2).number_format = "@"


def _key_rows(keys: Sequence[WrittenKey]) -> Iterator[tuple[str, str, str, bool]]:
    """Yield every key, stated or not, with its value, its meaning and whether the value is a number."""
    stated = {(key.key.section, key.name): key.text for key in keys}
    for key in KEYS:
        names = [n for section, n in stated if section == key.section] if key is FAIRNESS_CAP else [key.name]
        for name in names:
            text = stated.get((key.section, name), "")
            yield label(key.section, name), text, explain_key(key), key.kind.is_number


def _fill_headings(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, 1):
        cell = sheet.cell(1, number, column.name)
        cell.font = _BOLD
        cell.fill = _REQUIRED if column.is_required else _OPTIONAL
        cell.comment = Comment(explain_column(column), "Summitry", width=340, height=160)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width + 2
        if not column.kind.is_number:
            dimension.number_format = "@"  # so that what is typed stays as it is typed
    sheet.freeze_panes = "A2"


def _fill_table(sheet: Worksheet, written: WrittenTable, last_rows: dict[str, int]) -> None:
    _fill_headings(sheet, written.columns)
    for number, row in enumerate(written.rows, 2):
        for place, (column, text) in enumerate(zip(written.columns, row, strict=True), 1):
            _put(sheet, number, place, text, is_number=column.kind.is_number)
    last = last_rows[written.table.name]
    for place, column in enumerate(written.columns, 1):
        choice = _choice(column, last_rows)
        if choice is not None:
            letter = get_column_letter(place)
            choice.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(choice)


def _choice(column: Column, last_rows: dict[str, int]) -> DataValidation | None:
    """Return the drop-down of a column, if there is something to choose from."""
    if column.kind.words:
        listed = '"' + ",".join(column.kind.words) + '"'
        is_open = isinstance(column.kind, Suggested)
    elif column.refers_to:
        letter = _key_letter(TABLE_BY_NAME[column.refers_to])
        listed = f"{column.refers_to}!${letter}$2:${letter}${last_rows[column.refers_to]}"
        is_open = False
    else:
        return None
    choice = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=not is_open)
    choice.errorTitle, choice.error = column.name, f"{column.help}. Choose from the list."[:255]
    return choice


def _key_letter(table: Table) -> str:
    return next(get_column_letter(place) for place, column in enumerate(table.columns, 1) if column.is_key)
