"""Other repairs of the same disruption, which give up something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from summitry.planning.clock import Stopwatch
from summitry.planning.repair import objectives
from summitry.planning.repair.cost import Cost
from summitry.planning.repair.engine import Question, Repair
from summitry.planning.repair.solving import Level, solve
from summitry.summit import Assignment, Plan


class Taste(NamedTuple):
    """What an alternative spares first, level by level."""

    name: str
    levels: tuple[Level, ...]


_TASTES = (
    Taste(
        "as few moves as can be, whatever must be dropped for it",
        (objectives.num_moved, objectives.value_lost, objectives.form_lost, objectives.held_back),
    ),
    Taste(
        "fewer moves before fuller forms",
        (objectives.held_back, objectives.value_lost, objectives.num_changed, objectives.form_lost),
    ),
    Taste(
        "small shifts before few of them",
        (objectives.held_back, objectives.value_lost, objectives.shift, objectives.form_lost),
    ),
    Taste(
        "the most value and the fullest forms, even where the horizon is frozen",
        (objectives.value_lost, objectives.form_lost, objectives.held_back, objectives.num_changed),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Another repair.

    Parameters
    ----------
    name
        What it spares first, in words.
    gives_up
        How it differs from the repair proposed, in words.
    cost
        What it gives up, level by level.
    shift_min
        Minutes by which its meetings shift, all together.
    """

    name: str
    gives_up: str
    plan: Plan
    cost: Cost
    shift_min: int


class Other(NamedTuple):
    """Another way to place the opened meetings."""

    name: str
    gives_up: str
    changed: Mapping[str, Assignment | None]
    cost: Cost
    shift_min: int


def others(question: Question, chosen: Repair, watch: Stopwatch, most: int) -> Iterator[Other]:
    """Yield other ways to place what was opened for the repair chosen, no two of which give up the same.

    Parameters
    ----------
    most
        How many to yield at most.
    """
    if not chosen.candidates or not most:
        return
    seen = {(chosen.cost, shift_of(question, chosen.changed))}
    for taste in _TASTES:
        if not watch.left_s:
            return
        answer = solve(chosen.world, chosen.candidates, watch, levels=taste.levels, first_s=0.0)
        if answer is None:
            return
        shift_min = shift_of(question, answer.assignments)
        if (answer.cost, shift_min) in seen:
            continue
        seen.add((answer.cost, shift_min))
        gives_up = _difference(chosen, answer.cost, shift_of(question, chosen.changed), shift_min)
        yield Other(taste.name, gives_up, answer.assignments, answer.cost, shift_min)
        if len(seen) > most:
            return


def shift_of(question: Question, changed: Mapping[str, Assignment | None]) -> int:
    """Return the minutes by which meetings shift, all together."""
    pairs = ((question.base.get(meeting), after) for meeting, after in changed.items())
    return sum(abs(after.start - before.start) for before, after in pairs if before is not None and after is not None)


def _difference(chosen: Repair, cost: Cost, chosen_shift_min: int, shift_min: int) -> str:
    parts = [
        _more(cost.num_held_back - chosen.cost.num_held_back, "meeting that should stay", "meetings that should stay"),
        _more(cost.value_lost - chosen.cost.value_lost, "of value lost", "of value lost"),
        _more((cost.form_lost - chosen.cost.form_lost) / 100, "of value lost by lesser forms", ""),
        _more(cost.num_changed - chosen.cost.num_changed, "meeting changed", "meetings changed"),
        _more(shift_min - chosen_shift_min, "min of shift", "min of shift"),
    ]
    return ", ".join(part for part in parts if part)


def _more(difference: float, noun: str, nouns: str) -> str:
    if not difference:
        return ""
    amount = abs(difference)
    less = "fewer" if noun.startswith("meeting") else "less"
    return f"{amount:g} {'more' if difference > 0 else less} {noun if amount == 1 or not nouns else nouns}"
