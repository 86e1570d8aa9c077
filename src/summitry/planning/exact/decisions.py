"""What is decided of one meeting, as variables of the model, and who takes part in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from summitry.planning.exact.rooms import RoomClass
from summitry.planning.starts import Mask
from summitry.summit import Meeting, Rung
from summitry.summit.summit import Place

Literal = cp_model.BoolVarT  # a Boolean variable of the model, or its negation
Linear = cp_model.LinearExpr | int  # an expression over variables of the model


class Both:
    """Literals of a model that hold exactly if two others do; for the same two, the same one."""

    def __init__(self, model: cp_model.CpModel) -> None:
        self._model = model
        self._known: dict[tuple[int, int], Literal] = {}

    def __call__(self, first: Literal, second: Literal) -> Literal:
        """Return the literal that holds exactly if both do."""
        if first is second:
            return first
        key = (first.index, second.index)
        if key not in self._known:
            literal = self._model.new_bool_var("")
            self._model.add_bool_and(first, second).only_enforce_if(literal)
            self._model.add_bool_or(~first, ~second, literal)
            self._known[key] = literal
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Mode:
    """One way to hold a meeting: a form, and a class of rooms or none.

    Parameters
    ----------
    literal
        True if the meeting is placed in this mode.
    mask
        Starts that the facts allow in this mode, over grid indices.
    """

    rung_idx: int
    rung: Rung
    place: Place
    room_class: RoomClass | None
    literal: Literal
    mask: Mask


@dataclass(slots=True)
class MeetingVariables:
    """Decision variables of one meeting.

    Parameters
    ----------
    placed
        Whether the meeting is held.
    start
        Grid index of its start; means nothing unless placed.
    end
        Minute of its end, a linear expression; means nothing unless placed.
    forms
        For each rung of its ladder, whether it is held so; rungs without any feasible start are left out.
    seats
        For each seat, the literal of each person who may fill it.
    interpreters
        For each interpreter who may help, whether they work in it.
    team_by_rung
        For each rung, how many interpreters cover one language gap.
    """

    meeting: Meeting
    placed: Literal
    start: cp_model.IntVar
    modes: tuple[Mode, ...]
    forms: Mapping[int, Literal]
    seats: tuple[Mapping[str, Literal], ...]
    interpreters: Mapping[str, Literal] = field(default_factory=dict)
    days: Mapping[int, Literal] = field(default_factory=dict)
    start_minute: Linear = 0
    end: Linear = 0

    def modes_of(self, rung_idx: int) -> tuple[Mode, ...]:
        """Return the modes of one form."""
        return tuple(mode for mode in self.modes if mode.rung_idx == rung_idx)

    @property
    def venues(self) -> tuple[str, ...]:
        """Venues in which it may be held."""
        return tuple(dict.fromkeys(mode.place.venue for mode in self.modes))

    @property
    def mask(self) -> Mask:
        """Starts at which it may be held in some mode."""
        mask: Mask = np.logical_or.reduce([mode.mask for mode in self.modes])
        return mask


class Part(NamedTuple):
    """One meeting that a person may take part in: `literal` tells whether they do."""

    variables: MeetingVariables
    literal: Literal


class Buffer(NamedTuple):
    """The minutes wanted after a meeting for one of its attendees, and the variable for those that are missing."""

    wanted_min: int
    missing: cp_model.IntVar
