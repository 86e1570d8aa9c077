"""How often the fast repair of rehearsals does as the real repair would, on single disruptions."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from summitry.planning.rehearsal.frame import Held
from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.run import Chunk, Policy, Stage
from summitry.planning.rehearsal.sessions import NONE, sat
from summitry.planning.rehearsal.sources import Amounts, Kind
from summitry.planning.repair.events import AnyEvent, Late, Overruns, StartsLate
from summitry.summit import Plan, Summit

Losses = dict[str, int]  # by meeting held: the share of its value lost by its form
Repairer = Callable[[Summit, Plan, tuple[AnyEvent, ...], int], Plan | None]

_KINDS = (Kind.OVERRUN, Kind.SESSION_END, Kind.SESSION_START, Kind.ARRIVAL)
_DAYS = 500  # drawn to find disruptions in
_TRIES_FOR_EACH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The fast repair beside the real one.

    Parameters
    ----------
    num
        Disruptions compared, each alone on an otherwise undisturbed summit, and each reaching some other meeting.
    same_held
        On how many of them both hold the same meetings.
    same_forms
        On how many of them also in the same forms.
    fast_lost, real_lost, fast_value, real_value
        Meetings lost and value held, lesser forms included, on average of a disruption.
    real_better, fast_better
        On how many of them the one holds more value than the other.
    """

    num: int
    same_held: int
    same_forms: int
    fast_lost: float
    real_lost: float
    fast_value: float
    real_value: float
    real_better: int
    fast_better: int


@dataclass(frozen=True, slots=True)
class Disruption:
    """One thing that goes wrong: the events that tell of it, and when it becomes known."""

    events: tuple[AnyEvent, ...]
    now: int


def agreement(
    summit: Summit,
    plan: Plan,
    repairer: Repairer,
    *,
    sample: int = 100,
    seed: int = 0,
    noise: Noise | None = None,
    habits: Habits | None = None,
) -> Agreement:
    """Compare the fast repair with the real one on disruptions as a rehearsal draws them.

    1. Draw what goes wrong, and take single overruns, sessions and arrivals in random order.
    2. Work out the summit on which that alone goes wrong; leave it out if no other meeting is touched by it.
    3. Tell the real repair the same when it becomes known, and compare what is held in which form.

    Parameters
    ----------
    repairer
        Gives the repaired plan, or ``None`` if it finds none.
    sample
        How many disruptions to compare at most.
    """
    stage = Stage(summit, plan, noise or Noise(), habits or Habits(), seed)
    amounts = _single(stage, _TRIES_FOR_EACH * sample, seed)
    comparing = _Comparing(stage, amounts)
    found: list[tuple[Losses, Losses]] = []
    for day in range(amounts.shape[1]):
        if len(found) == sample:
            break
        disruption = comparing.disruption(day)
        repaired = repairer(summit, plan, disruption.events, disruption.now) if disruption else None
        if repaired is not None:
            found.append((comparing.fast(day), comparing.real(repaired)))
    return comparing.agreement(found)


def _single(stage: Stage, most: int, seed: int) -> Amounts:
    """Return days on each of which one drawn thing goes wrong and nothing else."""
    sources = stage.frame.sources
    drawn = stage.amounts(Chunk(0, _DAYS))
    rows, days = np.nonzero(drawn)
    places = np.flatnonzero(np.array([row.kind in _KINDS for row in sources.rows])[rows])
    chosen = np.random.default_rng(seed).permutation(places)[:most]
    single = np.zeros((len(sources.rows), len(chosen)), dtype=np.float32)
    single[rows[chosen], np.arange(len(chosen))] = drawn[rows[chosen], days[chosen]]
    return single


