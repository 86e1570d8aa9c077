"""Looking at plans: ``show``, ``compare``."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.inputs import PLAN, facts_argument, read_facts, read_plan
from summitry.cli.output import json_option, tell_json

if TYPE_CHECKING:
    from summitry.cli.board import View
    from summitry.summit import Plan, Summit


@click.command(short_help="Show a summit and a plan: by day, delegation or room.")
@facts_argument
@click.argument("plan_file", metavar="[PLAN]", required=False, type=PLAN)
@click.option(
    "--by",
    type=click.Choice(["day", "delegation", "room"]),
    help="One table a day, a delegation or a room.  [default: what is asked for, else day]",
)
@click.option("--day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Only this day, such as 2023-07-11.")
@click.option("--delegation", metavar="CODE", help="Only what this delegation attends.")
@click.option("--room", metavar="ID", help="Only what uses this room.")
@json_option
def show(
    facts: Path,
    plan_file: Path | None,
    by: str | None,
    day: datetime | None,
    delegation: str | None,
    room: str | None,
    as_json: bool,
) -> None:
    """Show the programme of the summit DIR with the meetings of the plan PLAN; without PLAN, the programme alone.

    All times are local times of the summit. This is the secretariat's view: it holds confidential meetings too.

    \b
    Example:
      summitry show examples/vilnius-2023 out/vilnius-2023 --day 2023-07-11
      summitry show examples/vilnius-2023 out/vilnius-2023 --delegation KOR
    """
    from summitry.cli.board import View, board_document, tell_board
    from summitry.publish.view import programme_for
    from summitry.summit import Plan

    summit = read_facts(facts)
    plan = read_plan(plan_file, summit).plan if plan_file else Plan(summit=summit.id)
    view = View(
        programme=programme_for(summit, plan, None),
        day=day.date() if day else None,
        delegation=delegation or "",
        room=room or "",
        has_plan=plan_file is not None,
    )
    _check_filters(summit, view)
    if as_json:
        tell_json(board_document(view))
    else:
        tell_board(view, by or ("room" if room else "delegation" if delegation else "day"))


def _check_filters(summit: "Summit", view: "View") -> None:
    _known("--day", view.day.isoformat() if view.day else "", [day.date.isoformat() for day in summit.days])
    _known("--delegation", view.delegation, summit.delegation_by_code)
    _known("--room", view.room, summit.room_by_id)


def _known(option: str, value: str, known: Collection[str]) -> None:
    """Refuse a name that the summit does not know, with the nearest that it does."""
    from summitry.summit.validate import nearest

    if value and value not in known:
        close = nearest(value, known)
        hint = f"; perhaps {close}?" if close else "."
        raise click.BadParameter(f"{value} is not at this summit{hint}", param_hint=option)


@click.command(short_help="Tell what differs between two plans, or a plan and the record.")
@facts_argument
@click.argument("plan_files", metavar="A [B]", nargs=-1, required=True, type=PLAN)
@click.option("--recorded", is_flag=True, help="Compare the one plan A with the times recorded in the facts.")
@json_option
def compare(facts: Path, plan_files: tuple[Path, ...], recorded: bool, as_json: bool) -> None:
    """Tell what differs between the plans A and B of the summit DIR, for each delegation, in words.

    With --recorded, tell how the one plan A compares with what really happened: the same day or not, minutes earlier
    or later, and which meetings that were held the plan does not place, and why.

    \b
    Example:
      summitry compare examples/vilnius-2023 out/monday out/tuesday
      summitry compare examples/vilnius-2023 out/vilnius-2023 --recorded
    """
    if len(plan_files) != (1 if recorded else 2):
        raise click.UsageError("Name one plan with --recorded, and two plans, A and B, without.")
    summit = read_facts(facts)
    plans = [read_plan(path, summit).plan for path in plan_files]
    if recorded:
        _compare_with_record(summit, plans[0], as_json=as_json)
    else:
        _compare_plans(summit, *plans, as_json=as_json)


def _compare_plans(summit: "Summit", before: "Plan", after: "Plan", *, as_json: bool) -> None:
    from summitry.cli.differences import changes_document, tell_changes
    from summitry.summit.changes import changes

    found = changes(before, after)
    if as_json:
        tell_json(changes_document(summit, found))
    else:
        tell_changes(summit, found)


def _compare_with_record(summit: "Summit", plan: "Plan", *, as_json: bool) -> None:
    from summitry.cli.differences import recorded_document, tell_recorded
    from summitry.summit.recorded import compare_with_record

    found = compare_with_record(summit, plan)
    if as_json:
        tell_json(recorded_document(summit, found))
    else:
        tell_recorded(summit, found)
