"""Validation of a whole summit: every problem is found and named, none is raised before the others are known.

The checks themselves are in `summitry.summit.validation`, one function a table or concern.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from summitry.summit.errors import Problem
from summitry.summit.validation import (
    attendance,
    frame,
    meetings,
    people,
    places,
    restrictions,
    sessions,
    settings,
)
from summitry.summit.validation.known import nearest
from summitry.summit.validation.row import Problems

if TYPE_CHECKING:
    from summitry.summit.summit import Summit

__all__ = ["nearest", "problems_of"]

Check = Callable[["Summit"], Problems]

# Without a time zone no minute has a date, so nothing else can be said.
_FIRST: tuple[Check, ...] = (frame.time_zone,)
_TABLES: tuple[Check, ...] = (
    frame.heading,
    frame.days,
    settings.numbers,
    settings.weights,
    settings.caps,
    settings.ladder,
    settings.standing_zone,
    people.delegations,
    people.people,
    people.principals,
    people.presences,
    people.stays_apart,
    places.venues,
    places.zones,
    places.transfers,
    places.rooms,
    sessions.sessions,
    sessions.session_places,
    sessions.session_times,
    meetings.forms,
    meetings.meetings,
    meetings.parties,
    meetings.ladders,
    meetings.meeting_places,
    meetings.replies,
    attendance.attendances,
    attendance.seats,
    restrictions.closed,
    restrictions.avoidances,
    restrictions.orders,
    people.limits,
    meetings.pins,
    meetings.recorded,
)
# A reference that leads nowhere would be blamed on the wrong table here.
_LAST: tuple[Check, ...] = (attendance.somebody_attends,)


def problems_of(summit: "Summit") -> tuple[Problem, ...]:
    """Return every problem of the facts, in the order of the tables; empty if they are sound.

    Checks that build on others run only once those find nothing.
    """
    return _found(summit, _FIRST) or _found(summit, _TABLES) or _found(summit, _LAST)


def _found(summit: "Summit", checks: Iterable[Check]) -> tuple[Problem, ...]:
    return tuple(problem for check in checks for problem in check(summit))
