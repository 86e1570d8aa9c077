"""What a chunk of simulated days came to, in whole numbers that add up in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.frame import Frame
from summitry.planning.rehearsal.noise import Habits
from summitry.planning.rehearsal.sessions import NONE
from summitry.planning.rehearsal.state import State

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Figures of so many simulated summits under one policy.

    Attributes
    ----------
    held, full, on_time, late_min
        For each meeting of the facts: on how many days it was held, held in the form planned, began on time; and the
        minutes, summed over the days, by which it began late where it was held. Shape (meetings,).
    lost_on, loss_on
        For each day: how many meetings of the plan were lost, and the value lost in hundredths. Shape (days,).
    keys, lost, loss
        For each pair of meeting and source through which it lost anything: ``meeting * (sources + 1) + source + 1``,
        ascending, with -1 for no source; on how many days it was lost through it; and the value so lost in hundredths,
        cut forms included.
    """

    num_days: int
    held: Counts
    full: Counts
    on_time: Counts
    late_min: Counts
    lost_on: Counts
    loss_on: Counts
    keys: Counts
    lost: Counts
    loss: Counts


def summed(tallies: Sequence[Tally]) -> Tally:
    """Return the figures of several chunks together, their days in the order in which they are given."""
    keys, where = np.unique(np.concatenate([tally.keys for tally in tallies]), return_inverse=True)

    def joined(name: str) -> Counts:
        return np.concatenate([getattr(tally, name) for tally in tallies])

    def added(name: str) -> Counts:
        total: Counts = np.sum([getattr(tally, name) for tally in tallies], axis=0)
        return total

    return Tally(
        num_days=sum(tally.num_days for tally in tallies),
        held=added("held"),
        full=added("full"),
        on_time=added("on_time"),
        late_min=added("late_min"),
        lost_on=joined("lost_on"),
        loss_on=joined("loss_on"),
        keys=keys,
        lost=_summed(where, joined("lost"), len(keys)),
        loss=_summed(where, joined("loss"), len(keys)),
    )


def tallied(frame: Frame, state: State, habits: Habits) -> Tally:
    """Return the figures of a chunk of days."""
    num_meetings, num_days = state.rung.shape
    figures = np.zeros((4, num_meetings), dtype=np.int64)
    lost_on, loss_on = np.zeros(num_days, dtype=np.int64), np.zeros(num_days, dtype=np.int64)
    pairs: list[tuple[Counts, Counts, Counts]] = []
    for assignment in frame.plan.assignments:
        m = frame.meeting_idx[assignment.meeting]
        held = state.rung[m] != NONE
        late = state.begins[m] - np.int32(assignment.start)
        percent = np.where(held, state.loss_percent[m], np.int16(100)).astype(np.int64)
        is_on_time = held & (late <= habits.on_time_min)
        is_full = held & (percent == 0) & (state.rung[m] == 0)
        figures[:, m] = held.sum(), is_full.sum(), is_on_time.sum(), late[held].sum()
        loss = percent * frame.values[m]
        lost_on += ~held
        loss_on += loss
        pairs.append(_pairs(frame, m, held, state, loss))
    empty = np.zeros(0, dtype=np.int64)
    keys, lost, worth = (np.concatenate([empty, *(pair[i] for pair in pairs)]) for i in range(3))
    order = np.argsort(keys, kind="stable")
    held_, full, on_time, late_min = figures
    return Tally(
        num_days=num_days,
        held=held_,
        full=full,
        on_time=on_time,
        late_min=late_min,
        lost_on=lost_on,
        loss_on=loss_on,
        keys=keys[order],
        lost=lost[order],
        loss=worth[order],
    )


def _pairs(
    frame: Frame, m: int, held: npt.NDArray[np.bool_], state: State, loss: Counts
) -> tuple[Counts, Counts, Counts]:
    """Return the sources through which one meeting lost anything, as keys, days lost and value lost."""
    hurt = np.flatnonzero((loss > 0) | ~held)
    sources, where = np.unique(state.lost_by[m][hurt], return_inverse=True)
    lost = _summed(where, (~held[hurt]).astype(np.int64), len(sources))
    worth = _summed(where, loss[hurt], len(sources))
    return m * (len(frame.sources.rows) + 1) + sources.astype(np.int64) + 1, lost, worth


def _summed(where: npt.NDArray[np.int64], figures: Counts, num: int) -> Counts:
    sums = np.zeros(num, dtype=np.int64)
    np.add.at(sums, where, figures)
    return sums
