"""Many simulated summits of one plan: cut into chunks that may be worked on anywhere, in any order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from summitry.planning.rehearsal.frame import Frame, Held, Slot
from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.propagate import Propagation
from summitry.planning.rehearsal.slots import Slots
from summitry.planning.rehearsal.sources import Amounts
from summitry.planning.rehearsal.state import Relief, State
from summitry.planning.rehearsal.tally import Tally, summed, tallied
from summitry.summit import Plan, Summit

_MOST_DAYS, _FEWEST_DAYS, _FIGURES = 2_000, 50, 8_000_000  # a chunk's days, and draws, which bound its memory


class Policy(StrEnum):
    """What people do when things are late."""

    WITHOUT_REPAIR = "without repair"
    FAST_REPAIR = "fast repair"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some of the simulated days."""

    number: int
    num_days: int


@dataclass(frozen=True, slots=True)
class Variant:
    """The same days with sources that never go wrong, or with more time somewhere."""

    silenced: tuple[int, ...] = ()
    relief: Relief = field(default_factory=Relief)


@dataclass(frozen=True)
class Stage:
    """Everything that is the same on each simulated day of one plan; can be sent to another process."""

    summit: Summit
    plan: Plan
    noise: Noise
    habits: Habits
    seed: int

    @cached_property
    def frame(self) -> Frame:
        """The plan made ready."""
        return Frame(self.summit, self.plan, self.noise)

    @cached_property
    def _slots(self) -> Slots:
        return Slots(self.frame)

    def items(self, policy: Policy) -> Sequence[Held | Slot]:
        """Return what is worked out under a policy, in order."""
        return self._slots.with_gaps if policy is Policy.FAST_REPAIR else self._slots.planned

    def chunks(self, num_days: int) -> Iterator[Chunk]:
        """Yield the chunks of so many days; their size depends on the facts alone."""
        most = min(_MOST_DAYS, max(_FEWEST_DAYS, _FIGURES // max(1, len(self.frame.sources.rows))))
        for number, first in enumerate(range(0, num_days, most)):
            yield Chunk(number, min(most, num_days - first))

    def amounts(self, chunk: Chunk, silenced: Sequence[int] = ()) -> Amounts:
        """Return by how much each source goes wrong on the days of a chunk."""
        return self.frame.sources.drawn(self.seed, chunk.number, chunk.num_days, silenced)

    def state(self, policy: Policy, amounts: Amounts, reliefs: Sequence[Relief] = ()) -> State:
        """Work out some days."""
        propagation = Propagation(self.frame, self.items(policy), self.habits, amounts, reliefs)
        return propagation.run(repairs=policy is Policy.FAST_REPAIR)

    def tally(self, policy: Policy, chunk: Chunk, variants: Sequence[Variant] = (Variant(),)) -> Tally:
        """Return the figures of a chunk; its days stand as often as there are variants, one after the other."""
        amounts = np.concatenate([self.amounts(chunk, variant.silenced) for variant in variants], axis=1)
        state = self.state(policy, amounts, [variant.relief for variant in variants])
        return tallied(self.frame, state, self.habits)

    def total(self, policy: Policy, num_days: int) -> Tally:
        """Return the figures of so many days, worked out here."""
        return summed([self.tally(policy, chunk) for chunk in self.chunks(num_days)])
