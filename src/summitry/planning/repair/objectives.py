"""What a repair spares, level by level, as expressions to be minimised."""

from typing import NamedTuple

from summitry.planning.exact.decisions import Linear
from summitry.planning.repair.model import Choice, RepairModel


class Sized(NamedTuple):
    """An expression to be minimised, from 0, and the most that it can come to."""

    expression: Linear
    most: int


def held_back(m: RepairModel) -> Sized:
    """Return how many meetings that should stay do not."""
    held = [c for c in m.choices if c.candidate.is_held]
    return Sized(sum(map(_changed, held), start=0), len(held))


def value_lost(m: RepairModel) -> Sized:
    """Return the value of the candidates that are not placed."""
    lost = (c.candidate.value * (1 - c.placed) for c in m.choices)
    return Sized(sum(lost, start=0), sum(c.candidate.value for c in m.choices))


def form_lost(m: RepairModel) -> Sized:
    """Return the hundredths of value lost by lesser forms and stand-ins than so far."""
    terms = (c.candidate.loss(mode) * literal for c in m.choices for mode, literal in c.pairs())
    most = sum(max(c.candidate.loss(mode) for mode in c.candidate.modes) for c in m.choices)
    return Sized(sum(terms, start=0), most)


def num_changed(m: RepairModel) -> Sized:
    """Return how many meetings of the plan do not stay as they are."""
    return Sized(sum(map(_changed, m.planned), start=0), len(m.planned))


def num_moved(m: RepairModel) -> Sized:
    """Return how many of those are held otherwise, not dropped."""
    return Sized(sum((_changed(c) - (1 - c.placed) for c in m.planned), start=0), len(m.planned))


def weight_changed(m: RepairModel) -> Sized:
    """Return the weights of those that change."""
    terms = (c.candidate.weight * _changed(c) for c in m.planned)
    return Sized(sum(terms, start=0), sum(c.candidate.weight for c in m.planned))


def shift(m: RepairModel) -> Sized:
    """Return the minutes by which meetings are shifted."""
    return Sized(sum(m.shifts, start=0), int(m.world.summit.horizon.end) * len(m.shifts))


def people_changed(m: RepairModel) -> Sized:
    """Return how many seats, rooms and interpreters become others."""
    counted = [_people_changed(choice) for choice in m.choices]
    return Sized(sum((c.expression for c in counted), start=0), sum(c.most for c in counted))


def _people_changed(choice: Choice) -> Sized:
    base = choice.candidate.base
    terms: list[Linear] = [
        works for who, works in choice.interpreters.items() if base is None or who not in base.interpreters
    ]
    most = len(terms)
    if base is not None:
        terms += [literal for room, literal in choice.rooms.items() if room != base.room]
        for mode, literal in choice.pairs():
            terms.append(sum(a != b for a, b in zip(mode.attendees, base.attendees, strict=False)) * literal)
        most += 1 + len(base.attendees)
    return Sized(sum(terms, start=0), most)


def _changed(choice: Choice) -> Linear:
    return 1 if choice.kept is None else 1 - choice.kept
