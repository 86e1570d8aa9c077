"""From sources to culprits: whose and what's doing it was that meetings were lost."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from summitry.planning.rehearsal.frame import Frame
from summitry.planning.rehearsal.outcome import Culprit, Odds, Origin, Rehearsed
from summitry.planning.rehearsal.run import Policy
from summitry.planning.rehearsal.sources import Kind, Source
from summitry.planning.rehearsal.tally import Tally

_ORIGINS = {
    Kind.OVERRUN: Origin.PERSON,
    Kind.SESSION_END: Origin.SESSION,
    Kind.SESSION_START: Origin.SESSION,
    Kind.ARRIVAL: Origin.ARRIVAL,
    Kind.TRANSFER: Origin.TRANSFER,
    Kind.CALLED_OFF: Origin.CALLED_OFF,
}
_NAMED = {Kind.SESSION_END, Kind.SESSION_START}  # after what happens, not after whom
_QUANTILES = (0.5, 0.9, 0.99)
_Name = tuple[Origin, str]


def origin_of(source: Source) -> _Name:
    """Return which culprit stands behind a source."""
    return _ORIGINS[source.kind], source.what if source.kind in _NAMED else source.who


def rows_of(frame: Frame, name: _Name) -> list[int]:
    """Return the rows of all sources behind which a culprit stands."""
    return [row for row, source in enumerate(frame.sources.rows) if origin_of(source) == name]


def rehearsed(frame: Frame, policy: Policy, tally: Tally) -> Rehearsed:
    """Return what the figures of a policy say of a plan."""
    num_planned = len(frame.plan.assignments)
    planned = int(sum(frame.values[frame.meeting_idx[a.meeting]] for a in frame.plan.assignments))
    return Rehearsed(
        policy=policy,
        num_planned=num_planned,
        planned_value=planned,
        held=num_planned - float(tally.lost_on.mean()),
        held_error=float(tally.lost_on.std() / np.sqrt(tally.num_days)),
        value=planned - float(tally.loss_on.mean()) / 100,
        all_held=float((tally.lost_on == 0).mean()),
        lost_at=tuple(int(x) for x in np.quantile(tally.lost_on, _QUANTILES, method="inverted_cdf")),  # type: ignore[arg-type]  # as many as quantiles
        meetings=tuple(_odds(frame, tally)),
        culprits=_sorted(_by_culprit(frame, tally, tally.num_days)),
    )


def _odds(frame: Frame, tally: Tally) -> Iterator[Odds]:
    causes = _by_meeting(frame, tally)
    num_days = tally.num_days
    order = sorted(frame.plan.assignments, key=lambda a: (tally.held[frame.meeting_idx[a.meeting]], a.start, a.meeting))
    for assignment in order:
        m = frame.meeting_idx[assignment.meeting]
        held = int(tally.held[m])
        yield Odds(
            meeting=assignment.meeting,
            held=held / num_days,
            full=int(tally.full[m]) / num_days,
            on_time=int(tally.on_time[m]) / num_days,
            late_min=int(tally.late_min[m]) / held if held else 0.0,
            causes=_sorted(causes.get(m, {})),
        )


def _entries(frame: Frame, tally: Tally) -> Iterator[tuple[int, _Name, int, int]]:
    """Yield meeting, culprit, days lost and hundredths of value lost; what no source stands behind the plan loses."""
    num = len(frame.sources.rows)
    for key, lost, loss in zip(tally.keys.tolist(), tally.lost.tolist(), tally.loss.tolist(), strict=True):
        m, row = divmod(key, num + 1)
        yield m, (origin_of(frame.sources.rows[row - 1]) if row else (Origin.PLAN, "")), lost, loss


def _by_meeting(frame: Frame, tally: Tally) -> dict[int, dict[_Name, list[float]]]:
    found: defaultdict[int, defaultdict[_Name, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for m, name, lost, loss in _entries(frame, tally):
        found[m][name][0] += lost / tally.num_days
        found[m][name][1] += loss / 100 / tally.num_days
    return {m: dict(by_name) for m, by_name in found.items()}


def _by_culprit(frame: Frame, tally: Tally, num_days: int) -> dict[_Name, list[float]]:
    found: defaultdict[_Name, list[int]] = defaultdict(lambda: [0, 0])
    for _, name, lost, loss in _entries(frame, tally):
        found[name][0] += lost
        found[name][1] += loss
    return {name: [lost / num_days, loss / 100 / num_days] for name, (lost, loss) in found.items()}


def _sorted(found: dict[_Name, list[float]]) -> tuple[Culprit, ...]:
    culprits = (Culprit(origin, id_, lost, value) for (origin, id_), (lost, value) in found.items())
    return tuple(sorted(culprits, key=lambda c: (-c.value, -c.lost, c.origin, c.id)))
