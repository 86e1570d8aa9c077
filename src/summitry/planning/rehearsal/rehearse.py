"""The front door: rehearse a plan."""

from collections.abc import Iterator, Sequence

from summitry.planning.rehearsal.causes import rehearsed, rows_of
from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.outcome import Buffer, Culprit, Origin, Place, Rehearsal, Rehearsed, Without
from summitry.planning.rehearsal.parts import Job
from summitry.planning.rehearsal.run import Chunk, Policy, Stage, Variant
from summitry.planning.rehearsal.state import Relief
from summitry.planning.rehearsal.work import Work, working
from summitry.summit import Plan, Summit, SummitryError

BUFFER_MIN = 10
_MOST_DAYS_AGAIN, _FEWEST_DAYS_AGAIN = 1_000, 100  # variants on the same days are told apart by fewer of them
_MOST_COLUMNS, _FIGURES = 20_000, 24_000_000  # days times variants worked out at once, and their draws: memory
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
        again = _Again(work, found[-1], days)
        without, buffers = again.compared()
    return Rehearsal(
        summit=summit.id,
        days=days,
        seed=seed,
        noise=stage.noise,
        habits=stage.habits,
        rehearsed=found,
        days_again=again.chunk.num_days,
        without=without,
        buffers=buffers,
        notes=tuple(work.notes),
    )


class _Again:
    """The same days again, each time with one thing changed."""

    def __init__(self, work: Work, found: Rehearsed, days: int) -> None:
        self._work, self._stage, self._found = work, work.stage, found
        self._columns = min(_MOST_COLUMNS, _FIGURES // max(1, len(work.stage.frame.sources.rows)))
        fewer = min(_MOST_DAYS_AGAIN, max(_FEWEST_DAYS_AGAIN, self._columns // 20))
        self.chunk = Chunk(0, min(days, fewer))

    def compared(self) -> tuple[tuple[Without, ...], tuple[Buffer, ...]]:
        """Return what each change would save, most value first."""
        culprits = [c for c in self._found.culprits if c.origin is not Origin.PLAN][:_MOST_CULPRITS]
        places = list(self._places())
        variants = [Variant(), *map(self._silenced, culprits)]
        variants += [Variant(relief=self._relief(*place)) for place in places]
        (lost, value), *others = self._means(variants)
        saved = [(lost - other_lost, value - other_value) for other_lost, other_value in others]
        without = [Without(c.origin, c.id, *s) for c, s in zip(culprits, saved[: len(culprits)], strict=True)]
        buffers = [Buffer(*place, *s) for place, s in zip(places, saved[len(culprits) :], strict=True)]
        return (
            tuple(sorted(without, key=lambda w: (-w.saved_value, w.origin, w.id))),
            tuple(sorted(buffers, key=lambda b: (-b.saved_value, b.place, b.id))),
        )

    def _means(self, variants: Sequence[Variant]) -> Iterator[tuple[float, float]]:
        """Yield the meetings and the value lost in each variant, on average of a summit."""
        at_once = max(1, self._columns // self.chunk.num_days)
        groups = [tuple(variants[first : first + at_once]) for first in range(0, len(variants), at_once)]
        jobs = [Job(Policy.FAST_REPAIR, (self.chunk,), group) for group in groups]
        for group, tally in zip(groups, self._work.tallies(jobs), strict=True):
            lost = tally.lost_on.reshape(len(group), -1).mean(axis=1).tolist()
            loss = tally.loss_on.reshape(len(group), -1).mean(axis=1).tolist()
            yield from ((lost_, loss_ / 100) for lost_, loss_ in zip(lost, loss, strict=True))

    def _silenced(self, culprit: Culprit) -> Variant:
        return Variant(silenced=tuple(rows_of(self._stage.frame, (culprit.origin, culprit.id))))

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
            return Relief(minutes=BUFFER_MIN, before_departure=frozenset({id_}))
        if place is Place.AFTER_MEETINGS_OF:
            theirs = frozenset(a.meeting for a in self._stage.plan.assignments if id_ in a.attendees)
            return Relief(minutes=BUFFER_MIN, after=theirs)
        return Relief(minutes=BUFFER_MIN, after=frozenset({id_}))
