"""What goes wrong on a simulated summit, how often and by how much; docs/reference/rehearsal.md says why so."""

from dataclasses import dataclass, fields

from summitry.summit import Problem
from summitry.summit.errors import FactsError


@dataclass(frozen=True, slots=True)
class Chance:
    """Something that happens now and then, and by how much: exponential with a mean, cut off at a most.

    Parameters
    ----------
    probability
        That it happens at all, from 0 to 1.
    mean
        By how much, on average before it is cut off, when it happens: minutes, or a share of the length.
    most
        By how much at most.
    """

    probability: float
    mean: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """Everything that goes wrong by itself; what follows from it is worked out.

    Parameters
    ----------
    overrun
        Of a meeting through one of its attendees, as a share of the length of its form.
    known_overrun
        The same through somebody who is known to overrun (`Person.overrun_min` is stated).
    session_end
        By which a session ends late by itself, as a share of its length.
    session_start
        Minutes by which a session begins late by itself.
    arrival
        Minutes by which somebody with a stated arrival comes late.
    transfer
        Minutes by which the way to a meeting from another venue takes longer.
    called_off
        Probability that a meeting is called off on the day, whatever its time.
    """

    overrun: Chance = Chance(0.05, 0.35, 1.0)
    known_overrun: Chance = Chance(0.5, 0.8, 2.0)
    session_end: Chance = Chance(0.3, 0.4, 1.0)
    session_start: Chance = Chance(0.2, 10.0, 30.0)
    arrival: Chance = Chance(0.3, 20.0, 120.0)
    transfer: Chance = Chance(0.1, 10.0, 30.0)
    called_off: float = 0.02

    def __post_init__(self) -> None:
        """Refuse what is no probability or no amount."""
        problems = [problem for f in fields(self) for problem in _problems(f.name, getattr(self, f.name))]
        if problems:
            raise FactsError(problems)

    @classmethod
    def none(cls) -> "Noise":
        """Return a summit on which nothing goes wrong."""
        never = Chance(0.0, 0.0, 0.0)
        return cls(
            overrun=never,
            known_overrun=never,
            session_end=never,
            session_start=never,
            arrival=never,
            transfer=never,
            called_off=0.0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How people behave when things are late.

    Parameters
    ----------
    patience_min
        How long after the planned start they wait for each other though somebody's next engagement suffers by it.
    patience_free_min
        How long they wait where nobody's does.
    wait_min
        Under the fast repair: instead of `patience_min`, for a meeting that could be moved.
    late_min
        Under the fast repair: a meeting is cut to a lesser form where it would make a next one later than that.
    curtail_min
        A form counts as held though protocol ends it so many minutes short, or fewer.
    on_time_min
        A meeting that begins so much later than planned, or less, is on time.
    """

    patience_min: int = 30
    patience_free_min: int = 90
    wait_min: int = 20
    late_min: int = 20
    curtail_min: int = 5
    on_time_min: int = 5

    def __post_init__(self) -> None:
        """Refuse negative minutes."""
        found = [(f.name, getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) < 0]
        if found:
            raise FactsError(_wrong("habits", name, value, "0 minutes or more") for name, value in found)


def _problems(name: str, value: "Chance | float") -> list[Problem]:
    if not isinstance(value, Chance):
        return [] if 0 <= value <= 1 else [_wrong(name, "", value, "a probability from 0 to 1")]
    found = [] if 0 <= value.probability <= 1 else [("probability", value.probability, "a probability from 0 to 1")]
    found += [
        (part, amount, "0 or more")
        for part, amount in (("mean", value.mean), ("most", value.most))
        if not 0 <= amount < float("inf")
    ]
    return [_wrong(name, part, amount, expected) for part, amount, expected in found]


def _wrong(name: str, part: str, value: float, expected: str) -> Problem:
    key = f"{name}.{part}" if part else name
    return Problem(
        table="noise", column=key, value=f"{value:g}", message="the figure makes no sense here", expected=expected
    )
