"""Damaged copies of a clean plan, each with the rule that must be named for it.

`damages(summit, plan)` changes one thing at a time and works out from the facts that a rule is broken by it; it never
asks the judge, with one exception: how many breaks people have after a move is the judge's figure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from summitry.rules.case import Case
from summitry.summit import Assignment, Form, Interval, Meeting, Person, Plan, ReplyState, Room, Summit
from summitry.summit.times import union


@dataclass(frozen=True)
class Damage:
    """A plan with one thing broken in it.

    Parameters
    ----------
    rule
        The hard rule that a judge must name, perhaps among others.
    description
        What was done, in words.
    """

    rule: str
    description: str
    plan: Plan


def damages(summit: Summit, plan: Plan) -> list[Damage]:
    """Return damaged copies of a clean plan, as many of each rule as its facts allow, in the order of the rule book.

    Parameters
    ----------
    plan
        A plan that breaks no hard rule.
    """
    scene = Scene(summit, plan)
    return [
        Damage(rule, description, damaged) for rule, damage in _DAMAGE.items() for description, damaged in damage(scene)
    ]


Damaged = Iterator[tuple[str, Plan]]


class Scene:
    """A clean plan and what is known of each of its assignments."""

    def __init__(self, summit: Summit, plan: Plan) -> None:
        self.summit = summit
        self.plan = plan
        self.placed = plan.assignments

    def meeting(self, assignment: Assignment) -> Meeting:
        return self.summit.meeting_by_id[assignment.meeting]

    def form(self, assignment: Assignment) -> Form:
        return self.summit.form_by_name[assignment.form]

    def minutes(self, assignment: Assignment) -> int:
        ladder = self.summit.ladder(self.meeting(assignment))
        return next(rung.duration_min for rung in ladder if rung.form == assignment.form)

    def interval(self, assignment: Assignment) -> Interval:
        return Interval(assignment.start, assignment.start + self.minutes(assignment))

    def venue(self, assignment: Assignment) -> str:
        return self.summit.place_of(self.meeting(assignment), assignment.room).venue

    def zone(self, assignment: Assignment) -> str:
        return self.summit.place_of(self.meeting(assignment), assignment.room).zone

    def delegations(self, assignment: Assignment) -> set[str]:
        return {self.summit.person_by_id[person].delegation for person in assignment.attendees}

    def changed(self, assignment: Assignment, **fields: Any) -> Plan:
        """Return the plan with one assignment changed."""
        return self.swapped(assignment, replace(assignment, **fields))

    def swapped(self, old: Assignment, *new: Assignment) -> Plan:
        """Return the plan with one assignment taken out and others put in."""
        return replace(self.plan, assignments=(*(a for a in self.placed if a is not old), *new))

    def others(self, assignment: Assignment) -> Iterator[tuple[str, Interval, str]]:
        """Yield each other engagement of those in an assignment: the person, when it is, and its venue."""
        people = {*assignment.attendees, *assignment.interpreters}
        for session in self.summit.sessions:
            for person in sorted(people & set(self.summit.people_by_session[session.id])):
                yield person, session.interval, session.venue
        for other in self.placed:
            if other is not assignment:
                for person in sorted(people & {*other.attendees, *other.interpreters}):
                    yield person, self.interval(other), self.venue(other)


def _well_formed(scene: Scene) -> Damaged:
    for a in scene.placed:
        yield f"{a.meeting} is renamed", scene.changed(a, meeting=f"{a.meeting}-unknown")
        yield f"{a.meeting} is placed twice", scene.swapped(a, a, replace(a, start=a.start + 5))
        yield f"{a.meeting} has an unknown form", scene.changed(a, form="unknown")
        yield f"{a.meeting} loses an attendee", scene.changed(a, attendees=a.attendees[1:])
        yield f"{a.meeting} has a stranger in a seat", scene.changed(a, attendees=("stranger", *a.attendees[1:]))
        yield f"{a.meeting} has an attendee as interpreter", scene.changed(a, interpreters=a.attendees[:1])
        yield f"{a.meeting} is in an unknown room", scene.changed(a, room="unknown")


def _person_no_overlap(scene: Scene) -> Damaged:
    for a in scene.placed:
        for person, interval, _ in scene.others(a):
            yield f"{a.meeting} is moved onto another engagement of {person}", scene.changed(a, start=interval.start)


def _transfer_time(scene: Scene) -> Damaged:
    for a in scene.placed:
        for person, interval, venue in scene.others(a):
            if scene.summit.move_min(venue, scene.venue(a)) > 0:
                yield f"{a.meeting} follows on another engagement of {person}", scene.changed(a, start=interval.end)
            if scene.summit.move_min(scene.venue(a), venue) > 0:
                start = interval.start - scene.minutes(a)
                yield f"{a.meeting} ends as another engagement of {person} starts", scene.changed(a, start=start)


def _presence(scene: Scene) -> Damaged:
    for a in scene.placed:
        for person in (*a.attendees, *a.interpreters):
            stays = scene.summit.stays_by_person[person]
            starts = {s.usable.start - 5 for s in stays} | {s.usable.end - scene.minutes(a) + 5 for s in stays}
            for start in sorted(starts):
                moved = Interval(start, start + scene.minutes(a))
                if not any(stay.usable.contains(moved) for stay in stays):
                    yield f"{a.meeting} is moved out of the stay of {person}", scene.changed(a, start=start)


def _room_no_overlap(scene: Scene) -> Damaged:
    with_rooms = [a for a in scene.placed if a.room is not None]
    for a, other in product(with_rooms, with_rooms):
        if a is not other:
            moved = scene.changed(a, room=other.room, start=other.start)
            yield f"{a.meeting} is moved into the room of {other.meeting}", moved
    for a, session in product(with_rooms, scene.summit.sessions):
        if session.room:
            moved = scene.changed(a, room=session.room, start=session.start)
            yield f"{a.meeting} is moved into the room of session {session.id}", moved


def _room_fit(scene: Scene) -> Damaged:
    for a in scene.placed:
        if not scene.form(a).needs_room:
            for room in scene.summit.rooms:
                yield f"{a.meeting} is given room {room.id}, which it does not need", scene.changed(a, room=room.id)
            continue
        yield f"{a.meeting} loses its room", scene.changed(a, room=None)
        for room in scene.summit.rooms:
            for why in _shortcomings(scene, a, room):
                yield f"{a.meeting} is moved to room {room.id}, {why}", scene.changed(a, room=room.id)
        for start in _starts_outside(scene, a, scene.summit.room_by_id[a.room or ""].open):
            yield f"{a.meeting} is in {a.room} when it is closed", scene.changed(a, start=start)


def _starts_outside(scene: Scene, assignment: Assignment, windows: Iterable[Interval]) -> Iterator[int]:
    """Yield starts just too early for a window and just too late for it, that no other window holds."""
    merged = union(windows)
    for window in merged:
        for start in (window.start - 5, window.end - scene.minutes(assignment) + 5):
            moved = Interval(start, start + scene.minutes(assignment))
            if not any(other.contains(moved) for other in merged):
                yield start


def _shortcomings(scene: Scene, assignment: Assignment, room: Room) -> Iterator[str]:
    meeting = scene.meeting(assignment)
    if room.seats < scene.summit.head_count(meeting):
        yield "which is too small"
    if {*meeting.features, *scene.form(assignment).features} - set(room.features):
        yield "which lacks a feature"
    if meeting.rooms and room.id not in meeting.rooms:
        yield "which is none of its rooms"
    if meeting.venues and room.venue not in meeting.venues:
        yield "which is in none of its venues"
    if room.open and not any(window.contains(scene.interval(assignment)) for window in union(room.open)):
        yield "which is not open then"


def _consent(scene: Scene) -> Damaged:
    for meeting in scene.summit.meetings:
        states = {scene.summit.reply_of(meeting, code).reply for code in meeting.parties}
        pending = ReplyState.PENDING in states and not scene.plan.include_pending
        if pending or ReplyState.DECLINED in states:
            yield f"{meeting.id} is placed without consent", _with_added(scene, meeting)


def _with_added(scene: Scene, meeting: Meeting) -> Plan:
    rung = scene.summit.ladder(meeting)[0]
    room = scene.summit.rooms[0].id if scene.summit.form_by_name[rung.form].needs_room else None
    attendees = tuple(seat[0] for seat in scene.summit.seats_by_meeting[meeting.id])
    start = scene.summit.days[0].opens
    added = Assignment(meeting=meeting.id, form=rung.form, start=start, room=room, attendees=attendees)
    return replace(scene.plan, assignments=(*scene.placed, added))


def _allowed_time(scene: Scene) -> Damaged:
    for a in scene.placed:
        for start in _starts_outside(scene, a, scene.meeting(a).allowed):
            yield f"{a.meeting} is moved out of its allowed windows", scene.changed(a, start=start)
        for subject in (*scene.meeting(a).parties, *a.attendees, *a.interpreters):
            for closed in scene.summit.closed_by_subject.get(subject, ()):
                yield f"{a.meeting} is moved into a closed window of {subject}", scene.changed(a, start=closed.start)


def _order(scene: Scene) -> Damaged:
    placed = {a.meeting: a for a in scene.placed}
    when = {s.id: s.interval for s in scene.summit.sessions} | {a.meeting: scene.interval(a) for a in scene.placed}
    for row in scene.summit.orders:
        if row.before in when and row.after in placed:
            start = when[row.before].end + row.gap_min - 5
            yield f"{row.after} starts before {row.before} is over", scene.changed(placed[row.after], start=start)
        if row.after in when and row.before in placed:
            before = placed[row.before]
            start = when[row.after].start - row.gap_min - scene.minutes(before) + 5
            yield f"{row.before} runs into {row.after}", scene.changed(before, start=start)


def _apart(scene: Scene) -> Damaged:
    for row, a in product(scene.summit.avoidances, scene.placed):
        here = scene.delegations(a)
        for one, other in ((row.first, row.second), (row.second, row.first)):
            if one in here and other not in here:
                for id_, start in _near(scene, a, one, other):
                    yield f"{a.meeting} of {one} is moved to {id_} of {other}", scene.changed(a, start=start)


def _near(scene: Scene, assignment: Assignment, one: str, other: str) -> Iterator[tuple[str, int]]:
    """Yield the id and start of what the other delegation attends without the one in the zone of an assignment."""
    zone = scene.zone(assignment)
    for session in scene.summit.sessions:
        there = {scene.summit.person_by_id[p].delegation for p in scene.summit.people_by_session[session.id]}
        if other in there and one not in there and scene.summit.place_of_session(session).zone == zone:
            yield session.id, session.start
    for placed in scene.placed:
        there = scene.delegations(placed)
        if other in there and one not in there and scene.zone(placed) == zone:
            yield placed.meeting, placed.start


def _interpretation(scene: Scene) -> Damaged:
    for a in scene.placed:
        if a.interpreters and _has_gap(scene, a):
            yield f"{a.meeting} loses its interpreters", scene.changed(a, interpreters=())


def _has_gap(scene: Scene, assignment: Assignment) -> bool:
    held_in = set(scene.meeting(assignment).languages)
    people = [(scene.summit.person_by_id[p], scene.summit.languages_of(p)) for p in assignment.attendees]
    known: list[tuple[Person, frozenset[str]]] = [(person, languages) for person, languages in people if languages]
    if held_in:
        return any(not languages & held_in for _, languages in known)
    return any(
        one.delegation != other.delegation and not first & second for one, first in known for other, second in known
    )


def _pinned(scene: Scene) -> Damaged:
    for a in scene.placed:
        pin = scene.summit.pin_by_meeting.get(a.meeting)
        if pin is None:
            continue
        yield f"the pinned {a.meeting} is taken out", scene.swapped(a)
        yield f"the pinned {a.meeting} is moved", scene.changed(a, start=a.start + scene.summit.settings.step_min)
        for room in scene.summit.rooms:
            if pin.room and room.id != pin.room:
                yield f"the pinned {a.meeting} is put into {room.id}", scene.changed(a, room=room.id)


def _daily_load(scene: Scene) -> Damaged:
    for person, limit in scene.summit.limit_by_person.items():
        attended = [a for a in scene.placed if person in a.attendees]
        if limit.meetings_a_day is not None:
            yield from _one_too_many(scene, person, attended, limit.meetings_a_day)
            yield from _all_on_one_day(scene, person, attended, limit.meetings_a_day)
        for window, a in product(scene.summit.meal_windows(limit), attended):
            if _leaves_no_meal(scene, a, person, window, limit.meal_min):
                start = window.start + (window.length - scene.minutes(a)) // 2
                yield f"{a.meeting} takes the meal of {person}", scene.changed(a, start=start)


def _one_too_many(scene: Scene, person: str, attended: list[Assignment], most: int) -> Damaged:
    for idx, day in enumerate(scene.summit.days):
        there = [a for a in attended if scene.summit.day_idx(a.start) == idx]
        for a in attended:
            if a not in there and len(there) == most:
                yield f"{a.meeting} is one more meeting of {person} on {day.date}", scene.changed(a, start=day.opens)


def _all_on_one_day(scene: Scene, person: str, attended: list[Assignment], most: int) -> Damaged:
    if len(attended) <= most:
        return
    moved = [replace(a, start=scene.summit.days[0].opens + 5 * idx) for idx, a in enumerate(attended)]
    rest = [a for a in scene.placed if a not in attended]
    yield f"all meetings of {person} are moved to one day", replace(scene.plan, assignments=(*rest, *moved))


def _leaves_no_meal(scene: Scene, assignment: Assignment, person: str, window: Interval, meal_min: int) -> bool:
    """Tell whether an assignment in the middle of the window leaves too little on both sides, and no meal is served."""
    around_min = -(-(window.length - scene.minutes(assignment)) // 2)
    feeding = [a for a in scene.placed if person in {*a.attendees, *a.interpreters} and scene.form(a).meal]
    sessions = [s for s in scene.summit.sessions if person in scene.summit.people_by_session[s.id]]
    meals = [s for s in sessions if s.kind in {"breakfast", "lunch", "dinner"} and s.interval.overlaps(window)]
    return around_min < meal_min and not feeding and not meals


def _day_bounds(scene: Scene) -> Damaged:
    opens, closes = scene.summit.days[0].opens, scene.summit.days[-1].closes
    for a in scene.placed:
        if scene.summit.settings.step_min > 1:
            yield f"{a.meeting} starts off the grid", scene.changed(a, start=a.start + 1)
        yield f"{a.meeting} starts before the first day opens", scene.changed(a, start=opens - 5)
        yield f"{a.meeting} ends after the last day closes", scene.changed(a, start=closes - scene.minutes(a) + 5)


def _fairness_cap(scene: Scene) -> Damaged:
    classes = {p.id: p.fairness_class for p in scene.summit.people}
    for a, day in product(scene.placed, scene.summit.days):
        for person, start in product(a.attendees, (day.opens, day.closes - scene.minutes(a))):
            cap = scene.summit.settings.fairness_cap.get(classes[person])
            peers = [other for other in classes if classes[other] == classes[person]]
            damaged = scene.changed(a, start=start)
            if cap is not None and _most_uneven(scene, damaged, person, peers) > cap:
                yield f"{a.meeting} is moved to {start}, and the breaks of {person} are uneven", damaged


def _most_uneven(scene: Scene, plan: Plan, person: str, peers: list[str]) -> int:
    case = Case(summit=scene.summit, plan=plan)
    return max(abs(case.breaks_of(person) - case.breaks_of(other)) for other in peers)


_DAMAGE: Mapping[str, Callable[[Scene], Damaged]] = {
    "well_formed": _well_formed,
    "person_no_overlap": _person_no_overlap,
    "transfer_time": _transfer_time,
    "presence": _presence,
    "room_no_overlap": _room_no_overlap,
    "room_fit": _room_fit,
    "consent": _consent,
    "allowed_time": _allowed_time,
    "order": _order,
    "apart": _apart,
    "interpretation": _interpretation,
    "pinned": _pinned,
    "daily_load": _daily_load,
    "day_bounds": _day_bounds,
    "fairness_cap": _fairness_cap,
}
