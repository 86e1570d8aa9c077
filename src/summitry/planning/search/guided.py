"""Moves that look before they leap: a meeting goes where it is seen to cost less."""

import numpy as np

from summitry.planning.compiled import compiled
from summitry.planning.search.arrays import STARTS, STARTS_END, Arrays
from summitry.planning.search.chains import shift_along_chain
from summitry.planning.search.chance import below
from summitry.planning.search.foreseen import foresee
from summitry.planning.search.insertion import place_cheaply, remove
from summitry.planning.search.moves import some_placed
from summitry.planning.search.state import AT, MODE, NUM_COUNTED, State

_LONGEST_CHAIN = 40
_PATIENCE = 1000  # starts looked at
_IN_SIGHT = 40  # starts looked at for what they would help
_AS_A_DAY = 12  # of these take as much work as counting a day


@compiled
def move_to_best(arrays: Arrays, state: State, temperature: float) -> bool:
    """Take a meeting out and place it again, the likelier at a start the less it costs there."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    mode, at = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    remove(arrays, state, meeting)
    if not place_cheaply(arrays, state, meeting, temperature, _PATIENCE):
        return False
    return bool(state.chosen[meeting, MODE] != mode or state.chosen[meeting, AT] != at)


@compiled
def move_where_it_helps(arrays: Arrays, state: State) -> bool:
    """Move a meeting, and along chains what is in its way, to where its own people are seen to gain by it."""
    meeting = some_placed(state)
    if meeting < 0:
        return False
    mode, old = state.chosen[meeting, MODE], state.chosen[meeting, AT]
    first, num = arrays.mode[mode, STARTS], arrays.mode[mode, STARTS_END] - arrays.mode[mode, STARTS]
    first += max(0, min(below(state.rng, num) - _IN_SIGHT // 2, num - _IN_SIGHT))
    num = min(num, _IN_SIGHT)
    gains = np.zeros(num, np.int64)
    foresee(arrays, state, meeting, first, gains)
    state.counter[NUM_COUNTED] += num // _AS_A_DAY
    chosen, total = -1, 0
    for idx in range(num):
        if gains[idx] > 0:
            total += gains[idx]
            if below(state.rng, total) < gains[idx]:
                chosen = idx
    if chosen < 0:
        return False
    at = arrays.starts[first + chosen]
    remove(arrays, state, meeting)
    return shift_along_chain(arrays, state, meeting, mode, at, arrays.minutes[at] - arrays.minutes[old], _LONGEST_CHAIN)
