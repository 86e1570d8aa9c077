"""A stretch of annealing: thousands of moves, each kept or taken back, and the best plan remembered."""

from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import Arrays, Ints, Longs
from summitry.planning.search.chance import fraction
from summitry.planning.search.edits import begin, commit, roll_back, settle
from summitry.planning.search.guided import move_to_best, move_where_it_helps
from summitry.planning.search.insertion import FORM_WEIGHT, SLACK_WEIGHT
from summitry.planning.search.moves import change_room, force_in, move_chain, move_one, place_by_chain
from summitry.planning.search.pointed import Pointed, pointed
from summitry.planning.search.ruin import a_day, a_room, a_stretch, partners, the_worst_off
from summitry.planning.search.state import (
    NUM_COUNTED,
    TOTAL_COMFORT,
    TOTAL_FORM,
    TOTAL_SHARE,
    TOTAL_SLACK,
    TOTAL_VALUE,
    State,
)

KINDS = (
    "move",
    "move beside",
    "chain",
    "chain beside",
    "place by chain",
    "force in",
    "force elsewhere",
    "room",
    "a day",
    "partners",
    "a stretch",
    "a room",
    "the worst off",
    "best place",
    "where it helps",
)
_VALUE_WEIGHT = 1e10  # what a level counts against a unit of comfort, while searching
_SHARE_WEIGHT = 3000.0
_HOPELESS = -40.0  # exponent below which a move is not worth a random number

# Columns of a tally.
TRIED = 0
KEPT = 1
BETTER = 2
EFFORT = 3  # days counted
NUM_COLUMNS = 4

Odds = npt.NDArray[np.float64]


@pointed
class Best(Pointed):
    """The best plan met so far.

    Parameters
    ----------
    chosen
        How each meeting is placed.
    totals, counts
        Its figures.
    """

    KINDS = MappingProxyType({"chosen": "i4 2", "totals": "i8 1", "counts": "i8 1"})

    chosen: Ints
    totals: Longs
    counts: Longs


def best_of(state: State) -> Best:
    """Return what a state holds as the best so far."""
    return Best(chosen=state.chosen.copy(), totals=state.totals.copy(), counts=state.counts.copy())


@compiled
def energy(totals: Longs) -> float:
    """Return one figure for all levels, to be made small."""
    return float(
        -_VALUE_WEIGHT * totals[TOTAL_VALUE]
        + _SHARE_WEIGHT * totals[TOTAL_SHARE]
        + FORM_WEIGHT * totals[TOTAL_FORM]
        + SLACK_WEIGHT * totals[TOTAL_SLACK]
        + totals[TOTAL_COMFORT]
    )


@compiled
def is_better(totals: Longs, counts: Longs, than_totals: Longs, than_counts: Longs) -> bool:
    """Tell whether figures are better than others, level by level."""
    if totals[TOTAL_VALUE] != than_totals[TOTAL_VALUE]:
        return bool(totals[TOTAL_VALUE] > than_totals[TOTAL_VALUE])
    for level in range(1, 11):
        if counts[level] != than_counts[level]:
            return bool(counts[level] > than_counts[level])
    for figure in (TOTAL_FORM, TOTAL_SLACK, TOTAL_COMFORT):
        if totals[figure] != than_totals[figure]:
            return bool(totals[figure] < than_totals[figure])
    return False


@compiled
def remember(state: State, best: Best) -> None:
    """Take the state for the best plan."""
    best.chosen[:] = state.chosen
    best.totals[:] = state.totals
    best.counts[:] = state.counts


@compiled
def propose(arrays: Arrays, state: State, kind: int, temperature: float) -> bool:
    """Make a move of one kind; false if it cannot be made."""
    if kind <= 1:
        return move_one(arrays, state, kind)
    if kind <= 3:
        return move_chain(arrays, state, kind - 2)
    if kind <= 6:
        return place_by_chain(arrays, state) if kind == 4 else force_in(arrays, state, 6 - kind)
    if kind <= 12:
        return change_room(arrays, state) if kind == 7 else _propose_large(arrays, state, kind)
    return move_to_best(arrays, state, temperature) if kind == 13 else move_where_it_helps(arrays, state)


@compiled
def _propose_large(arrays: Arrays, state: State, kind: int) -> bool:
    if kind == 8:
        return a_day(arrays, state)
    if kind == 9:
        return partners(arrays, state)
    if kind == 10:
        return a_stretch(arrays, state)
    return a_room(arrays, state) if kind == 11 else the_worst_off(arrays, state)


@compiled
def anneal(
    arrays: Arrays, state: State, best: Best, num_moves: int, temperature: float, odds: Odds, tally: Longs
) -> None:
    """Make moves, keeping what is better, and what is worse now and then.

    Parameters
    ----------
    temperature
        Units of comfort by which a move may well be worse.
    odds
        For each kind of move the share of moves of it and of the kinds before it.
    tally
        To count in how often each kind was tried, kept and better, and the days counted, of shape (kinds, columns).
    """
    for _ in range(num_moves):
        draw, kind = fraction(state.rng), 0
        while draw >= odds[kind]:
            kind += 1
        tally[kind, TRIED] += 1
        tally[kind, EFFORT] -= state.counter[NUM_COUNTED]
        is_kept = _try(arrays, state, kind, temperature)
        tally[kind, EFFORT] += state.counter[NUM_COUNTED] + 1
        if not is_kept:
            continue
        change = energy(state.totals) - energy(state.before)
        tally[kind, KEPT] += 1
        tally[kind, BETTER] += change < 0
        if change < 0 and is_better(state.totals, state.counts, best.totals, best.counts):
            remember(state, best)


@compiled
def _try(arrays: Arrays, state: State, kind: int, temperature: float) -> bool:
    """Make a move of one kind; tell whether it was kept."""
    begin(state)
    if not propose(arrays, state, kind, temperature) or not settle(arrays, state):
        roll_back(arrays, state)
        return False
    change = energy(state.totals) - energy(state.before)
    if change > 0:
        exponent = -change / temperature
        if exponent < _HOPELESS or fraction(state.rng) >= np.exp(exponent):
            roll_back(arrays, state)
            return False
    commit(state)
    return True
