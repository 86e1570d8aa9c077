"""What if: ``whatif``."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.inputs import FACTS, PLAN, facts_argument, read_facts, read_plan, seed_option, time_limit_option
from summitry.cli.output import count, json_option, say, tell, tell_json

if TYPE_CHECKING:
    from summitry.planning.variants.compare import Outcome, Run
    from summitry.planning.variants.sweep import Point, Step
    from summitry.planning.variants.variant import Variant
    from summitry.summit import Plan, Summit

_NO_PLAN = 1
_NOTHING_ASKED = "Name a change: --set CHANGE, --variant 'CHANGE CHANGE', or --sweep KEY=FROM..TO."


@click.command(short_help="Plan a summit as it is and as it might be, and tell what differs.")
@facts_argument
@click.option("--set", "sets", metavar="CHANGE", multiple=True, help="A change; all of them together are one variant.")
@click.option(
    "--variant", "variants", metavar="'CHANGE ...'", multiple=True, help="One more variant: its changes, with spaces."
)
@click.option(
    "--sweep", metavar="KEY=A..B", help="Plan for each number from A to B (A..B..STEP); --set holds throughout."
)
@click.option("--plan", "plan_file", metavar="PLAN", type=PLAN, help="A plan to compare with, instead of a new one.")
@click.option("--keep", "is_kept", is_flag=True, help="Change the plan as little as can be, instead of planning anew.")
@time_limit_option("Seconds for each plan.")
@click.option(
    "--threads",
    metavar="N",
    type=click.IntRange(min=1),
    help="Threads to search with; with 1 the same seed gives the same plan.  [default: one a core, at least 8]",
)
@seed_option("Seed of each search.")
@click.option("--include-pending", is_flag=True, help="Place also meetings that some party has not answered yet.")
@click.option("--chart", metavar="FILE.svg", type=FACTS, help="With --sweep: file to write the curve to.")
@click.option("--csv", "table", metavar="FILE.csv", type=FACTS, help="With --sweep: file to write the figures to.")
@json_option
def whatif(
    facts: Path,
    sets: tuple[str, ...],
    variants: tuple[str, ...],
    sweep: str | None,
    plan_file: Path | None,
    chart: Path | None,
    table: Path | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Plan the summit DIR as it is and with changes, side by side: what each change gains and costs.

    Each level has its value and, in brackets, the proven bound where that is better. With --sweep one number runs, and
    the curve shows what the best plan is worth for each: what one more room is worth before it is rented. A bound
    proven for one number is used for the others where it must hold there: fewer rooms cannot be worth more.

    Planning anew moves most meetings, for comfort. Where a plan is out already, --keep changes as few of its meetings
    as can be to hold as much as can be.

    \b
    Changes:
      rooms=N, rooms:WHERE=N            so many rooms of the commonest kind, of all,
                                        of a venue, or of the kind of one room
      room:ID=none, room:NEW=ID         a room less; one more, like another
      turnaround=MIN, turnaround:WHERE=MIN       of all rooms, a venue's, one
      arrival:WHO=TIME, departure:WHO=TIME       of a delegation's principal or a
                                        person; none: there throughout
      closed:WHO=none, closed:WHO:TIME=none      no closed windows, or one less
      duration:FORM=MIN, duration:MEETING:FORM=MIN
      form:FORM=none                    held by no meeting that has another
      session:ID:start=TIME, session:ID:end=TIME, session:ID=none
      opens:DATE=HH:MM, closes:DATE=HH:MM
      allowed:MEETING=none              at any time
      weight:PRIORITY=N, comfort:PART=N, fairness:CLASS=N (none: no cap)
      pending=yes, pending=no
      any whole number of [planning] in summit.toml, such as room_change_min=10
    TIME is such as 2023-07-12T20:00, on the summit's clock.

    Exit code: 0 if there is a plan for each variant, 1 if there is none for some, 2 for bad input.

    \b
    Example:
      summitry whatif examples/vilnius-2023 --set departure:NZL=2023-07-12T20:00
      summitry whatif examples/vilnius-2023 --variant rooms=2 --variant 'rooms=2 turnaround=0'
      summitry whatif examples/vilnius-2023 --sweep rooms=1..6 --chart rooms.svg
    """
    from summitry.planning.variants.compare import Run

    _check(sets, variants, sweep, chart, table)
    summit = read_facts(facts)
    before = read_plan(plan_file, summit).plan if plan_file else None
    include_pending, is_kept = settings.pop("include_pending"), settings.pop("is_kept")
    if is_kept and sweep:
        raise click.UsageError("--keep and --sweep exclude each other: a sweep asks for the best plan of each number.")
    asked = _Asked(summit, before, Run(**settings), include_pending=include_pending, is_kept=is_kept, is_quiet=as_json)
    if sweep:
        all_planned = _sweep(asked, sweep, sets, chart, table, as_json=as_json)
    else:
        all_planned = _compare(asked, sets, variants, as_json=as_json)
    if not all_planned:
        click.get_current_context().exit(_NO_PLAN)


class _Asked:
    """What is planned, how, and from which plan."""

    def __init__(
        self,
        summit: "Summit",
        before: "Plan | None",
        run: "Run",
        *,
        include_pending: bool,
        is_kept: bool,
        is_quiet: bool,
    ) -> None:
        self.summit = summit
        self.before = before
        self.run = run
        self.include_pending = include_pending
        self.is_kept = is_kept
        self.is_quiet = is_quiet

    def hear(self, idx: int, num: int, name: str) -> None:
        """Say what is being planned now."""
        if not self.is_quiet:
            say(f"{idx} of {num}: {name}")


