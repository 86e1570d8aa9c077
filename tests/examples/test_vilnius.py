"""The summit in Vilnius: a real one, so its facts must be whole, sourced, and free of contradictions."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest

from summitry.summit import Assignment, Capacity, Recorded, ReplyState, Role, Summit
from summitry.summit.fact import Fact
from tests.examples.examples import example, ordered, overlapping_sessions, possible_alone, violations

DATA = Path(__file__).parents[3] / "shared" / "data" / "vilnius-2023"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the collected facts are not at {DATA}")

NEVER_PLACED = {"pull-aside", "chance encounter", "ceremony"}
BALTIC_TALK = "JPN-EST-LVA-LTU"
RECORDED_ROOM = {"AP4": "hotel-room", "KOR-JPN": "hotel-room", "JPN-LTU": "restaurant-room", BALTIC_TALK: None}


@pytest.fixture(scope="module")
def summit() -> Summit:
    return example("vilnius-2023")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _facts(summit: Summit) -> Iterable[tuple[str, Fact]]:
    for field in fields(summit):
        table = getattr(summit, field.name)
        if isinstance(table, tuple):
            yield from ((field.name, row) for row in table)


# --- what is in it ---


def test_the_summit_has_its_43_participants_each_with_a_principal(summit: Summit) -> None:
    assert len(summit.delegations) == 43
    assert set(summit.principal_by_delegation) == {d.code for d in summit.delegations}
    assert len(summit.codes_by_group["members"]) == 31
    assert set(summit.codes_by_group["AP4"]) == {"KOR", "JPN", "AUS", "NZL"}
    assert set(summit.codes_by_group["G7"]) == {"USA", "GBR", "FRA", "DEU", "ITA", "CAN", "JPN"}


def test_lithuania_is_the_host_and_one_of_the_members(summit: Summit) -> None:
    assert summit.host == "LTU"
    assert summit.delegation_by_code["LTU"].capacity is Capacity.HOST
    assert "members" in summit.delegation_by_code["LTU"].groups


def test_every_row_names_its_source_or_says_why_it_was_assumed(summit: Summit) -> None:
    bare = [(table, row) for table, row in _facts(summit) if not row.source and not row.assumed]
    assert bare == []


def test_the_readme_counts_the_rows_rightly(summit: Summit) -> None:
    readme = (Path(__file__).parents[2] / "examples" / "vilnius-2023" / "README.md").read_text(encoding="utf-8")
    stated = dict(_stated_counts(readme))
    assert stated == {
        "delegations.csv": len(summit.delegations),
        "people.csv": len(summit.people),
        "presence.csv": len(summit.presences),
        "sessions.csv": len(summit.sessions),
        "meetings.csv": len(summit.meetings),
        "replies.csv": len(summit.replies),
        "recorded.csv": len(summit.recorded),
    }


def _stated_counts(readme: str) -> Iterable[tuple[str, int]]:
    for line in readme.splitlines():
        cells = [cell.strip().strip("`") for cell in line.split("|")]
        if len(cells) == 5 and cells[1].endswith(".csv"):
            yield cells[1], int(cells[2])


# --- the meetings ---


@pytest.mark.parametrize("other", ["NATO", "NLD", "NOR", "LTU"])
def test_korea_meets(summit: Summit, other: str) -> None:
    meeting = summit.meeting_by_id[f"KOR-{other}"]
    assert set(meeting.parties) == {"KOR", other}
    assert summit.seats_by_meeting[meeting.id] == (
        ("kor-yoon",),
        (summit.principal_by_delegation[other],),
    )
    assert summit.is_agreed(meeting)


def test_the_four_partners_meet_with_korea_in_the_chair(summit: Summit) -> None:
    meeting = summit.meeting_by_id["AP4"]
    assert set(meeting.parties) == set(summit.codes_by_group["AP4"])
    assert meeting.chair == "kor-yoon"
    assert len(summit.seats_by_meeting["AP4"]) == 4


def test_only_what_one_side_alone_announced_is_pending(summit: Summit) -> None:
    pending = {(r.meeting, r.delegation) for r in summit.replies if r.reply is not ReplyState.ACCEPTED}
    assert pending == {
        ("GRC-ALB", "ALB"),
        ("GRC-MNE", "MNE"),
        ("GRC-FRA", "FRA"),
        ("MKD-EST", "EST"),
        ("UKR-FRA", "FRA"),
    }
    assert len(summit.to_place()) == 64
    assert len(summit.to_place(include_pending=True)) == 69


def test_every_party_of_every_meeting_has_replied_at_a_neutral_priority(summit: Summit) -> None:
    assert {(r.meeting, r.delegation) for r in summit.replies} == {
        (m.id, c) for m in summit.meetings for c in m.parties
    }
    assert {r.priority for r in summit.replies} == {"normal"}


def test_every_meeting_is_possible_if_it_were_the_only_one(summit: Summit) -> None:
    assert [m.id for m in summit.meetings if possible_alone(summit, m) is None] == []


def test_the_recorded_times_taken_together_break_no_rule(summit: Summit) -> None:
    timed = {r.meeting: r for r in summit.recorded if r.meeting and r.start is not None}
    assert len(timed) == 11
    assert violations(summit, *(_as_recorded(summit, record) for record in timed.values())) == []


def _as_recorded(summit: Summit, record: Recorded) -> Assignment:
    assert record.start is not None
    form = "standing" if record.meeting == BALTIC_TALK else summit.ladder(summit.meeting_by_id[record.meeting])[0].form
    attendees = tuple(seat[0] for seat in summit.seats_by_meeting[record.meeting])
    room = RECORDED_ROOM.get(record.meeting, "bilateral-1")
    return Assignment(meeting=record.meeting, form=form, start=record.start, room=room, attendees=attendees)


# --- the programme ---


def test_nobody_is_in_two_sessions_at_once(summit: Summit) -> None:
    assert overlapping_sessions(summit) == set()
    assert ordered(summit)


def test_the_dinner_of_the_lithuanian_president_holds_those_who_attend(summit: Summit) -> None:
    dinner = summit.session_by_id["dinner"]
    assert (dinner.host, dinner.kind) == ("LTU", "dinner")
    held = set(summit.people_by_session["dinner"])
    principals = {p.id for p in summit.people if p.role is Role.PRINCIPAL}
    assert held - principals == {"usa-blinken"}
    invited = set(summit.codes_by_group["members"]) | {"SWE", "UKR", "AUS", "KOR", "NZL", "NATO", "EUCO", "EC"}
    assert held & principals == {summit.principal_by_delegation[code] for code in invited - {"USA"}}


def test_the_programme_is_as_planned_and_the_record_as_it_went(summit: Summit) -> None:
    text = summit.clock.hour_text
    planned = summit.session_by_id["g7-ukraine"]
    actual = next(r for r in summit.recorded if r.title.startswith("G7 leaders' ceremony"))
    assert actual.start is not None
    assert (text(planned.start), text(actual.start)) == ("15:10", "16:20")


# --- against the facts as they were collected ---


@needs_data
def test_every_participant_collected_is_a_delegation(summit: Summit) -> None:
    collected = {(row["code"], row["principal"]) for row in _rows("participants.csv")}
    people = summit.person_by_id
    assert {(code, people[p].name) for code, p in summit.principal_by_delegation.items()} == collected


@needs_data
def test_every_delegation_member_collected_is_a_person(summit: Summit) -> None:
    collected = {(row["code"], row["name"]) for row in _rows("delegation_members.csv")}
    assert collected - {(p.delegation, p.name) for p in summit.people} == set()


@needs_data
def test_every_engagement_collected_is_recorded_once(summit: Summit) -> None:
    collected = Counter(
        (row["parties"], row["kind"], row["date"], row["start"], row["duration_min"], row["status"], row["start_basis"])
        for row in _rows("meetings.csv")
    )
    recorded = Counter(_key(summit, r) for r in summit.recorded if r.kind != "session")
    assert recorded == collected


def _key(summit: Summit, record: Recorded) -> tuple[str, ...]:
    start = "" if record.start is None else summit.clock.hour_text(record.start)
    duration = "" if record.duration_min is None else str(record.duration_min)
    return ("|".join(record.parties), record.kind, record.day, start, duration, record.status, record.basis)


@needs_data
def test_every_engagement_arranged_is_a_meeting_to_place(summit: Summit) -> None:
    arranged = [r for r in summit.recorded if r.kind != "session" and r.kind not in NEVER_PLACED]
    assert [r.title for r in arranged if not r.meeting] == ["G7 leaders' ceremony with Ukraine"]
    assert {r.meeting for r in arranged if r.meeting} == {m.id for m in summit.meetings}


@needs_data
def test_every_source_collected_is_named_on_the_recorded_row(summit: Summit) -> None:
    named = [r.source for r in summit.recorded if r.kind != "session"]
    for row, source in zip(_rows("meetings.csv"), named, strict=True):
        assert source.split(" ; ")[: row["source"].count(" ; ") + 1] == row["source"].split(" ; ")


@needs_data
def test_every_item_of_the_programme_is_a_session_or_recorded(summit: Summit) -> None:
    starts = {s.start for s in summit.sessions} | {r.start for r in summit.recorded if r.start is not None}
    known = {summit.clock.text(start) for start in starts} | {r.day for r in summit.recorded if r.start is None}
    assert [row["title"] for row in _rows("programme.csv") if _when(row["start"]) not in known] == []


def _when(start: str) -> str:
    return f"{datetime.fromisoformat(start):%Y-%m-%d %H:%M}" if "T" in start else start


@needs_data
def test_arrivals_with_a_clock_time_stand_as_collected(summit: Summit) -> None:
    stated = {row["code"]: row["arrival"] for row in _rows("arrivals.csv")}
    presence = {summit.person_by_id[p.person].delegation: p for p in summit.presences}
    assert set(presence) == set(stated)
    for code, arrival in stated.items():
        minute = presence[code].arrival
        assert minute is not None
        if arrival[10:11] == "T":
            assert summit.clock.at(minute) == datetime.fromisoformat(arrival)
        else:
            assert presence[code].assumed
