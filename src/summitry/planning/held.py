"""What a person does already, and whether it stays within their limits."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from summitry.planning.languages import team_of
from summitry.summit import Assignment, Interval, Session, Summit


class Held(NamedTuple):
    """An engagement of one person; they sort by start, end and id.

    Parameters
    ----------
    attends
        Whether it is a meeting, and the person attends it.
    work_min
        Minutes of work of an interpreter in it.
    """

    interval: Interval
    id: str
    title: str
    day_idx: int | None
    venue: str
    is_meal: bool
    attends: bool
    work_min: int

    @property
    def is_meeting(self) -> bool:
        """Whether it is a meeting, attended or interpreted."""
        return self.attends or self.work_min > 0

    @classmethod
    def session(cls, summit: Summit, session: Session) -> "Held":
        """Return a session as what it is to those who attend it."""
        day_idx, is_meal = summit.day_idx(session.start), session.is_meal
        return cls(
            session.interval, session.id, session.title, day_idx, session.venue, is_meal, attends=False, work_min=0
        )

    @classmethod
    def assignment(cls, summit: Summit, assignment: Assignment, person: str) -> "Held":
        """Return a placed meeting as what it is to one who attends it or interprets."""
        start, meeting = assignment.start, summit.meeting_by_id[assignment.meeting]
        return cls.meeting(
            summit,
            meeting.id,
            assignment.form,
            Interval(start, start + duration_min(summit, assignment)),
            summit.place_of(meeting, assignment.room).venue,
            attends=person in assignment.attendees,
        )

    @classmethod
    def meeting(
        cls, summit: Summit, meeting: str, form: str, interval: Interval, venue: str, *, attends: bool
    ) -> "Held":
        """Return a meeting in a form as what it is to one who attends it, or else interprets."""
        return cls(
            interval=interval,
            id=meeting,
            title=meeting,
            day_idx=summit.day_idx(interval.start),
            venue=venue,
            is_meal=summit.form_by_name[form].meal,
            attends=attends,
            work_min=0 if attends else -(-interval.length // team_of(summit, interval.length)),
        )


def duration_min(summit: Summit, assignment: Assignment) -> int:
    """Return how long a placed meeting lasts."""
    ladder = summit.ladder(summit.meeting_by_id[assignment.meeting])
    return next(rung.duration_min for rung in ladder if rung.form == assignment.form)


def num_breaks(summit: Summit, row: Sequence[Held]) -> int:
    """Return how often there is more time than the move between consecutive engagements, given in order, on one day."""
    count = 0
    for day in days(row):
        latest = day[0]
        for held in day[1:]:
            spare_min = held.interval.start - latest.interval.end - summit.move_min(latest.venue, held.venue)
            count += spare_min > 0
            latest = held if held.interval.end >= latest.interval.end else latest
    return count


def days(row: Sequence[Held]) -> Iterator[list[Held]]:
    """Yield engagements, given in order, day by day; those outside the summit are left out."""
    for day_idx, day in groupby(row, key=lambda held: held.day_idx):
        if day_idx is not None:
            yield list(day)


def runs(row: Sequence[Held], rest_min: int) -> Iterator[list[Held]]:
    """Yield runs of engagements, given in order: less than a rest from the latest end so far to the next start."""
    run: list[Held] = []
    end = 0
    for held in row:
        if run and held.interval.start - end >= rest_min:
            yield run
            run = []
        end = max(end, held.interval.end) if run else held.interval.end
        run.append(held)
    yield run


def can_eat(row: Sequence[Held], window: Interval, meal_min: int) -> bool:
    """Tell whether a person's engagements, in order, leave the time to eat, where they are in a meeting then."""
    inside = [held for held in row if held.interval.overlaps(window)]
    if not any(held.attends for held in inside) or any(held.is_meal for held in inside):
        return True
    free_from = window.start
    for held in inside:
        if held.interval.start - free_from >= meal_min:
            return True
        free_from = max(free_from, held.interval.end)
    return window.end - free_from >= meal_min
