"""Calendars by RFC 5545 and 7986, read back as a calendar program reads them."""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from summitry.publish.calendar import calendar_ics
from summitry.publish.view import programme_for
from summitry.summit import (
    Assignment,
    Certainty,
    Clock,
    Day,
    Plan,
    Reply,
    ReplyState,
    Summit,
)
from tests.builders import accepted, delegation, meeting, summit
from tests.publish.reading import calendar_of, ics_text
from tests.publish.sample import assigned, big_plan, big_summit, session

MADE_AT = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)
AB = meeting("ab", "A", "B", title="Grain")


def content(facts: Summit, *assignments: Assignment, reader: str | None = "A", sequence: int = 0) -> bytes:
    plan = Plan(summit=facts.id, assignments=assignments)
    return calendar_ics(programme_for(facts, plan, reader), MADE_AT, sequence=sequence)


def events(raw: bytes) -> list[Any]:
    return list(calendar_of(raw).events)


def test_calendar_says_what_it_is() -> None:
    calendar = calendar_of(content(summit(meetings=(AB,)), assigned("ab", 600)))
    names = ("PRODID", "VERSION", "CALSCALE", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE")
    assert [str(calendar[name]) for name in names] == [
        "-//Summitry//Summitry//EN",
        "2.0",
        "GREGORIAN",
        "Test summit: State A",
        "Test summit: State A",
        "Europe/Vienna",
    ]
    assert "METHOD" not in calendar


def test_event_says_whom_when_and_where() -> None:
    facts = summit(meetings=(AB,), place="Vienna")
    (event,) = events(content(facts, assigned("ab", 600, attendees=("a", "b")), sequence=3))
    assert str(event["SUMMARY"]) == "Grain (State B)"
    assert event.start.isoformat() == "2026-06-01T10:00:00+02:00"
    assert event.end.isoformat() == "2026-06-01T10:30:00+02:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Vienna"
    assert (str(event["LOCATION"]), event["SEQUENCE"]) == ("Room, Venue, Vienna", 3)
    assert str(event["DESCRIPTION"]) == "Form: sit-down\nAttend: Head A; Head B"
    assert event["DTSTAMP"].dt == MADE_AT


def test_uid_is_stable_over_plans_and_alike_for_all_parties() -> None:
    facts = summit(meetings=(AB, meeting("ab2", "A", "B")))
    moved = [events(content(facts, assigned("ab", start), reader=reader)) for start in (600, 700) for reader in "AB"]
    uids = {str(event["UID"]) for found in moved for event in found}
    assert len(uids) == 1
    assert uids != {str(event["UID"]) for event in events(content(facts, assigned("ab2", 600)))}
    assert next(iter(uids)).endswith("@test.summitry")


def test_session_and_meeting_of_two_summits_share_no_uid() -> None:
    here, there = (
        {str(event["UID"]) for event in events(content(summit(id=id_, meetings=(AB,)), assigned("ab", 600)))}
        for id_ in ("one", "two")
    )
    assert here.isdisjoint(there)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("PRIVATE", "CONFIRMED", "OPAQUE", "Grain (State B)")),
        ({"confidential": True}, ("CONFIDENTIAL", "CONFIRMED", "OPAQUE", "State A \u2013 State B")),
    ],
)
def test_meeting_is_private_or_confidential(fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    (event,) = events(
        content(summit(meetings=(meeting("ab", "A", "B", title="Grain", **fields),)), assigned("ab", 600))
    )
    assert tuple(str(event[name]) for name in ("CLASS", "STATUS", "TRANSP", "SUMMARY")) == expected


def test_meeting_that_is_not_agreed_is_tentative() -> None:
    pending = (Reply(meeting="ab", delegation="A", reply=ReplyState.ACCEPTED),)
    (event,) = events(content(summit(meetings=(AB,), replies=pending), assigned("ab", 600)))
    assert str(event["STATUS"]) == "TENTATIVE"
    assert "Not every party has accepted yet." in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("PUBLIC", "CONFIRMED", "TRANSPARENT")),
        ({"participants": ("A",)}, ("PUBLIC", "CONFIRMED", "OPAQUE")),
        ({"participants": ("A",), "public": False}, ("PRIVATE", "CONFIRMED", "OPAQUE")),
        ({"certainty": Certainty.ESTIMATED}, ("PUBLIC", "TENTATIVE", "TRANSPARENT")),
    ],
)
def test_session_blocks_only_those_who_attend(fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    (event,) = events(content(summit(sessions=(session("s", 600, 660, **fields),))))
    assert tuple(str(event[name]) for name in ("CLASS", "STATUS", "TRANSP")) == expected


def test_time_zone_is_defined_and_holds_over_the_clock_change() -> None:
    clock = Clock("Europe/Vienna", date(2026, 10, 24))
    facts = summit(clock=clock, days=(Day(date=date(2026, 10, 24), opens=0, closes=32 * 60),), meetings=(AB,))
    for start, local in ((23 * 60, "2026-10-24T23:00:00+02:00"), (28 * 60, "2026-10-25T03:00:00+01:00")):
        raw = content(facts, assigned("ab", start))
        calendar = calendar_of(raw)
        assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Vienna"]
        assert raw.index(b"BEGIN:VTIMEZONE") < raw.index(b"BEGIN:VEVENT")
        # Read by the definition in the file, not by the zone's name.
        zone = calendar.timezones[0].to_tz()
        read = calendar.events[0].start
        assert isinstance(read, datetime)
        assert read.replace(tzinfo=zone).isoformat() == local


def test_hour_that_comes_twice_is_told_in_utc_the_second_time() -> None:
    clock = Clock("Europe/Vienna", date(2026, 10, 25))
    facts = summit(clock=clock, days=(Day(date=date(2026, 10, 25), opens=0, closes=600),), meetings=(AB,))
    starts = [events(content(facts, assigned("ab", start)))[0].start for start in (150, 210)]
    assert [start.astimezone(UTC).hour for start in starts] == [0, 1]
    assert "DTSTART:20261025T013000Z" in ics_text(content(facts, assigned("ab", 210)))


def test_summit_in_utc_needs_no_definition() -> None:
    facts = summit(clock=Clock("UTC", date(2026, 6, 1)), meetings=(AB,))
    raw = content(facts, assigned("ab", 600))
    assert calendar_of(raw).timezones == []
    assert b"DTSTART:20260601T100000Z" in raw


def test_lines_are_folded_at_75_octets_and_end_in_crlf() -> None:
    facts = summit(
        delegations=(delegation("A"), delegation("B", name="대한민국" * 20), delegation("C")), meetings=(AB,)
    )
    raw = content(facts, assigned("ab", 600))
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line] == []
    assert "대한민국" * 20 in ics_text(raw)


