"""Hard rules on what a day asks of a person, and on how evenly it is shared."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.diary import runs
from summitry.rules.engagement import Engagement
from summitry.rules.report import Violation
from summitry.summit import Interval


def daily_load(case: Case) -> Iterator[Violation]:
    """For each person with limits, days and runs of meetings stay within them, and there is time to eat.

    At most `meetings_a_day` meetings attended a day; at most `meetings_in_a_row` meetings attended in one run; on each
    day on which a meeting attended overlaps the meal window, `meal_min` minutes in one stretch of the window are free
    of engagements, or an engagement that overlaps the window is a meal (a form or session kind that is one).
    """
    for person, limit in case.summit.limit_by_person.items():
        if limit.meetings_a_day is not None:
            for day in case.days_of.get(person, ()):
                yield from _too_many(case, person, day, limit.meetings_a_day, "on one day")
        if limit.meetings_in_a_row is not None:
            for run in runs(case.engagements_of.get(person, ()), limit.rest_min or 0):
                yield from _too_many(case, person, run, limit.meetings_in_a_row, "without a rest")
        for window in case.summit.meal_windows(limit):
            yield from _no_meal(case, person, window, limit.meal_min)


def _attended(engagements: Sequence[Engagement], person: str) -> list[Engagement]:
    return [e for e in engagements if e.is_meeting and person in e.attendees]


def _too_many(
    case: Case, person: str, engagements: Sequence[Engagement], most: int, stretch: str
) -> Iterator[Violation]:
    attended = _attended(engagements, person)
    if len(attended) > most:
        when = Interval(attended[0].interval.start, max(e.interval.end for e in attended))
        name, hours = words.name_of(case, person), words.span(case, when)
        yield Violation(
            rule="daily_load",
            who=(person,),
            what=tuple(e.id for e in attended),
            when=when,
            message=f"{name} has {words.counted(len(attended), 'meeting')} {stretch}, {hours}; the limit is {most}",
        )


def _no_meal(case: Case, person: str, window: Interval, meal_min: int) -> Iterator[Violation]:
    in_window = [e for e in case.engagements_of.get(person, ()) if e.interval.overlaps(window)]
    attended = _attended(in_window, person)
    if not attended or any(e.is_meal for e in in_window) or _longest_free(in_window, window) >= meal_min:
        return
    yield Violation(
        rule="daily_load",
        who=(person,),
        what=tuple(e.id for e in in_window),
        when=window,
        message=f"{words.name_of(case, person)} has no {meal_min} min to eat within {words.span(case, window)}",
    )


def _longest_free(engagements: Sequence[Engagement], window: Interval) -> int:
    """Return the most minutes in one stretch of the window that the engagements, by start, leave free."""
    longest, free_from = 0, window.start
    for engagement in engagements:
        longest = max(longest, engagement.interval.start - free_from)
        free_from = max(free_from, engagement.interval.end)
    return max(longest, window.end - free_from)


def fairness_cap(case: Case) -> Iterator[Violation]:
    """For each class with a cap d, the numbers of breaks of any two of its people differ by at most d.

    Two people of whom at least one is engaged in an assignment, on the whole programme.
    """
    for name, cap in case.summit.settings.fairness_cap.items():
        people = [p.id for p in case.summit.people if p.fairness_class == name]
        breaks = {person: case.breaks_of(person) for person in people}
        engaged = {person: any(e.is_meeting for e in case.engagements_of.get(person, ())) for person in people}
        for one, other in combinations(people, 2):
            if abs(breaks[one] - breaks[other]) > cap and (engaged[one] or engaged[other]):
                yield _uneven(case, breaks, (one, other), cap)


def _uneven(case: Case, breaks: dict[str, int], pair: tuple[str, str], cap: int) -> Violation:
    first, second = (f"{words.name_of(case, person)} has {words.counted(breaks[person], 'break')}" for person in pair)
    return Violation(
        rule="fairness_cap",
        who=pair,
        what=(),
        when=None,
        message=f"{first} and {second}; the numbers may differ by {cap} at most",
    )
