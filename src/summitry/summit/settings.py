"""The numbers a secretariat may set."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from summitry.summit.meetings import Priority

_PRIORITY = MappingProxyType({Priority.MUST: 8, Priority.HIGH: 4, Priority.NORMAL: 2, Priority.LOW: 1})


@dataclass(frozen=True, slots=True, kw_only=True)
class ComfortWeights:
    """What each part of `comfort` costs; idle minutes cost one each by default, so the unit is an idle minute."""

    break_: int = 20
    idle_minute: int = 1
    venue_change: int = 20
    room_change: int = 5
    off_preference: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Weights and margins of one summit; every default is that of the rule book.

    Parameters
    ----------
    step_min
        Starts of meetings lie on this grid, counted from the epoch.
    room_change_min
        Minutes between two engagements of a person within one venue.
    arrival_margin_min, departure_margin_min
        Taken off a stated arrival and departure.
    departure_buffer_min
        Wanted between a meeting's end and the end of a stay.
    last_before_departure_min
        Penalty, in minutes, for each person whose last engagement before a departure is a meeting.
    long_session_min, long_session_buffer_min
        A session of at least so many minutes wants so much buffer after it.
    solo_interpreter_max_min
        A meeting longer than this takes two interpreters where it takes one.
    standing_zone
        Zone or venue in which meetings without a room take place; empty: the first venue.
    ladder
        Forms of a meeting that states none; empty: all forms, as listed.
    seats_a_party
        Seats each party takes where no head count is stated.
    form_loss_percent
        Share of a meeting's value lost by its first, second, third... form; the last figure holds for all further ones.
    stand_in_loss_percent
        Share of a meeting's value lost for each person replaced by a stand-in.
    fairness_cap
        For each fairness class, how far the numbers of breaks of any two of its people may differ.
    """

    step_min: int = 5
    room_change_min: int = 5
    arrival_margin_min: int = 30
    departure_margin_min: int = 30
    departure_buffer_min: int = 30
    last_before_departure_min: int = 10
    long_session_min: int = 120
    long_session_buffer_min: int = 15
    solo_interpreter_max_min: int = 40
    standing_zone: str = ""
    ladder: tuple[str, ...] = ()
    seats_a_party: int = 4
    priority_weight: Mapping[Priority, int] = field(default_factory=lambda: _PRIORITY)
    form_loss_percent: tuple[int, ...] = (0, 30, 60)
    stand_in_loss_percent: int = 50
    comfort: ComfortWeights = ComfortWeights()
    fairness_cap: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Freeze the mappings, whatever kind was given."""
        for name in ("priority_weight", "fairness_cap"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let settings be copied and sent to another process, which frozen mappings alone cannot be."""
        given = ((f.name, getattr(self, f.name)) for f in fields(self))
        return _rebuilt, ({name: dict(value) if isinstance(value, Mapping) else value for name, value in given},)

    def form_loss(self, rung_idx: int) -> int:
        """Return the percentage of value lost by the form at this place of the ladder, from 0."""
        if not self.form_loss_percent:
            return 0
        return self.form_loss_percent[min(rung_idx, len(self.form_loss_percent) - 1)]


def _rebuilt(given: dict[str, Any]) -> Settings:
    return Settings(**given)
