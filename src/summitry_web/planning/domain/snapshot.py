"""From rows in the database to the summit that the engine knows, validated as a whole."""

from collections.abc import Iterable, Mapping
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from summitry.formats.assemble import Found, assemble
from summitry.formats.entries import Entry as Stated
from summitry.formats.keys import label
from summitry.formats.raw import RawTable, Row
from summitry.formats.tables import TABLE_BY_NAME
from summitry.summit import Summit
from summitry_web.planning.models import Edition, Entry, FactRow

Cells = Mapping[str, str]


class Rows(NamedTuple):
    """All that is stated of a summit, as text: cells by table, and the text of each key by section and name."""

    tables: Mapping[str, tuple[Cells, ...]]
    entries: Mapping[tuple[str, str], str]

    def table(self, name: str) -> tuple[Cells, ...]:
        """Return the rows of a table; none where there are none."""
        return self.tables.get(name, ())

    def with_table(self, name: str, rows: Iterable[Cells]) -> "Rows":
        """Return the same with other rows in one table."""
        return self._replace(tables={**self.tables, name: tuple(rows)})


def read_rows(edition: Edition) -> Rows:
    """Return what the database holds of a summit."""
    tables: dict[str, list[Cells]] = {}
    for row in FactRow.objects.filter(edition=edition).order_by("table", "position"):
        tables.setdefault(row.table, []).append(row.cells)
    entries = {(entry.section, entry.name): entry.text for entry in Entry.objects.filter(edition=edition)}
    return Rows({name: tuple(rows) for name, rows in tables.items()}, entries)


def summit_of_rows(rows: Rows) -> Summit:
    """Return the summit that some rows state.

    Raises
    ------
    FactsError
        If they state none; each problem names table, row and column.
    """
    stated = [
        Stated(section, name, text, _place_of_key(section, name)) for (section, name), text in rows.entries.items()
    ]
    tables = {name: _raw(name, found) for name, found in rows.tables.items() if found or name == "days"}
    return assemble(Found(entries=stated, tables=tables, place_of_key=_place_of_key, place_of_table=str)).summit


def _place_of_key(section: str, name: str) -> str:
    return f"settings, {label(section, name)}"


def _raw(name: str, rows: Iterable[Cells]) -> RawTable:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, 1)]
    return RawTable(table=TABLE_BY_NAME[name], place=name, rows=numbered)


class Snapshot(NamedTuple):
    """A summit as it stood at one revision."""

    summit: Summit
    revision: int


def snapshot(edition: Edition) -> Snapshot:
    """Return the summit as it is now in the database; worked out once for each of its revisions.

    The rows are read between two looks at the stamp, until nothing was written in between: so what is kept under a
    stamp is what belongs to it, on every database.

    Raises
    ------
    FactsError
        If the rows state none, which no writer of this application leaves behind.
    """
    revision, stamp = _version(edition)
    while (found := _KEPT.get(stamp)) is None:
        rows = read_rows(edition)
        before, (revision, stamp) = stamp, _version(edition)
        if before == stamp:
            found = _KEPT.put(stamp, summit_of_rows(rows))
    return Snapshot(found, revision)


def _version(edition: Edition) -> tuple[int, UUID]:
    return Edition.objects.values_list("revision", "stamp").get(pk=edition.pk)


class _Kept:
    """The summits asked for last, by stamp; safe with threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._summits: dict[UUID, Summit] = {}
        self._lock = Lock()

    def get(self, stamp: UUID) -> Summit | None:
        with self._lock:
            summit = self._summits.pop(stamp, None)
            if summit is not None:
                self._summits[stamp] = summit
            return summit

    def put(self, stamp: UUID, summit: Summit) -> Summit:
        with self._lock:
            self._summits[stamp] = summit
            while len(self._summits) > self._most:
                del self._summits[next(iter(self._summits))]
        return summit


_KEPT = _Kept(most=16)
