"""Hard rules on a meeting as it was asked for: its form, its parties' consent, its order, its pins."""

from collections.abc import Iterator

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.engagement import Engagement
from summitry.rules.report import Violation
from summitry.summit import Interval, Order, ReplyState


def well_formed(case: Case) -> Iterator[Violation]:
    """Each assignment names a meeting of this summit, no meeting twice (the first in the plan's order stands).

    Its form is on the meeting's ladder; its room, if any, is a room of this summit; each seat is filled, in order, by
    somebody who may fill it; its interpreters have the role of interpreter, none twice, and fill no seat in it.
    An assignment that breaks this is left out of all other rules.
    """
    for assignment, message, who in case.faults:
        title, start = words.meeting_title(case, assignment.meeting), words.moment(case, assignment.start)
        yield Violation(
            rule="well_formed",
            who=who,
            what=(assignment.meeting,),
            when=Interval(assignment.start, assignment.start),
            message=f"{title} at {start} {message}",
        )


def consent(case: Case) -> Iterator[Violation]:
    """Every party has accepted; with *include pending*, no party has declined."""
    for placed in case.placed:
        for code in placed.meeting.parties:
            reply = case.summit.reply_of(placed.meeting, code).reply
            if reply is ReplyState.ACCEPTED or (reply is ReplyState.PENDING and case.plan.include_pending):
                continue
            said = "has declined it" if reply is ReplyState.DECLINED else "has not accepted it"
            yield Violation(
                rule="consent",
                who=(code,),
                what=(placed.id,),
                when=placed.interval,
                message=f"{words.at(case, placed)} is placed, but {case.summit.delegation_by_code[code].name} {said}",
            )


def order(case: Case) -> Iterator[Violation]:
    """Of each stated order whose two ends take place, the first's end plus the gap is not after the second's start."""
    taking_place = {e.id: e for e in case.engagements}
    for row in case.summit.orders:
        before, after = taking_place.get(row.before), taking_place.get(row.after)
        if before is None or after is None or not (before.is_meeting or after.is_meeting):
            continue
        if before.interval.end + row.gap_min > after.interval.start:
            yield _out_of_order(case, row, before, after)


def _out_of_order(case: Case, row: Order, before: Engagement, after: Engagement) -> Violation:
    gap = f"at least {row.gap_min} min before" if row.gap_min else "before"
    return Violation(
        rule="order",
        who=(),
        what=(before.id, after.id),
        when=Interval(after.interval.start, before.interval.end + row.gap_min),
        message=f"{words.at(case, before)} should end {gap} {words.at(case, after)} starts",
    )


def pinned(case: Case) -> Iterator[Violation]:
    """Each pinned meeting is placed, at the pin's start, in its form and room where stated.

    Each assignment marked pinned in the plan one started from stands as it was: same form, start, room, attendees and
    interpreters.
    """
    for pin in case.summit.pins:
        placed = case.placed_by_meeting.get(pin.meeting)
        found = placed.assignment if placed else None
        if found is None or found.start != pin.start or (pin.form and found.form != pin.form):
            yield _pin_broken(case, pin.meeting, pin.start, f" as {pin.form}" if pin.form else "")
        elif pin.room and found.room != pin.room:
            yield _pin_broken(case, pin.meeting, pin.start, f" in {words.room_name(case, pin.room)}")
    for kept in case.pinned:
        placed = case.placed_by_meeting.get(kept.meeting)
        found = placed.assignment if placed else None
        if found is None or any(getattr(found, name) != getattr(kept, name) for name in _STAND):
            yield _pin_broken(case, kept.meeting, kept.start, f" as {kept.form}, as it was in the plan before")


_STAND = ("form", "start", "room", "attendees", "interpreters")


def _pin_broken(case: Case, meeting: str, start: int, wanted: str) -> Violation:
    placed = case.placed_by_meeting.get(meeting)
    where = f" in {words.room_name(case, placed.place.room)}" if placed and placed.place.room else ""
    now = f"stands as {placed.form.name} {words.span(case, placed.interval)}{where}" if placed else "is not placed"
    return Violation(
        rule="pinned",
        who=(),
        what=(meeting,),
        when=Interval(start, start),
        message=f"{words.meeting_title(case, meeting)} is pinned to {words.moment(case, start)}{wanted}, but {now}",
    )
