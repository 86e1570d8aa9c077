"""Delegations, the people in them, when these are present and what may be asked of them."""

from dataclasses import dataclass
from enum import StrEnum

from summitry.summit.fact import Fact
from summitry.summit.times import Interval


class Capacity(StrEnum):
    """In what quality a delegation attends."""

    HOST = "host"
    MEMBER = "member"
    INVITEE = "invitee"
    PARTNER = "partner"
    ORGANISATION = "organisation"
    OBSERVER = "observer"


class Role(StrEnum):
    """What a person does in a delegation, or for the summit."""

    PRINCIPAL = "principal"
    DELEGATE = "delegate"
    STAND_IN = "stand-in"
    NOTE_TAKER = "note-taker"
    INTERPRETER = "interpreter"
    LIAISON = "liaison officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation(Fact):
    """A state's, organisation's or firm's party at the summit.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-3 for states, else the organisation's acronym.
    groups
        Named sets it belongs to, for example ``AP4`` or ``G7``.
    languages
        Working languages (BCP 47) of its people who state none of their own; empty: it brings its own interpreters.
    """

    code: str
    name: str
    capacity: Capacity = Capacity.MEMBER
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """Anyone who can be needed somewhere: principal, stand-in, delegate, chair, interpreter.

    Parameters
    ----------
    delegation
        Code of the delegation; empty for people of the summit itself, such as interpreters.
    languages
        Working languages (BCP 47); empty: those of the delegation.
    overrun_min
        Minutes of buffer wanted after this person's meetings, because they are known to overrun.
    fairness_class
        The class within which breaks are kept even (`fairness_cap`); empty: none.
    """

    id: str
    name: str
    delegation: str = ""
    role: Role = Role.DELEGATE
    office: str = ""
    languages: tuple[str, ...] = ()
    overrun_min: int = 0
    fairness_class: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Fact):
    """One stay of a person at the summit, in minutes from the epoch; a person may have several.

    An open end (``None``) means: already there when the summit begins, or still there when it ends. No margin is taken
    off it.
    """

    person: str
    arrival: int | None = None
    departure: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Fact):
    """What may be asked of one person; ``None`` states no limit.

    Parameters
    ----------
    meetings_a_day
        Most meetings on one day.
    meetings_in_a_row
        Most meetings in one run of engagements without a rest of `rest_min`.
    work_in_a_row_min, work_a_day_min
        For interpreters: most minutes of work in one run, and on one day.
    rest_min
        Minutes free of engagements that count as a rest.
    meal
        Wall-clock window of the meal, in minutes from local midnight; `meal_min` of it must stay free.
    """

    person: str
    meetings_a_day: int | None = None
    meetings_in_a_row: int | None = None
    work_in_a_row_min: int | None = None
    work_a_day_min: int | None = None
    rest_min: int | None = None
    meal: Interval | None = None
    meal_min: int = 30
