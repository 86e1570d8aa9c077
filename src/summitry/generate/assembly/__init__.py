"""An invented high-level week of the General Assembly of the United Nations."""

from summitry.generate.assembly import meetings, people, programme
from summitry.generate.assembly.frame import CLOCK, SETTINGS, frame
from summitry.generate.assembly.parties import num_halls, parties
from summitry.generate.assembly.places import places
from summitry.summit import Summit


def un_week(seed: int, scale: float = 1.0) -> Summit:
    """Return an invented UN week: states and organisations, booths, a general debate, and agreed requests to place.

    Parameters
    ----------
    seed
        The same seed and scale give the same week on any machine.
    scale
        Factor on the numbers of delegations, rooms, side events and requests, from 0.01 to 2; the six days of forty
        quarter hours stay. At 1 there are 193 states, 15 organisations, 50 booths and 2,400 requests.

    Raises
    ------
    SummitryError
        If the scale is out of range.
    """
    week = frame(seed, scale)
    heads = parties(week)
    there = places(week, num_halls(len(heads)))
    diaries = programme.Diaries()
    sessions = programme.programme(week, there, heads, diaries)
    closed = programme.closed_windows(week, heads, diaries)
    avoided = meetings.avoidances(week, heads)
    asked = meetings.requests(week, heads, avoided, diaries)
    helpers = people.interpreters(week, asked)
    return Summit(
        id=f"un-week-{seed}",
        name=f"UN week (invented, seed {seed})",
        note=f"Invented by summitry generate un-week, seed {seed}, scale {scale:g}.",
        clock=CLOCK,
        days=week.days,
        settings=SETTINGS,
        delegations=people.delegations(heads),
        people=(*people.principals(week, heads), *helpers),
        presences=people.presences(heads),
        venues=there.venues,
        zones=there.zones,
        transfers=there.transfers,
        rooms=there.rooms,
        sessions=sessions,
        forms=meetings.FORMS,
        meetings=tuple(request.meeting for request in asked),
        replies=meetings.replies(week, asked),
        closed=closed,
        avoidances=avoided,
        orders=meetings.orders(week, asked),
        limits=people.limits(week, heads, asked, helpers),
    )
