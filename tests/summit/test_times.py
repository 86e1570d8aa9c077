from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.summit import AmbiguousTimeError, Clock, Interval, NonexistentTimeError
from summitry.summit.times import union

ZONES = (
    "Africa/Cairo",
    "America/Havana",
    "America/Los_Angeles",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Vilnius",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
)

wall = datetime.fromisoformat  # a naive time, as the clocks of a zone show it

# --- intervals ---

WINDOW = Interval(100, 200)


@pytest.mark.parametrize(
    ("other", "overlaps", "contains"),
    [
        pytest.param(Interval(0, 50), False, False, id="before"),
        pytest.param(Interval(0, 100), False, False, id="touching the start"),
        pytest.param(Interval(0, 150), True, False, id="over the start"),
        pytest.param(Interval(100, 150), True, True, id="within, from the start"),
        pytest.param(Interval(100, 200), True, True, id="equal"),
        pytest.param(Interval(150, 250), True, False, id="over the end"),
        pytest.param(Interval(200, 250), False, False, id="touching the end"),
        pytest.param(Interval(250, 300), False, False, id="after"),
        pytest.param(Interval(50, 250), True, False, id="around"),
    ],
)
def test_two_intervals_in_each_position(other: Interval, overlaps: bool, contains: bool) -> None:
    assert (WINDOW.overlaps(other), other.overlaps(WINDOW)) == (overlaps, overlaps)
    assert WINDOW.contains(other) is contains


def test_length_is_in_minutes() -> None:
    assert Interval(100, 130).length == 30


@pytest.mark.parametrize(
    ("given_", "merged"),
    [
        ([], ()),
        ([(5, 9), (0, 3)], ((0, 3), (5, 9))),
        ([(0, 3), (3, 9)], ((0, 9),)),
        ([(0, 9), (2, 3), (8, 12)], ((0, 12),)),
    ],
)
def test_union_merges_what_overlaps_or_touches(
    given_: list[tuple[int, int]], merged: tuple[tuple[int, int], ...]
) -> None:
    assert union(Interval(*pair) for pair in given_) == tuple(Interval(*pair) for pair in merged)


# --- clock changes ---


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [
        ("Europe/Vilnius", wall("2026-03-29 03:30")),
        ("America/New_York", wall("2026-03-08 02:00")),
        ("Australia/Lord_Howe", wall("2026-10-04 02:15")),  # the clocks go on by half an hour only
        ("Africa/Cairo", wall("2026-04-24 00:00")),  # at midnight
        ("Pacific/Apia", wall("2011-12-30 12:00")),  # a whole day
    ],
)
def test_a_time_that_the_clocks_skip_is_refused(zone: str, skipped: datetime) -> None:
    clock = Clock(zone, date(skipped.year, 1, 1))
    with pytest.raises(NonexistentTimeError) as raised:
        clock.minute_of_local(skipped)
    assert str(raised.value) == f"{skipped:%Y-%m-%d %H:%M} does not exist in {zone}: the clocks skip it"


@pytest.mark.parametrize(
    ("zone", "local", "first", "second"),
    [
        ("Europe/Vilnius", wall("2026-10-25 03:30"), "+03:00", "+02:00"),
        ("America/New_York", wall("2026-11-01 01:00"), "-04:00", "-05:00"),
        ("Australia/Lord_Howe", wall("2026-04-05 01:45"), "+11:00", "+10:30"),
        ("America/Havana", wall("2026-11-01 00:00"), "-04:00", "-05:00"),
    ],
)
def test_a_time_that_happens_twice_is_asked_about(zone: str, local: datetime, first: str, second: str) -> None:
    clock = Clock(zone, date(2026, 1, 1))
    with pytest.raises(AmbiguousTimeError) as raised:
        clock.minute_of_local(local)
    plain = f"{local:%Y-%m-%d %H:%M}"
    assert str(raised.value) == f"{plain} happens twice in {zone}; write {plain}{first} or {plain}{second}"
    readings = [clock.minute_of(raised.value.first), clock.minute_of(raised.value.second)]
    assert [clock.text(minute) for minute in readings] == [plain + first, plain + second]


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("Europe/Vilnius", wall("2026-03-29 02:59")),
        ("Europe/Vilnius", wall("2026-03-29 04:00")),
        ("Europe/Vilnius", wall("2026-10-25 02:59")),
        ("Europe/Vilnius", wall("2026-10-25 04:00")),
        ("Australia/Lord_Howe", wall("2026-10-04 02:30")),
        ("Asia/Tokyo", wall("2026-03-29 02:30")),  # no summer time
    ],
)
def test_the_times_beside_a_clock_change_are_plain(zone: str, local: datetime) -> None:
    clock = Clock(zone, date(2026, 1, 1))
    assert clock.text(clock.minute_of_local(local)) == f"{local:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "first_day", "local", "minute"),
    [
        # 2026-03-28T22:00Z to 2026-03-29T21:00Z: a day of 23 hours
        ("Europe/Vilnius", date(2026, 3, 29), wall("2026-03-30 00:00"), 23 * 60),
        # 2026-10-24T21:00Z to 2026-10-25T22:00Z: a day of 25 hours
        ("Europe/Vilnius", date(2026, 10, 25), wall("2026-10-26 00:00"), 25 * 60),
        # 2026-10-03T13:30Z to 2026-10-04T13:00Z: half an hour less
        ("Australia/Lord_Howe", date(2026, 10, 4), wall("2026-10-05 00:00"), 23 * 60 + 30),
        # 2026-04-04T13:00Z to 2026-04-05T13:30Z: half an hour more
        ("Australia/Lord_Howe", date(2026, 4, 5), wall("2026-04-06 00:00"), 24 * 60 + 30),
        # 2026-04-23T22:00Z, where midnight is skipped, to 2026-04-24T00:00Z
        ("Africa/Cairo", date(2026, 4, 24), wall("2026-04-24 03:00"), 2 * 60),
        # 2026-03-28T15:00Z to 2026-03-29T15:00Z
        ("Asia/Tokyo", date(2026, 3, 29), wall("2026-03-30 00:00"), 24 * 60),
        # 2026-05-31T22:00Z, counted back to 2026-05-31T21:45Z
        ("Europe/Vienna", date(2026, 6, 1), wall("2026-05-31 23:45"), -15),
    ],
)
def test_minutes_are_elapsed_minutes(zone: str, first_day: date, local: datetime, minute: int) -> None:
    assert Clock(zone, first_day).minute_of_local(local) == minute


