"""An import in two steps: what the file would change is shown first, and written only after a yes."""

from typing import NamedTuple

from summitry.formats.tables import TABLES
from summitry.summit import Summit
from summitry_web.accounts.models import User
from summitry_web.planning.domain.snapshot import Rows, summit_of_rows
from summitry_web.planning.domain.writing import rows_of, write_all
from summitry_web.planning.models import Edition, Upload


class Count(NamedTuple):
    """How many rows a table has before and after, and how many of these were not there before."""

    table: str
    before: int
    after: int
    num_new: int


def keep_upload(edition: Edition, user: User, name: str, facts: Summit, seen: int) -> Upload:
    """Keep facts that were read until somebody says yes; an earlier upload of that person is forgotten."""
    rows = rows_of(facts)
    upload, _ = Upload.objects.update_or_create(
        edition=edition,
        made_by=user,
        defaults={
            "file_name": name[:200],
            "tables": {table: [dict(cells) for cells in found] for table, found in rows.tables.items()},
            "entries": [[section, key, text] for (section, key), text in rows.entries.items()],
            "seen": seen,
        },
    )
    return upload


def facts_of(upload: Upload) -> Summit:
    """Return the facts of an upload."""
    tables = {name: tuple(rows) for name, rows in upload.tables.items()}
    return summit_of_rows(Rows(tables, {(section, name): text for section, name, text in upload.entries}))


def counts(before: Summit, after: Summit) -> list[Count]:
    """Return what other facts would change, table by table; tables without rows on both sides are left out."""
    found = []
    for table in TABLES:
        old, new = getattr(before, table.field), getattr(after, table.field)
        if old or new:
            found.append(Count(table.name, len(old), len(new), len(set(new) - set(old))))
    return found


def apply_upload(upload: Upload) -> None:
    """Put the facts of an upload in the place of all facts.

    Raises
    ------
    StaleError
        If anything was written since the two were compared.
    """
    write_all(upload.edition, facts_of(upload), upload.seen)
    upload.delete()