class _Comparing:
    """Days on each of which one thing goes wrong."""

    def __init__(self, stage: Stage, amounts: Amounts) -> None:
        self._stage, self._amounts = stage, amounts
        self._state = stage.state(Policy.FAST_REPAIR, amounts)
        held = [item for item in stage.items(Policy.FAST_REPAIR) if isinstance(item, Held)]
        self._sat = sat(held, stage.frame.sources, amounts)

    def disruption(self, day: int) -> Disruption | None:
        """Return what goes wrong on a day, as a repair is told of it; nothing if no other meeting is touched."""
        frame = self._stage.frame
        row = int(self._amounts[:, day].argmax())
        source = frame.sources.rows[row]
        touched = {a.meeting for a in frame.plan.assignments if self._is_touched(a.meeting, day)}
        if not touched - {source.what}:
            return None
        if source.kind is Kind.ARRIVAL:
            return self._arrival(row, day)
        if source.kind is Kind.OVERRUN:
            planned = frame.interval_of(next(a for a in frame.plan.assignments if a.meeting == source.what))
            until = int(self._state.ends[frame.meeting_idx[source.what]][day])
            return Disruption((Overruns(what=source.what, until=until),), planned.end)
        return self._sessions(day)

    def _arrival(self, row: int, day: int) -> Disruption:
        """Return a late arrival, told just before the stay was to begin."""
        presence = self._stage.summit.presences[row - self._stage.frame.sources.arrival]
        minutes = int(np.rint(self._amounts[row, day]))
        return Disruption((Late(person=presence.person, by_min=minutes),), (presence.arrival or 0) - 1)

    def _is_touched(self, meeting: str, day: int) -> bool:
        m = self._stage.frame.meeting_idx[meeting]
        planned = self._planned_start[meeting]
        return bool(self._state.rung[m][day] == NONE) or int(self._state.begins[m][day]) != planned

    @property
    def _planned_start(self) -> dict[str, int]:
        return {a.meeting: a.start for a in self._stage.plan.assignments}

    def _sessions(self, day: int) -> Disruption:
        """Return a day's late sessions: those that wait for the one that went wrong are told as late, too."""
        events: list[AnyEvent] = []
        known: list[int] = []
        for idx, session in enumerate(self._stage.summit.sessions):
            begins, ends = int(self._sat[idx].begins[day]), int(self._sat[idx].ends[day])
            if begins != session.start:
                events.append(StartsLate(what=session.id, start=begins))
                known.append(session.start)
            if ends - begins != session.end - session.start:
                events.append(Overruns(what=session.id, until=ends))
                known.append(session.end)
        return Disruption(tuple(events), min(known))

    def fast(self, day: int) -> Losses:
        """Return what is held on a day under the fast repair."""
        frame, state = self._stage.frame, self._state
        indexes = ((a.meeting, frame.meeting_idx[a.meeting]) for a in self._stage.plan.assignments)
        return {id_: int(state.loss_percent[m][day]) for id_, m in indexes if state.rung[m][day] != NONE}

    def real(self, repaired: Plan) -> Losses:
        """Return what a repaired plan holds of what was planned."""
        frame, summit = self._stage.frame, self._stage.summit
        found: Losses = {}
        for before in self._stage.plan.assignments:
            after = repaired.of(before.meeting)
            if after is not None:
                forms = [rung.form for rung in summit.ladder(frame.meeting_of(before))]
                loss = summit.settings.form_loss(forms.index(after.form))
                found[before.meeting] = max(0, loss - summit.settings.form_loss(forms.index(before.form)))
        return found

    def agreement(self, found: list[tuple[Losses, Losses]]) -> Agreement:
        """Return how often both agree."""
        num = len(found)
        fast = [self._value(losses) for losses, _ in found]
        real = [self._value(losses) for _, losses in found]
        planned = len(self._stage.plan.assignments)
        return Agreement(
            num=num,
            same_held=sum(one.keys() == other.keys() for one, other in found),
            same_forms=sum(one == other for one, other in found),
            fast_lost=sum(planned - len(one) for one, _ in found) / max(1, num),
            real_lost=sum(planned - len(other) for _, other in found) / max(1, num),
            fast_value=sum(fast) / max(1, num),
            real_value=sum(real) / max(1, num),
            real_better=sum(r > f for f, r in zip(fast, real, strict=True)),
            fast_better=sum(f > r for f, r in zip(fast, real, strict=True)),
        )

    def _value(self, losses: Losses) -> float:
        frame = self._stage.frame
        return sum(int(frame.values[frame.meeting_idx[m]]) * (100 - loss) / 100 for m, loss in losses.items())
