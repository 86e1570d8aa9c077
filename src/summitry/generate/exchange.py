"""An invented trade exchange: sellers at their own tables, buyers who walk from one to the next."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summitry.generate.draw import Draw
from summitry.generate.requests import shared_out
from summitry.generate.scale import Scale
from summitry.summit import (
    Capacity,
    Clock,
    ClosedWindow,
    ComfortWeights,
    Day,
    Delegation,
    Form,
    Interval,
    Meeting,
    Person,
    Presence,
    Priority,
    Reply,
    ReplyState,
    Role,
    Room,
    Settings,
    Summit,
    Transfer,
    Venue,
)

_DATES = tuple(date(2026, 5, day) for day in range(11, 15))
_CLOCK = Clock("Australia/Brisbane", _DATES[0])
_OPENS, _SLOT_MIN, _SLOTS_A_DAY = 9 * 60, 18, 25
_TALK_MIN = 15
_NUM_SLOTS = len(_DATES) * _SLOTS_A_DAY

_SELLERS, _BUYERS, _APPOINTMENTS, _HALLS = 1_600, 700, 60_000, 8
_BUYER_SPREAD = 0.08  # deviation of what a buyer asks for, as a share of the mean
_SELLER_SPREAD = 0.45  # deviation of the logarithm of what a seller is asked for
_MOST_OF_A_BUYER, _MOST_OF_A_SELLER = 96, 90
_INTEREST = 0.8  # deviation of the logarithm of a buyer's interest in a hall
_MOST_CLOSED = 12  # slots that one keeps for something else
_SPARE = 3  # open slots beyond its appointments, which each keeps at least
_OVERBOOKED, _MOST_OVER = 0.03, 4  # the share of buyers that do not, and how many they are short of at most
_COMES_LATE, _LEAVES_EARLY = 0.05, 0.08
_PREFERS = 0.12
_WANTED = {Priority.MUST: 0.08, Priority.HIGH: 0.22, Priority.NORMAL: 0.45, Priority.LOW: 0.25}


@dataclass(frozen=True)
class _Party:
    """A seller or a buyer: the delegation's code, the hall of the table (of a seller), how many appointments."""

    code: str
    number: int
    hall: str = ""

    @property
    def person(self) -> str:
        """Id of the one person who comes."""
        return f"{self.code.lower()}-head"

    @property
    def table(self) -> str:
        """Id of a seller's own table."""
        return f"table-{self.code[1:]}"


def trade_exchange(seed: int, scale: float = 1.0) -> Summit:
    """Return an invented trade exchange: 15-minute appointments of buyers at the tables of sellers, to be placed.

    Parameters
    ----------
    seed
        The same seed and scale give the same exchange on any machine.
    scale
        Factor on the numbers of sellers, buyers and tables, and so on that of appointments, from 0.01 to 2; the four
        days of 25 slots stay. At 1 there are 1,600 sellers, 700 buyers, 8 halls and 60,000 appointments.

    Raises
    ------
    SummitryError
        If the scale is out of range.
    """
    size, draw = Scale(scale), Draw(seed, "trade-exchange")
    halls = tuple(Venue(id=f"hall-{idx + 1}", name=f"Hall {idx + 1}") for idx in range(min(_HALLS, size.of(_HALLS, 3))))
    buyers, sellers = _parties(draw, size, [hall.id for hall in halls])
    people = (*sellers, *buyers)
    appointments = _appointments(draw, buyers, sellers)
    diaries = _diaries(draw, people)
    return Summit(
        id=f"trade-exchange-{seed}",
        name=f"Trade exchange (invented, seed {seed})",
        note=f"Invented by summitry generate trade-exchange, seed {seed}, scale {scale:g}.",
        clock=_CLOCK,
        days=_days(),
        settings=Settings(
            step_min=_SLOT_MIN,
            room_change_min=_SLOT_MIN - _TALK_MIN,
            arrival_margin_min=0,
            departure_margin_min=0,
            departure_buffer_min=0,
            last_before_departure_min=0,
            seats_a_party=1,
            comfort=ComfortWeights(room_change=0),
        ),
        delegations=tuple(_delegation(party) for party in people),
        people=tuple(
            Person(id=party.person, name=_delegation(party).name, delegation=party.code, role=Role.PRINCIPAL)
            for party in people
        ),
        presences=_presences(diaries),
        venues=halls,
        transfers=tuple(
            Transfer(origin=one.id, destination=other.id, minutes=_SLOT_MIN - _TALK_MIN)
            for idx, one in enumerate(halls)
            for other in halls[idx + 1 :]
        ),
        rooms=tuple(
            Room(id=party.table, name=f"Table {party.code[1:]}", venue=party.hall, seats=2) for party in sellers
        ),
        forms=(Form(name="appointment", duration_min=_TALK_MIN),),
        meetings=tuple(
            Meeting(
                id=f"a{idx + 1:06}",
                kind="appointment",
                parties=(seller.code, buyer.code),
                requested_by=(seller if draw.chance(0.4) else buyer).code,
                rooms=(seller.table,),
            )
            for idx, (seller, buyer) in enumerate(appointments)
        ),
        replies=_replies(draw, appointments),
        closed=_closed(diaries),
    )


