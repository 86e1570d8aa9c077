from datetime import date
from typing import Any

import pytest

from summitry.summit import Clock, Day
from tests.builders import DAY, meeting
from tests.summit.validation.planted import lines

SECOND = date(2026, 6, 2)


def second(**fields: Any) -> Day:
    sound: dict[str, Any] = {"date": SECOND, "opens": 24 * 60 + 540, "closes": 24 * 60 + 1080}
    return Day(**sound | fields)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"id": ""}, "summit, column id: the summit has no usable id; expected a short name without spaces"),
        (
            {"id": "my summit"},
            "summit, column id: the summit has no usable id (found 'my summit'); expected a short name without spaces",
        ),
        ({"name": " "}, "summit, column name: the summit has no name; expected text"),
        (
            {"host": "D"},
            "summit, column host: no such delegation (found 'D'); expected a code in delegations",
        ),
        (
            {"clock": Clock("Europe/Wien", date(2026, 6, 1))},
            (
                "summit, column time_zone: unknown time zone (found 'Europe/Wien'); "
                "expected an IANA name such as Europe/Vilnius; perhaps 'Europe/Vienna'"
            ),
        ),
        (
            {"clock": Clock("", date(2026, 6, 1))},
            "summit, column time_zone: unknown time zone; expected an IANA name such as Europe/Vilnius",
        ),
        (
            {"clock": Clock("../etc/passwd", date(2026, 6, 1))},
            (
                "summit, column time_zone: unknown time zone (found '../etc/passwd'); "
                "expected an IANA name such as Europe/Vilnius"
            ),
        ),
        ({"days": ()}, "days: the summit has no days; expected a row a day with its opening hours"),
        (
            {
                "clock": Clock("Europe/Vienna", date(2026, 5, 31)),
                "days": (Day(date=date(2026, 6, 1), opens=2000, closes=2100),),
            },
            "days, row 1, column date: minute 0 is midnight of another day (found '2026-06-01'); expected 2026-05-31",
        ),
        (
            {"days": (Day(date=DAY.date, opens=540, closes=540),)},
            (
                "days, row 1, column closes: closes before it opens (found '2026-06-01 09:00'); "
                "expected later than 2026-06-01 09:00"
            ),
        ),
        (
            {"days": (DAY, second(opens=1100))},
            "days, row 2, column opens: opens on another date (found '2026-06-01 18:20'); expected 2026-06-02",
        ),
        (
            {"days": (DAY, second(date=DAY.date, opens=1100))},
            (
                "days, row 2, column date: the days do not follow each other (found '2026-06-01'); "
                "expected later than 2026-06-01"
            ),
        ),
        (
            {"days": (Day(date=DAY.date, opens=540, closes=24 * 60 + 600), second())},
            (
                "days, row 2, column opens: opens before the day before has closed (found '2026-06-02 09:00'); "
                "expected not before 2026-06-02 10:00"
            ),
        ),
    ],
)
def test_a_mistake_in_the_frame_is_named(fields: dict[str, Any], line: str) -> None:
    assert lines(**fields) == [line]


@pytest.mark.parametrize(
    "days",
    [
        pytest.param((Day(date=DAY.date, opens=540, closes=24 * 60 + 120), second()), id="open past midnight"),
        pytest.param(
            (Day(date=DAY.date, opens=540, closes=24 * 60 + 540), second()), id="open until the next day opens"
        ),
        pytest.param((DAY, Day(date=date(2026, 6, 4), opens=3 * 1440 + 540, closes=3 * 1440 + 600)), id="with a gap"),
    ],
)
def test_days_may_close_late_and_leave_gaps(days: tuple[Day, ...]) -> None:
    assert lines(days=days) == []


def test_without_a_time_zone_nothing_else_is_said() -> None:
    clock = Clock("Nowhere", date(2026, 6, 1))
    assert len(lines(clock=clock, name="", meetings=(meeting("m", "A"),))) == 1