def test_any_text_comes_back_as_it_was() -> None:
    title = 'Wheat; rye, "oats"\\n and\nbarley: BEGIN:VEVENT'
    (event,) = events(content(summit(meetings=(meeting("ab", "A", "B", title=title),)), assigned("ab", 600)))
    assert str(event["SUMMARY"]) == f"{title} (State B)"


def test_control_characters_break_no_file() -> None:
    (event,) = events(
        content(summit(meetings=(meeting("ab", "A", "B", title="a\x00b\x0bc\r\nd"),)), assigned("ab", 600))
    )
    assert str(event["SUMMARY"]) == "abc\nd (State B)"


def test_calendar_of_a_busy_summit_is_sound_and_in_order() -> None:
    facts = big_summit()
    programme = programme_for(facts, big_plan(facts), "KOR")
    calendar = calendar_of(calendar_ics(programme, MADE_AT))
    starts = [event.start for event in calendar.events]
    assert len(starts) == len(programme.engagements)
    assert [a for a, b in pairwise(starts) if a > b] == []
    assert calendar.get_missing_tzids() == set()


def test_same_plan_gives_the_same_bytes() -> None:
    facts = summit(meetings=(AB,), replies=accepted(AB))
    assert content(facts, assigned("ab", 600)) == content(facts, assigned("ab", 600))
