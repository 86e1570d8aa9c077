"""The summary of a plan: what was placed, how good it is, what was not placed and why, and where the files are."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from summitry.cli.output import count, say, tell, tell_table
from summitry.planning.result import LevelResult, LevelValue, Result, Status
from summitry.publish.words import reason_text

if TYPE_CHECKING:
    from summitry.rules.report import Certificate, Violation
    from summitry.summit import Summit, Unplaced

_WHY_NONE = {
    Status.INFEASIBLE: "No plan keeps every rule: what is pinned, or a fairness cap, cannot be kept.",
    Status.UNKNOWN: "No plan was found in the time given; a longer --time-limit may find one.",
}
_NOT_ALL = "No plan that keeps every rule holds every meeting; without --require-all, some are left out."


def tell_result(
    summit: "Summit", result: Result, out: Path | None, files: tuple[Path, ...], *, require_all: bool = False
) -> None:
    """Print the whole summary of a run; `require_all` says whether only a plan of all meetings was asked for."""
    if result.certificate is not None and not result.certificate.is_clean:
        tell_violations(summit, result.certificate)
    if result.plan is None:
        not_all = require_all and result.status is Status.INFEASIBLE
        say(_NOT_ALL if not_all else _WHY_NONE.get(result.status, f"There is no plan: {result.status}."))
        return
    _tell_outcome(summit, result)
    _tell_levels(result)
    for unplaced in result.plan.unplaced:
        tell(f"Not placed: {unplaced.meeting}{first_reason(unplaced)}")
    if out and files:
        tell(f"Written to {out}:")
        _tell_files(out, files)
        if all(path.suffix != ".pdf" for path in files):
            tell("The booklet and the cards as PDF were left out; --pdf writes them.")
    elif result.certificate is None or not result.certificate.is_clean:
        say("The plan breaks rules, so nothing was written.")


def _tell_outcome(summit: "Summit", result: Result) -> None:
    certificate = result.certificate
    if certificate is not None:
        clean = "no rule is broken" if certificate.is_clean else count(len(certificate.violations), "violation")
        placed = f"{certificate.num_placed} of {count(certificate.num_to_place, 'meeting')} placed"
        tell(f"{summit.name}: {placed}; {clean}.")
    stopped = " when it was stopped" if result.interrupted else ""
    run = f"{result.runtime_s:.1f} s on {count(result.threads, 'thread')}, seed {result.seed}"
    tell(f"The plan is {result.status}{stopped} after {run}.")


def _tell_levels(result: Result) -> None:
    rows = [_level_row(level) for level in result.levels]
    if rows:
        tell_table(("level", "value", "bound", "status", "gap"), rows)


def _level_row(level: LevelResult) -> tuple[str, ...]:
    is_optimal = level.status is Status.OPTIMAL
    bound = "the same" if is_optimal else figure(level.bound)
    return level.name, figure(level.value), bound, str(level.status), "" if is_optimal else f"{level.gap:.1%}"


def figure(value: LevelValue) -> str:
    """Return the value of a level as text; ten counts from left to right for `share_floor`."""
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def first_reason(unplaced: "Unplaced") -> str:
    """Return why a meeting was not placed, in words that follow its name; nothing where the plan does not say."""
    return f": {reason_text(unplaced.reasons[0], unplaced.num_starts)}" if unplaced.reasons else ""


def _tell_files(out: Path, files: tuple[Path, ...]) -> None:
    """Print the files, then those of each folder below `out` as one line with their number."""
    inside = sorted(
        (path.resolve().relative_to(out.resolve()) for path in files), key=lambda path: (path.parent, path.name)
    )
    for folder, of_folder in groupby(inside, key=lambda path: path.parent):
        paths = list(of_folder)
        if folder == Path():
            for path in paths:
                tell(f"  {path}")
        else:
            kinds = ", ".join(sorted({path.suffix for path in paths}))
            tell(f"  {folder}/ ({count(len(paths), 'file')}: {kinds})")


def tell_violations(summit: "Summit", certificate: "Certificate") -> None:
    """Print the violations of a plan by rule: who, what, when, and the sentence."""
    by_rule = sorted(certificate.violations, key=lambda violation: violation.rule)
    for rule, violations in groupby(by_rule, key=lambda violation: violation.rule):
        tell(f"{rule}:")
        for violation in violations:
            tell(f"  {violation.message}")
            tell(f"    {_who_what_when(summit, violation)}")


def _who_what_when(summit: "Summit", violation: "Violation") -> str:
    when = violation.when
    stretch = f"{summit.clock.text(when.start)} to {summit.clock.text(when.end)}" if when else ""
    parts = (("who", ", ".join(violation.who)), ("what", ", ".join(violation.what)), ("when", stretch))
    return "; ".join(f"{name}: {text}" for name, text in parts if text)
