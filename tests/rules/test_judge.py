"""The judge as a whole: the certificate, the register of rules, and a summit over a change of the clocks."""

import inspect
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from summitry.rules import HARD_RULES, SOFT_LEVELS, judge
from summitry.summit import Clock, Day, Interval, Limit, Presence, Summit
from summitry.summit.digest import digest
from tests import builders
from tests.rules.cases import Broken, assign, broken, messages, parts, plan, session

RULE_BOOK = Path(__file__).parents[2] / "docs" / "rules.md"
M, N = builders.meeting("m", "A", "B"), builders.meeting("n", "A", "C")


def test_the_rules_have_the_names_and_order_of_the_rule_book() -> None:
    text = RULE_BOOK.read_text(encoding="utf-8")
    assert list(HARD_RULES) == re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)
    assert [*SOFT_LEVELS, "stability"] == re.findall(r"^\d\. \*\*`(\w+)`\*\*", text, flags=re.MULTILINE)


def test_every_rule_is_a_function_of_its_name_with_its_text() -> None:
    for name, rule in HARD_RULES.items():
        assert rule.__name__ == name
        assert inspect.getdoc(rule)
    for name, level in SOFT_LEVELS.items():
        assert level.figure.__name__ == name


def test_a_clean_plan_gets_a_clean_certificate() -> None:
    summit = builders.summit(meetings=(M, N))
    judged = plan(summit, assign())
    certificate = judge(summit, judged)
    assert certificate.is_clean
    assert certificate.violations == ()
    assert (certificate.num_placed, certificate.num_to_place) == (1, 2)
    assert certificate.plan_digest == digest(judged)
    assert certificate.facts_digest == summit.digest
    assert dict(certificate.values) == {
        "value_held": 4,
        "share_floor": (2, 2, 2, 2, 2, 1, 1, 1, 1, 1),
        "form_kept": 0,
        "slack_kept": 0,
        "comfort": 0,
    }
    assert dict(certificate.comfort_parts) == {
        "break_": 0,
        "idle_minute": 0,
        "venue_change": 0,
        "room_change": 0,
        "off_preference": 0,
    }


def test_the_empty_plan_is_clean() -> None:
    summit = builders.summit(meetings=(M, N))
    assert judge(summit, plan(summit)).is_clean


def test_violations_come_in_the_order_of_the_rule_book() -> None:
    summit = builders.summit(
        meetings=(M, N),
        replies=builders.accepted(M),
        presences=(Presence(person="c", arrival=900),),
        settings=replace(builders.PLAIN, step_min=20),
    )
    found = broken(summit, assign("tea"), assign(), assign("n", 610, attendees=("a", "c")))
    assert [b.rule for b in found] == [
        "well_formed",
        "person_no_overlap",
        "presence",
        "room_no_overlap",
        "consent",
        "consent",
        "day_bounds",
    ]


def clock_change(first_day: date, *, meal: Interval | None = None) -> Summit:
    """Three days in Vienna, the clocks changing in the night to the second, each open from 00:00 to 24:00."""
    clock = Clock("Europe/Vienna", first_day)
    dates = [first_day.replace(day=first_day.day + offset) for offset in range(4)]
    midnights = [clock.midnight(day) for day in dates]
    return builders.summit(
        clock=clock,
        days=tuple(
            Day(date=day, opens=opens, closes=closes)
            for day, opens, closes in zip(dates, midnights, midnights[1:], strict=False)
        ),
        meetings=(M, N),
        limits=(Limit(person="a", meal=meal),) if meal else (),
    )


AUTUMN, SPRING = date(2026, 10, 24), date(2026, 3, 28)


def test_minutes_are_elapsed_minutes_when_the_clocks_go_back() -> None:
    summit = clock_change(AUTUMN)
    # 02:30 happens twice: as minute 1440 + 150, and an hour later.
    first, second = assign(start=1590), assign("n", 1650, attendees=("a", "c"))
    assert broken(summit, first, second) == []
    assert parts(summit, first, second) == {"break_": 1, "idle_minute": 30}
    clash = assign("n", 1605, attendees=("a", "c"), room=None)
    assert messages(summit, first, clash)[0] == (
        "Head A is in A-B 02:30+02:00-02:00+01:00 and in A-C 02:45+02:00-02:15+01:00 on 25 October"
    )


def test_the_long_day_ends_an_hour_later_and_the_short_one_earlier() -> None:
    assert [day.interval.length for day in clock_change(AUTUMN).days] == [1440, 1500, 1440]
    assert [day.interval.length for day in clock_change(SPRING).days] == [1440, 1380, 1440]
    late = clock_change(AUTUMN), 1440 + 1500 - 30
    assert broken(late[0], assign(start=late[1])) == []
    assert broken(late[0], assign(start=late[1] + 5)) == [Broken("day_bounds", (), ("m",), (2915, 2945))]


def test_the_meal_window_stays_at_its_hours_on_the_clock() -> None:
    noon = Interval(720, 780)
    for summit, window in ((clock_change(AUTUMN, meal=noon), 2220), (clock_change(SPRING, meal=noon), 2100)):
        assert broken(summit, assign(start=window + 15)) == [
            Broken("daily_load", ("a",), ("m",), (window, window + 60))
        ]
        assert broken(summit, assign(start=window - 30)) == []
        assert messages(summit, assign(start=window + 15))[0].endswith(f"within 12:00-13:00 on {_day(summit, window)}")


def _day(summit: Summit, minute: int) -> str:
    return f"{summit.clock.at(minute).day} {summit.clock.at(minute):%B}"


def test_an_engagement_after_midnight_belongs_to_the_day_that_is_still_open() -> None:
    days = (
        replace(builders.DAY, closes=1440 + 120),
        Day(date=date(2026, 6, 2), opens=1440 + 480, closes=2800),
    )
    summit = builders.summit(
        meetings=(M, N),
        days=days,
        limits=(Limit(person="a", meetings_a_day=1),),
        sessions=(session(1200, 1300, "C"),),
    )
    late = assign("n", 1440 + 30, attendees=("a", "c"))
    assert broken(summit, assign(start=1380), late) == [Broken("daily_load", ("a",), ("m", "n"), (1380, 1500))]
    assert messages(summit, assign(start=1380), late) == [
        "Head A has 2 meetings on one day, 23:00 on 1 June to 01:00 on 2 June; the limit is 1"
    ]
    assert parts(summit, late) == {"break_": 1, "idle_minute": 170}
