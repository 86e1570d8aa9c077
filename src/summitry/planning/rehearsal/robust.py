"""A plan that survives the day better: more buffer wanted where the rehearsal says that it buys most."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.outcome import Origin, Place, Rehearsal
from summitry.planning.rehearsal.rehearse import BUFFER_MIN, rehearse
from summitry.planning.rehearsal.run import Policy
from summitry.planning.result import Result
from summitry.summit import Plan, Summit

Planner = Callable[[Summit, Plan | None], Result]  # plans with these facts, from a plan to start from
Judge = Callable[[Plan], Result]  # a plan with its certificate under the facts as they are, and known bounds
Slack = Callable[[Summit, Result], int]  # `slack_kept` of a plan under some facts

_MOST_BUFFER_MIN = 60
_PLACES_A_ROUND = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Buffers wanted beyond what the facts want; the level `slack_kept` reads them.

    Parameters
    ----------
    overrun_min
        After the meetings of these people, instead of their `Person.overrun_min`.
    long_session_min, long_session_buffer_min, departure_buffer_min
        Instead of those of the settings.
    """

    overrun_min: Mapping[str, int]
    long_session_min: int
    long_session_buffer_min: int
    departure_buffer_min: int

    @classmethod
    def of(cls, summit: Summit) -> "Wanted":
        """Return what the facts want."""
        settings = summit.settings
        return cls(
            overrun_min={p.id: p.overrun_min for p in summit.people if p.overrun_min},
            long_session_min=settings.long_session_min,
            long_session_buffer_min=settings.long_session_buffer_min,
            departure_buffer_min=settings.departure_buffer_min,
        )

    def of_facts(self, summit: Summit) -> Summit:
        """Return the facts with these buffers wanted; nothing else differs."""
        people = tuple(replace(p, overrun_min=self.overrun_min.get(p.id, p.overrun_min)) for p in summit.people)
        settings = replace(
            summit.settings,
            long_session_min=self.long_session_min,
            long_session_buffer_min=self.long_session_buffer_min,
            departure_buffer_min=self.departure_buffer_min,
        )
        return replace(summit, people=people, settings=settings)

    def raised(self, summit: Summit, rehearsal: Rehearsal) -> "Wanted":
        """Return more where ten minutes buy most in a rehearsal, ten minutes at a time.

        What is wanted after one session is wanted after every session as long, since the facts know no other way.
        """
        overrun = Counter(dict(self.overrun_min))
        session_min, session_buffer_min, departure_min = (
            self.long_session_min,
            self.long_session_buffer_min,
            self.departure_buffer_min,
        )
        worth = [buffer for buffer in rehearsal.buffers if buffer.saved_value > 0][:_PLACES_A_ROUND]
        people: set[str] = set()
        for buffer in worth:
            match buffer.place:
                case Place.AFTER_MEETINGS_OF:
                    people.add(buffer.id)
                case Place.AFTER_MEETING:
                    people |= self._overrunning(summit, rehearsal, buffer.id)
                case Place.AFTER_SESSION:
                    session_min = min(session_min, summit.session_by_id[buffer.id].interval.length)
                case Place.BEFORE_DEPARTURE:
                    departure_min = self.departure_buffer_min + BUFFER_MIN
        if any(buffer.place is Place.AFTER_SESSION for buffer in worth):
            session_buffer_min += BUFFER_MIN
        for person in people:
            overrun[person] += BUFFER_MIN
        return Wanted(
            overrun_min={person: min(_MOST_BUFFER_MIN, minutes) for person, minutes in overrun.items()},
            long_session_min=session_min,
            long_session_buffer_min=min(_MOST_BUFFER_MIN, session_buffer_min),
            departure_buffer_min=min(_MOST_BUFFER_MIN, departure_min),
        )

    def _overrunning(self, summit: Summit, rehearsal: Rehearsal, meeting: str) -> set[str]:
        """Return who of a meeting most loss is traced to; its first party's principal where to nobody of it."""
        attendees = [seat[0] for seat in summit.seats_by_meeting[meeting]]
        culprits = rehearsal.of(Policy.FAST_REPAIR).culprits
        named = [c.id for c in culprits if c.origin is Origin.PERSON and c.id in attendees]
        return set(named[:1] or attendees[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Robust:
    """A plan with buffers beside the plain plan, both rehearsed on the same simulated summits.

    These are other summits than those by which the plan was chosen, so that what it saves is not flattered.

    Parameters
    ----------
    plain, result
        The plain plan and the robust one, each with its certificate under the facts as they are; the same where no
        buffer helped.
    wanted
        The buffers under which the robust plan was made.
    plain_slack, robust_slack
        What `slack_kept` is under these buffers.
    is_plain
        Whether no buffer that was tried held more.
    """

    plain: Result
    result: Result
    wanted: Wanted
    plain_slack: int
    robust_slack: int
    before: Rehearsal
    after: Rehearsal
    is_plain: bool


def robust(
    summit: Summit,
    plain: Result,
    planner: Planner,
    judged: Judge,
    slack: Slack,
    *,
    rounds: int = 3,
    days: int = 2_000,
    seed: int = 0,
    noise: Noise | None = None,
    habits: Habits | None = None,
) -> Robust | None:
    """Plan again with more buffer until a rehearsal holds no more value; ``None`` without a plain plan.

    1. Rehearse the plan; raise the buffers wanted in the places where ten minutes buy most.
    2. Plan again from it. The level `slack_kept` keeps the buffers as far as they cost nothing of the levels above it:
       neither a meeting, nor a fair share, nor a form.
    3. Keep the plan if more value is held in rehearsal, on the same days, and go on from the best.
    4. Rehearse the plain plan and the best on days that were not used before.

    Parameters
    ----------
    planner
        Makes a plan of facts from a plan to start from.
    judged
        Gives a plan with its certificate under the facts as they are.
    slack
        Gives what `slack_kept` is for a plan under other facts.
    rounds
        How often to plan again at most.
    days
        Simulated summits of each rehearsal.
    """
    if plain.plan is None:
        return None
    usual = Wanted.of(summit)

    def rehearsed(plan: Plan, with_seed: int = seed) -> Rehearsal:
        return rehearse(summit, plan, days=days, seed=with_seed, noise=noise, habits=habits)

    best, best_wanted, wanted = plain, usual, usual
    held = last = rehearsed(plain.plan)
    for _ in range(rounds):
        wanted = wanted.raised(summit, last)
        made = planner(wanted.of_facts(summit), best.plan)
        if made.plan is None or made.interrupted:
            break
        candidate = judged(made.plan)
        if candidate.plan is None or candidate.certificate is None or not candidate.certificate.is_clean:
            break
        last = rehearsed(candidate.plan)
        if held_value(last) > held_value(held):
            best, best_wanted, held = candidate, wanted, last
    facts = best_wanted.of_facts(summit)
    before = rehearsed(plain.plan, seed + 1)
    after = before if best is plain or best.plan is None else rehearsed(best.plan, seed + 1)
    return Robust(
        plain=plain,
        result=best,
        wanted=best_wanted,
        plain_slack=slack(facts, plain),
        robust_slack=slack(facts, best),
        before=before,
        after=after,
        is_plain=best is plain,
    )


def held_value(rehearsal: Rehearsal) -> float:
    """Return the value held on average of a summit, under both policies together."""
    return sum(rehearsed.value for rehearsed in rehearsal.rehearsed)
