"""The hard rule on languages and those who bridge them."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from summitry.rules import words
from summitry.rules.case import Case
from summitry.rules.diary import runs
from summitry.rules.engagement import Engagement, Placed
from summitry.rules.report import Violation
from summitry.summit import Interval


class Gap(NamedTuple):
    """People in an assignment who need interpreting, and the languages on its two sides."""

    who: tuple[str, ...]
    one: frozenset[str]
    other: frozenset[str]


def interpretation(case: Case) -> Iterator[Violation]:
    """Every language gap of an assignment is covered by as many of its interpreters as the team has.

    A gap: where the meeting states languages, an attendee who works in none of them; else two attendees of different
    delegations who share no language. An attendee with no language known makes no gap. An interpreter covers a gap with
    a language from each side. The team is two if the assignment is longer than `solo_interpreter_max_min`, else one.
    An interpreter works the assignment's minutes divided by the team, rounded up; within the interpreter's limits the
    work in one run is at most `work_in_a_row_min` and on one day at most `work_a_day_min`.
    """
    for placed in case.placed:
        team = team_of(case, placed)
        for gap in gaps_of(case, placed):
            able = [person for person in placed.interpreters if _covers(case, person, gap)]
            if len(able) < team:
                yield _uncovered(case, placed, gap, team - len(able))
    for person in case.summit.limit_by_person:
        yield from _overworked(case, person)


def team_of(case: Case, placed: Placed) -> int:
    """Return how many interpreters a gap in this assignment takes."""
    return 2 if placed.interval.length > case.summit.settings.solo_interpreter_max_min else 1


def gaps_of(case: Case, placed: Placed) -> Iterator[Gap]:
    """Yield the language gaps of an assignment."""
    languages = {person: case.summit.languages_of(person) for person in placed.attendees}
    spoken = {person: known for person, known in languages.items() if known}
    if placed.meeting.languages:
        held_in = frozenset(placed.meeting.languages)
        yield from (Gap((person,), known, held_in) for person, known in spoken.items() if not known & held_in)
        return
    for one, other in combinations(spoken, 2):
        people = case.summit.person_by_id
        if people[one].delegation != people[other].delegation and not spoken[one] & spoken[other]:
            yield Gap((one, other), spoken[one], spoken[other])


def _covers(case: Case, interpreter: str, gap: Gap) -> bool:
    known = case.summit.languages_of(interpreter)
    return bool(known & gap.one) and bool(known & gap.other)


def _uncovered(case: Case, placed: Placed, gap: Gap, num_missing: int) -> Violation:
    sides = f"{'/'.join(sorted(gap.one))} and {'/'.join(sorted(gap.other))}"
    lacks = "an interpreter" if num_missing == 1 else f"{num_missing} interpreters"
    return Violation(
        rule="interpretation",
        who=gap.who,
        what=(placed.id,),
        when=placed.interval,
        message=f"{words.at(case, placed)} lacks {lacks} between {sides} for {words.names_of(case, gap.who)}",
    )


def _overworked(case: Case, person: str) -> Iterator[Violation]:
    limit = case.summit.limit_by_person[person]
    if limit.work_in_a_row_min is not None:
        for run in runs(case.engagements_of.get(person, ()), limit.rest_min or 0):
            yield from _too_much(case, person, run, limit.work_in_a_row_min, "without a rest")
    if limit.work_a_day_min is not None:
        for day in case.days_of.get(person, ()):
            yield from _too_much(case, person, day, limit.work_a_day_min, "on one day")


def _too_much(
    case: Case, person: str, engagements: Sequence[Engagement], most_min: int, stretch: str
) -> Iterator[Violation]:
    work = [e for e in engagements if isinstance(e, Placed) and person in e.interpreters]
    work_min = sum(-(-e.interval.length // team_of(case, e)) for e in work)
    if work_min > most_min:
        when = Interval(work[0].interval.start, max(e.interval.end for e in work))
        name, hours = words.name_of(case, person), words.span(case, when)
        yield Violation(
            rule="interpretation",
            who=(person,),
            what=tuple(e.id for e in work),
            when=when,
            message=f"{name} interprets {work_min} min {stretch}, {hours}; the limit is {most_min} min",
        )
