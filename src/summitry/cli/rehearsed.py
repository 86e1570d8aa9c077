"""What a rehearsal looks like on the terminal and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summitry.cli.output import count, tell, tell_table
from summitry.cli.summary import figure
from summitry.planning.rehearsal.outcome import Buffer, Culprit, Odds, Origin, Place, Rehearsal, Rehearsed, Without
from summitry.planning.rehearsal.robust import Robust
from summitry.planning.rehearsal.run import Policy
from summitry.summit import Summit

if TYPE_CHECKING:
    from summitry.planning.rehearsal.agreement import Agreement

_MOST_ROWS = 12
_SAVING = 0.005  # less than this rounds to nothing


def tell_rehearsal(summit: Summit, rehearsal: Rehearsal, chart: Path | None) -> None:
    """Print how a plan fares, meeting by meeting where it is at risk, and what would help."""
    tell(f"{summit.name}: {rehearsal.days:,} simulated summits, seed {rehearsal.seed}.")
    tell_table(("", *(str(r.policy) for r in rehearsal.rehearsed)), _total_rows(rehearsal.rehearsed))
    fast = rehearsal.of(Policy.FAST_REPAIR)
    alone = {odds.meeting: odds for odds in rehearsal.of(Policy.WITHOUT_REPAIR).meetings}
    tell_table(
        ("meeting", "held", "full", "on time", "alone", "lost or cut most through"),
        [_odds_row(summit, odds, alone[odds.meeting]) for odds in fast.meetings[:_MOST_ROWS]],
        title="Most at risk, under the fast repair; alone: held without repair",
    )
    left = len(fast.meetings) - _MOST_ROWS
    if left > 0:
        tell(f"{count(left, 'more meeting')} in the JSON document and in the chart.")
    _tell_culprits(summit, rehearsal, fast)
    _tell_buffers(summit, rehearsal)
    if chart:
        tell(f"Drawn to {chart}.")


def _total_rows(rehearsed: Sequence[Rehearsed]) -> Iterator[tuple[str, ...]]:
    planned = rehearsed[0]
    yield "meetings held", *(f"{r.held:.2f} of {planned.num_planned}" for r in rehearsed)
    yield "meetings lost", *(f"{r.lost:.2f}" for r in rehearsed)
    yield "of these called off on the day", *(f"{r.called_off:.2f}" for r in rehearsed)
    yield "value held", *(f"{r.value:.1f} of {planned.planned_value}" for r in rehearsed)
    yield "all held", *(_percent(r.all_held) for r in rehearsed)
    yield "lost on the median summit", *(str(r.lost_at[0]) for r in rehearsed)
    yield "lost on the worst tenth, at least", *(str(r.lost_at[1]) for r in rehearsed)


def _odds_row(summit: Summit, odds: Odds, alone: Odds) -> tuple[str, ...]:
    first = culprit_text(summit, odds.causes[0]) if odds.causes else ""
    return odds.meeting, _percent(odds.held), _percent(odds.full), _percent(odds.on_time), _percent(alone.held), first


def _tell_culprits(summit: Summit, rehearsal: Rehearsal, fast: Rehearsed) -> None:
    without = {(w.origin, w.id): w for w in rehearsal.without}
    tell_table(
        ("lost through", "meetings", "value", "meetings saved without it"),
        [_culprit_row(summit, c, without.get((c.origin, c.id))) for c in fast.culprits[:_MOST_ROWS]],
        title="Who and what loses most, on average of a summit, under the fast repair",
    )


def _culprit_row(summit: Summit, culprit: Culprit, without: Without | None) -> tuple[str, ...]:
    saved = "" if without is None else f"{without.saved:.2f}"
    return culprit_text(summit, culprit), f"{culprit.lost:.2f}", f"{culprit.value:.2f}", saved


def _tell_buffers(summit: Summit, rehearsal: Rehearsal) -> None:
    worth = [buffer for buffer in rehearsal.buffers if buffer.saved_value >= _SAVING][:_MOST_ROWS]
    if not worth:
        tell("Ten minutes more would save nothing in any of the places tried.")
        return
    tell_table(
        ("ten minutes more", "meetings saved", "value saved"),
        [(_place_text(summit, b), f"{b.saved:.2f}", f"{b.saved_value:.2f}") for b in worth],
        title="Where ten minutes buy most, on average of a summit, under the fast repair",
    )


def culprit_text(summit: Summit, culprit: Culprit) -> str:
    """Return a culprit in words."""
    match culprit.origin:
        case Origin.PERSON:
            return f"overruns of {summit.person_by_id[culprit.id].name}"
        case Origin.ARRIVAL:
            return f"late arrival of {summit.person_by_id[culprit.id].name}"
        case Origin.SESSION:
            return f"the session {culprit.id}"
        case Origin.TRANSFER:
            return "slow transfers"
        case Origin.CALLED_OFF:
            return "being called off"
        case Origin.PLAN:
            return "the plan itself"


def _place_text(summit: Summit, buffer: Buffer) -> str:
    is_person = buffer.place in {Place.AFTER_MEETINGS_OF, Place.BEFORE_DEPARTURE}
    return f"{buffer.place} {summit.person_by_id[buffer.id].name if is_person else buffer.id}"


def _percent(share: float) -> str:
    return f"{share:.1%}"


def rehearsal_document(rehearsal: Rehearsal) -> dict[str, Any]:
    """Return a rehearsal as one JSON document."""
    return {
        "summit": rehearsal.summit,
        "days": rehearsal.days,
        "seed": rehearsal.seed,
        "noise": asdict(rehearsal.noise),
        "habits": asdict(rehearsal.habits),
        "policies": {str(r.policy): _rehearsed_document(r) for r in rehearsal.rehearsed},
        "days_again": rehearsal.days_again,
        "without": [w._asdict() for w in rehearsal.without],
        "ten_minutes_more": [b._asdict() for b in rehearsal.buffers],
        "notes": list(rehearsal.notes),
    }


def _rehearsed_document(rehearsed: Rehearsed) -> dict[str, Any]:
    return {
        "planned": rehearsed.num_planned,
        "held": rehearsed.held,
        "held_error": rehearsed.held_error,
        "planned_value": rehearsed.planned_value,
        "value": rehearsed.value,
        "all_held": rehearsed.all_held,
        "lost_at": dict(zip(("median", "worst_tenth", "worst_hundredth"), rehearsed.lost_at, strict=True)),
        "meetings": [o._asdict() | {"causes": [c._asdict() for c in o.causes]} for o in rehearsed.meetings],
        "lost_through": [c._asdict() for c in rehearsed.culprits],
    }


# --- the robust plan beside the plain one ---


def tell_robust(found: Robust) -> None:
    """Print what buffers cost and what they save: the robust plan beside the plain one, on the same days."""
    if found.is_plain:
        tell("No buffer that was tried holds more in rehearsal: this is the plain plan.")
    rows = [*_level_rows(found)]
    for policy in Policy:
        before, after = found.before.of(policy), found.after.of(policy)
        rows += [
            (f"meetings lost, {policy}", f"{before.lost:.2f}", f"{after.lost:.2f}"),
            (f"value held, {policy}", f"{before.value:.1f}", f"{after.value:.1f}"),
            (f"all held, {policy}", _percent(before.all_held), _percent(after.all_held)),
        ]
    off_before, off_after = (f"{r.of(Policy.FAST_REPAIR).called_off:.2f}" for r in (found.before, found.after))
    rows.append(("called off on the day, among the lost", off_before, off_after))
    days = f"on {found.before.days:,} other simulated summits"
    tell_table(("", "plain plan", "robust plan"), rows, title=f"What the buffers cost and save, {days}")


def _level_rows(found: Robust) -> Iterator[tuple[str, str, str]]:
    before, after = found.plain.certificate, found.result.certificate
    if before is None or after is None:
        return
    for name, value in before.values.items():
        yield name, figure(value), figure(after.values[name])
    yield "slack_kept, by the buffers wanted", str(found.plain_slack), str(found.robust_slack)


def robust_document(found: Robust) -> dict[str, Any]:
    """Return what buffers cost and save as JSON."""
    plans = (("plain", found.plain, found.before), ("robust", found.result, found.after))
    return {
        "days": found.before.days,
        "buffers_wanted": asdict(found.wanted),
        "slack_by_buffers_wanted": {"plain": found.plain_slack, "robust": found.robust_slack},
        **{
            name: {
                "values": dict(result.certificate.values) if result.certificate else {},
                "rehearsed": {
                    str(r.policy): {"lost": r.lost, "value": r.value, "all_held": r.all_held}
                    for r in rehearsal.rehearsed
                },
            }
            for name, result, rehearsal in plans
        },
    }


# --- the fast repair beside the real one ---


def tell_agreement(found: "Agreement") -> None:
    """Print how often the fast repair agrees with the real one."""
    if not found.num:
        tell("No disruption was drawn that touches another meeting than the one it happens to.")
        return
    tell(f"{count(found.num, 'disruption')}, each alone on its summit, and each touching some other meeting.")
    rows = (
        ("meetings lost", f"{found.fast_lost:.2f}", f"{found.real_lost:.2f}"),
        ("value held", f"{found.fast_value:.1f}", f"{found.real_value:.1f}"),
        ("holds more value than the other", str(found.fast_better), str(found.real_better)),
    )
    tell_table(("on average of a disruption", "fast repair", "real repair"), rows)
    held, forms = found.same_held / found.num, found.same_forms / found.num
    tell(f"Both hold the same meetings in {_percent(held)}, and all in the same forms in {_percent(forms)}.")


def agreement_document(found: "Agreement") -> dict[str, Any]:
    """Return how often the fast repair agrees with the real one as JSON."""
    return asdict(found)
