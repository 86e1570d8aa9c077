"""The front door: rehearse a plan."""

from collections.abc import Iterator, Sequence

from summitry.planning.rehearsal.causes import rehearsed, rows_of
from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.outcome import Buffer, Culprit, Origin, Place, Rehearsal, Rehearsed, Without
from summitry.planning.rehearsal.parts import Job
from summitry.planning.rehearsal.run import Chunk, Policy, Stage
from summitry.planning.rehearsal.state import Relief
from summitry.planning.rehearsal.tally import Tally
from summitry.planning.rehearsal.work import Work, working
from summitry.summit import Plan, Summit, SummitryError

BUFFER_MIN = 10
_MOST_DAYS_AGAIN = 2_000  # where many variants are compared on the same days, fewer tell them apart
_MOST_CULPRITS = 8


class RehearsalError(SummitryError):
    """A rehearsal that cannot be held; says why."""


def rehearse(
    summit: Summit,
    plan: Plan,
    *,
    days: int = 10_000,
    seed: int = 0,
    noise: Noise | None = None,
    habits: Habits | None = None,
    cluster: str | None = None,
) -> Rehearsal:
    """Simulate a plan many times, with overruns and delays that run on through people, rooms and transfers.

    1. Work out all days under each policy, without repair and with the fast repair.
    2. Trace each loss to what went wrong first.
    3. Work out some of the days again without the worst culprits, and with ten minutes more in the places where that
       promises most. What else goes wrong on these days stays the same.

    Parameters
    ----------
    plan
        A plan that breaks no rule.
    days
        How many summits to simulate, each with all its days.
    seed
        Of what goes wrong; equal seeds give equal results, whatever works them out.
    noise, habits
        What goes wrong, and how people behave when things are late; ``None`` for the usual.
    cluster
        ``HOST:PORT`` of a Ray cluster to spread the days over, or ``auto``; ``None`` for this process alone.

    Raises
    ------
    RehearsalError
        If there are no days to simulate, or the plan is that of another summit.
    ClusterError
        If the cluster cannot be used.
    """
    if days < 1:
        raise RehearsalError(f"{days} days cannot be rehearsed; expected 1 or more.")
    if plan.summit != summit.id:
        raise RehearsalError(f"This is a plan of the summit {plan.summit!r}; expected one of {summit.id!r}.")
    stage = Stage(summit, plan, noise or Noise(), habits or Habits(), seed)
    chunks = tuple(stage.chunks(days))
    with working(stage, cluster) as work:
        first = zip(Policy, work.tallies([Job(policy, chunks) for policy in Policy]), strict=True)
        found = tuple(rehearsed(stage.frame, policy, tally) for policy, tally in first)
        again = _Again(work, found[-1], tuple(stage.chunks(min(days, _MOST_DAYS_AGAIN))))
        without, buffers = again.compared()
    return Rehearsal(
        summit=summit.id,
        days=days,
        seed=seed,
        noise=stage.noise,
        habits=stage.habits,
        rehearsed=found,
        days_again=sum(chunk.num_days for chunk in again.chunks),
        without=without,
        buffers=buffers,
        notes=tuple(work.notes),
    )


class _Again:
    """The same days again, each time with one thing changed."""

    def __init__(self, work: Work, found: Rehearsed, chunks: tuple[Chunk, ...]) -> None:
        self._work, self._stage, self._found = work, work.stage, found
        self.chunks = chunks

    def compared(self) -> tuple[tuple[Without, ...], tuple[Buffer, ...]]:
        """Return what each change would save, most value first."""
        culprits = [c for c in self._found.culprits if c.origin is not Origin.PLAN][:_MOST_CULPRITS]
        places = list(self._places())
        jobs = [Job(Policy.FAST_REPAIR, self.chunks)]
        jobs += [self._silenced(culprit) for culprit in culprits]
        jobs += [Job(Policy.FAST_REPAIR, self.chunks, relief=self._relief(*place)) for place in places]
        base, *others = self._work.tallies(jobs)
        saved = [_saved(base, other) for other in others]
        without = [Without(c.origin, c.id, *s) for c, s in zip(culprits, saved[: len(culprits)], strict=True)]
        buffers = [Buffer(*place, *s) for place, s in zip(places, saved[len(culprits) :], strict=True)]
        return (
            tuple(sorted(without, key=lambda w: (-w.saved_value, w.origin, w.id))),
            tuple(sorted(buffers, key=lambda b: (-b.saved_value, b.place, b.id))),
        )

    def _silenced(self, culprit: Culprit) -> Job:
        rows = rows_of(self._stage.frame, (culprit.origin, culprit.id))
        return Job(Policy.FAST_REPAIR, self.chunks, silenced=tuple(rows))

    def _places(self) -> Iterator[tuple[Place, str]]:
        """Yield the places for ten minutes more: those of the worst culprits, and of the meetings most at risk."""
        persons = [c.id for c in self._found.culprits if c.origin is Origin.PERSON][:_MOST_CULPRITS]
        sessions = [c.id for c in self._found.culprits if c.origin is Origin.SESSION][:_MOST_CULPRITS]
        yield from ((Place.AFTER_SESSION, session) for session in sessions)
        yield from ((Place.AFTER_MEETINGS_OF, person) for person in persons)
        yield from ((Place.BEFORE_DEPARTURE, person) for person in self._leaving())
        yield from ((Place.AFTER_MEETING, meeting) for meeting in self._before_losses())

    def _leaving(self) -> Sequence[str]:
        """Return the people with a stated departure whose meetings are most at risk, most first."""
        summit = self._stage.summit
        leaving = {p.person for p in summit.presences if p.departure is not None}
        people: dict[str, None] = {}
        for odds in self._found.meetings:
            assignment = self._stage.plan.of(odds.meeting)
            people |= dict.fromkeys(assignment.attendees if assignment else ())
        return [person for person in people if person in leaving][:_MOST_CULPRITS]

    def _before_losses(self) -> Sequence[str]:
        """Return the meetings that somebody in a meeting most at risk comes from, on that day."""
        plan, summit = self._stage.plan, self._stage.summit
        found: dict[str, None] = {}
        for odds in self._found.meetings[:_MOST_CULPRITS]:
            at_risk = next(a for a in plan.assignments if a.meeting == odds.meeting)
            before = [
                a.meeting
                for a in plan.assignments
                if a.start < at_risk.start
                and summit.day_idx(a.start) == summit.day_idx(at_risk.start)
                and not set(a.attendees).isdisjoint(at_risk.attendees)
            ]
            found |= dict.fromkeys(before[-1:])
        return list(found)

    def _relief(self, place: Place, id_: str) -> Relief:
        if place is Place.BEFORE_DEPARTURE:
            return Relief(minutes=BUFFER_MIN, before_departure=(id_,))
        if place is Place.AFTER_MEETINGS_OF:
            return Relief(
                minutes=BUFFER_MIN,
                after=frozenset(a.meeting for a in self._stage.plan.assignments if id_ in a.attendees),
            )
        return Relief(minutes=BUFFER_MIN, after=(id_,))


def _saved(base: Tally, other: Tally) -> tuple[float, float]:
    """Return the meetings and the value that a change saves, on average of a summit."""
    lost = float(base.lost_on.mean() - other.lost_on.mean())
    return lost, float(base.loss_on.mean() - other.loss_on.mean()) / 100
