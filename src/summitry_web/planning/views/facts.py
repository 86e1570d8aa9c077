"""Tables of facts: lists of them, and forms for their rows."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from summitry.formats.tables import TABLE_BY_NAME, TABLES, Column, Table
from summitry.summit import FactsError
from summitry_web.planning.domain import writing
from summitry_web.planning.domain.snapshot import read_rows
from summitry_web.planning.forms.facts import EntriesForm, FactForm
from summitry_web.planning.models import FactRow
from summitry_web.planning.models.permissions import May
from summitry_web.planning.views.access import Visit, visit
from summitry_web.planning.views.answers import (
    CONFLICT,
    REFUSED,
    is_of_cell,
    page,
    posted,
    problems_in_words,
    seen_in,
    tell_stale,
)


class Line(NamedTuple):
    """A row as a list shows it."""

    row: FactRow
    cells: tuple[str, ...]


@require_safe
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    """List the tables that the role sees, with what each is for and how many rows it has."""
    found = visit(request, slug, May.VIEW_TABLE, "days")
    seen = [
        (table, len(getattr(found.summit, table.field))) for table in TABLES if found.may(May.VIEW_TABLE, table.name)
    ]
    return page(
        request, "tables.html", found, tables=seen, may_import=found.may(May.IMPORT), may_export=found.may(May.EXPORT)
    )


@require_safe
def table(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """List the rows of a table."""
    shown = _table(name)
    found = visit(request, slug, May.VIEW_TABLE, name)
    rows = list(FactRow.objects.filter(edition=found.edition, table=name))
    columns = [column for column in shown.columns if column.is_required or _is_used(column, rows)]
    lines = [Line(row, tuple(row.cells.get(column.name, "") for column in columns)) for row in rows]
    may_edit = found.may(May.EDIT_TABLE, name)
    return page(request, "table.html", found, table=shown, columns=columns, lines=lines, may_edit=may_edit)


@require_http_methods(["GET", "POST"])
def new_row(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Add a row."""
    shown = _table(name)
    found = visit(request, slug, May.EDIT_TABLE, name)
    form = FactForm(shown, found.summit, {}, posted(request))
    if form.is_valid():
        try:
            writing.add_row(found.edition, name, form.cells)
        except FactsError as error:
            _tell(form, error, shown, len(getattr(found.summit, shown.field)))
        else:
            messages.success(request, "Added.")
            return redirect("table", slug, name)
    return _row_page(request, found, form, None)


@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, slug: str, name: str, row_id: int) -> HttpResponse:
    """Change a row."""
    shown = _table(name)
    found = visit(request, slug, May.EDIT_TABLE, name)
    kept = get_object_or_404(FactRow, pk=row_id, edition=found.edition, table=name)
    form = FactForm(shown, found.summit, kept.cells, posted(request))
    if form.is_valid():
        try:
            writing.change_row(kept, form.cells, seen_in(request))
        except FactsError as error:
            _tell(form, error, shown, writing.place_in_table(kept))
        except writing.StaleError as error:
            tell_stale(request, error)
            fresh = FactForm(shown, found.summit, kept.cells)
            return _row_page(request, found, fresh, kept, status=CONFLICT)
        else:
            messages.success(request, "Saved.")
            return redirect("table", slug, name)
    return _row_page(request, found, form, kept)


@require_POST
def delete_row(request: HttpRequest, slug: str, name: str, row_id: int) -> HttpResponse:
    """Delete a row."""
    shown = _table(name)
    found = visit(request, slug, May.EDIT_TABLE, name)
    kept = get_object_or_404(FactRow, pk=row_id, edition=found.edition, table=name)
    form = FactForm(shown, found.summit, kept.cells)
    try:
        writing.delete_row(kept, seen_in(request))
    except writing.StaleError as error:
        tell_stale(request, error)
        return _row_page(request, found, form, kept, status=CONFLICT)
    except FactsError as error:
        refused = ["It cannot be deleted: others refer to it.", *problems_in_words(error)]
        return _row_page(request, found, form, kept, status=REFUSED, refused=refused)
    messages.success(request, "Deleted.")
    return redirect("table", slug, name)


@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is said once: name, place, time zone, the numbers that planning uses."""
    found = visit(request, slug, May.IMPORT)
    stated = read_rows(found.edition).entries
    form = EntriesForm(found.summit, stated, posted(request))
    status = REFUSED if form.is_bound else 200
    if form.is_valid():
        try:
            writing.write_entries(found.edition, form.entries, seen_in(request))
        except FactsError as error:
            form.add_error(None, problems_in_words(error))
        except writing.StaleError as error:
            tell_stale(request, error)
            form, status = EntriesForm(found.summit, stated), CONFLICT
        else:
            messages.success(request, "Saved.")
            return redirect("tables", slug)
    return page(request, "entries.html", found, form=form, status=status)


def _table(name: str) -> Table:
    if name not in TABLE_BY_NAME:
        raise Http404
    return TABLE_BY_NAME[name]


def _is_used(column: Column, rows: Iterable[FactRow]) -> bool:
    return any(row.cells.get(column.name) for row in rows)


def _tell(form: FactForm, error: FactsError, shown: Table, place: int) -> None:
    """Put each problem at its field, and those of other rows above the form."""
    for problem in error.problems:
        is_ours = is_of_cell(problem, shown.name, place) and problem.column in form.fields
        wanted = f"; expected {problem.expected}" if problem.expected else ""
        text = f"{problem.message}{wanted}" if is_ours else str(problem)
        form.add_error(problem.column if is_ours else None, text)


def _row_page(
    request: HttpRequest,
    found: Visit,
    form: FactForm,
    kept: FactRow | None,
    *,
    status: int | None = None,
    refused: Iterable[str] = (),
) -> HttpResponse:
    code = status or (REFUSED if form.is_bound else 200)
    return page(request, "row.html", found, form=form, table=form.table, row=kept, refused=refused, status=code)
