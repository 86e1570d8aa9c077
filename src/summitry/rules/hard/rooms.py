"""Hard rules on rooms."""

from collections import defaultdict
from collections.abc import Iterator

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.diary import near_pairs
from summitry.rules.engagement import Engagement, Placed
from summitry.rules.report import Violation
from summitry.summit import Interval
from summitry.summit.times import union


def room_no_overlap(case: Case) -> Iterator[Violation]:
    """No two uses of a room overlap, each lengthened by the room's turnaround; a session that names a room uses it."""
    uses: defaultdict[str, list[Engagement]] = defaultdict(list)
    for engagement in case.engagements:
        if engagement.place.room:
            uses[engagement.place.room].append(engagement)
    for room_id, row in uses.items():
        room = case.summit.room_by_id[room_id]
        for earlier, later in near_pairs(row, room.turnaround_min):
            first, second = (Interval(e.interval.start, e.interval.end + room.turnaround_min) for e in (earlier, later))
            if first.overlaps(second) and (earlier.is_meeting or later.is_meeting):
                after = f", with {room.turnaround_min} min to turn it around" if room.turnaround_min else ""
                clash = f"{words.when(case, earlier)} and {words.at(case, later)}"
                yield Violation(
                    rule="room_no_overlap",
                    who=(room_id,),
                    what=(earlier.id, later.id),
                    when=Interval(second.start, min(first.end, second.end)),
                    message=f"{room.name} cannot hold both {clash}{after}",
                )


def room_fit(case: Case) -> Iterator[Violation]:
    """Each form that needs a room has one, and each that needs none has none.

    The room is among the meeting's rooms and in one of its venues, where these are stated; it has seats for the head
    count and every feature of the form and of the meeting; the assignment lies within one of its open windows (touching
    windows count as one), where these are stated.
    """
    for placed in case.placed:
        room = placed.assignment.room
        for message in _misfits(case, placed):
            yield Violation(
                rule="room_fit",
                who=(room,) if room is not None else (),
                what=(placed.id,),
                when=placed.interval,
                message=f"{words.at(case, placed)} {message}",
            )


def _misfits(case: Case, placed: Placed) -> Iterator[str]:
    """Yield what is wrong with the room of an assignment, in words that follow its name."""
    room_id, meeting = placed.assignment.room, placed.meeting
    if room_id is None:
        if placed.form.needs_room:
            yield f"has no room, and the form {placed.form.name} needs one"
        return
    room = case.summit.room_by_id[room_id]
    if not placed.form.needs_room:
        yield f"is in {room.name}, and the form {placed.form.name} takes no room"
    if meeting.rooms and room_id not in meeting.rooms:
        yield f"is in {room.name}, which is not among its rooms"
    if meeting.venues and room.venue not in meeting.venues:
        yield f"is in {room.name}, which is in none of its venues"
    if room.seats < case.summit.head_count(meeting):
        yield f"needs {case.summit.head_count(meeting)} seats, and {room.name} has {room.seats}"
    for feature in dict.fromkeys((*placed.form.features, *meeting.features)):
        if feature not in room.features:
            yield f"needs {feature}, which {room.name} does not offer"
    if room.open and not any(window.contains(placed.interval) for window in union(room.open)):
        yield f"is in {room.name}, which is not open then"
