"""Stretches of starts, by day, for a page."""

from collections.abc import Iterable
from typing import NamedTuple

from summitry.planning.explain.stretches import Stretch
from summitry.planning.legal import State
from summitry.summit import Summit
from summitry.summit.changes import day_in_words, hour_in_words

_MARKS = {State.FREE: "\N{CHECK MARK}", State.MOVES: "\N{LEFT RIGHT ARROW}", State.BLOCKED: "\N{MULTIPLICATION SIGN}"}


class Line(NamedTuple):
    """A stretch: a sign for its state, its hours, what is to be said of it."""

    mark: str
    kind: str
    hours: str
    text: str


class Day(NamedTuple):
    """A day and its stretches."""

    title: str
    lines: list[Line]


def days_of_stretches(summit: Summit, stretches: Iterable[Stretch]) -> list[Day]:
    """Return the days on which a meeting could start, with what each stretch of starts would take."""
    days: list[Day] = []
    for stretch in stretches:
        title = day_in_words(summit, stretch.first)
        if not days or days[-1].title != title:
            days.append(Day(title, []))
        first, last = hour_in_words(summit, stretch.first), hour_in_words(summit, stretch.last)
        hours = first if first == last else f"{first} to {last}"
        days[-1].lines.append(Line(_MARKS[stretch.state], stretch.state.name.casefold(), hours, stretch.text))
    return days
