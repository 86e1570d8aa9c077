"""Rehearsing a plan: ``rehearse``; and the plan with buffers of ``plan --robust``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.inputs import FACTS, PLAN, facts_argument, read_facts, read_plan, seed_option
from summitry.cli.output import count, json_option, say, tell_json
from summitry.summit.errors import SummitryError

if TYPE_CHECKING:
    from summitry.formats.noise_toml import Given
    from summitry.planning.rehearsal.robust import Robust
    from summitry.planning.repair.events import AnyEvent
    from summitry.planning.result import Result
    from summitry.summit import Plan, Summit

NOT_CLEAN = 1
MOST_DAYS = 10_000_000

noise_option = click.option(
    "--noise", "noise_file", metavar="FILE.toml", type=FACTS, help="What goes wrong and how often, where not as usual."
)


@click.command(short_help="Simulate the days of a plan, and tell which meetings are at risk.")
@facts_argument
@click.argument("plan_file", metavar="PLAN", type=PLAN)
@click.option(
    "--days",
    metavar="N",
    type=click.IntRange(min=1, max=MOST_DAYS),
    default=10_000,
    show_default=True,
    help="How many summits to simulate, each with all its days.",
)
@seed_option("Seed of what goes wrong; the same seed gives the same figures, here and on any cluster.")
@noise_option
@click.option("--chart", metavar="FILE.svg", type=FACTS, help="File to draw each meeting's odds to.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Spread the days over the Ray cluster at HOST:PORT, or auto: RAY_ADDRESS, else one on this machine.",
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=1, max=10_000),
    help="Compare the fast repair with the real one on N disruptions, instead of rehearsing.",
)
@json_option
def rehearse(
    facts: Path,
    plan_file: Path,
    noise_file: Path | None,
    chart: Path | None,
    sample: int | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Simulate the days of the plan PLAN of the summit DIR, with overruns and delays that run on.

    Meetings overrun, sessions end late, people arrive late, transfers take longer, meetings are called off. What
    follows runs through people, rooms and transfers: a meeting is held in full, cut to a lesser form, or lost. Told
    without repair, and with a fast repair: for each meeting how often it is held, in full, on time; through whom most
    is lost; and where ten minutes more would save most. docs/reference/rehearsal.md states what is drawn, and why so.

    Exit code: 0 if it was rehearsed, 1 if the plan breaks a rule, 2 for bad input.

    \b
    Example:
      summitry rehearse examples/vilnius-2023 out/vilnius-2023 --chart odds.svg
    """
    from summitry.cli.rehearsed import rehearsal_document, tell_rehearsal
    from summitry.planning.rehearsal import rehearse as rehearse_plan

    _check_chart(chart)
    summit = read_facts(facts)
    plan = read_plan(plan_file, summit).plan
    given = read_noise_file(noise_file)
    if not _is_sound(summit, plan):
        click.get_current_context().exit(NOT_CLEAN)
    if sample is not None:
        _compare_repairs(summit, plan, given, sample, settings["seed"], as_json=as_json)
        return
    result = rehearse_plan(summit, plan, noise=given.noise, habits=given.habits, **settings)
    if chart:
        from summitry.publish.odds import odds_svg

        chart.write_bytes(odds_svg(result))
    if as_json:
        tell_json(rehearsal_document(result))
    else:
        tell_rehearsal(summit, result, chart)
    for note in result.notes:
        say(note)


def read_noise_file(path: Path | None) -> "Given":
    """Read a noise file; the usual noise without one.

    Raises
    ------
    FactsError
        With every problem of the file.
    """
    from summitry.formats.noise_toml import Given, read_noise
    from summitry.planning.rehearsal import Habits, Noise

    return read_noise(path) if path else Given(Noise(), Habits())


def _check_chart(chart: Path | None) -> None:
    if chart is None:
        return
    if not chart.parent.is_dir():
        raise click.BadParameter(f"there is no folder {chart.parent}.", param_hint="--chart")
    if chart.is_dir():
        raise click.BadParameter(f"{chart} is a folder; expected the name of a file.", param_hint="--chart")


def _is_sound(summit: "Summit", plan: "Plan") -> bool:
    """Tell whether a plan breaks no rule; says what it breaks."""
    from summitry.rules import judge

    violations = judge(summit, plan).violations
    if violations:
        say(f"The plan breaks rules ({count(len(violations), 'violation')}), so it cannot be rehearsed:")
        for violation in violations[:5]:
            say(f"  {violation.rule}: {violation.message}")
        say("'summitry check' tells them all.")
    return not violations


def _compare_repairs(summit: "Summit", plan: "Plan", given: "Given", sample: int, seed: int, *, as_json: bool) -> None:
    from summitry.cli.rehearsed import agreement_document, tell_agreement
    from summitry.planning.rehearsal.agreement import agreement
    from summitry.planning.repair.repair import repair

    def repairer(facts: "Summit", before: "Plan", events: "tuple[AnyEvent, ...]", now: int) -> "Plan | None":
        try:
            return repair(facts, before, events, now).plan
        except SummitryError:  # what one disruption makes of the facts may contradict itself: it is left out
            return None

    found = agreement(summit, plan, repairer, sample=sample, seed=seed, noise=given.noise, habits=given.habits)
    if as_json:
        tell_json(agreement_document(found))
    else:
        tell_agreement(found)


def robust_plan(
    summit: "Summit", start: "Plan | None", noise_file: Path | None, **settings: Any
) -> "tuple[Result, Robust | None]":
    """Plan with buffers where a rehearsal says that they buy most; with the plain plan and both rehearsals beside."""
    from summitry.planning.rehearsal.front import plan_robust
    from summitry.planning.rehearsal.robust import Robust

    given = read_noise_file(noise_file)
    found = plan_robust(summit, start=start, noise=given.noise, habits=given.habits, **settings)
    return (found.result, found) if isinstance(found, Robust) else (found, None)
