"""Dates, times, hours and windows: the ways offices write them, and those that cannot be understood one way only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.formats.time_values import Date, Hours, HoursOrTime, LocalTime, Windows, parse_date
from summitry.formats.values import BadValueError, Context, Kind
from summitry.summit import Clock, Interval
from tests.formats.strategies import clocks, windows

CLOCK = Clock("Europe/Vilnius", date(2023, 7, 11))
VILNIUS = Context(clock=CLOCK, dates=(date(2023, 7, 11), date(2023, 7, 12)))
VIENNA = Context(clock=Clock("Europe/Vienna", date(2026, 10, 25)))
DAY = 1440


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-11",
        "2023-7-11",
        "2023/07/11",
        "11.07.2023",
        "11.7.2023",
        "2023-07-11 00:00",
        "2023-07-11 00:00:00",
        "2023-07-11T00:00:00",
    ],
)
def test_the_ways_to_write_a_day(text: str) -> None:
    assert Date().parse(text, VILNIUS) == date(2023, 7, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/07/2023", date(2023, 7, 13)),
        ("07/13/2023", date(2023, 7, 13)),
        ("07/07/2023", date(2023, 7, 7)),
    ],
)
def test_a_day_with_slashes_is_understood_where_there_is_one_reading(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-11 14:00",
        "2023-07-11T14:00",
        "2023-07-11 14:00:00",
        "2023-07-11 14:00:00.000",
        "11.07.2023 14:00",
        "11.7.2023  14:00",
        "2023-07-11 14:00+03:00",
        "2023-07-11T14:00:00+0300",
        "2023-07-11 11:00Z",
        "2023-07-11T11:00:00z",
        "2023-07-11 16:45 +05:45",
    ],
)
def test_the_ways_to_write_a_time(text: str) -> None:
    assert LocalTime().parse(text, VILNIUS) == 14 * 60


@pytest.mark.parametrize(
    ("kind", "text", "message", "expected"),
    [
        (Date(), "11/07/2023", "day and month could be swapped", "2023-07-11 or 2023-11-07"),
        (Date(), "2023-02-30", "there is no such day", "a date such as 2023-07-11"),
        (Date(), "0099-01-01", "not a year of any summit", "a year from 1900 to 2199"),
        (Date(), "tomorrow", "not a date", "a date such as 2023-07-11"),
        (LocalTime(), "11/07/2023 14:00", "day and month could be swapped", "2023-07-11 or 2023-11-07"),
        (
            LocalTime(),
            "2023-07-11",
            "the time of day is missing",
            "2023-07-11 with a time of day, such as 14:00",
        ),
        (LocalTime(), "45118.58", "not a time", "a time such as 2023-07-11 14:00"),
        (LocalTime(), "14:00", "not a time", "a time such as 2023-07-11 14:00"),
        (LocalTime(), "2023-07-11 14:00:30", "times are whole minutes", "a time without seconds"),
        (LocalTime(), "2023-07-11 25:00", "there is no such time of day", "00:00 to 24:00"),
        (LocalTime(), "2023-07-11 14:60", "there is no such time of day", "00:00 to 24:00"),
        (LocalTime(), "2023-07-11 14:00+15:00", "there is no such offset from UTC", "an offset such as +03:00"),
        (Hours(), "noon", "not a time of day", "a time of day such as 09:30"),
        (Hours(), "24:01", "there is no such time of day", "00:00 to 24:00"),
        (
            Windows(),
            "2023-07-11; whenever",
            "'whenever' is no window",
            "2023-07-11, or 2023-07-11 09:00-12:30, or 09:00-12:30, or 2023-07-11 22:00/2023-07-12 01:00",
        ),
    ],
)
def test_a_time_is_refused_with_what_was_expected(kind: Kind, text: str, message: str, expected: str) -> None:
    with pytest.raises(BadValueError) as caught:
        kind.parse(text, VILNIUS)
    assert (str(caught.value), caught.value.expected) == (message, expected)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(BadValueError) as caught:
        LocalTime().parse("2026-03-29 02:30", VIENNA)
    assert str(caught.value) == "2026-03-29 02:30 does not exist in Europe/Vienna: the clocks skip it"


def test_of_a_time_that_happens_twice_it_is_asked_which() -> None:
    with pytest.raises(BadValueError) as caught:
        LocalTime().parse("2026-10-25 02:30", VIENNA)
    assert str(caught.value) == "2026-10-25 02:30 happens twice in Europe/Vienna"
    assert caught.value.expected == "2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"


def test_each_reading_of_a_time_that_happens_twice_is_understood() -> None:
    readings = [LocalTime().parse(f"2026-10-25 02:30{offset}", VIENNA) for offset in ("+02:00", "+01:00", "Z")]
    assert readings == [150, 210, 270]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-07-11", (Interval(0, DAY),)),
        ("2023-07-11 09:00-12:30", (Interval(540, 750),)),
        ("11.07.2023 09:00 \u2013 12:30", (Interval(540, 750),)),
        ("09:00-12:30", (Interval(540, 750), Interval(DAY + 540, DAY + 750))),
        ("2023-07-11 22:00/2023-07-12 01:00", (Interval(1320, 1500),)),
        ("2023-07-11T22:00Z / 2023-07-12 02:00+03:00", (Interval(1500, 1560),)),
        ("13/07/2023 22:00/14/07/2023 01:00", (Interval(2 * DAY + 1320, 2 * DAY + 1500),)),
        ("2023-07-11 22:00-01:00", (Interval(1320, 1500),)),
        ("2023-07-11 22:00-24:00", (Interval(1320, 1440),)),
        ("2023-07-12\n2023-07-11 09:00-10:00;", (Interval(DAY, 2 * DAY), Interval(540, 600))),
        ("2023-07-11 14:00/2023-07-11 13:00", (Interval(840, 780),)),
    ],
)
def test_the_ways_to_write_windows(text: str, value: tuple[Interval, ...]) -> None:
    assert Windows().parse(text, VILNIUS) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Interval(0, DAY), "2023-07-11"),
        (Interval(540, 750), "2023-07-11 09:00-12:30"),
        (Interval(1320, 1440), "2023-07-11 22:00/2023-07-12 00:00"),
    ],
)
def test_windows_are_written_as_short_as_they_can_be(value: Interval, text: str) -> None:
    assert Windows().write((value,), VILNIUS) == text


def test_a_day_on_which_the_clocks_change_is_a_window_of_25_hours() -> None:
    assert Windows().parse("2026-10-25", VIENNA) == (Interval(0, 25 * 60),)


@given(clocks(), st.integers(-5000, 10000))
def test_every_minute_comes_back(clock: Clock, minute: int) -> None:
    context = Context(clock=clock)
    assert LocalTime().parse(LocalTime().write(minute, context), context) == minute
    assert HoursOrTime().parse(HoursOrTime().write(minute, context), context) == minute


@given(clocks(), st.lists(windows()))
def test_every_list_of_windows_comes_back(clock: Clock, value: list[Interval]) -> None:
    context = Context(clock=clock)
    assert Windows().parse(Windows().write(tuple(value), context), context) == tuple(value)


@given(st.integers(0, DAY))
def test_every_time_of_day_comes_back(minutes: int) -> None:
    assert Hours().parse(Hours().write(minutes, VILNIUS), VILNIUS) == minutes
