"""The people of an invented UN week as facts: delegations, principals, interpreters, their stays and limits."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from summitry.generate.assembly.frame import Frame
from summitry.generate.assembly.meetings import Request
from summitry.generate.assembly.parties import Principal
from summitry.summit import Delegation, Interval, Limit, Person, Presence, Role

_INTERPRETERS = 40
_CAPPED = 0.12  # of the principals, those sought after most
_KEEPS_MEAL = 0.15
_OVERRUNS = 0.04
_MEAL = Interval(12 * 60, 14 * 60 + 30)
_DAY_MIN = 24 * 60


def delegations(people: Sequence[Principal]) -> tuple[Delegation, ...]:
    """Return the delegations."""
    return tuple(
        Delegation(code=one.party.code, name=one.party.name, capacity=one.party.capacity, languages=one.languages)
        for one in people
    )


def principals(week: Frame, people: Sequence[Principal]) -> tuple[Person, ...]:
    """Return the principals; of those sought after most, some are known to overrun."""
    ranked = sorted(people[1:], key=lambda one: -one.sought)
    late = {one.id for one in week.draw.some_of(ranked[: len(ranked) // 4 + 1], max(1, round(_OVERRUNS * len(people))))}
    return tuple(
        Person(
            id=one.id,
            name=f"Head of {one.party.code}",
            delegation=one.party.code,
            role=Role.PRINCIPAL,
            overrun_min=15 if one.id in late else 0,
        )
        for one in people
    )


def presences(people: Sequence[Principal]) -> tuple[Presence, ...]:
    """Return the stays of those who are not there throughout."""
    return tuple(
        Presence(person=one.id, arrival=one.arrival, departure=one.departure)
        for one in people
        if one.arrival is not None or one.departure is not None
    )


def interpreters(week: Frame, asked: Sequence[Request]) -> tuple[Person, ...]:
    """Return interpreters for the pairs of languages that the requests need most, each pair once if there are enough.

    A request needs one where two people share no language. An interpreter works between the English of the one, or the
    first language of one without English, and that of the other, and has English in any case.
    """
    needed = Counter({("en", "fr"): 1, ("en", "es"): 1, ("ar", "en"): 1, ("en", "ru"): 1})  # some come in any case
    for request in asked:
        for one, other in combinations(request.people, 2):
            if not {*one.languages} & {*other.languages}:
                here, there = sorted(("en" if "en" in p.languages else p.languages[0]) for p in (one, other))
                needed[here, there] += 1
    number = week.scale.of(_INTERPRETERS, 4)
    served = dict.fromkeys(needed, 0)
    found: list[Person] = []
    while len(found) < number:
        pair = max(needed, key=lambda pair: (needed[pair] / (served[pair] + 0.1), pair))
        served[pair] += 1
        languages = tuple(dict.fromkeys((*pair, "en")))
        idx = len(found) + 1
        found.append(
            Person(id=f"interpreter-{idx:02}", name=f"Interpreter {idx}", role=Role.INTERPRETER, languages=languages)
        )
    return tuple(found)


def limits(
    week: Frame, people: Sequence[Principal], asked: Sequence[Request], helpers: Sequence[Person]
) -> tuple[Limit, ...]:
    """Return what may be asked of whom: meetings a day, a meal kept free, and the work of interpreters."""
    wanted = Counter(one.id for request in asked for one in request.people)
    ranked = sorted(people[1:], key=lambda one: (-wanted[one.id], one.id))
    capped = {one.id for one in ranked[: max(2, round(_CAPPED * len(people)))]}
    of_people = (_limit(week, one, wanted[one.id], is_capped=one.id in capped) for one in people[1:])
    of_helpers = (Limit(person=one.id, work_in_a_row_min=30, work_a_day_min=240, rest_min=15) for one in helpers)
    return (*(limit for limit in of_people if limit is not None), *of_helpers)


def _limit(week: Frame, one: Principal, num_wanted: int, *, is_capped: bool) -> Limit | None:
    """Return the limit of a principal: as many a day as would hold most of what is asked, sometimes less than all."""
    keeps_meal = week.draw.chance(_KEEPS_MEAL)
    days = sum(1 for day in week.days if day.interval.overlaps(one.stay))
    a_day = max(2, round(num_wanted * week.draw.between(0.92, 1.40) / days)) if is_capped else None
    if not (is_capped or keeps_meal):
        return None
    return Limit(
        person=one.id,
        meetings_a_day=a_day,
        meetings_in_a_row=8 if is_capped else None,
        rest_min=15 if is_capped else None,
        meal=_MEAL if keeps_meal else None,
    )
