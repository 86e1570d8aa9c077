"""What ``whatif`` shows: variants side by side, and the curve of a sweep."""

from collections.abc import Sequence
from typing import Any

from summitry.cli.differences import changes_document
from summitry.cli.output import count, tell, tell_table
from summitry.cli.summary import figure
from summitry.formats.csv_text import write_csv
from summitry.planning.result import LevelResult, LevelValue, Status
from summitry.planning.variants.compare import Difference, Outcome, Run, ValueChange, difference
from summitry.planning.variants.sweep import Point
from summitry.publish.curve import CurvePoint, curve_svg
from summitry.rules import SOFT_LEVELS
from summitry.summit import Summit
from summitry.summit.changes import Added, Change, Dropped, in_words

_HUNDREDTHS = 100  # form_kept counts in hundredths of value
_NOT_ABOVE = {1: "no smaller number can be worth more", -1: "no larger number can be worth more"}


# --- side by side ---


def tell_comparison(run: Run, base: Outcome, others: Sequence[Outcome]) -> None:
    """Print the base and its variants side by side, then what each variant changes, in words."""
    variants = count(len(others), "variant")
    tell(f"{base.supposed.summit.name}: {variants}, each planned for at most {run.time_limit_s:g} s.")
    found = [difference(base, other) for other in others]
    header = ("", base.variant.name, *(other.variant.name for other in others))
    tell_table(header, [*_outcome_rows(base, others), *_difference_rows(found)])
    for other, its in zip(others, found, strict=True):
        _tell_difference(base, other, its)


def _outcome_rows(base: Outcome, others: Sequence[Outcome]) -> list[tuple[str, ...]]:
    outcomes = (base, *others)
    placed = ("placed", *(f"{o.num_placed} of {o.num_to_place}" for o in outcomes))
    levels = [(name, *(_level_text(o.level(name)) for o in outcomes)) for name in SOFT_LEVELS]
    return [placed, *levels]


def _difference_rows(found: Sequence[Difference]) -> list[tuple[str, ...]]:
    return [
        ("gained", "", *(str(len(d.gained)) for d in found)),
        ("lost", "", *(str(len(d.lost)) for d in found)),
        ("moved", "", *(str(len(d.moved)) for d in found)),
        ("other form", "", *(str(len(d.other_form)) for d in found)),
    ]


def _level_text(level: LevelResult | None) -> str:
    """Return the value of a level, with the bound in brackets where it is better."""
    if level is None:
        return "no plan"
    bound = "" if level.status is Status.OPTIMAL else f" [{figure(level.bound)}]"
    return figure(level.value) + bound


def _tell_difference(base: Outcome, other: Outcome, found: Difference) -> None:
    if other.plan is None:
        why = "there is none" if other.result.status is Status.INFEASIBLE else "none was found in the time given"
        tell(f"{other.variant.name}: no plan; {'; '.join([why, *other.result.notes])}.")
        return
    worth = f" {value_text(found.value)}" if found.value else ""
    tell(f"{other.variant.name}:{worth or ' meetings weigh otherwise, so the values do not compare'}.")
    for note in other.result.notes:
        tell(f"  {note}")
    for change in found.changes:
        if isinstance(change, Added | Dropped):
            tell(f"  {_sentence(base, other, change)}")


def _sentence(base: Outcome, other: Outcome, change: Change) -> str:
    """Return a change in words, with the names of those facts in which it stands."""
    return in_words(base.supposed.summit if isinstance(change, Dropped) else other.supposed.summit, change)


def value_text(change: ValueChange) -> str:
    """Return how much more or less the best plan is worth, as far as it is proven."""
    least, most = change
    if least == most:
        how = "as much" if least == 0 else f"{least} more" if least > 0 else f"{-least} less"
        return f"the best plan is worth {how} (proven)"
    if least >= 0:
        return f"the best plan is worth {least} to {most} more"
    if most <= 0:
        return f"the best plan is worth {-most} to {-least} less"
    return f"the best plan is worth between {-least} less and {most} more"


