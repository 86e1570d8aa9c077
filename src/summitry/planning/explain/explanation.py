"""Why a meeting is not placed, or not placed at another time."""

from collections.abc import Sequence
from dataclasses import dataclass

from summitry.planning.explain.changes import Change, Changes
from summitry.planning.explain.conflict import Conflict
from summitry.planning.explain.names import Names
from summitry.planning.explain.stretches import Stretch, stretches
from summitry.planning.legal.blocker import Blocker
from summitry.planning.legal.opening import Opening, State
from summitry.planning.legal.openings import Openings
from summitry.summit import SummitryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the secretariat is told of a meeting; for a delegation see `summitry.planning.explain.told`.

    Parameters
    ----------
    stretches
        What stands in the way of each start asked about, summed up.
    blockers
        A set of facts and placed meetings that cannot hold together with the meeting at any start asked about: minimal,
        so that it fits if any one of them is dropped. Empty where some start is free.
    blocker_texts
        The same in words.
    changes
        Changes that would let it in, the cheapest first.
    """

    meeting: str
    title: str
    summary: str
    stretches: tuple[Stretch, ...]
    blockers: tuple[Blocker, ...]
    blocker_texts: tuple[str, ...]
    changes: tuple[Change, ...]


def explain(openings: Openings, meeting: str, at: int | None = None) -> Explanation:
    """Explain why a plan does not hold a meeting, or does not hold it at another start.

    Parameters
    ----------
    openings
        The summit and plan, indexed.
    at
        The start that is asked about, in minutes from the epoch; ``None`` for all of them.

    Raises
    ------
    SummitryError
        If there is no such meeting, or it cannot start then whatever the plan.
    """
    found = asked(openings, meeting, at)
    names = Names(openings.spans)
    is_free = any(opening.state is State.FREE for opening in found)
    is_asked = at is not None or openings.plan.of(meeting) is None
    starts = [opening.start for opening in found]
    blockers = () if is_free or not is_asked else Conflict(openings, meeting, starts).smallest()
    return Explanation(
        meeting=meeting,
        title=names.meeting(meeting),
        summary=_summary(openings, names, meeting, found),
        stretches=stretches(openings.summit, names, found),
        blockers=blockers,
        blocker_texts=tuple(names.blocker(blocker) for blocker in blockers),
        changes=Changes(openings, meeting, found).cheapest() if is_asked else (),
    )


def asked(openings: Openings, meeting: str, at: int | None) -> tuple[Opening, ...]:
    """Return the openings asked about.

    Raises
    ------
    SummitryError
        If there is no such meeting, or it cannot start then whatever the plan.
    """
    if at is None:
        return openings.of(meeting)
    opening = openings.at(meeting, at)
    if opening is None:
        summit = openings.summit
        step = summit.settings.step_min
        raise SummitryError(
            f"no meeting can start at {summit.clock.text(at)}: it is outside the opening hours of {summit.name}, "
            f"too late for the shortest form, or not on the grid of {step} min"
        )
    return (opening,)


def _summary(openings: Openings, names: Names, meeting: str, found: Sequence[Opening]) -> str:
    placed = openings.plan.of(meeting)
    where = "is not placed" if placed is None else f"is placed {names.moment(placed.start)} as {placed.form}"
    num_free = sum(opening.state is State.FREE for opening in found)
    return f"{names.meeting(meeting)} {where}; {num_free} of the {len(found)} starts asked about are free."
