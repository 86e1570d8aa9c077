"""The board: one self-contained HTML page of a programme, for desk, phone and paper.

Nothing in it asks the network for anything, and without scripts it is a list that reads from top to bottom.
"""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from summitry.publish.layout import day_boards
from summitry.publish.programme import Engagement, Open, Party, Programme
from summitry.publish.verdict import Verdict
from summitry.publish.words import day_text, parties_text, reason_text, short_day_text, span_text

if TYPE_CHECKING:
    from jinja2 import Environment

_NUM_FORM_STYLES = 4


def programme_html(programme: Programme, verdict: Verdict | None = None) -> str:
    """Return the page of a programme.

    Parameters
    ----------
    programme
        What the reader may see.
    verdict
        The certificate; for the secretariat only, since its figures sum up what parties keep to themselves.
    """
    if programme.reader is not None:
        verdict = None
    script = _text("board.js")
    marks = form_marks(programme.forms)
    return (
        _environment()
        .get_template("board.html.j2")
        .render(
            programme=programme,
            verdict=verdict,
            boards=day_boards(programme),
            style=_text("board.css"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            marks=marks,
            form_styles=form_styles(programme.forms),
            dates=span_text(tuple(day.date for day in programme.days)),
            heading=lambda thing: heading(thing, programme.reader),
            search=lambda engagement: _search_text(engagement, programme),
        )
    )


def heading(thing: Engagement | Open, reader: Party | None) -> str:
    """Return what a meeting or session is called for a reader: its title, else whom it is with."""
    if thing.title:
        return thing.title
    if isinstance(thing, Engagement) and thing.is_session:
        return thing.kind
    return parties_text(thing.others(reader))


def form_marks(forms: Iterable[str]) -> dict[str, str]:
    """Return for each form the fewest letters that tell it from the others: ``S``, or ``Si``, ``Sh``, ``St``."""
    names = tuple(forms)
    marks = {}
    for name in names:
        others = [other.casefold() for other in names if other != name]
        length = next(
            (n for n in range(1, len(name)) if not any(o.startswith(name[:n].casefold()) for o in others)), len(name)
        )
        marks[name] = name[:length].capitalize()
    return marks


def form_styles(forms: tuple[str, ...]) -> dict[str, int]:
    """Return for each form the number of its line style: solid, dashed, dotted, double, and round again."""
    return {form: idx % _NUM_FORM_STYLES for idx, form in enumerate(forms)}


def _search_text(engagement: Engagement, programme: Programme) -> str:
    """Return the codes and names by which the filter finds an engagement."""
    name_by_code = {party.code: party.name for party in (*programme.delegations, *engagement.parties)}
    words = [text for code in engagement.codes for text in (code, name_by_code.get(code, ""))]
    return " ".join(filter(None, words)).casefold()


@cache
def _text(name: str) -> str:
    return files("summitry.publish").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- only when a page is made

    environment = Environment(
        loader=PackageLoader("summitry.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    texts: dict[str, Any] = {"day_text": day_text, "short_day_text": short_day_text, "reason_text": reason_text}
    environment.globals.update(texts)
    return environment
