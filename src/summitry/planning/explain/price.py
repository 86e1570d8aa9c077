"""What a change costs."""

from typing import NamedTuple

from summitry.planning.worth import value_of
from summitry.summit import Assignment, Meeting, Plan, Summit

_HUNDREDTHS = 100


class Price(NamedTuple):
    """What a change costs; changes sort by it, the cheapest first.

    Parameters
    ----------
    num_facts
        How many facts have to be changed with those whom they concern.
    num_moves
        How many other meetings move.
    moved_min
        By how many minutes they, or what is changed in the facts, move in all.
    loss
        Hundredths of value that lesser forms and stand-ins cost.
    """

    num_facts: int
    num_moves: int
    moved_min: int
    loss: int


def loss_of(summit: Summit, meeting: Meeting, put: Assignment) -> int:
    """Return what the form and the stand-ins of an assignment cost, in hundredths of value."""
    rung_idx = [rung.form for rung in summit.ladder(meeting)].index(put.form)
    seats = summit.seats_by_meeting[meeting.id]
    stand_ins = sum(person != seat[0] for seat, person in zip(seats, put.attendees, strict=True))
    settings = summit.settings
    percent = settings.form_loss(rung_idx) + stand_ins * settings.stand_in_loss_percent
    return value_of(summit, meeting) * percent


def price_of(
    summit: Summit, before: Plan, put: Assignment, moved: tuple[Assignment, ...], num_facts: int, facts_min: int
) -> Price:
    """Return the price of putting a meeting somewhere, with others moved and facts changed.

    Parameters
    ----------
    summit
        The facts after the change.
    before
        The plan before it.
    moved
        The other meetings where they stand afterwards.
    facts_min
        Minutes by which facts were moved.
    """
    old = {a.meeting: a for a in before.assignments}
    meetings = summit.meeting_by_id
    losses = loss_of(summit, meetings[put.meeting], put)
    for a in moved:
        meeting = meetings[a.meeting]
        losses += loss_of(summit, meeting, a) - loss_of(summit, meeting, old[a.meeting])
    minutes = facts_min + sum(abs(a.start - old[a.meeting].start) for a in moved)
    return Price(num_facts, len(moved), minutes, losses)


def loss_in_words(loss: int) -> str:
    """Return a loss of value in words."""
    return f"{loss / _HUNDREDTHS:g} of value lost" if loss else "nothing lost"