def comparison_document(run: Run, base: Outcome, others: Sequence[Outcome]) -> dict[str, Any]:
    """Return base and variants as JSON values, each variant with what differs from the base."""
    return {
        "summit": base.supposed.summit.id,
        "time_limit_s": run.time_limit_s,
        "seed": run.seed,
        "base": _outcome_document(base),
        "variants": [_outcome_document(other) | _difference_document(base, other) for other in others],
    }


def _outcome_document(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.variant.name,
        "status": str(outcome.result.status),
        "facts_digest": outcome.supposed.summit.digest,
        "include_pending": outcome.supposed.include_pending,
        "num_placed": outcome.num_placed,
        "num_to_place": outcome.num_to_place,
        "levels": [
            {"name": level.name, "value": level.value, "bound": level.bound, "status": str(level.status)}
            for level in outcome.result.levels
        ],
        "notes": list(outcome.result.notes),
        "runtime_s": round(outcome.result.runtime_s, 3),
    }


def _difference_document(base: Outcome, other: Outcome) -> dict[str, Any]:
    found = difference(base, other)
    meetings = changes_document(other.supposed.summit, found.changes)["meetings"]
    return {
        "value_change": found.value._asdict() if found.value else None,
        "gained": list(found.gained),
        "lost": list(found.lost),
        "moved": list(found.moved),
        "other_form": list(found.other_form),
        "meetings": meetings,
    }


# --- a sweep ---


def tell_sweep(summit: Summit, run: Run, key: str, points: Sequence[Point], easing: int) -> None:
    """Print the figures of each number as a table, and what the bounds rest on."""
    tell(f"{summit.name}: {key} swept, each planned for at most {run.time_limit_s:g} s.")
    levels = [name for name in SOFT_LEVELS if name != "share_floor"]
    rows = [
        (
            str(point.number),
            f"{point.outcome.num_placed} of {point.outcome.num_to_place}",
            *(_level_text(point.outcome.level(name)) for name in levels),
        )
        for point in points
    ]
    tell_table((key, "placed", *levels), rows)
    carried = f"Bounds are carried between the numbers: {_NOT_ABOVE[easing]}." if easing else "Each bound is its own."
    tell(f"In brackets: the proven bound, where it is better than the value. {carried}")


def sweep_document(summit: Summit, run: Run, key: str, points: Sequence[Point], easing: int) -> dict[str, Any]:
    """Return a sweep as JSON values."""
    return {
        "summit": summit.id,
        "key": key,
        "time_limit_s": run.time_limit_s,
        "seed": run.seed,
        "bounds_carried": easing != 0,
        "points": [{"number": point.number} | _outcome_document(point.outcome) for point in points],
    }


def sweep_csv(key: str, points: Sequence[Point]) -> str:
    """Return a sweep as CSV: a row a number, each level with its value and bound; counts separated by spaces."""
    columns = [part for name in SOFT_LEVELS for part in (name, f"{name}_bound")]
    rows = [
        (
            str(point.number),
            str(point.outcome.result.status),
            str(point.outcome.num_placed),
            str(point.outcome.num_to_place),
            *(cell for name in SOFT_LEVELS for cell in _cells(point.outcome.level(name))),
        )
        for point in points
    ]
    return write_csv([(key, "status", "placed", "to_place", *columns), *rows])


def _cells(level: LevelResult | None) -> tuple[str, str]:
    return ("", "") if level is None else (figure(level.value), figure(level.bound))


def sweep_curve(summit: Summit, key: str, points: Sequence[Point]) -> bytes:
    """Return the curve of a sweep as SVG: value held against the number."""
    return curve_svg([_curve_point(point) for point in points], axis=key, title=summit.name)


def _curve_point(point: Point) -> CurvePoint:
    value, form = (point.outcome.level(name) for name in ("value_held", "form_kept"))
    if value is None or form is None:
        return CurvePoint(point.number)
    return CurvePoint(
        point.number,
        point.outcome.num_placed,
        value=_number(value.value),
        value_bound=_number(value.bound),
        form_loss=_number(form.value) / _HUNDREDTHS,
        form_loss_bound=_number(form.bound) / _HUNDREDTHS,
    )


def _number(value: LevelValue) -> float:
    return value if isinstance(value, int) else sum(value)
