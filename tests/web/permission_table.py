"""Who is answered what, by address and method: written out, apart from the code that decides.

A letter a role: ``+`` it may, ``-`` it is told that it may not (403), ``0`` for it there is no such page (404).
"""

from typing import NamedTuple

ROLES = (
    "secretariat",
    "planner",
    "auditor",
    "room desk",
    "interpreter desk",
    "record keeper",
    "own editor",
    "own viewer",
    "other editor",
    "other viewer",
)


class Row(NamedTuple):
    """One address and method; `status` is the answer to those who may, to a request without any data."""

    name: str
    method: str
    letters: str
    status: int
    of: str = ""


_ALL, _DESKS_TOO, _READERS, _OFFICE, _FIRST = "++++++++++", "++++++----", "+++-------", "++--------", "+---------"

TABLE = (
    Row("edition", "GET", "++++++....", 200),
    Row("tables", "GET", _DESKS_TOO, 200),
    Row("entries", "GET", _OFFICE, 200),
    Row("entries", "POST", _OFFICE, 422),
    Row("table", "GET", _READERS, 200, "replies"),
    Row("new-row", "GET", _OFFICE, 200, "replies"),
    Row("new-row", "POST", _OFFICE, 422, "replies"),
    Row("row", "GET", _OFFICE, 200, "replies row"),
    Row("row", "POST", _OFFICE, 422, "replies row"),
    Row("delete-row", "POST", _OFFICE, 409, "replies row"),
    Row("import", "GET", _OFFICE, 200),
    Row("import", "POST", _OFFICE, 422),
    Row("apply-import", "POST", _OFFICE, 409),
    Row("export-workbook", "GET", _READERS, 200),
    Row("export-folder", "GET", _READERS, 200),
    Row("requests", "GET", _READERS, 200),
    Row("offices", "GET", _READERS, 200),
    Row("office", "GET", "+++---++00", 200, "delegation"),
    Row("card", "GET", "+++---++00", 200, "delegation"),
    Row("calendar", "GET", "+++---++00", 200, "delegation"),
    Row("calendar-link", "GET", "+++---++00", 200, "delegation"),
    Row("answer", "POST", "+-----+-00", 422, "delegation"),
    Row("ask", "POST", "+-----+-00", 422, "delegation"),
    Row("close", "POST", "+-----+-00", 422, "delegation"),
    Row("reopen", "POST", "+-----+-00", 409, "closed row"),
    Row("members", "GET", _FIRST, 200),
    Row("members", "POST", _FIRST, 422),
    Row("remove-member", "POST", _FIRST, 302, "member"),
    Row("plan", "GET", _DESKS_TOO, 200),
    Row("board", "GET", _DESKS_TOO, 200),
    Row("meeting", "GET", _DESKS_TOO, 200, "meeting"),
    Row("move", "POST", _OFFICE, 422, "meeting"),
    Row("take-out", "POST", _OFFICE, 409, "meeting"),
    Row("pin", "POST", _OFFICE, 409, "meeting"),
    Row("apply-change", "POST", _OFFICE, 409, "meeting"),
    Row("start-run", "POST", _OFFICE, 422),
    Row("run", "GET", _DESKS_TOO, 200, "run"),
    Row("run-events", "GET", _DESKS_TOO, 200, "run"),
    Row("revision-events", "GET", _DESKS_TOO, 200),
    Row("cancel-run", "POST", _OFFICE, 302, "run"),
    Row("apply-run", "POST", _OFFICE, 409, "run"),
    Row("discard-run", "POST", _OFFICE, 409, "run"),
    Row("restore", "POST", _OFFICE, 409, "revision"),
)

# What each role sees and changes of the tables of facts; a delegation sees none of them.
SEEN = {
    "room desk": "days venues zones transfers rooms sessions forms",
    "interpreter desk": "days venues zones transfers rooms sessions forms delegations people limits",
    "record keeper": "days sessions forms delegations people recorded",
}
CHANGED = {"room desk": "venues zones transfers rooms", "interpreter desk": "limits", "record keeper": "recorded"}
