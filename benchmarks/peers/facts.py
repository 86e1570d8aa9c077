"""From a summit to the published problem and back, so that all peers and Summitry get the same facts."""

from collections.abc import Iterator

from benchmarks.peers.problem import PeerResult, Problem

from summitry.rules import Certificate, judge
from summitry.summit import Assignment, Interval, Meeting, Plan, Summit, SummitryError
from summitry.summit.times import union


class NotPublishedError(SummitryError):
    """A summit that is no case of the published problem."""


def starts_of(summit: Summit) -> tuple[int, ...]:
    """Return the start of each slot, in minutes from the epoch."""
    day, step = summit.days[0], summit.settings.step_min
    return tuple(range(day.opens, day.closes - step + 1, step))


def problem_of(summit: Summit) -> Problem:
    """Return a summit as the published problem.

    Raises
    ------
    NotPublishedError
        If it has more than one day or form, or a meeting of anybody but two persons.
    """
    people = {person.id: idx for idx, person in enumerate(summit.people)}
    meetings = {meeting.id: idx for idx, meeting in enumerate(summit.meetings)}
    seats = [summit.seats_by_meeting[meeting] for meeting in meetings]
    if len(summit.days) != 1 or len(summit.forms) != 1 or any([len(s) for s in of] != [1, 1] for of in seats):
        raise NotPublishedError(f"{summit.id} is no case of the published problem: one day, one form, two persons each")
    caps = [*summit.settings.fairness_cap.values()]
    return Problem(
        num_participants=len(people),
        num_slots=len(starts_of(summit)),
        num_tables=len(summit.rooms),
        pairs=tuple((people[one[0]], people[two[0]]) for one, two in seats),
        allowed=tuple(tuple(_allowed(summit, meeting)) for meeting in summit.meetings),
        precedences=tuple((meetings[order.before], meetings[order.after]) for order in summit.orders),
        fairness=caps[0] if caps else None,
    )


def _allowed(summit: Summit, meeting: Meeting) -> Iterator[int]:
    """Yield the slots a meeting may take."""
    windows = union(meeting.allowed) or (summit.horizon,)
    subjects = [*meeting.parties, *(person for seat in summit.seats_by_meeting[meeting.id] for person in seat)]
    closed = [window for subject in subjects for window in summit.closed_by_subject.get(subject, ())]
    pin = summit.pin_by_meeting.get(meeting.id)
    for slot, start in enumerate(starts_of(summit)):
        held = Interval(start, start + summit.settings.step_min)
        is_open = any(window.contains(held) for window in windows) and not any(map(held.overlaps, closed))
        if is_open and (pin is None or pin.start == start):
            yield slot


def plan_of(summit: Summit, slots: tuple[int | None, ...]) -> Plan:
    """Return a peer's schedule as a plan; whoever is in a slot gets the tables in their order."""
    starts, form = starts_of(summit), summit.forms[0].name
    free = {slot: iter(summit.rooms) for slot in range(len(starts))}
    assignments: list[Assignment] = []
    for meeting, slot in zip(summit.meetings, slots, strict=True):
        if slot is not None:
            room = next(free[slot], summit.rooms[-1])  # too many in one slot: the judge is to see it
            attendees = tuple(seat[0] for seat in summit.seats_by_meeting[meeting.id])
            assignments.append(
                Assignment(meeting=meeting.id, form=form, start=starts[slot], room=room.id, attendees=attendees)
            )
    return Plan(summit=summit.id, facts_digest=summit.digest, assignments=tuple(assignments))


def judged(summit: Summit, result: PeerResult) -> str:
    """Return what the judge says to a peer's schedule; besides, it must have as many breaks as the peer says."""
    if not result.slots:
        return ""
    certificate = judge(summit, plan_of(summit, result.slots))
    return verdict_on(certificate) if certificate.values["comfort"] == result.breaks else "miscounted"


def verdict_on(certificate: Certificate) -> str:
    """Return the rules a plan breaks, ``not all placed`` among them, or ``clean``."""
    broken = sorted({violation.rule for violation in certificate.violations})
    if certificate.num_placed < certificate.num_to_place:
        broken.append("not all placed")
    return ", ".join(broken) or "clean"
