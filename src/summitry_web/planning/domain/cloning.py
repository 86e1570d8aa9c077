"""The next edition of a summit: what stays from one to the next, on other days."""

from dataclasses import replace
from datetime import date

from summitry.formats.template import starting_summit
from summitry.summit import Summit

_STAYING = (
    "delegations",
    "people",
    "venues",
    "zones",
    "transfers",
    "rooms",
    "forms",
    "limits",
    "avoidances",
    "settings",
)


def next_edition(last: Summit, slug: str, name: str, first_day: date) -> Summit:
    """Return the facts to begin with: who takes part, where, and how meetings are held.

    What belongs to the days of the last one is left behind: presence, sessions, requests and replies, closed time,
    pins, and when rooms are open.

    Raises
    ------
    FactsError
        If what stays cannot stand by itself.
    """
    fresh = starting_summit(slug, first_day)
    return replace(
        fresh,
        name=name,
        clock=replace(fresh.clock, zone=last.clock.zone),
        series=last.series,
        host=last.host,
        place=last.place,
        **{field: getattr(last, field) for field in _STAYING if field != "rooms"},
        rooms=tuple(replace(room, open=()) for room in last.rooms),
    )
