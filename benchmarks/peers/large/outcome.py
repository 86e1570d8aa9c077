"""What a peer gives back on a large summit, and how it is judged."""

import time
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from summitry.rules import Certificate, judge
from summitry.summit import Assignment, Meeting, Plan, Summit


class Moment(NamedTuple):
    """What a peer has reached after so many seconds, by its own count; ``None`` where it does not tell."""

    seconds: float
    value_held: int | None
    comfort: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A plan with the judge's word on it.

    Parameters
    ----------
    certificate
        The judge's; ``None`` where the peer could not run.
    bound
        Most value that a plan can hold, as far as the peer proves it.
    build_s, solve_s
        Seconds for stating the problem, and for solving it.
    trace
        What stood when; the last moment is the judge's figures at the end.
    note
        What else a reader should know, for example how many meetings were dropped for rules the peer cannot state.
    """

    peer: str
    plan: Plan | None = None
    certificate: Certificate | None = None
    bound: int | None = None
    build_s: float = 0.0
    solve_s: float = 0.0
    trace: tuple[Moment, ...] = ()
    note: str = ""


class LargePeer(Protocol):
    """A method to measure against on a large summit."""

    def __call__(self, summit: Summit, *, time_limit_s: float, threads: int, seed: int) -> Outcome:
        """Plan a summit within so many seconds, as far as it can."""


@dataclass
class Clock:
    """The clock of a peer's run."""

    build_s: float = 0.0
    moments: list[Moment] = field(default_factory=list)
    _began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return time.perf_counter() - self._began

    def is_built(self) -> None:
        """Note that the problem now stands before the solver."""
        self.build_s = self.seconds

    def outcome(
        self,
        peer: str,
        summit: Summit,
        assignments: tuple[Assignment, ...],
        *,
        bound: int | None = None,
        note: str = "",
    ) -> Outcome:
        """Return a plan of these assignments, judged; judging counts for nobody."""
        seconds = self.seconds
        plan = Plan(summit=summit.id, facts_digest=summit.digest, assignments=assignments)
        certificate = judge(summit, plan)
        last = Moment(seconds, *(_number(certificate, level) for level in ("value_held", "comfort")))
        return Outcome(
            peer=peer,
            plan=plan,
            certificate=certificate,
            bound=bound,
            build_s=self.build_s,
            solve_s=seconds - self.build_s,
            trace=(*self.moments, last),
            note=note,
        )


def _number(certificate: Certificate, level: str) -> int:
    value = certificate.values[level]
    return value if isinstance(value, int) else sum(value)


def value_of(summit: Summit, meeting: Meeting) -> int:
    """Return what it is worth to hold a meeting."""
    weight = summit.settings.priority_weight
    return meeting.bonus + sum(weight[summit.reply_of(meeting, code).priority] for code in meeting.parties)
