"""Who comes to an invented UN week: delegations with their principals, when each speaks, and how long they stay."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from summitry.generate.assembly.frame import CLOSES, DATES, MARGIN_MIN, OPENS, STEP_MIN, Frame
from summitry.generate.assembly.states import Party, organisations, states
from summitry.summit import Interval

OPENING_MIN = 90  # of the first day, before the debate begins
SPEECH_MIN = 15
_STATES, _ORGANISATIONS = 193, 15
_DAYS_OF_STAY = {2: 0.25, 3: 0.35, 4: 0.20, 5: 0.08, 6: 0.12}
_TAIL = 1.7  # of the Pareto distribution of how sought after a delegation is
_MOST_SOUGHT = 8.0  # times the least
_THROUGHOUT = 0.08  # the most sought after, who stay all the week
_SPEAKS_TOO = {  # the share of principals of a first language who also work in another
    "en": {"fr": 0.20, "es": 0.05},
    "fr": {"en": 0.75},
    "es": {"en": 0.70, "fr": 0.10},
    "ar": {"en": 0.75, "fr": 0.20},
    "ru": {"en": 0.60},
    "zh": {"en": 0.50},
}
_SPEAKS_TOO_ELSE = {"en": 1.0, "fr": 0.20}


@dataclass(frozen=True)
class Principal:
    """A delegation's principal: languages, how sought after, when they speak, and when they are there.

    `stay` has the margins taken off; `arrival` and `departure` are minutes from the epoch, or ``None`` for one who
    stays throughout.
    """

    party: Party
    id: str
    languages: tuple[str, ...]
    sought: float
    hall_idx: int
    speech: Interval
    stay: Interval
    arrival: int | None = None
    departure: int | None = None


def num_halls(num_parties: int) -> int:
    """Return how many halls a debate of so many speeches needs; one up to somewhat more than the real number."""
    slots = sum(1 for _ in _slots_of_day(0, is_first=True)) + (len(DATES) - 1) * _slots_a_day()
    return math.ceil(num_parties / slots)


def parties(week: Frame) -> tuple[Principal, ...]:
    """Return the principals, the Secretary-General first."""
    chosen = _chosen(week)
    sought = [min(_MOST_SOUGHT, week.draw.pareto(_TAIL)) for _ in chosen]
    slots = [
        (hall_idx, day_idx, start)
        for hall_idx in range(num_halls(len(chosen)))
        for day_idx in range(len(week.days))
        for start in _slots_of_day(week.hours(day_idx).start, is_first=day_idx == 0)
    ]
    speeches = week.draw.some_of(slots, len(chosen))
    at_least = sorted(sought)[-max(1, round(_THROUGHOUT * len(chosen)))]
    return tuple(
        _principal(week, party, weight, speech, is_throughout=idx == 0 or weight >= at_least)
        for idx, (party, weight, speech) in enumerate(zip(chosen, sought, speeches, strict=True))
    )


def _chosen(week: Frame) -> list[Party]:
    """Return the delegations; beyond the real number, second ones of states, as states do send now and then."""
    first, *further = organisations()
    members, bodies = week.scale.of(_STATES, 6), week.scale.of(_ORGANISATIONS, 2)
    return [first, *_at_most(week, further, bodies - 1), *_at_most(week, states(), members)]


def _at_most(week: Frame, known: Sequence[Party], number: int) -> list[Party]:
    second = [party._replace(code=f"{party.code}2", name=f"{party.name} (second delegation)") for party in known]
    taken = week.draw.some_of(known, number)
    return sorted(taken) + sorted(week.draw.some_of(second, number - len(taken)))


def _slots_a_day() -> int:
    return sum(1 for _ in _slots_of_day(0, is_first=False))


def _slots_of_day(opens: int, *, is_first: bool) -> range:
    return range(opens + OPENING_MIN * is_first, opens + CLOSES - OPENS - SPEECH_MIN + 1, SPEECH_MIN)


def _principal(
    week: Frame, party: Party, sought: float, slot: tuple[int, int, int], *, is_throughout: bool
) -> Principal:
    hall_idx, day_idx, start = slot
    speech = Interval(start, start + SPEECH_MIN)
    arrival, departure = (None, None) if is_throughout else _stay(week, day_idx, speech)
    return Principal(
        party=party,
        id=f"{party.code.lower()}-head",
        languages=_languages(week, party.language),
        sought=sought,
        hall_idx=hall_idx,
        speech=speech,
        stay=Interval(
            week.hours(0).start if arrival is None else arrival + MARGIN_MIN,
            week.hours(len(week.days) - 1).end if departure is None else departure - MARGIN_MIN,
        ),
        arrival=arrival,
        departure=departure,
    )


def _languages(week: Frame, first: str) -> tuple[str, ...]:
    """Return the first language and the further ones; whoever's first is none of the official six works in English."""
    others = _SPEAKS_TOO.get(first, _SPEAKS_TOO_ELSE)
    return (first, *(language for language, share in others.items() if week.draw.chance(share)))


def _stay(week: Frame, day_idx: int, speech: Interval) -> tuple[int | None, int | None]:
    """Return arrival and departure of a stay of some days around the day of the speech."""
    length = week.draw.by_share(_DAYS_OF_STAY)
    if length >= len(week.days):
        return None, None
    first = week.draw.whole(max(0, day_idx - length + 1), min(day_idx, len(week.days) - length))
    opens, closes = week.hours(first).start, week.hours(first + length - 1).end
    arrival = opens + STEP_MIN * week.draw.whole(-8, 16)
    departure = closes + STEP_MIN * week.draw.whole(-20, 12)
    return min(arrival, speech.start - MARGIN_MIN), max(departure, speech.end + MARGIN_MIN)
