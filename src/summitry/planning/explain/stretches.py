"""What stands in the way start by start, summed up into stretches of time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summitry.planning.explain.names import Names
from summitry.planning.legal.opening import Opening, State
from summitry.summit import Summit

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Consecutive starts of one day of which one thing can be said.

    Parameters
    ----------
    first, last
        Its first and last start, in minutes from the epoch.
    text
        What is to be said, as a clause.
    """

    first: int
    last: int
    state: State
    text: str


def stretches(summit: Summit, names: Names, openings: Sequence[Opening]) -> tuple[Stretch, ...]:
    """Return the starts of a meeting, in order, as stretches; of several obstacles the day's most frequent is told."""
    found: list[Stretch] = []
    for day_idx in range(len(summit.days)):
        of_day = [o for o in openings if summit.day_idx(o.start) == day_idx]
        found += _of_day(summit.settings.step_min, names, of_day)
    return tuple(found)


def _of_day(step_min: int, names: Names, openings: Sequence[Opening]) -> Iterator[Stretch]:
    clauses = [(opening, _clauses(names, opening)) for opening in openings]
    frequent = Counter(clause for _, texts in clauses for clause in texts)
    current: Stretch | None = None
    for opening, texts in clauses:
        text = max(texts, key=lambda clause: frequent[clause], default="")
        goes_on = current is not None and opening.start - current.last <= step_min
        if current is not None and goes_on and (current.state, current.text) == (opening.state, text):
            current = Stretch(first=current.first, last=opening.start, state=current.state, text=text)
            continue
        if current is not None:
            yield current
        current = Stretch(first=opening.start, last=opening.start, state=opening.state, text=text)
    if current is not None:
        yield current


def _clauses(names: Names, opening: Opening) -> list[str]:
    if opening.state is State.FREE:
        forms = dict.fromkeys(fit.form for fit in opening.fits)
        return [f"free as {' or '.join(forms)}"]
    if opening.state is State.MOVES:
        named = [names.meeting(meeting) for meeting in opening.moves[:_MOST_NAMED]]
        more = len(opening.moves) - len(named)
        return [f"free if {' and '.join(named)}{f' and {more} more' if more else ''} moved"]
    return list(dict.fromkeys(names.obstacle(obstacle) for obstacle in opening.obstacles)) or ["no room"]
