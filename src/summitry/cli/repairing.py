"""Repairing a plan on the day, and what could be offered now: ``repair``, ``standby``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.inputs import PLAN, facts_argument, minute_of, read_facts, read_plan
from summitry.cli.output import json_option, say, tell_json

if TYPE_CHECKING:
    pass

_PATIENCE_S = 1.2  # a desk can wait longer for a proof than a program that asks often
_PATIENCE_S = 1.2  # a desk can wait longer for a proof than a program that asks again and again
_NOW = "Local time at which it is repaired, as 2023-07-12T11:00; what starts by then has started."


@click.command(short_help="Repair a plan after what happened, with as few changes as can be.")
@facts_argument
@click.argument("plan_file", metavar="PLAN", type=PLAN)
@click.argument("events_file", metavar="EVENTS", type=PLAN)
@click.option("--now", "now_text", metavar="TIME", required=True, help=_NOW)
@click.option(
    "--freeze",
    "freeze_min",
    metavar="MIN",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Minutes from then within which meetings stay if they can.",
)
@click.option("--out", metavar="PLAN", type=PLAN, help="File to write the new plan to.")
@click.option("--facts-out", metavar="DIR", type=PLAN, help="Folder to write the changed facts to; must be new.")
@click.option(
    "--time-limit",
    "time_limit_s",
    metavar="S",
    type=click.FloatRange(min=0, min_open=True),
    default=_PATIENCE_S,
    show_default=True,
    help="Seconds for finding the repair and proving it; mostly that takes far fewer.",
)
@json_option
def repair(
    facts: Path,
    plan_file: Path,
    events_file: Path,
    now_text: str,
    out: Path | None,
    facts_out: Path | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Repair the plan PLAN of the summit DIR after what happened, as the file EVENTS tells it.

    EVENTS is TOML or JSON: docs/reference/events.md. What has started stays as it is. Then the most value is held,
    forms are kept, and the fewest meetings change, which is proven or bounded. Printed are the changes for each
    delegation, other repairs that give up something else, and what could be offered in the time that is free now.

    The new plan is of the changed facts: with --facts-out these are written, too, for the next repair to start from.

    Exit code: 0 for a plan that breaks no rule but what had begun already, 1 for one that does, 2 for bad input.

    \b
    Example:
      summitry repair examples/vilnius-2023 out/vilnius-2023 late.toml --now 2023-07-12T11:00
    """
    from summitry.cli.repaired import repair_document, tell_repaired
    from summitry.formats.events import read_events
    from summitry.formats.folder import write_folder
    from summitry.formats.plan_json import write_plan
    from summitry.planning.reasons import reasons_for
    from summitry.planning.repair.repair import repair as make_repair
    from summitry.planning.repair.standby import standby as make_standby

    summit = read_facts(facts)
    before = read_plan(plan_file, summit).plan
    events = read_events(events_file, summit)
    now = minute_of(summit, now_text, "--now")
    found = make_repair(summit, before, events, now, num_alternatives=3, **settings)
    offers = make_standby(found.summit, found.plan, now)
    if out:
        write_plan(out, found.summit, reasons_for(found.summit, found.plan))
    if facts_out:
        write_folder(found.summit, facts_out)
    if as_json:
        tell_json(repair_document(summit, before, found, offers))
    else:
        tell_repaired(summit, before, found, offers)
    for path in filter(None, (out, facts_out)):
        say(f"Written to {path}.")
    if not found.is_clean:
        click.get_current_context().exit(1)


@click.command(short_help="List what could be offered in the time that a plan leaves free.")
@facts_argument
@click.argument("plan_file", metavar="PLAN", type=PLAN)
@click.option("--now", "now_text", metavar="TIME", help=f"{_NOW}  [default: before the summit]")
@json_option
def standby(facts: Path, plan_file: Path, now_text: str | None, as_json: bool) -> None:
    """List the meetings of the summit DIR that the plan PLAN leaves out or cuts short and could hold, best first.

    Each offer is exact: form, start, room, who. It breaks no rule with the plan as it is; once one is taken, the list
    is to be made anew.

    \b
    Example:
      summitry standby examples/vilnius-2023 out/vilnius-2023 --now 2023-07-12T11:00
    """
    from summitry.cli.repaired import offers_document, tell_offers
    from summitry.planning.repair.standby import standby as make_standby

    summit = read_facts(facts)
    plan = read_plan(plan_file, summit).plan
    now = summit.horizon.start - 1 if now_text is None else minute_of(summit, now_text, "--now")
    offers = make_standby(summit, plan, now)
    if as_json:
        tell_json({"summit": summit.id, "offers": offers_document(summit, offers)})
    else:
        tell_offers(summit, offers)
