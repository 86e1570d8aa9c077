"""The programme of an invented UN week: the opening, the general debate, side events, and what principals keep free."""

from collections import defaultdict
from collections.abc import Sequence

from summitry.generate.assembly.frame import STEP_MIN, Frame
from summitry.generate.assembly.parties import OPENING_MIN, Principal
from summitry.generate.assembly.places import CONFERENCE, HEADQUARTERS, HOTEL, TRANSFER_MIN, Places
from summitry.summit import ClosedWindow, Interval, Session

_SIDE_EVENTS = 48
_PEOPLE_AT = (10, 40)
_AT_HOTEL = 0.35
_CLOSED_A_DAY = 0.6  # of the days of a stay


class Diaries:
    """When each principal is taken already, so that the programme asks nobody to be in two places."""

    def __init__(self) -> None:
        self._taken: defaultdict[str, list[Interval]] = defaultdict(list)

    def is_free(self, principal: Principal, when: Interval) -> bool:
        """Tell whether somebody is there at a time and has nothing else in it."""
        return principal.stay.contains(when) and not any(when.overlaps(taken) for taken in self._taken[principal.id])

    def open_slots(self, principal: Principal, hours: Sequence[Interval]) -> int:
        """Return how many steps of the grid within some hours somebody is there and free."""
        starts = (start for day in hours for start in range(day.start, day.end, STEP_MIN))
        return sum(self.is_free(principal, Interval(start, start + STEP_MIN)) for start in starts)

    def take(self, principal: Principal, when: Interval) -> None:
        """Take a stretch of somebody's time, with the way to another venue before and after."""
        self._taken[principal.id].append(Interval(when.start - TRANSFER_MIN, when.end + TRANSFER_MIN))


def programme(week: Frame, places: Places, people: Sequence[Principal], diaries: Diaries) -> tuple[Session, ...]:
    """Return all sessions, and note in the diaries whom they take when."""
    return (*_opening(week, places, people, diaries), *_debate(places, people, diaries), *_side(week, people, diaries))


def _opening(week: Frame, places: Places, people: Sequence[Principal], diaries: Diaries) -> list[Session]:
    start = week.hours(0).start
    when = Interval(start, start + OPENING_MIN)
    present = [one for one in people if diaries.is_free(one, when)]
    for one in present:
        diaries.take(one, when)
    return [
        Session(
            id="opening",
            title="Opening of the general debate",
            start=when.start,
            end=when.end,
            venue=HEADQUARTERS,
            zone=places.hall(0),
            participants=tuple(one.party.code for one in present),
        )
    ]


def _debate(places: Places, people: Sequence[Principal], diaries: Diaries) -> list[Session]:
    sessions = []
    for one in people:
        diaries.take(one, one.speech)
        sessions.append(
            Session(
                id=f"speech-{one.party.code}",
                title=f"General debate: {one.party.name}",
                kind="speech",
                start=one.speech.start,
                end=one.speech.end,
                venue=HEADQUARTERS,
                zone=places.hall(one.hall_idx),
                participants=(one.party.code,),
            )
        )
    return sessions


def _side(week: Frame, people: Sequence[Principal], diaries: Diaries) -> list[Session]:
    sessions: list[Session] = []
    for idx in range(week.scale.of(_SIDE_EVENTS, 3)):
        hours = week.hours(idx % len(week.days))
        length = STEP_MIN * week.draw.whole(3, 6)
        start = hours.start + STEP_MIN * week.draw.whole(0, (hours.length - length) // STEP_MIN)
        when = Interval(start, start + length)
        free = [one for one in people if diaries.is_free(one, when)]
        number = min(week.draw.whole(*_PEOPLE_AT), len(people) // 2)
        guests = week.draw.weighted(free, [one.sought for one in free], number)
        is_at_hotel = week.draw.chance(_AT_HOTEL)
        if not guests:
            continue
        for one in guests:
            diaries.take(one, when)
        sessions.append(
            Session(
                id=f"side-event-{idx + 1:02}",
                title=f"Side event {idx + 1}",
                kind="side event",
                start=when.start,
                end=when.end,
                venue=HOTEL if is_at_hotel else HEADQUARTERS,
                zone="" if is_at_hotel else CONFERENCE,
                participants=tuple(sorted(one.party.code for one in guests)),
            )
        )
    return sessions


def closed_windows(week: Frame, people: Sequence[Principal], diaries: Diaries) -> tuple[ClosedWindow, ...]:
    """Return what principals and delegations keep for themselves: calls home, the press, a rest."""
    windows = []
    for one in people:
        for day in week.days:
            length = STEP_MIN * week.draw.whole(2, 8)
            start = day.opens + STEP_MIN * week.draw.whole(0, (day.interval.length - length) // STEP_MIN)
            when = Interval(start, start + length)
            if week.draw.chance(_CLOSED_A_DAY) and diaries.is_free(one, when):
                diaries.take(one, when)
                subject = one.party.code if week.draw.chance(0.5) else one.id
                windows.append(ClosedWindow(subject=subject, start=when.start, end=when.end))
    return tuple(windows)
