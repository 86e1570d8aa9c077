"""Hard rules on when a meeting may take place."""

from collections.abc import Iterator

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.engagement import Placed
from summitry.rules.report import Violation
from summitry.summit import Interval
from summitry.summit.times import union


def allowed_time(case: Case) -> Iterator[Violation]:
    """Each assignment lies within one of the meeting's allowed windows, where these are stated.

    Touching windows count as one. It overlaps no closed window of a party, an attendee or an interpreter.
    """
    for placed in case.placed:
        allowed = union(placed.meeting.allowed)
        if allowed and not any(window.contains(placed.interval) for window in allowed):
            yield Violation(
                rule="allowed_time",
                who=(),
                what=(placed.id,),
                when=placed.interval,
                message=f"{words.at(case, placed)} is outside the times allowed for it",
            )
        for subject in (*placed.meeting.parties, *placed.attendees, *placed.interpreters):
            for closed in case.summit.closed_by_subject.get(subject, ()):
                if placed.interval.overlaps(closed):
                    yield _in_closed_window(case, placed, subject, closed)


def _in_closed_window(case: Case, placed: Placed, subject: str, closed: Interval) -> Violation:
    delegation = case.summit.delegation_by_code.get(subject)
    name = delegation.name if delegation else words.name_of(case, subject)
    return Violation(
        rule="allowed_time",
        who=(subject,),
        what=(placed.id,),
        when=Interval(max(placed.interval.start, closed.start), min(placed.interval.end, closed.end)),
        message=f"{name} takes no meeting {words.hours(case, closed)}, but is in {words.at(case, placed)}",
    )


def day_bounds(case: Case) -> Iterator[Violation]:
    """Each assignment lies within the opening hours of one day, and starts on the grid of `step_min` from the epoch."""
    step_min = case.summit.settings.step_min
    for placed in case.placed:
        if not any(day.interval.contains(placed.interval) for day in case.summit.days):
            yield _out_of_bounds(placed, f"{words.at(case, placed)} is outside the opening hours of every day")
        if placed.interval.start % step_min:
            yield _out_of_bounds(placed, f"{words.at(case, placed)} does not start on the grid of {step_min} min")


def _out_of_bounds(placed: Placed, message: str) -> Violation:
    return Violation(rule="day_bounds", who=(), what=(placed.id,), when=placed.interval, message=message)
