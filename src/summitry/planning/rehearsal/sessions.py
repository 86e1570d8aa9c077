"""When the sessions of the programme really begin and end: they wait for sessions, never for meetings."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.frame import Held
from summitry.planning.rehearsal.sources import Amounts, Minutes, Sources

Rows = npt.NDArray[np.int32]  # shape (days,): the source through which something is late; -1 for none
NONE = -1


@dataclass(frozen=True, slots=True)
class Sat:
    """One session on each day.

    Attributes
    ----------
    cause
        Through what it ends later than planned; `NONE` where it does not.
    """

    begins: Minutes
    ends: Minutes
    cause: Rows


def sat(items: Sequence[Held], sources: Sources, amounts: Amounts) -> dict[int, Sat]:
    """Work out the sessions of a chunk of days, given in planned order.

    1. A session begins as planned, or as much later as it is late by itself.
    2. It waits for the earlier sessions in which most of its people, or its chair, still are.
    3. It lasts as planned, and as much longer as it overruns.

    Returns
    -------
    dict
        By index of the session.
    """
    found: dict[int, Sat] = {}
    num_days = amounts.shape[1]
    for item in items:
        late = np.rint(amounts[sources.session_start + item.session]).astype(np.int32)
        begins = np.int32(item.start) + late
        cause = np.where(late > 0, np.int32(sources.session_start + item.session), np.int32(NONE))
        for earlier, move_min in item.waits_for:
            free = found[earlier].ends + np.int32(move_min)
            cause = np.where(free > begins, found[earlier].cause, cause)
            begins = np.maximum(begins, free)
        row = sources.session_end + item.session
        longer = np.rint(amounts[row] * np.float32(item.end - item.start)).astype(np.int32)
        ends = begins + np.int32(item.end - item.start) + longer
        cause = np.where(longer >= begins - item.start, np.int32(row), cause)
        cause = np.where(ends > item.end, cause, np.full(num_days, NONE, dtype=np.int32))
        found[item.session] = Sat(begins, ends, cause.astype(np.int32))
    return found
