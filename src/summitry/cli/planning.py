"""Making a plan and judging one: ``plan``, ``check``."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summitry.cli.inputs import PLAN, facts_argument, read_facts, read_plan, seed_option, time_limit_option
from summitry.cli.output import count, json_option, say, tell, tell_json
from summitry.cli.rehearsing import noise_option, robust_plan

if TYPE_CHECKING:
    from summitry.planning.rehearsal.robust import Robust
    from summitry.planning.result import Result
    from summitry.rules.report import Certificate
    from summitry.summit import Plan, Summit

NOT_CLEAN = 1


@click.command(short_help="Place the meetings of a summit, and prove how good the plan is.")
@facts_argument
@click.option("--out", metavar="OUT", type=PLAN, help="Folder to write to; an earlier plan in it is replaced.")
@time_limit_option("Seconds after which the best plan so far is taken.")
@click.option(
    "--gap",
    metavar="G",
    type=click.FloatRange(min=0, max=1),
    default=0.0,
    show_default=True,
    help="Share of a level's value within which its bound is near enough; 0.02 is 2 %, 0 asks for the optimum.",
)
@click.option(
    "--threads",
    metavar="N",
    type=click.IntRange(min=1),
    help="Threads to search with; with 1 the same seed gives the same plan.  [default: one a core, at least 8]",
)
@seed_option("Seed of the search.")
@click.option("--from", "start", metavar="PLAN", type=PLAN, help="A plan to start from; what it has pinned stays.")
@click.option("--include-pending", is_flag=True, help="Place also meetings that some party has not answered yet.")
@click.option("--exact", "is_exact", is_flag=True, help="Look for a proof, however large the summit is.")
@click.option("--search", "is_search", is_flag=True, help="Search for a good plan, however small the summit is.")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Search with the workers of the Ray cluster at HOST:PORT, or auto: RAY_ADDRESS, else one on this machine.",
)
@click.option("--robust", "is_robust", is_flag=True, help="Keep buffers where a rehearsal says that they save most.")
@noise_option
@click.option("--require-all", is_flag=True, help="Take only a plan that holds every meeting.")
@click.option(
    "--pdf/--no-pdf",
    "with_pdf",
    default=None,
    help="Whether to write the booklet and the cards as PDF too.  [default: for up to 100 delegations]",
)
@json_option
def plan(
    facts: Path,
    out: Path | None,
    start: Path | None,
    is_exact: bool,
    is_search: bool,
    with_pdf: bool | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Place the meetings of the summit DIR, and prove how good the plan is.

    DIR is a summit folder or workbook. Ctrl-C stops the search and takes the best plan so far. With --out the plan,
    the board, the booklet, and each delegation's card and calendar are written to OUT; without, nothing is. A large
    summit has no PDF unless asked for, and above 5,000 engagements a board for each venue and day instead of one.

    How it is planned follows from the facts: for a proof where one is in reach, else by search with a bound beside it;
    --exact and --search force the one or the other. A meeting that cannot be held is left out, with the reason;
    --require-all asks whether there is a plan without that.

    --robust plans once, rehearses that plan, and plans again with buffers before departures and after those who
    overrun, without giving up a meeting or a form for them; then it tells what that costs and what it saves. What goes
    wrong in rehearsal may be stated with --noise; see 'summitry rehearse'.

    Exit code: 0 for a plan that breaks no rule, 1 if there is none, 2 for bad input.

    \b
    Example:
      summitry plan examples/vilnius-2023 --out out/vilnius-2023 --time-limit 30
    """
    from summitry.cli.rehearsed import robust_document, tell_robust
    from summitry.cli.summary import tell_result
    from summitry.publish.write import check_folder

    if is_exact and is_search:
        raise click.UsageError("--exact and --search exclude each other; name one of them, or neither.")
    if out:
        check_folder(out)
    summit = read_facts(facts)
    before = read_plan(start, summit).plan if start else None
    method = "exact" if is_exact else "search" if is_search else "auto"
    if settings["noise_file"] and not settings["is_robust"]:
        raise click.UsageError("--noise is what goes wrong in rehearsal; name it together with --robust.")
    result, robust = _run(summit, before, method, is_quiet=as_json, **settings)
    files = _write(summit, result, out, with_pdf=with_pdf) if out else ()
    if as_json:
        tell_json(_document(summit, result, files) | ({"robust": robust_document(robust)} if robust else {}))
    else:
        tell_result(summit, result, out, files, require_all=settings["require_all"])
        if robust:
            tell_robust(robust)
    for note in result.notes:
        say(note)
    if not _is_clean(result):
        click.get_current_context().exit(NOT_CLEAN)