def _check(
    sets: tuple[str, ...], variants: tuple[str, ...], sweep: str | None, chart: Path | None, table: Path | None
) -> None:
    """Refuse what does not go together, and files that cannot be written, before any work is done."""
    if not (sets or variants or sweep):
        raise click.UsageError(_NOTHING_ASKED)
    if sweep and variants:
        raise click.UsageError("--sweep and --variant exclude each other; --set holds at every step of a sweep.")
    if (chart or table) and not sweep:
        raise click.UsageError("--chart and --csv show a sweep; name one with --sweep KEY=FROM..TO.")
    for option, path in (("--chart", chart), ("--csv", table)):
        if path and not path.parent.is_dir():
            raise click.BadParameter(f"there is no folder {path.parent}.", param_hint=option)
        if path and path.is_dir():
            raise click.BadParameter(f"{path} is a folder; expected the name of a file.", param_hint=option)


# --- variants side by side ---


def _compare(asked: _Asked, sets: tuple[str, ...], variants: tuple[str, ...], *, as_json: bool) -> bool:
    """Plan the base and the variants, tell them, and return whether there is a plan for each."""
    from summitry.cli.whatif import comparison_document, tell_comparison

    wanted = _variants(asked, sets, variants)
    base = _base(asked, len(wanted) + (asked.before is None))
    outcomes = _planned(asked, base, wanted)
    if as_json:
        tell_json(comparison_document(asked.run, base, outcomes))
    else:
        tell_comparison(asked.run, base, outcomes)
        _tell_left_out(len(wanted) - len(outcomes), "variant")
    return all(outcome.plan is not None for outcome in (base, *outcomes))


def _variants(asked: _Asked, sets: tuple[str, ...], variants: tuple[str, ...]) -> "list[Variant]":
    """Return the variants asked for; each is tried on the facts before the first is planned."""
    from summitry.formats.suppositions import read_variant, split_changes
    from summitry.planning.variants.variant import suppose

    lists = [*([list(sets)] if sets else []), *map(split_changes, variants)]
    found = [read_variant(" ".join(texts), texts, asked.summit.clock) for texts in lists]
    for variant in found:
        suppose(asked.summit, variant, include_pending=asked.include_pending)
    return found


def _base(asked: _Asked, num: int) -> "Outcome":
    """Return the facts as they are with a plan: a new one, or the one that was given, judged."""
    from summitry.planning.variants.compare import as_given, plan_variant
    from summitry.planning.variants.variant import Variant

    if asked.before is not None:
        return as_given(asked.summit, asked.before)
    asked.hear(1, num, "as it is")
    return plan_variant(asked.summit, Variant(name="as it is"), asked.run, include_pending=asked.include_pending)


def _planned(asked: _Asked, base: "Outcome", wanted: "list[Variant]") -> "list[Outcome]":
    from summitry.planning.variants.compare import plan_variant
    from summitry.planning.variants.keeping import keep_variant

    outcomes: list[Outcome] = []
    is_stopped = base.result.interrupted
    first = 1 if asked.before is not None else 2
    for idx, variant in enumerate(wanted, start=first):
        if is_stopped:
            break
        asked.hear(idx, len(wanted) + first - 1, variant.name)
        include = base.supposed.include_pending
        if asked.is_kept and base.plan is not None:
            outcomes.append(keep_variant(asked.summit, variant, asked.run, start=base.plan, include_pending=include))
        else:
            outcomes.append(plan_variant(asked.summit, variant, asked.run, start=base.plan, include_pending=include))
        is_stopped = outcomes[-1].result.interrupted
    return outcomes


def _tell_left_out(num: int, noun: str) -> None:
    if num:
        say(f"stopped; {count(num, noun)} left out")


# --- one number swept ---


def _sweep(
    asked: _Asked, text: str, sets: tuple[str, ...], chart: Path | None, table: Path | None, *, as_json: bool
) -> bool:
    """Plan for each number, tell the curve, and return whether there is a plan for each."""
    from summitry.cli.whatif import sweep_document, tell_sweep
    from summitry.formats.suppositions import read_sweep
    from summitry.planning.variants.sweep import easing_of, with_bounds_carried
    from summitry.planning.variants.variant import suppose

    steps = read_sweep(text, list(sets), asked.summit.clock)
    for step in steps:
        suppose(asked.summit, step.variant, include_pending=asked.include_pending)
    key = text.partition("=")[0].strip()
    easing = easing_of(steps)
    points = with_bounds_carried(_points(asked, steps), easing)
    if table or chart:
        _write(asked.summit, points, key, chart, table)
    if as_json:
        tell_json(sweep_document(asked.summit, asked.run, key, points, easing))
    else:
        tell_sweep(asked.summit, asked.run, key, points, easing)
        _tell_left_out(len(steps) - len(points), "step")
        for path in filter(None, (table, chart)):
            tell(f"Written to {path}.")
    return all(point.outcome.plan is not None for point in points)


def _points(asked: _Asked, steps: "list[Step]") -> "Iterable[Point]":
    from summitry.planning.variants.sweep import sweep

    swept = sweep(asked.summit, steps, asked.run, start=asked.before, include_pending=asked.include_pending)
    for idx, point in enumerate(swept, start=1):
        asked.hear(idx, len(steps), f"{point.outcome.variant.name} planned")
        yield point


def _write(summit: "Summit", points: "tuple[Point, ...]", key: str, chart: Path | None, table: Path | None) -> None:
    from summitry.cli.whatif import sweep_csv, sweep_curve
    from summitry.formats.writing import write_file

    if table:
        text = sweep_csv(key, points)
        write_file(table, lambda part: _save(part, text.encode()), overwrite=True)
    if chart:
        picture = sweep_curve(summit, key, points)
        write_file(chart, lambda part: _save(part, picture), overwrite=True)


def _save(part: Path, content: bytes) -> None:
    part.write_bytes(content)
