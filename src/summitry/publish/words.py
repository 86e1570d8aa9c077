"""The words that published papers use for dates, rules and levels; the same on every machine."""

import unicodedata
from datetime import date

from summitry.planning.result import LevelResult
from summitry.publish.programme import Party
from summitry.summit import Reason

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_RULES = {
    "well_formed": "the assignment would not be well formed",
    "person_no_overlap": "somebody it needs is engaged",
    "transfer_time": "somebody it needs could not get there in time",
    "presence": "somebody it needs is not at the summit",
    "room_no_overlap": "no fitting room is free",
    "room_fit": "no room fits",
    "consent": "a party has not accepted",
    "allowed_time": "the time is not allowed, or closed by a party",
    "order": "it would come before what must be first",
    "apart": "delegations that avoid each other would come too close",
    "interpretation": "no interpreters are free for its languages",
    "pinned": "a pinned meeting stands in the way",
    "daily_load": "somebody would have too much on that day",
    "day_bounds": "it would not fit into the opening hours",
    "fairness_cap": "breaks would be shared too unevenly",
    "value_held": "it would fit there now, but the run ended before that was found",
}

_LEVELS = {
    "value_held": "Value held",
    "share_floor": "Fair share",
    "form_kept": "Form lost",
    "slack_kept": "Slack lacking",
    "comfort": "Discomfort",
    "stability": "Changes",
}

_UNITS = {
    "value_held": "more is better",
    "share_floor": "delegations with at least 1 to 10 tenths of what they wished for; more is better",
    "form_kept": "hundredths of value; less is better",
    "slack_kept": "minutes; less is better",
    "comfort": "weighted; less is better",
    "stability": "less is better",
}


def day_text(day: date) -> str:
    """Return a date in words: ``Tuesday 11 July 2023``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day_text(day: date) -> str:
    """Return a date for a tab: ``Tue 11 July``."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1]}"


def span_text(days: tuple[date, ...]) -> str:
    """Return the dates of a summit: ``11 - 12 July 2023`` (with an en dash)."""
    first, last = days[0], days[-1]
    if first == last:
        return f"{first.day} {_MONTHS[first.month - 1]} {first.year}"
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{end}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {_MONTHS[first.month - 1]}{year} \u2013 {end}"


def rule_text(rule: str) -> str:
    """Return what a rule of the rule book says when it blocks a start; the rule's own name if it is not known."""
    return _RULES.get(rule, rule)


def reason_text(reason: Reason, num_starts: int) -> str:
    """Return one reason why a meeting was not placed, in words, with how many of its starts it blocks."""
    detail = f" ({reason.detail})" if reason.detail else ""
    return f"{rule_text(reason.rule)}: {reason.num_starts} of {num_starts} starts{detail}"


def level_text(name: str) -> str:
    """Return the heading of a soft level."""
    return _LEVELS.get(name, name)


def level_unit(name: str) -> str:
    """Return what the figures of a soft level count, and which way is better."""
    return _UNITS.get(name, "")


def figure_text(value: int | tuple[int, ...]) -> str:
    """Return the figure of a level; ten counts as a row of numbers."""
    return "\u2009".join(map(str, value)) if isinstance(value, tuple) else f"{value:,}".replace(",", "\u202f")


def gap_text(level: LevelResult) -> str:
    """Return the gap in words: proven, or the percentage that is still open."""
    if level.value == level.bound:
        return "proven optimal"
    return f"within {level.gap * 100:.1f}\u202f%"


def parties_text(parties: tuple[Party, ...]) -> str:
    """Return the names of parties as a heading (with en dashes)."""
    return " \u2013 ".join(party.name for party in parties)


def plain_text(text: str) -> str:
    """Return a text without the control characters that calendars and workbooks cannot hold; lines and tabs stay."""
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
