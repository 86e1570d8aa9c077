"""The fewest further meetings that must move before what several engagements forbid together is kept."""

from typing import NamedTuple

from summitry.planning.legal.blocker import Blocker, Kind
from summitry.planning.legal.cells import WayCells
from summitry.planning.legal.together import Failure, Team, Together

MOST_FURTHER = 2


class Settled(NamedTuple):
    """A cell in which a meeting can be held once some others have moved."""

    moves: frozenset[str]
    interpreters: tuple[str, ...]


def settled(together: Together, cells: WayCells, idx: int, moves: frozenset[str], most: int) -> Settled | None:
    """Return how a meeting can be held in a cell with as few moves as can be, or nothing.

    Whatever clears a rule that several engagements break has to move one of them, so that a tree over these, searched
    by depth, finds the fewest.

    Parameters
    ----------
    moves
        The meetings that have to move in any case.
    most
        How many meetings may move in all; at most `MOST_FURTHER` beyond those that have to.
    """
    for further in range(min(most - len(moves), MOST_FURTHER) + 1):
        found = _within(together, cells, idx, moves, len(moves) + further, set())
        if found is not None:
            return found
    return None


def _within(
    together: Together, cells: WayCells, idx: int, moves: frozenset[str], most: int, tried: set[frozenset[str]]
) -> Settled | None:
    tried.add(moves)
    outcome = outcome_without(together, cells, idx, moves)
    if isinstance(outcome, Team):
        return Settled(moves, outcome.interpreters)
    for choice in outcome.choices:
        more = moves | _moved(cells, choice)
        if more not in tried and len(moves) < len(more) <= most:
            found = _within(together, cells, idx, more, most, tried)
            if found is not None:
                return found
    return None


def outcome_without(together: Together, cells: WayCells, idx: int, moves: frozenset[str]) -> Team | Failure:
    """Return what several engagements say of a cell once some meetings have moved."""

    def stands(blocker: Blocker) -> bool:
        return blocker.kind is not Kind.MEETING or blocker.subject not in moves

    way = cells.way
    key = (way.attendees, way.duration_min, way.is_meal, idx, moves & cells.weighing)
    if key not in cells.loads:
        cells.loads[key] = together.load(way, idx, stands, moves)
    return cells.loads[key] or together.rest(way, idx, stands, moves)


def _moved(cells: WayCells, choice: tuple[Blocker, ...]) -> frozenset[str]:
    """Return the meetings of a choice, or none where something else belongs to it or one of them may not move."""
    if all(b.kind is Kind.MEETING and cells.is_movable(b.subject) for b in choice):
        return frozenset(b.subject for b in choice)
    return frozenset()
