"""Where a meeting could start and why it does not: ``starts``, ``explain``."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from summitry.cli.inputs import PLAN, facts_argument, minute_of, read_facts, read_plan
from summitry.cli.output import json_option, tell_json

if TYPE_CHECKING:
    from summitry.planning.legal import Openings

_Command = TypeVar("_Command", bound=Callable[..., object])


def _plan_and_meeting(command: _Command) -> _Command:
    """Give a command its arguments PLAN and MEETING."""
    with_meeting = click.argument("meeting", metavar="MEETING")(command)
    return click.argument("plan_file", metavar="PLAN", type=PLAN)(with_meeting)


@click.command(short_help="Tell for every start of a meeting what it would take.")
@facts_argument
@_plan_and_meeting
@click.option("--day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Only this day, such as 2023-07-11.")
@click.option("--form", metavar="FORM", help="Only starts at which it could be held in this form.")
@json_option
def starts(facts: Path, plan_file: Path, meeting: str, day: datetime | None, form: str | None, as_json: bool) -> None:
    """Tell for every start of the meeting MEETING what it would take in the plan PLAN of the summit DIR.

    A start is free; or free if some meetings move, as few as can be; or blocked, whatever moves, by a rule and by what
    stands behind it. Where the meeting stands now does not count against it. This is the secretariat's view.

    \b
    Example:
      summitry starts examples/vilnius-2023 out/vilnius-2023 KOR-NZL --day 2023-07-11
    """
    from summitry.cli.explained import starts_document, tell_starts

    openings = _openings(facts, plan_file)
    summit = openings.summit
    if day is not None and day.date() not in [d.date for d in summit.days]:
        raise click.BadParameter(f"{day:%Y-%m-%d} is no day of this summit.", param_hint="--day")
    if form is not None and form not in summit.form_by_name:
        raise click.BadParameter(f"{form} is no form of this summit.", param_hint="--form")
    found = [
        opening
        for opening in openings.of(meeting)
        if (day is None or summit.clock.at(opening.start).date() == day.date())
        and (form is None or any(fit.form == form for fit in opening.fits))
    ]
    if as_json:
        tell_json(starts_document(openings, meeting, found))
    else:
        tell_starts(openings, meeting, found)


@click.command(short_help="Tell why a meeting is not placed, and what would let it in.")
@facts_argument
@_plan_and_meeting
@click.option("--at", "at_text", metavar="TIME", help="Why not at this time, such as '2023-07-12 11:00'.")
@click.option("--for", "code", metavar="CODE", help="In words for this delegation: of others it learns nothing.")
@json_option
def explain(facts: Path, plan_file: Path, meeting: str, at_text: str | None, code: str | None, as_json: bool) -> None:
    """Tell why the plan PLAN of the summit DIR does not hold MEETING, or does not hold it at another time.

    What is in the way is summed up by stretches of time; then a smallest set of facts and meetings that cannot hold
    together with it: drop any one and it fits. Last come changes that let it in, the cheapest first. Each was tried,
    and the plan that results breaks no rule.

    With --for, a delegation is told of its own diary only; of all else, that something is not available.

    \b
    Example:
      summitry explain examples/vilnius-2023 out/vilnius-2023 KOR-NZL --at '2023-07-12 11:00'
    """
    from summitry.cli.explained import explained_document, tell_explained, tell_told, told_document
    from summitry.planning.explain import explain as make_explanation
    from summitry.planning.explain import told_to

    openings = _openings(facts, plan_file) if code is None else _openings_in_silence(facts, plan_file)
    at = None if at_text is None else minute_of(openings.summit, at_text, "--at")
    if code is not None:
        told = told_to(openings, meeting, code, at)
        if as_json:
            tell_json(told_document(openings.summit, told))
        else:
            tell_told(told)
        return
    explanation = make_explanation(openings, meeting, at)
    if as_json:
        tell_json(explained_document(openings, explanation))
    else:
        tell_explained(openings, explanation)


def _openings(facts: Path, plan_file: Path) -> "Openings":
    from summitry.planning.legal import Openings

    summit = read_facts(facts)
    return Openings(summit, read_plan(plan_file, summit).plan)


def _openings_in_silence(facts: Path, plan_file: Path) -> "Openings":
    """Return the openings without a word on what is odd or wrong in the files, which may be another's secret."""
    from summitry.formats import plan_json, read_summit
    from summitry.planning.legal import Openings
    from summitry.summit import SummitryError

    try:
        summit = read_summit(facts).summit
        return Openings(summit, plan_json.read_plan(plan_file, summit).plan)
    except SummitryError:
        raise click.ClickException(
            "the summit or the plan cannot be used; without --for, the secretariat is told why"
        ) from None
