"""A real day run again: ``replay``."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitry.cli.inputs import FACTS, PLAN, facts_argument, minutes_option, read_facts, read_plan
from summitry.cli.output import json_option, tell, tell_json

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from summitry.planning.replay.happenings import Happening
    from summitry.planning.replay.replay import Replay
    from summitry.summit import Plan, Summit

NOT_CLEAN = 1
_FILE = "what-happened.toml"


@click.command(short_help="Run a real day again from a plan, and tell what would be held.")
@facts_argument
@click.argument("plan_file", metavar="PLAN", type=PLAN)
@click.option("--events", metavar="FILE", type=FACTS, help=f"What happened.  [default: {_FILE} in DIR]")
@minutes_option(
    "--told", "told_min", "Minutes of an overrun that are known at a time; 0: its end is known at once.", 15
)
@minutes_option("--freeze", "freeze_min", "Meetings that begin within so many minutes of an event are not moved.", 0)
@minutes_option("--wait", "wait_min", "How long people wait for each other where nobody plans anew.", 90)
@click.option("--unpin", "is_unpinned", is_flag=True, help="Let a repair move also what PLAN has pinned.")
@click.option("--chart", metavar="FILE.svg", type=FACTS, help="File to draw the day to, as planned and as it went.")
@click.option(
    "--day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="Day to draw.  [default: the one most changed]"
)
@json_option
def replay(
    facts: Path,
    plan_file: Path,
    events: Path | None,
    chart: Path | None,
    day: datetime | None,
    is_unpinned: bool,
    as_json: bool,
    **minutes: int,
) -> None:
    """Run the recorded day of the summit DIR again from the plan PLAN: tell each event as it became known, and repair.

    Reports what was told when, what the repair changed, and what became of each meeting: as planned, moved, shortened
    or lost; beside it the same day with nobody planning anew, and what the record says was really lost. An event that
    does not say when it became known does so when the plan is first wrong: an overrun when it should have ended, and
    then --told minutes at a time. docs/reference/events.md describes events; a replay also knows takes, begins_late
    and agreed_anew, which docs/replay-vilnius.md describes.

    Exit code: 0 if each repaired plan breaks no rule, 1 if one does, 2 for bad input.

    \b
    Example:
      summitry replay examples/vilnius-2023 out/vilnius-2023
      summitry replay examples/vilnius-2023 out/vilnius-2023 --told 0 --chart day.svg --day 2023-07-12
    """
    from summitry.cli.replayed import replay_document, tell_replay
    from summitry.formats.happened import read_happened
    from summitry.planning.replay.replay import without_pins

    summit = read_facts(facts)
    plan = read_plan(plan_file, summit).plan
    _check(summit, facts, events, chart, day)
    happened = read_happened(events or facts / _FILE, summit)
    runs = _run(summit, without_pins(plan) if is_unpinned else plan, happened, **minutes)
    drawn = _draw(summit, runs[0], chart, day.date() if day else None) if chart else ()
    if as_json:
        document = replay_document(summit, *runs)
        tell_json(document | {"told_min": minutes["told_min"], "files": [str(path) for path in drawn]})
    else:
        tell_replay(summit, *runs, minutes["told_min"])
        for path in drawn:
            tell(f"Written to {path}.")
    if any(step.violations for step in runs[0].steps):
        click.get_current_context().exit(NOT_CLEAN)


def _run(
    summit: "Summit", plan: "Plan", happened: "Sequence[Happening]", *, told_min: int, freeze_min: int, wait_min: int
) -> "tuple[Replay, Replay]":
    """Return the day run again with repairs, and with nobody planning anew."""
    from summitry.planning.replay.answers import repairing, waiting
    from summitry.planning.replay.replay import replay as run_again

    answers = (repairing(freeze_min=freeze_min), waiting(plan, wait_min))
    repaired, waited = (run_again(summit, plan, happened, answer, told_min=told_min) for answer in answers)
    return repaired, waited


def _check(summit: "Summit", facts: Path, events: Path | None, chart: Path | None, day: datetime | None) -> None:
    """Refuse what does not fit before any work is done."""
    if events is None and not (facts / _FILE).is_file():
        raise click.UsageError(f"{facts} holds no {_FILE}; name what happened with --events FILE.")
    if day and not chart:
        raise click.UsageError("--day says which day to draw; name a file with --chart FILE.svg.")
    if day and day.date() not in {one.date for one in summit.days}:
        raise click.BadParameter(f"{day.date()} is no day of this summit.", param_hint="--day")
    if chart and not chart.parent.is_dir():
        raise click.BadParameter(f"there is no folder {chart.parent}.", param_hint="--chart")
    if chart and chart.is_dir():
        raise click.BadParameter(f"{chart} is a folder; expected the name of a file.", param_hint="--chart")


def _draw(summit: "Summit", run: "Replay", chart: Path, day: "date | None") -> tuple[Path, ...]:
    from summitry.formats.writing import write_file
    from summitry.publish.day_before_after import Moment, day_svg, most_changed, touched

    before, after = Moment(summit=summit, plan=run.before), Moment(summit=run.summit, plan=run.after)
    shown = day or most_changed(before, after)
    title = f"{summit.name}: {shown.day} {shown:%B}, as planned and as it went"
    picture = day_svg(before, after, shown, touched(before, after, shown), title=title)

    def save(part: Path) -> None:
        part.write_text(picture, encoding="utf-8")

    write_file(chart, save, overwrite=True)
    return (chart,)
