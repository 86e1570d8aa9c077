"""Which summits the grid formulation is right for: everything that it does not know must be absent from the facts."""

from collections.abc import Iterable, Iterator, Sequence

from summitry.planning.languages import language_gaps
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Meeting, Summit


def fits_grid(summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment]) -> bool:
    """Tell whether meetings are of equal length in rooms alike, and only breaks count among the comforts."""
    return all(_conditions(summit, meetings, kept))


def _conditions(summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment]) -> Iterator[bool]:
    """Yield what must hold, the cheapest questions first."""
    people = {seat[0] for meeting in meetings for seat in summit.seats_by_meeting[meeting.id]}
    yield not summit.avoidances
    yield len({room.venue for room in summit.rooms}) == 1
    yield _counts_only_breaks(summit, meetings)
    yield all(value_of(summit, meeting) for meeting in meetings)  # one that is worth nothing may be left out
    yield not people & summit.limit_by_person.keys()
    yield all(len(seat) == 1 for meeting in meetings for seat in summit.seats_by_meeting[meeting.id])
    yield len({summit.ladder(meeting) for meeting in meetings}) == 1
    yield len(summit.ladder(meetings[0])) == 1
    yield summit.settings.form_loss(0) == 0  # the only form is kept at no loss
    yield _has_no_slack_to_keep(summit, people)
    yield not any(a.interpreters for a in kept)
    yield not any(pin.room for pin in summit.pins)
    yield not _meeting_sessions(summit, people)
    yield not any(True for m in meetings for _ in language_gaps(summit, m, summit.seats_by_meeting[m.id]))
    yield _rooms_are_alike(summit, meetings)
    yield _orders_are_of_slots(summit, meetings)


def _counts_only_breaks(summit: Summit, meetings: Sequence[Meeting]) -> bool:
    weights = summit.settings.comfort
    if weights.idle_minute or weights.room_change:
        return False
    return not weights.off_preference or not any(
        summit.reply_of(meeting, code).preferred for meeting in meetings for code in meeting.parties
    )


def _has_no_slack_to_keep(summit: Summit, people: Iterable[str]) -> bool:
    stays = summit.stays_by_person
    return all(
        summit.person_by_id[person].overrun_min == 0 and all(stay.departure is None for stay in stays[person])
        for person in people
    )


def _meeting_sessions(summit: Summit, people: Iterable[str]) -> bool:
    """Tell whether sessions concern those who attend meetings, or the evenness of breaks they have a part in."""
    capped = {p.id for p in summit.people if p.fairness_class in summit.settings.fairness_cap}
    return bool({*people, *capped} & summit.sessions_by_person.keys())


def _rooms_are_alike(summit: Summit, meetings: Sequence[Meeting]) -> bool:
    """Tell whether every meeting can be held in every room, and rooms are ready again after each slot."""
    form = summit.form_by_name[summit.ladder(meetings[0])[0].form]
    least, features = max(map(summit.head_count, meetings)), {*form.features}.union(*(m.features for m in meetings))
    return (
        form.needs_room
        and not any(meeting.rooms or meeting.venues for meeting in meetings)
        and all(room.seats >= least and features <= set(room.features) for room in summit.rooms)
        and all(room.turnaround_min <= summit.settings.room_change_min for room in summit.rooms)
    )


def _orders_are_of_slots(summit: Summit, meetings: Sequence[Meeting]) -> bool:
    """Tell whether orders between meetings ask for no more time than lies between slots."""
    ids = {meeting.id for meeting in meetings}
    between = (order for order in summit.orders if order.before in ids and order.after in ids)
    return all(order.gap_min <= summit.settings.room_change_min for order in between)
