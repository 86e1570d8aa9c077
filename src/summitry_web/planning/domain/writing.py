"""The one way facts are written: everything or nothing, on the revision that was looked at, and only sound facts.

A row is refused as stale if that row was written since it was looked at; a whole summit, if anything was. So two
people who change different rows do not stand in each other's way, and neither overwrites what they have not seen.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F, Max

from summitry.formats.rows import write_rows
from summitry.formats.tables import TABLE_BY_NAME
from summitry.summit import Summit, SummitryError
from summitry_web.planning.domain.snapshot import Cells, Rows, read_rows, summit_of_rows
from summitry_web.planning.models import Edition, Entry, FactRow


class StaleError(SummitryError):
    """Somebody else wrote in between; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has changed this since you opened it. Nothing was saved; here is how it is now."
        )


@contextmanager
def next_revision(edition: Edition, seen: int | None = None) -> Iterator[int]:
    """Give the number of the revision that is being written; inside, nobody else writes to this summit.

    Raises
    ------
    StaleError
        If a revision is given and it is no longer the present one.
    """
    with transaction.atomic():
        wanted = Edition.objects.filter(pk=edition.pk)
        if seen is not None:
            wanted = wanted.filter(revision=seen)
        # The update comes first: it takes the lock of the row, or of the file, that holds until the end.
        if not wanted.update(revision=F("revision") + 1, stamp=uuid.uuid4()):
            raise StaleError
        edition.refresh_from_db()
        yield edition.revision


def rows_of(summit: Summit) -> Rows:
    """Return a summit as the rows that state it.

    Raises
    ------
    FactsError
        If something in it could not be read back as it is.
    """
    written = write_rows(summit)
    tables = {
        table.table.name: tuple(
            {column.name: text for column, text in zip(table.columns, row, strict=True) if text} for row in table.rows
        )
        for table in written.tables
    }
    return Rows(tables, {(key.key.section, key.name): key.text for key in written.keys})


def write_all(edition: Edition, summit: Summit, seen: int) -> None:
    """Put another summit in the place of all facts.

    Raises
    ------
    StaleError
        If anything was written since the revision that was looked at.
    FactsError
        If something in it could not be read back as it is.
    """
    rows = rows_of(summit)
    with next_revision(edition, seen) as revision:
        _replace(edition, rows, revision)
        _name(edition, summit)


def make_edition(slug: str, summit: Summit) -> Edition:
    """Make a summit in this installation, with its facts."""
    with transaction.atomic():
        edition = Edition.objects.create(slug=slug, name=summit.name)
        _replace(edition, rows_of(summit), edition.revision)
    return edition


def _replace(edition: Edition, rows: Rows, revision: int) -> None:
    FactRow.objects.filter(edition=edition).delete()
    Entry.objects.filter(edition=edition).delete()
    for name, table in rows.tables.items():
        _append_all(edition, name, table, revision)
    _write_entries(edition, rows.entries)


def write_differences(edition: Edition, before: Summit, after: Summit, revision: int) -> None:
    """Write the tables and keys in which two summits differ, within `next_revision`; others keep their rows."""
    old, new = rows_of(before), rows_of(after)
    for name, table in new.tables.items():
        if table != old.table(name):
            FactRow.objects.filter(edition=edition, table=name).delete()
            _append_all(edition, name, table, revision)
    if new.entries != old.entries:
        Entry.objects.filter(edition=edition).delete()
        _write_entries(edition, new.entries)
    _name(edition, after)


def _append_all(edition: Edition, name: str, table: Iterable[Cells], revision: int) -> None:
    FactRow.objects.bulk_create(
        (
            FactRow(
                edition=edition,
                table=name,
                position=position,
                key=key_of(name, cells),
                cells=dict(cells),
                revision=revision,
            )
            for position, cells in enumerate(table)
        ),
        batch_size=500,
    )