def test_an_hour_after_the_change_is_at_its_instant() -> None:
    clock = Clock("Europe/Vilnius", date(2026, 3, 28))
    assert clock.utc(clock.minute_of_local(wall("2026-03-28 12:00"))) == datetime(2026, 3, 28, 10, tzinfo=UTC)
    assert clock.utc(clock.minute_of_local(wall("2026-03-29 12:00"))) == datetime(2026, 3, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "minute"),
    [
        ("Africa/Cairo", date(2026, 4, 24), 24 * 60),  # starts at 01:00
        ("Africa/Cairo", date(2026, 4, 25), 24 * 60 + 23 * 60),
        ("America/Havana", date(2026, 11, 1), 24 * 60),  # midnight happens twice: the first
    ],
)
def test_a_day_begins_at_its_first_instant(zone: str, day: date, minute: int) -> None:
    eve = {"Africa/Cairo": date(2026, 4, 23), "America/Havana": date(2026, 10, 31)}[zone]
    assert Clock(zone, eve).midnight(day) == minute


@pytest.mark.parametrize(
    ("day", "wall_min", "minute"),
    [
        (date(2026, 3, 28), 12 * 60, 12 * 60),
        (date(2026, 3, 29), 3 * 60 + 30, 24 * 60 + 3 * 60 + 30),  # skipped: 01:30Z, when the clocks show 04:30
        (date(2026, 3, 29), 12 * 60, 24 * 60 + 11 * 60),
        (date(2026, 3, 29), 24 * 60, 24 * 60 + 23 * 60),
    ],
)
def test_an_hour_of_a_day_is_what_the_clocks_show(day: date, wall_min: int, minute: int) -> None:
    assert Clock("Europe/Vilnius", date(2026, 3, 28)).minute_of_hour(day, wall_min) == minute


def test_an_hour_that_happens_twice_means_the_first() -> None:
    day = date(2026, 10, 25)
    assert Clock("Europe/Vilnius", day).minute_of_hour(day, 3 * 60 + 30) == 3 * 60 + 30


# --- instants ---


def test_an_instant_of_any_zone_has_its_minute_and_seconds_are_dropped() -> None:
    clock = Clock("Europe/Vilnius", date(2023, 7, 11))  # 2023-07-10T21:00Z
    assert clock.minute_of(datetime(2023, 7, 11, 4, 45, 59, tzinfo=UTC)) == 7 * 60 + 45
    assert clock.minute_of(datetime(2023, 7, 10, 20, 59, 30, tzinfo=UTC)) == -1


def test_an_instant_needs_a_zone_and_a_local_time_has_none() -> None:
    clock = Clock("Europe/Vilnius", date(2023, 7, 11))
    with pytest.raises(ValueError, match="an instant must carry its time zone"):
        clock.minute_of(wall("2023-07-11 00:00"))
    with pytest.raises(ValueError, match="a wall-clock time carries no time zone"):
        clock.minute_of_local(datetime(2023, 7, 11, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "local"), [("Asia/Tokyo", wall("0001-01-01 00:00")), ("America/New_York", wall("9999-12-31 23:59"))]
)
def test_a_time_beyond_the_calendar_is_refused(zone: str, local: datetime) -> None:
    with pytest.raises(NonexistentTimeError) as raised:
        Clock(zone, date(2026, 1, 1)).minute_of_local(local)
    assert str(raised.value) == f"{local:%Y-%m-%d %H:%M} lies beyond the calendar"


def test_times_are_written_as_the_clocks_show_them() -> None:
    clock = Clock("Europe/Vilnius", date(2023, 7, 11))
    assert clock.text(7 * 60 + 45) == "2023-07-11 07:45"
    assert clock.hour_text(24 * 60 + 5) == "00:05"
    assert clock.at(0).isoformat() == "2023-07-11T00:00:00+03:00"


@given(
    zone=st.sampled_from(ZONES),
    first_day=st.dates(date(1990, 1, 1), date(2037, 12, 31)),
    minute=st.integers(-2 * 366 * 24 * 60, 2 * 366 * 24 * 60),
)
def test_what_is_written_is_read_back(zone: str, first_day: date, minute: int) -> None:
    clock = Clock(zone, first_day)
    text = clock.text(minute)
    read = datetime.fromisoformat(text)
    assert (clock.minute_of(read) if read.tzinfo else clock.minute_of_local(read)) == minute


@given(
    zone=st.sampled_from(ZONES),
    first_day=st.dates(date(1990, 1, 1), date(2037, 12, 31)),
    later=st.integers(0, 800),
)
def test_a_day_begins_when_the_clocks_first_show_its_date(zone: str, first_day: date, later: int) -> None:
    clock, day = Clock(zone, first_day), first_day + timedelta(days=later)
    minute = clock.midnight(day)
    assert clock.at(minute - 1).date() < day <= clock.at(minute).date()
