"""What may go wrong in a plan, one row each: the sources of all that is late or lost, with how much each draws."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.noise import Chance, Noise
from summitry.summit import Plan, Summit

Minutes = npt.NDArray[np.int32]  # shape (days,), minutes from the epoch or lengths
Amounts = npt.NDArray[np.float32]  # shape (sources, days): minutes, or shares of a length

_NEVER = Chance(0.0, 0.0, 0.0)


class Kind(StrEnum):
    """What kind of thing goes wrong."""

    OVERRUN = "overrun"
    SESSION_END = "session ends late"
    SESSION_START = "session begins late"
    ARRIVAL = "late arrival"
    TRANSFER = "slow transfer"
    CALLED_OFF = "called off"


class Source(NamedTuple):
    """One thing that may go wrong.

    Parameters
    ----------
    what
        Id of the meeting or session it happens to; empty for an arrival.
    who
        Id of the person through whom it happens; empty if through none.
    """

    kind: Kind
    what: str
    who: str
    chance: Chance


@dataclass(frozen=True)
class Sources:
    """The sources of one summit in a fixed order.

    It depends on the facts alone, never on the times of a plan: two plans of one summit draw the same from the same
    seed, so that they are compared on the same days.

    Attributes
    ----------
    first_seat
        Row of the first seat of each meeting, in the order of the facts; one more at the end.
    session_end, session_start, arrival, transfer, called_off
        First row of each kind: by session, by presence, by meeting.
    """

    rows: tuple[Source, ...]
    first_seat: tuple[int, ...]
    session_end: int
    session_start: int
    arrival: int
    transfer: int
    called_off: int

    @classmethod
    def of(cls, summit: Summit, plan: Plan, noise: Noise) -> "Sources":
        """Return the sources of a plan; meetings that it does not hold draw too, but nothing ever comes of it."""
        seats, first_seat = _seats(summit, plan, noise)
        chance = {True: Chance(noise.called_off, 0.0, 1.0), False: _NEVER}
        held = {a.meeting for a in plan.assignments}
        parts = (
            seats,
            [Source(Kind.SESSION_END, s.id, "", noise.session_end) for s in summit.sessions],
            [Source(Kind.SESSION_START, s.id, "", noise.session_start) for s in summit.sessions],
            [
                Source(Kind.ARRIVAL, "", p.person, _NEVER if p.arrival is None else noise.arrival)
                for p in summit.presences
            ],
            [Source(Kind.TRANSFER, m.id, "", noise.transfer) for m in summit.meetings],
            [Source(Kind.CALLED_OFF, m.id, "", chance[m.id in held]) for m in summit.meetings],
        )
        firsts = np.cumsum([len(part) for part in parts]).tolist()
        return cls(tuple(row for part in parts for row in part), tuple(first_seat), *firsts[:-1])

    @cached_property
    def chances(self) -> npt.NDArray[np.float32]:
        """Probability, mean and most of each source, shape (sources, 3)."""
        found = [(row.chance.probability, row.chance.mean, row.chance.most) for row in self.rows]
        return np.array(found, dtype=np.float32).reshape(len(found), 3)

    def drawn(self, seed: int, chunk: int, num_days: int, silenced: Collection[int] = ()) -> Amounts:
        """Return by how much each source goes wrong on each day of a chunk; 0 where it does not.

        Parameters
        ----------
        chunk
            Which part of the days; each draws from a generator of its own, so that parts may be worked on anywhere.
        silenced
            Rows that never go wrong; the others draw what they would draw otherwise.
        """
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(chunk,)))
        uniform = rng.random((len(self.rows), num_days), dtype=np.float32)
        probability, mean, most = (column[:, None] for column in self.chances.T)
        happens = uniform < probability
        happens[list(silenced)] = False
        # Where it happens, how deep within the probability says by how much: one draw serves both questions.
        depth = np.divide(uniform, probability, out=np.ones_like(uniform), where=happens)
        amounts = np.minimum(most, -mean * np.log(np.maximum(depth, np.float32(1e-9))))
        amounts[self.called_off :] = 1.0
        return np.where(happens, amounts, np.float32(0.0))


def _seats(summit: Summit, plan: Plan, noise: Noise) -> tuple[list[Source], list[int]]:
    placed = {a.meeting: a for a in plan.assignments}
    rows: list[Source] = []
    firsts = [0]
    for meeting in summit.meetings:
        seats = summit.seats_by_meeting[meeting.id]
        assignment = placed.get(meeting.id)
        people = assignment.attendees if assignment else tuple(seat[0] for seat in seats)
        for person in people:
            known = summit.person_by_id[person].overrun_min > 0
            chance = (noise.known_overrun if known else noise.overrun) if assignment else _NEVER
            rows.append(Source(Kind.OVERRUN, meeting.id, person, chance))
        firsts.append(len(rows))
    return rows, firsts