def _write_entries(edition: Edition, entries: Mapping[tuple[str, str], str]) -> None:
    Entry.objects.bulk_create(
        Entry(edition=edition, section=section, name=name, text=text) for (section, name), text in entries.items()
    )


def _name(edition: Edition, summit: Summit) -> None:
    Edition.objects.filter(pk=edition.pk).update(name=summit.name)
    edition.name = summit.name


def key_of(table: str, cells: Cells) -> str:
    """Return what other rows name a row by; empty where they do not."""
    return next((cells.get(column.name, "") for column in TABLE_BY_NAME[table].columns if column.is_key), "")


# --- one row ---


def add_row(edition: Edition, table: str, cells: Cells) -> FactRow:
    """Add a row at the end of a table.

    Raises
    ------
    FactsError
        If the facts would not be sound with it.
    """
    with next_revision(edition) as revision:
        _check(edition, lambda rows: rows.with_table(table, (*rows.table(table), cells)))
        return append_row(edition, table, cells, revision)


def append_row(edition: Edition, table: str, cells: Cells, revision: int) -> FactRow:
    """Write a row at the end of a table, within `next_revision` and after the facts were checked with it."""
    last = FactRow.objects.filter(edition=edition, table=table).aggregate(last=Max("position"))["last"]
    return FactRow.objects.create(
        edition=edition,
        table=table,
        position=0 if last is None else last + 1,
        key=key_of(table, cells),
        cells=dict(cells),
        revision=revision,
    )


def change_row(row: FactRow, cells: Cells, seen: int) -> None:
    """Give a row other cells.

    Raises
    ------
    StaleError
        If the row was written or deleted since the revision that was looked at.
    FactsError
        If the facts would not be sound then.
    """
    with next_revision(row.edition) as revision:
        place = _place_of(row, seen)
        _check(row.edition, lambda rows: rows.with_table(row.table, _with(rows.table(row.table), place, cells)))
        FactRow.objects.filter(pk=row.pk).update(cells=dict(cells), key=key_of(row.table, cells), revision=revision)


def delete_row(row: FactRow, seen: int) -> None:
    """Delete a row.

    Raises
    ------
    StaleError
        If the row was written or deleted since the revision that was looked at.
    FactsError
        If the facts would not be sound without it, since others refer to it.
    """
    with next_revision(row.edition):
        place = _place_of(row, seen)
        _check(row.edition, lambda rows: rows.with_table(row.table, _with(rows.table(row.table), place)))
        FactRow.objects.filter(pk=row.pk).delete()


def write_entries(edition: Edition, entries: Mapping[tuple[str, str], str], seen: int) -> None:
    """Give other values to what is said once a summit; keys without text are left to their defaults.

    Raises
    ------
    StaleError
        If anything was written since the revision that was looked at.
    FactsError
        If the facts would not be sound then.
    """
    stated = {key: text for key, text in entries.items() if text}
    with next_revision(edition, seen):
        summit = _check(edition, lambda rows: rows._replace(entries=stated))
        Entry.objects.filter(edition=edition).delete()
        _write_entries(edition, stated)
        _name(edition, summit)


def place_in_table(row: FactRow) -> int:
    """Return how many rows of its table stand before a row."""
    return FactRow.objects.filter(edition=row.edition, table=row.table, position__lt=row.position).count()


def _place_of(row: FactRow, seen: int) -> int:
    found = FactRow.objects.filter(pk=row.pk, revision__lte=seen).first()
    if found is None:
        raise StaleError
    return place_in_table(found)


def _with(table: tuple[Cells, ...], place: int, *cells: Cells) -> Iterable[Cells]:
    return (*table[:place], *cells, *table[place + 1 :])


def _check(edition: Edition, change: Callable[[Rows], Rows]) -> Summit:
    """Return the summit that the facts would be, or raise what would be wrong with it."""
    return summit_of_rows(change(read_rows(edition)))
