"""The plan as an Excel workbook for the secretariat: programme, by room, by delegation, the unplaced, the levels.

It is for reading and sorting, not for reading back in: that is what the plan file is for.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from summitry.formats.values import guard
from summitry.publish.board import heading
from summitry.publish.programme import Engagement, Guest, Open, Programme
from summitry.publish.verdict import Verdict
from summitry.publish.words import plain_text, rule_text
from summitry.summit.grouping import grouped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet  # the type stubs do not say what the write-only kind has

Cell = str | int | datetime
_COLUMNS = (
    "Day",
    "Start",
    "End",
    "Minutes",
    "What",
    "Kind",
    "Form",
    "Parties",
    "Room",
    "Venue",
    "Attend",
    "Interpreters",
    "Remarks",
)
_WIDEST = 60


def plan_workbook(programme: Programme, verdict: Verdict | None, made_at: datetime) -> bytes:
    """Return the plan as an ``.xlsx`` file; equal arguments give equal files.

    Parameters
    ----------
    programme
        What the secretariat may see.
    verdict
        The certificate, if there is one.
    made_at
        The date of the document, aware.
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- only when a workbook is made

    book = Workbook(write_only=True)  # rows go to disk as they come: a large plan has millions of cells
    sheets = {
        "Programme": [_COLUMNS, *(_row(e, programme) for e in programme.engagements)],
        "By room": [("Room in order", *_COLUMNS), *_by_room(programme)],
        "By delegation": [("Code", "Delegation", *_COLUMNS), *_by_delegation(programme)],
        "Unplaced": [
            ("What", "Kind", "Parties", "State", "Blocked by", "Starts blocked", "Of", "Detail"),
            *_open_rows(programme),
        ],
        "Levels": [("Level", "Counts", "Value", "Bound", "Gap"), *_level_rows(verdict)],
    }
    for title, rows in sheets.items():
        _fill(book.create_sheet(title), rows)
    return _saved(book, programme, made_at)


def _by_room(programme: Programme) -> Iterator[tuple[Cell, ...]]:
    engagements = grouped((engagement.where.room_id, engagement) for engagement in programme.engagements)
    for room in programme.rooms:
        for engagement in engagements.get(room.id, ()):
            yield (room.name, *_row(engagement, programme))


def _by_delegation(programme: Programme) -> Iterator[tuple[Cell, ...]]:
    engagements = grouped((code, engagement) for engagement in programme.engagements for code in engagement.codes)
    for party in programme.delegations:
        for engagement in engagements.get(party.code, ()):
            yield (party.code, party.name, *_row(engagement, programme))


def _row(engagement: Engagement, programme: Programme) -> tuple[Cell, ...]:
    e, clock = engagement, programme.clock
    remarks = {
        "confidential": e.is_confidential,
        "time estimated": e.is_session and e.is_tentative,
        "not agreed yet": not e.is_session and e.is_tentative,
        "pinned": e.is_pinned,
    }
    return (
        clock.at(e.interval.start).replace(tzinfo=None),
        clock.hour_text(e.interval.start),
        clock.hour_text(e.interval.end),
        e.interval.length,
        heading(e, programme.reader),
        e.kind,
        e.form,
        ", ".join(party.code for party in e.parties) or ", ".join(e.codes),
        e.where.room,
        e.where.venue,
        "; ".join(map(_guest, e.attendees)),
        "; ".join(map(_guest, e.interpreters)),
        ", ".join(word for word, holds in remarks.items() if holds),
    )


def _guest(guest: Guest) -> str:
    return f"{guest.name} (standing in for {guest.stands_in_for})" if guest.stands_in_for else guest.name


def _open_rows(programme: Programme) -> Iterator[tuple[Cell, ...]]:
    for thing in programme.open:
        lead = _open_lead(thing, programme)
        if not thing.reasons:
            yield (*lead, "", "", "", "")
        for reason in thing.reasons:
            yield (*lead, rule_text(reason.rule), reason.num_starts, thing.num_starts, reason.detail)


def _open_lead(thing: Open, programme: Programme) -> tuple[Cell, ...]:
    state = f"{thing.state}, confidential" if thing.is_confidential else thing.state
    return heading(thing, programme.reader), thing.kind, ", ".join(party.code for party in thing.parties), state


def _level_rows(verdict: Verdict | None) -> Iterator[tuple[Cell, ...]]:
    for level in verdict.levels if verdict else ():
        yield level.heading, level.unit, level.value, level.bound, level.gap


def _fill(sheet: "Worksheet", rows: Sequence[Sequence[Cell]]) -> None:
    """Fill a sheet: how it looks first, since that stands before the rows in the file."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- only when a workbook is made
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 -- as above

    for column_idx, width in enumerate(_widths(rows), start=1):
        sheet.column_dimensions[get_column_letter(column_idx)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    for row_idx, row in enumerate(rows):
        sheet.append([_cell(sheet, value, is_heading=row_idx == 0) for value in row])


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return how wide each column must be for its longest value, within reason."""
    widths = [6] * len(rows[0])
    for row in rows:
        for column_idx, value in enumerate(row):
            length = 11 if isinstance(value, datetime) else len(str(value)) + 2
            widths[column_idx] = min(max(widths[column_idx], length), _WIDEST)
    return widths


def _cell(sheet: "Worksheet", value: Cell, *, is_heading: bool) -> "SheetCell":
    """Return one cell; a text is never taken for a formula, neither here nor when the sheet is saved as CSV."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- only when a workbook is made
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- as above

    cell = WriteOnlyCell(sheet, value=guard(plain_text(value)) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd"
    if is_heading:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
    return cell


def _saved(book: "Workbook", programme: Programme, made_at: datetime) -> bytes:
    """Return the file with fixed dates, within it and in its archive."""
    from openpyxl.xml.constants import ARC_CORE  # noqa: PLC0415 -- only when a workbook is made
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 -- as above

    book.properties.title = plain_text(programme.name)
    book.properties.creator = "Summitry"
    book.properties.created = made_at.replace(tzinfo=None)
    raw, fixed = BytesIO(), BytesIO()
    book.save(raw)
    book.properties.modified = made_at.replace(tzinfo=None)  # saving sets it to the time of saving
    properties = tostring(book.properties.to_tree())
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = properties if name == ARC_CORE else source.read(name)
            target.writestr(ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return fixed.getvalue()
