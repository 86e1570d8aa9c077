"""The summits that are planned: the Vilnius summit as it is, and as it might have been."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from summitry.summit import Meeting, Rung, Summit

BILATERAL = "bilateral-"
SIT_DOWN = "sit-down"
FEW = 3
LONG_MIN = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A summit made from another, and how long planning it may take.

    Parameters
    ----------
    id
        Short name, for files.
    title
        What it is, for headings.
    budget_s
        Seconds from the start of the process to the judged plan.
    change
        Makes its facts from those of the folder; a function of a module, so that it can be sent to another process.
    """

    id: str
    title: str
    budget_s: float
    change: Callable[[Summit], Summit]


def as_it_is(summit: Summit) -> Summit:
    """Return the facts unchanged."""
    return summit


def few_rooms(summit: Summit) -> Summit:
    """Return the facts with no more than three of the rooms that are for bilateral meetings only."""
    bilateral = [room for room in summit.rooms if room.id.startswith(BILATERAL)]
    dropped = {room.id for room in bilateral[FEW:]}
    return replace(summit, rooms=tuple(room for room in summit.rooms if room.id not in dropped))


def long_meetings(summit: Summit) -> Summit:
    """Return the facts with every meeting 45 minutes long, sitting down or a meal, in no lesser form."""
    return replace(
        summit,
        meetings=tuple(replace(m, ladder=(Rung(_full_form(summit, m), LONG_MIN),)) for m in summit.meetings),
    )


def few_rooms_and_long_meetings(summit: Summit) -> Summit:
    """Return the facts with both changes."""
    return long_meetings(few_rooms(summit))


def _full_form(summit: Summit, meeting: Meeting) -> str:
    first = summit.ladder(meeting)[0].form
    return first if summit.form_by_name[first].meal else SIT_DOWN


VARIANTS = (
    Variant(id="vilnius", title="The Vilnius plan", budget_s=30, change=as_it_is),
    Variant(id="few-rooms", title="With 3 bilateral rooms", budget_s=60, change=few_rooms),
    Variant(id="long-meetings", title="With every meeting 45 minutes", budget_s=60, change=long_meetings),
    Variant(
        id="few-rooms-and-long-meetings",
        title="With 3 bilateral rooms and every meeting 45 minutes",
        budget_s=60,
        change=few_rooms_and_long_meetings,
    ),
)
