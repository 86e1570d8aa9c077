"""Writes everything a plan is published as, into one folder, whole or not at all."""

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from summitry.formats.plan_json import FORMAT, plan_text
from summitry.planning.result import Result
from summitry.publish.parts import by_venue_and_day
from summitry.publish.programme import Programme
from summitry.publish.verdict import Verdict, verdict_of
from summitry.publish.view import programme_for, programmes_for
from summitry.summit import Summit, SummitryError

_MARKER = "plan.json"
_OUTPUTS = ("boards", "cards", _MARKER, "plan.xlsx", "programme.html", "programme.pdf", "progress.svg")
MOST_PRINTED = 100  # delegations; setting type takes a third of a second for each, and memory for the whole booklet
MOST_ON_A_BOARD = 5_000  # engagements; a page of more is no pleasure in any browser


class FolderError(SummitryError):
    """The folder to write to holds something else than an earlier plan, or cannot be written."""


def write_outputs(
    summit: Summit,
    result: Result,
    out: Path,
    *,
    made_at: datetime | None = None,
    sequence: int = 0,
    with_pdf: bool | None = None,
) -> list[Path]:
    """Write plan, board, booklet, cards, calendars, workbook and chart; an earlier set of them is replaced.

    A programme of more than `MOST_ON_A_BOARD` engagements is no single page, but one for each venue and day.

    Parameters
    ----------
    out
        The folder; made if absent. The outputs of an earlier plan in it are replaced at the end, when all is written;
        what else is in it stays.
    made_at
        When the plan was made, aware; by default the summit's first midnight, so that equal plans give equal files.
    sequence
        Number of the release for calendars, from 0.
    with_pdf
        Whether to write the booklet and the cards as PDF; ``None`` for up to `MOST_PRINTED` delegations.

    Returns
    -------
    list of Path
        The files written, in the order of their names.

    Raises
    ------
    FolderError
        If `out` is a file, a folder that holds other things but no earlier plan, or cannot be written.
    SummitryError
        If the run found no plan.
    """
    check_folder(out)
    if result.plan is None:
        raise SummitryError("there is no plan to write: the planner found none")
    if with_pdf is None:
        with_pdf = len(summit.delegations) <= MOST_PRINTED
    files = _outputs(summit, result, made_at or summit.clock.utc(0), sequence, with_pdf=with_pdf)
    try:
        return _write(out, files)
    except OSError as error:
        raise FolderError(f"{out}: cannot be written: {error.strerror or error}") from error


def check_folder(out: Path) -> None:
    """Refuse a folder that must not be replaced; to be asked before a long run.

    Raises
    ------
    FolderError
        If `out` is a file or link, or a folder that holds other things but no earlier plan.
    """
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise FolderError(f"{out}: is not a folder; expected a new one, or one that holds an earlier plan")
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out):
        raise FolderError(
            f"{out}: holds other files; expected a new or empty folder, or one that holds an earlier plan"
        )


def _is_ours(out: Path) -> bool:
    try:
        document = json.loads((out / _MARKER).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get("format") == FORMAT


def _outputs(
    summit: Summit, result: Result, stamp: datetime, sequence: int, *, with_pdf: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its name in the folder."""
    from summitry.publish.booklet import booklet_pdf  # noqa: PLC0415 -- heavy imports only when something is written
    from summitry.publish.progress import progress_svg  # noqa: PLC0415 -- as above
    from summitry.publish.workbook import plan_workbook  # noqa: PLC0415 -- as above

    plan = result.plan
    if plan is None:
        return
    whole, verdict = programme_for(summit, plan, None), verdict_of(result)
    codes = [delegation.code for delegation in summit.delegations]
    yield _MARKER, plan_text(summit, result).encode()
    yield from _boards(whole, verdict)
    views: Iterable[Programme] = programmes_for(summit, plan, codes)
    if with_pdf:
        views = list(views)  # the booklet wants all at once; without it, one at a time is enough
        yield "programme.pdf", booklet_pdf(whole, verdict, views, stamp)
    yield "plan.xlsx", plan_workbook(whole, verdict, stamp)
    yield "progress.svg", progress_svg(result)
    for view, name in zip(views, _file_names(codes), strict=True):
        yield from _cards(view, name, stamp, sequence, with_pdf=with_pdf)


def _boards(whole: Programme, verdict: Verdict | None) -> Iterator[tuple[str, bytes]]:
    from summitry.publish.board import programme_html  # noqa: PLC0415 -- as above

    if len(whole.engagements) <= MOST_ON_A_BOARD:
        yield "programme.html", programme_html(whole, verdict).encode()
        return
    parts = list(by_venue_and_day(whole))
    venues = list(dict.fromkeys(venue for venue, _ in parts))
    name_by_venue = dict(zip(venues, _file_names(venues), strict=True))
    for venue, part in parts:
        yield f"boards/{name_by_venue[venue]}-{part.days[0].date}.html", programme_html(part).encode()


def _cards(
    view: Programme, name: str, stamp: datetime, sequence: int, *, with_pdf: bool
) -> Iterator[tuple[str, bytes]]:
    from summitry.publish.board import programme_html  # noqa: PLC0415 -- as above
    from summitry.publish.booklet import card_pdf  # noqa: PLC0415 -- as above
    from summitry.publish.calendar import calendar_ics  # noqa: PLC0415 -- as above

    yield f"cards/{name}.html", programme_html(view).encode()
    if with_pdf:
        yield f"cards/{name}.pdf", card_pdf(view, stamp)
    yield f"cards/{name}.ics", calendar_ics(view, stamp, sequence=sequence)


def _file_names(codes: list[str]) -> list[str]:
    """Return a file name for each code: the code, made safe, and distinct even where letter case does not count."""
    names: list[str] = []
    taken: set[str] = set()
    for code in codes:
        safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in code)
        name, number = safe, 2
        while name.casefold() in taken:
            name, number = f"{safe}-{number}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _write(out: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write files aside, then put them in place; what is there of an earlier plan stays until all is written."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = out if out.exists() else out.parent  # on the same disk, so that putting in place is renaming
    part = aside / f".{out.name}.part-{secrets.token_hex(4)}"
    names = []
    try:
        for name, content in files:
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            names.append(name)
        _put_in_place(part, out)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return sorted(out / name for name in names)


def _put_in_place(part: Path, out: Path) -> None:
    """Exchange the outputs of an earlier plan for the new ones; the folder itself and what else is in it stay."""
    if not out.exists():
        part.rename(out)
        return
    old = part.with_suffix(f"{part.suffix}-old")
    old.mkdir()
    try:
        for name in _OUTPUTS:
            if (out / name).exists():
                (out / name).rename(old / name)
        for new in part.iterdir():
            new.rename(out / new.name)
    except OSError:
        _put_back(old, out)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _put_back(old: Path, out: Path) -> None:
    for earlier in old.iterdir():
        new = out / earlier.name
        if new.is_dir():
            shutil.rmtree(new)
        earlier.replace(new)
