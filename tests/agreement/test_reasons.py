"""Why meetings were not placed, against the judge, who is shown each way to add them at each start."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations

import pytest

from summitry.planning.reasons import reasons_for
from summitry.rules import judge
from summitry.summit import Assignment, Meeting, Plan, Summit
from tests.agreement import brute_force
from tests.agreement.random_summits import FEATURES, random_summit

CASES = [(seed, frozenset({feature})) for feature in sorted(FEATURES) for seed in range(100, 102)]
CASES += [(seed, frozenset(random.Random(seed).sample(sorted(FEATURES), 4))) for seed in range(50)]


@pytest.mark.parametrize(("seed", "features"), CASES)
def test_reasons_count_what_the_judge_forbids(seed: int, features: frozenset[str]) -> None:
    summit = random_summit(seed, features)
    plans = list(brute_force.enumerate_plans(summit))
    for plan in random.Random(seed).sample(plans, min(len(plans), 4)):
        told = {u.meeting: u for u in reasons_for(summit, plan).unplaced}
        placed = {a.meeting for a in plan.assignments}
        missing = [m for m in summit.to_place() if m.id not in placed]
        assert list(told) == sorted(m.id for m in missing)
        for meeting in missing:
            unplaced = told[meeting.id]
            counted = {reason.rule: reason.num_starts for reason in unplaced.reasons if reason.num_starts}
            assert (unplaced.num_starts, counted) == expected(summit, plan, meeting)


def expected(summit: Summit, plan: Plan, meeting: Meeting) -> tuple[int, dict[str, int]]:
    """Return the number of starts and the counts by rule, as the rule book has them, from the judge alone."""
    by_start: dict[int, list[tuple[Assignment, frozenset[str]]]] = {}
    for option in ways(summit, meeting):
        if within_hours(summit, meeting, option.start):
            by_start.setdefault(option.start, []).append((option, forbidding(summit, plan, option)))
    counts: Counter[str] = Counter()
    for options in by_start.values():
        first_form = [rules for option, rules in options if option.form == options[0][0].form]
        if not all(rules for _, rules in options):
            counts["value_held"] += 1
            continue
        everywhere = frozenset.intersection(*(rules for _, rules in options))
        counts.update(everywhere or frozenset.intersection(*first_form) or frozenset.union(*first_form))
    return len(by_start), dict(counts)


def ways(summit: Summit, meeting: Meeting) -> Iterator[Assignment]:
    """Yield each way to hold a meeting in the rooms that suit it; a form that no room suits without one."""
    suiting: dict[tuple[str, str | None], bool] = {}
    always_open = replace(summit, rooms=tuple(replace(room, open=()) for room in summit.rooms))
    for option in brute_force.candidates(summit, meeting):
        key = (option.form, option.room)
        if key not in suiting:
            found = judge(always_open, Plan(summit=summit.id, assignments=(option,))).violations
            suiting[key] = all(v.rule != "room_fit" for v in found)
    roomless = {form for form, _ in suiting if not any(fits for (f, _), fits in suiting.items() if f == form)}
    homeless = {replace(o, room=None): None for o in brute_force.candidates(summit, meeting) if o.form in roomless}
    fitting = (o for o in brute_force.candidates(summit, meeting) if suiting[o.form, o.room])
    order = [rung.form for rung in summit.ladder(meeting)]
    yield from sorted(chain(fitting, homeless), key=lambda o: order.index(o.form))


def within_hours(summit: Summit, meeting: Meeting, start: int) -> bool:
    return any(
        day.opens <= start and start + rung.duration_min <= day.closes
        for day in summit.days
        for rung in summit.ladder(meeting)
    )


def forbidding(summit: Summit, plan: Plan, option: Assignment) -> frozenset[str]:
    """Return the rules that forbid a meeting to be added like this, whoever interprets."""
    bare = broken_by(summit, plan, option)
    others = frozenset((rule, who) for rule, who in bare if rule != "interpretation")
    known = [p.id for p in summit.interpreters if p.id not in option.attendees]
    teams = chain.from_iterable(combinations(known, size) for size in range(len(known) + 1))
    interpreted = any(broken_by(summit, plan, replace(option, interpreters=team)) == others for team in teams)
    return frozenset(rule for rule, _ in (others if interpreted else bare))


def broken_by(summit: Summit, plan: Plan, option: Assignment) -> frozenset[tuple[str, tuple[str, ...]]]:
    certificate = judge(summit, replace(plan, assignments=(*plan.assignments, option)))
    return frozenset((v.rule, v.who) for v in certificate.violations)
