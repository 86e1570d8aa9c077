"""The certificate: what the judge found."""

from collections.abc import Mapping
from dataclasses import dataclass

from summitry.summit import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A hard rule broken: by whom, with what, when.

    Parameters
    ----------
    rule
        Name of the rule in the rule book.
    who
        Ids of persons, codes of delegations or ids of rooms that it concerns.
    what
        Ids of the meetings and sessions that break it.
    when
        The stretch of time meant, in minutes from the epoch.
    message
        The same in one sentence, with local times.
    """

    rule: str
    who: tuple[str, ...]
    what: tuple[str, ...]
    when: Interval | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The independent judge's report on a plan.

    Parameters
    ----------
    values
        Value of each soft level by name; `share_floor` has ten counts, the others one number.
    comfort_parts
        Unweighted counts behind `comfort`, by part.
    num_placed, num_to_place
        Meetings placed, and meetings that the plan should hold.
    plan_digest, facts_digest
        SHA-256 of the plan and of the facts that were judged.
    """

    violations: tuple[Violation, ...]
    values: Mapping[str, int | tuple[int, ...]]
    comfort_parts: Mapping[str, int]
    num_placed: int
    num_to_place: int
    plan_digest: str
    facts_digest: str

    @property
    def is_clean(self) -> bool:
        """Whether no hard rule is broken."""
        return not self.violations