def _days() -> tuple[Day, ...]:
    midnights = (_CLOCK.midnight(day) for day in _DATES)
    length = _SLOTS_A_DAY * _SLOT_MIN
    return tuple(
        Day(date=day, opens=midnight + _OPENS, closes=midnight + _OPENS + length)
        for day, midnight in zip(_DATES, midnights, strict=True)
    )


def _delegation(party: _Party) -> Delegation:
    what = "Seller" if party.hall else "Buyer"
    capacity = Capacity.MEMBER if party.hall else Capacity.INVITEE
    return Delegation(code=party.code, name=f"{what} {party.code[1:]}", capacity=capacity, groups=(f"{what.lower()}s",))


def _parties(draw: Draw, size: Scale, halls: Sequence[str]) -> tuple[list[_Party], list[_Party]]:
    """Return buyers and sellers, and for how many appointments each; both sides add up to the same number.

    At the smallest scales there are too few sellers to give a buyer a full diary of different ones.
    """
    num_buyers, num_sellers = size.of(_BUYERS, 4), size.of(_SELLERS, 10)
    most_of_buyer, most_of_seller = min(_MOST_OF_A_BUYER, num_sellers), min(_MOST_OF_A_SELLER, num_buyers)
    total = min(size.of(_APPOINTMENTS, 100), num_buyers * num_sellers * 3 // 4)
    of_buyers = shared_out(
        total,
        [max(0.3, draw.normal(1, _BUYER_SPREAD)) for _ in range(num_buyers)],
        least=1,
        most=[most_of_buyer] * num_buyers,
    )
    of_sellers = shared_out(
        total,
        [math.exp(draw.normal(0, _SELLER_SPREAD)) for _ in range(num_sellers)],
        least=1,
        most=[most_of_seller] * num_sellers,
    )
    tables = draw.shuffled([halls[idx * len(halls) // num_sellers] for idx in range(num_sellers)])
    return (
        [_Party(f"B{idx + 1:04}", number) for idx, number in enumerate(of_buyers)],
        [
            _Party(f"S{idx + 1:04}", number, hall)
            for idx, (number, hall) in enumerate(zip(of_sellers, sorted(tables), strict=True))
        ],
    )


def _appointments(draw: Draw, buyers: Sequence[_Party], sellers: Sequence[_Party]) -> list[tuple[_Party, _Party]]:
    """Return who meets whom, no two twice: each buyer in turn asks sellers with room left, more in halls that interest.

    The weight of a seller is the square of what is left, so that none is left with more than the buyers to come.
    """
    left = {seller.code: seller.number for seller in sellers}
    halls = sorted({seller.hall for seller in sellers})
    pairs = []
    for buyer in buyers:
        interest = {hall: math.exp(draw.normal(0, _INTEREST)) for hall in halls}
        weights = [interest[seller.hall] * left[seller.code] ** 2 for seller in sellers]
        for seller in draw.weighted(sellers, weights, buyer.number):
            left[seller.code] -= 1
            pairs.append((seller, buyer))
    return draw.shuffled(pairs)


def _replies(draw: Draw, appointments: Sequence[tuple[_Party, _Party]]) -> tuple[Reply, ...]:
    halves = [half for day in _days() for half in _halves(day)]
    return tuple(
        Reply(
            meeting=f"a{idx + 1:06}",
            delegation=party.code,
            reply=ReplyState.ACCEPTED,
            priority=draw.by_share(_WANTED),
            preferred=(draw.one_of(halves),) if draw.chance(_PREFERS) else (),
        )
        for idx, pair in enumerate(appointments)
        for party in pair
    )


def _halves(day: Day) -> tuple[Interval, Interval]:
    middle = day.opens + (_SLOTS_A_DAY // 2) * _SLOT_MIN
    return Interval(day.opens, middle), Interval(middle, day.closes)


@dataclass
class _Diary:
    """What one party keeps off: coming late, leaving early, closed slots; `left` counts the slots it may still lose."""

    party: _Party
    left: int
    arrives_after: int = 0
    leaves_before: int = 0
    closed: tuple[int, ...] = ()


def _diaries(draw: Draw, people: Sequence[_Party]) -> list[_Diary]:
    """Return what each keeps off. Most leave more slots open than they have appointments, a few buyers too few."""
    diaries = []
    for party in people:
        diary = _Diary(party, _NUM_SLOTS - party.number - _SPARE)
        if not party.hall and draw.chance(_OVERBOOKED):
            diary.left += _SPARE + draw.whole(1, _MOST_OVER)
            diary.closed = _some_slots(draw, diary.left)
        else:
            if draw.chance(_COMES_LATE):
                diary.arrives_after = _lost(diary, draw.whole(2, 12))
            if draw.chance(_LEAVES_EARLY):
                diary.leaves_before = _lost(diary, draw.whole(2, 12))
            diary.closed = _some_slots(draw, _lost(diary, draw.whole(0, _MOST_CLOSED)))
        diaries.append(diary)
    return diaries


def _lost(diary: _Diary, slots: int) -> int:
    """Take slots off a diary, as many as it may lose."""
    lost = max(0, min(slots, diary.left))
    diary.left -= lost
    return lost


def _some_slots(draw: Draw, number: int) -> tuple[int, ...]:
    """Return the starts of some slots, anywhere in the four days, in order."""
    starts = [day.opens + _SLOT_MIN * idx for day in _days() for idx in range(_SLOTS_A_DAY)]
    return tuple(sorted(draw.some_of(starts, number)))


def _presences(diaries: Sequence[_Diary]) -> tuple[Presence, ...]:
    """Return the stays of the few who come on the first day after it has begun, or leave on the last before its end."""
    first, *_, last = _days()
    return tuple(
        Presence(
            person=diary.party.person,
            arrival=first.opens + _SLOT_MIN * diary.arrives_after if diary.arrives_after else None,
            departure=last.closes - _SLOT_MIN * diary.leaves_before if diary.leaves_before else None,
        )
        for diary in diaries
        if diary.arrives_after or diary.leaves_before
    )


def _closed(diaries: Sequence[_Diary]) -> tuple[ClosedWindow, ...]:
    """Return the slots that each keeps for something else."""
    return tuple(
        ClosedWindow(subject=diary.party.code, start=start, end=start + _TALK_MIN)
        for diary in diaries
        for start in diary.closed
    )
