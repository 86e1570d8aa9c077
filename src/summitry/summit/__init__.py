"""The facts of a summit, frozen: who is there, what is fixed, what is to be placed, and a plan for it."""

from summitry.summit.errors import FactsError, Problem, SummitryError
from summitry.summit.meetings import (
    Attendance,
    Avoidance,
    ClosedWindow,
    Form,
    Meeting,
    Order,
    Pin,
    Priority,
    Recorded,
    Reply,
    ReplyState,
    Rung,
)
from summitry.summit.people import Capacity, Delegation, Limit, Person, Presence, Role
from summitry.summit.places import Room, Transfer, Venue, Zone
from summitry.summit.plan import Assignment, Plan, Reason, Unplaced
from summitry.summit.sessions import Certainty, Session
from summitry.summit.settings import ComfortWeights, Settings
from summitry.summit.summit import Day, Summit
from summitry.summit.times import AmbiguousTimeError, Clock, Interval, NonexistentTimeError

__all__ = [
    "AmbiguousTimeError",
    "Assignment",
    "Attendance",
    "Avoidance",
    "Capacity",
    "Certainty",
    "Clock",
    "ClosedWindow",
    "ComfortWeights",
    "Day",
    "Delegation",
    "FactsError",
    "Form",
    "Interval",
    "Limit",
    "Meeting",
    "NonexistentTimeError",
    "Order",
    "Person",
    "Pin",
    "Plan",
    "Presence",
    "Priority",
    "Problem",
    "Reason",
    "Recorded",
    "Reply",
    "ReplyState",
    "Role",
    "Room",
    "Rung",
    "Session",
    "Settings",
    "Summit",
    "SummitryError",
    "Transfer",
    "Unplaced",
    "Venue",
    "Zone",
]
