"""What a delegation says: its answers, its own requests, the time it keeps closed.

Everything here is about one delegation; what is of others is as if it were not there.
"""

from collections.abc import Mapping
from typing import NamedTuple

from summitry.formats.tables import TABLE_BY_NAME
from summitry.formats.values import Context, join_list
from summitry.summit import Meeting, Plan, Reply, ReplyState, Summit, SummitryError
from summitry_web.planning.domain.requests import Request, State, requests_of
from summitry_web.planning.domain.snapshot import Cells, Rows, read_rows, snapshot, summit_of_rows
from summitry_web.planning.domain.writing import StaleError, append_row, key_of, next_revision
from summitry_web.planning.models import Edition, FactRow


class NotTheirsError(SummitryError):
    """A meeting or window that is not the delegation's."""


class Own(NamedTuple):
    """A request as one of its parties may see it."""

    meeting: Meeting
    with_whom: tuple[str, ...]
    reply: Reply
    preferred: str
    is_asked_by_us: bool
    words: str
    is_our_turn: bool


def own_requests(summit: Summit, plan: Plan, code: str) -> list[Own]:
    """Return the requests that a delegation is a party to, those that wait for its answer first."""
    own = [_own(summit, request, code) for request in requests_of(summit, plan) if code in request.meeting.parties]
    return sorted(own, key=lambda request: not request.is_our_turn)


def _own(summit: Summit, request: Request, code: str) -> Own:
    reply = summit.reply_of(request.meeting, code)
    preferred = TABLE_BY_NAME["replies"].column_by_name["preferred"].kind
    return Own(
        meeting=request.meeting,
        with_whom=tuple(summit.delegation_by_code[other].name for other in request.meeting.parties if other != code),
        reply=reply,
        preferred=preferred.write(reply.preferred, Context(clock=summit.clock)),
        is_asked_by_us=request.meeting.requested_by == code,
        words=_in_words(request.state, reply.reply, request.when),
        is_our_turn=reply.reply is ReplyState.PENDING,
    )


def _in_words(state: State, reply: ReplyState, when: str) -> str:
    """Say how a request stands, without telling who else has not answered or has declined."""
    if state is State.PLACED:
        return when
    if reply is ReplyState.DECLINED:
        return "declined by you"
    if state is State.DECLINED:
        return "declined"
    if reply is ReplyState.PENDING:
        return "awaiting your reply"
    return "awaiting replies" if state is State.PENDING else "agreed, no time yet"


def answer(edition: Edition, code: str, meeting: str, cells: Mapping[str, str], seen: int) -> None:
    """Write what a party says to a meeting; what it says elsewhere in the row, such as a note, stays.

    Parameters
    ----------
    cells
        The columns `reply`, `priority` and `preferred` of the table of replies, as far as they are stated.

    Raises
    ------
    NotTheirsError
        If the delegation is no party to it.
    StaleError
        If its answer was written since the revision that was looked at.
    FactsError
        If the facts would not be sound then.
    """
    _refuse_others(snapshot(edition).summit, code, meeting)
    with next_revision(edition) as revision:
        rows = read_rows(edition)
        identity = {"meeting": meeting, "delegation": code}
        row = FactRow.objects.filter(edition=edition, table="replies", **_cells(identity)).first()
        if row is None:
            summit_of_rows(rows.with_table("replies", (*rows.table("replies"), identity | _filled(cells))))
            append_row(edition, "replies", identity | _filled(cells), revision)
            return
        if row.revision > seen:
            raise StaleError
        changed = _filled(row.cells | cells)
        summit_of_rows(rows.with_table("replies", (changed if c == row.cells else c for c in rows.table("replies"))))
        FactRow.objects.filter(pk=row.pk).update(cells=changed, revision=revision)


def ask(edition: Edition, code: str, other: str, meeting: Cells, reply: Cells) -> str:
    """Ask another delegation for a meeting; return the id of the request.

    Parameters
    ----------
    meeting, reply
        Columns of the tables of meetings and replies, as far as they are stated.

    Raises
    ------
    FactsError
        If the facts would not be sound with it.
    """
    with next_revision(edition) as revision:
        rows = read_rows(edition)
        id_ = _free_id(rows, f"{code}-{other}")
        own = {"id": id_, "parties": join_list((code, other)), "requested_by": code} | _filled(meeting)
        said = {"meeting": id_, "delegation": code, "reply": ReplyState.ACCEPTED.value} | _filled(reply)
        with_both = rows.with_table("meetings", (*rows.table("meetings"), own))
        summit_of_rows(with_both.with_table("replies", (*rows.table("replies"), said)))
        append_row(edition, "meetings", own, revision)
        append_row(edition, "replies", said, revision)
    return id_


def _free_id(rows: Rows, wanted: str) -> str:
    taken = {key_of(table, cells) for table in ("meetings", "sessions") for cells in rows.table(table)}
    number, id_ = 1, wanted
    while id_ in taken:
        number += 1
        id_ = f"{wanted}-{number}"
    return id_


def close_window(edition: Edition, summit: Summit, code: str, cells: Cells) -> None:
    """Keep time closed for a delegation or one of its people.

    Raises
    ------
    NotTheirsError
        If the subject is neither.
    FactsError
        If the facts would not be sound with it.
    """
    if cells.get("subject") not in own_subjects(summit, code):
        raise NotTheirsError("This is neither your delegation nor one of your people.")
    with next_revision(edition) as revision:
        rows = read_rows(edition)
        summit_of_rows(rows.with_table("closed", (*rows.table("closed"), cells)))
        append_row(edition, "closed", cells, revision)


def own_subjects(summit: Summit, code: str) -> dict[str, str]:
    """Return the delegation and its people, by what the facts name them by."""
    delegation = summit.delegation_by_code[code]
    return {code: f"all of {delegation.name}"} | {p.id: p.name for p in summit.people if p.delegation == code}


def own_rows(edition: Edition, summit: Summit, code: str, table: str) -> list[FactRow]:
    """Return the rows on closed time or presence of a delegation and its people."""
    column = "subject" if table == "closed" else "person"
    subjects = own_subjects(summit, code)
    found = FactRow.objects.filter(edition=edition, table=TABLE_BY_NAME[table].name)
    return [row for row in found if row.cells.get(column) in subjects]


def _refuse_others(summit: Summit, code: str, meeting: str) -> None:
    found = summit.meeting_by_id.get(meeting)
    if found is None or code not in found.parties:
        raise NotTheirsError("There is no such request.")


def _cells(wanted: Cells) -> dict[str, str]:
    return {f"cells__{column}": text for column, text in wanted.items()}


def _filled(cells: Cells) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}