def _is_clean(result: "Result") -> bool:
    return result.plan is not None and result.certificate is not None and result.certificate.is_clean


def _run(
    summit: "Summit",
    start: "Plan | None",
    method: str,
    *,
    is_robust: bool,
    is_quiet: bool,
    noise_file: Path | None,
    **settings: Any,
) -> "tuple[Result, Robust | None]":
    from summitry.cli.live import watching
    from summitry.planning.method import Method
    from summitry.planning.planner import UnsoundPlanError
    from summitry.planning.planner import plan as make_plan

    with watching(is_quiet=is_quiet) as on_progress:
        settings |= {"method": Method(method), "on_progress": on_progress}
        try:
            if is_robust:
                return robust_plan(summit, start, noise_file, **settings)
            return make_plan(summit, start=start, **settings), None
        except UnsoundPlanError as error:  # our defect, not an error of the facts, so that it is to be reported
            raise RuntimeError(str(error)) from error


def _write(summit: "Summit", result: "Result", out: Path, *, with_pdf: bool | None) -> tuple[Path, ...]:
    """Write the outputs of a clean plan; one that is not clean is for nobody's hands."""
    if not _is_clean(result):
        return ()
    from summitry.publish.write import write_outputs

    made_at = datetime.now(UTC).replace(microsecond=0)
    return tuple(write_outputs(summit, result, out, made_at=made_at, with_pdf=with_pdf))


def _document(summit: "Summit", result: "Result", files: tuple[Path, ...]) -> dict[str, Any]:
    from summitry.formats.plan_json import plan_document

    if result.plan is None:
        return {"summit": summit.id, "status": str(result.status), "interrupted": result.interrupted, "files": []}
    return plan_document(summit, result) | {"files": [str(path) for path in files]}


@click.command(short_help="Judge a plan by every rule.")
@facts_argument
@click.argument("plan_file", metavar="PLAN", type=PLAN)
@json_option
def check(facts: Path, plan_file: Path, as_json: bool) -> None:
    """Judge the plan PLAN of the summit DIR by every rule, independently of who made it.

    PLAN is a plan.json, or the folder that holds it. What it breaks is listed by rule: who, what and when.

    Exit code: 0 if it breaks no rule, 1 if it does, 2 if it cannot be read.

    \b
    Example:
      summitry check examples/vilnius-2023 out/vilnius-2023
    """
    from summitry.rules import judge

    summit = read_facts(facts)
    judged = read_plan(plan_file, summit).plan
    certificate = judge(summit, judged)
    if as_json:
        tell_json(_certificate_document(summit, judged, certificate))
    else:
        _tell_certificate(summit, certificate)
    if not certificate.is_clean:
        click.get_current_context().exit(NOT_CLEAN)


def _certificate_document(summit: "Summit", judged: "Plan", certificate: "Certificate") -> dict[str, Any]:
    from summitry.formats.plan_json import plan_document
    from summitry.planning.result import Result, Status

    result = Result(status=Status.FEASIBLE, plan=judged, certificate=certificate)
    return {"is_clean": certificate.is_clean, **plan_document(summit, result)["certificate"]}


def _tell_certificate(summit: "Summit", certificate: "Certificate") -> None:
    from summitry.cli.summary import tell_violations

    tell(f"{summit.name}: {certificate.num_placed} of {count(certificate.num_to_place, 'meeting')} placed.")
    if certificate.is_clean:
        tell("The plan breaks no rule.")
        return
    tell_violations(summit, certificate)
    say(f"{count(len(certificate.violations), 'violation')} of {count(_num_rules(certificate), 'rule')}.")


def _num_rules(certificate: "Certificate") -> int:
    return len({violation.rule for violation in certificate.violations})
