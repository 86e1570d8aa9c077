"""What happened on a real day, said so that it can happen to any plan of that day.

An event of a repair names a time. What is recorded of a real day often says less, or more: a meeting took twice as long
as planned, wherever the plan at hand has it. Such things are happenings; they become events once it is their time.
"""

from dataclasses import dataclass
from typing import ClassVar

from summitry.planning.repair.events import AnyEvent, Event
from summitry.summit import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes(Event):
    """A meeting takes longer than it was to, wherever the plan has it; known when it should have ended.

    Parameters
    ----------
    minutes
        How long it takes in all; ``None`` where `times` says so.
    times
        How many times as long as the form in which the plan holds it.
    """

    kind: ClassVar[str] = "takes"

    meeting: str
    minutes: int | None = None
    times: int | None = None

    def length_min(self, planned_min: int) -> int:
        """Return how long it takes, if it was to take so many minutes."""
        return self.minutes if self.minutes is not None else planned_min * (self.times or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginsLate(Event):
    """A meeting begins so many minutes late, wherever the plan has it; known when it should have begun."""

    kind: ClassVar[str] = "begins_late"

    meeting: str
    by_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAnew(Event):
    """The parties agree on other times for their meeting; nothing changes if the plan has it there already."""

    kind: ClassVar[str] = "agreed_anew"

    meeting: str
    allowed: tuple[Interval, ...]


Happening = AnyEvent | Takes | BeginsLate | AgreedAnew
