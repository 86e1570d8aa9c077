"""The agreed requests of an invented UN week, and what each party says of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summitry.generate.assembly.frame import Frame
from summitry.generate.assembly.parties import Principal
from summitry.generate.assembly.places import HEADQUARTERS, HOTEL, MISSIONS
from summitry.generate.assembly.programme import Diaries
from summitry.generate.requests import paired, shared_out
from summitry.summit import Avoidance, Form, Interval, Meeting, Order, Priority, Reply, ReplyState, Rung

FORMS = (
    Form(name="booth", duration_min=15),
    Form(name="table", duration_min=30),
    Form(name="standing", duration_min=15, needs_room=False),
)
_REQUESTS, _MINILATERALS = 2_400, 60
_BUSIEST, _SECOND_BUSIEST, _LEAST = 140, 90, 3
_BOOKED = 0.65  # of what the programme leaves of a stay, the most that a principal agrees to
_AVOIDANCES = 12
_LEAST_TOGETHER_MIN = 240  # of two stays, for a request to be agreed at all
_VENUES = {HEADQUARTERS: 0.88, HOTEL: 0.07, MISSIONS: 0.05}
_HEAD_COUNTS = {None: 0.70, 6: 0.16, 8: 0.10, 12: 0.04}
_ORDERED, _AFTER_SPEECH = 0.02, 0.01
_FEW = 4  # orders at any scale, about
_PREFERS = 0.20
_ASKED = {Priority.MUST: 0.18, Priority.HIGH: 0.32, Priority.NORMAL: 0.38, Priority.LOW: 0.12}
_WAS_ASKED = {Priority.MUST: 0.06, Priority.HIGH: 0.20, Priority.NORMAL: 0.48, Priority.LOW: 0.26}


@dataclass(frozen=True)
class Request:
    """A meeting to be, with those who come."""

    meeting: Meeting
    people: tuple[Principal, ...]

    @property
    def together(self) -> Interval:
        """When all are there."""
        return together(*self.people)


def together(*people: Principal) -> Interval:
    """Return the stretch of time in which all of them are there; of no length or less if there is none."""
    return Interval(max(one.stay.start for one in people), min(one.stay.end for one in people))


def avoidances(week: Frame, people: Sequence[Principal]) -> tuple[Avoidance, ...]:
    """Return pairs of delegations that must not see each other; never the Secretary-General."""
    shuffled = week.draw.shuffled(people[1:])
    pairs = list(pairwise(shuffled))[::2]
    return tuple(
        Avoidance(first=one.party.code, second=other.party.code, gap_min=week.draw.one_of((0, 15, 30)))
        for one, other in pairs[: week.scale.of(_AVOIDANCES, 2)]
    )


def requests(
    week: Frame, people: Sequence[Principal], avoided: Sequence[Avoidance], diaries: Diaries
) -> tuple[Request, ...]:
    """Return the agreed requests: bilaterals by how sought after both are, and a few minilaterals.

    Nobody but the Secretary-General has agreed to more than a share of the time the programme leaves.
    """
    hostile = {frozenset((pair.first, pair.second)) for pair in avoided}

    def can_meet(one: Principal, other: Principal) -> bool:
        pair = frozenset((one.party.code, other.party.code))
        return pair not in hostile and together(one, other).length >= _LEAST_TOGETHER_MIN

    hours = [day.interval for day in week.days]
    most = [max(_LEAST, int(_BOOKED * diaries.open_slots(one, hours))) for one in people]
    groups = [*_bilateral(week, people, most, can_meet), *_minilateral(week, people, can_meet)]
    return tuple(
        Request(_meeting(week, f"m{idx + 1:04}", group), group) for idx, group in enumerate(week.draw.shuffled(groups))
    )


CanMeet = Callable[[Principal, Principal], bool]


def _bilateral(
    week: Frame, people: Sequence[Principal], most: Sequence[int], can_meet: CanMeet
) -> list[tuple[Principal, ...]]:
    others = len(people) - 1
    busiest = min(_BUSIEST, 2 * others)
    repeats = -(-busiest // others)
    seats = 2 * (week.scale.of(_REQUESTS, 24) - week.scale.of(_MINILATERALS, 2)) - busiest
    numbers = shared_out(
        seats,
        [one.sought for one in people[1:]],
        least=_LEAST,
        most=[min(cap, _SECOND_BUSIEST, repeats * others) for cap in most[1:]],
    )
    pairs = paired(
        week.draw,
        [busiest, *numbers],
        most_repeats=repeats,
        can_meet=lambda one, other: can_meet(people[one], people[other]),
    )
    return [(people[one], people[other]) for one, other in pairs]


def _minilateral(week: Frame, people: Sequence[Principal], can_meet: CanMeet) -> list[tuple[Principal, ...]]:
    groups = []
    for _ in range(week.scale.of(_MINILATERALS, 2)):
        group: list[Principal] = []
        number = week.draw.whole(3, 5)
        for one in week.draw.weighted(people, [one.sought for one in people], len(people)):
            suits = together(*group, one).length >= _LEAST_TOGETHER_MIN
            if len(group) < number and suits and all(can_meet(one, other) for other in group):
                group.append(one)
        groups.append(tuple(group))
    return [group for group in groups if len(group) >= 3]


def _meeting(week: Frame, id_: str, group: tuple[Principal, ...]) -> Meeting:
    asks = min(group, key=lambda one: (one.sought, one.id))
    is_bilateral = len(group) == 2
    venue = week.draw.by_share(_VENUES)
    is_private = venue == HEADQUARTERS and week.draw.chance(0.06)
    return Meeting(
        id=id_,
        kind="bilateral" if is_bilateral else "minilateral",
        parties=tuple(one.party.code for one in group),
        requested_by=asks.party.code,
        ladder=() if is_bilateral else (Rung("table", 30), Rung("standing", 15)),
        head_count=week.draw.by_share(_HEAD_COUNTS) if is_bilateral else None,
        venues=(venue,),
        features=("secure",) if is_private else ("screen",) if week.draw.chance(0.05) else (),
        allowed=_allowed(week, together(*group)) if week.draw.chance(0.03) else (),
        bonus=5 if week.draw.chance(0.02) else 0,
        confidential=week.draw.chance(0.03),
    )


def _allowed(week: Frame, common: Interval) -> tuple[Interval, ...]:
    """Return one day on which all are there, as the only one on which the meeting may be."""
    days = [day for day in week.days if common.contains(day.interval)]
    return (week.draw.one_of(days).interval,) if days else ()


def replies(week: Frame, asked: Sequence[Request]) -> tuple[Reply, ...]:
    """Return what each party says: yes, how much it matters to it, and for some when it would rather be."""
    return tuple(
        Reply(
            meeting=request.meeting.id,
            delegation=code,
            reply=ReplyState.ACCEPTED,
            priority=week.draw.by_share(_ASKED if code == request.meeting.requested_by else _WAS_ASKED),
            preferred=_preferred(week, request.together) if week.draw.chance(_PREFERS) else (),
        )
        for request in asked
        for code in request.meeting.parties
    )


def _preferred(week: Frame, common: Interval) -> tuple[Interval, ...]:
    """Return a morning or an afternoon in which all are there."""
    halves = [
        half
        for day in week.days
        for half in (Interval(day.opens, day.opens + 300), Interval(day.opens + 300, day.closes))
        if half.overlaps(common)
    ]
    return (week.draw.one_of(halves),)


def orders(week: Frame, asked: Sequence[Request]) -> tuple[Order, ...]:
    """Return which meeting must come before which: two of one party, or a speech first.

    Meetings are ordered as they are numbered, so that no orders go round in a circle.
    """
    found = []
    by_party: dict[str, list[Request]] = {}
    ordered = max(_ORDERED, _FEW / len(asked))
    for request in asked:
        speaker = week.draw.one_of(request.people)
        earlier = by_party.setdefault(speaker.party.code, [])
        if earlier and week.draw.chance(ordered):
            before = week.draw.one_of(earlier)
            if before.together.start + _LEAST_TOGETHER_MIN <= request.together.end - _LEAST_TOGETHER_MIN:
                gap_min = week.draw.one_of((0, 0, 60))
                found.append(Order(before=before.meeting.id, after=request.meeting.id, gap_min=gap_min))
        elif speaker.speech.end + _LEAST_TOGETHER_MIN <= request.together.end and week.draw.chance(_AFTER_SPEECH):
            found.append(Order(before=f"speech-{speaker.party.code}", after=request.meeting.id))
        for one in request.people:
            by_party.setdefault(one.party.code, []).append(request)
    return tuple(found)
