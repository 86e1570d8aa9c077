"""The invented summit of the tutorial: each thing that its README promises is really in it."""

from datetime import datetime, timedelta

import pytest

from summitry.summit import Assignment, Pin, ReplyState, Role, Summit
from tests.examples.examples import (
    EXAMPLES,
    example,
    ordered,
    overlapping_sessions,
    possible_alone,
    stays_overlap,
    violations,
)

# A plan by hand: meeting, start, form, room, interpreter, and who comes in the principal's place.
BY_HAND: tuple[tuple[str, str, str, str, str, dict[str, str]], ...] = (
    ("ALD-EMK", "2026-10-24 17:35", "sit-down", "east-2", "int-hallan", {}),
    ("CRV-DNM", "2026-10-24 17:35", "sit-down", "west-1", "int-moreau", {}),
    ("ALD-BRV", "2026-10-24 18:35", "sit-down", "east-1", "", {}),
    ("ALD-CRV", "2026-10-24 19:10", "sit-down", "west-1", "int-moreau", {}),
    ("BRV-EMK", "2026-10-24 19:10", "sit-down", "east-2", "int-hallan", {}),
    ("ALD-EMK-signing", "2026-10-24 20:05", "short", "west-1", "int-hallan", {}),
    ("BRV-DNM", "2026-10-25 09:00", "sit-down", "east-1", "", {}),
    ("CRV-EMK", "2026-10-25 09:10", "sit-down", "west-1", "int-hallan", {}),
    ("ALD-DNM", "2026-10-25 12:25", "lunch", "library", "", {}),
    ("DNM-FRW", "2026-10-25 17:00", "sit-down", "east-1", "", {"dnm-ashby": "dnm-holt"}),
    ("ALD-FRW", "2026-10-26 09:50", "short", "east-1", "", {}),
    ("ALD-BRV-FRW", "2026-10-26 10:10", "sit-down", "west-1", "", {}),
)


@pytest.fixture(scope="module")
def summit() -> Summit:
    return example("tutorial")


def test_it_says_that_it_is_invented(summit: Summit) -> None:
    assert summit.note.startswith("Invented for the tutorial")
    assert (
        (EXAMPLES / "tutorial" / "README.md")
        .read_text(encoding="utf-8")
        .startswith("# Lakes Conference 2026 (invented)")
    )


def test_the_clocks_go_back_in_the_night_to_sunday(summit: Summit) -> None:
    offsets = [summit.clock.at(day.opens).utcoffset() for day in summit.days]
    assert offsets == [timedelta(hours=2), timedelta(hours=1), timedelta(hours=1)]


def test_the_night_session_lasts_two_hours_across_the_change(summit: Summit) -> None:
    night = summit.session_by_id["drafting"]
    assert night.interval.length == 120
    assert summit.clock.text(night.start) == "2026-10-25 01:30"
    assert summit.clock.text(night.end) == "2026-10-25 02:30+01:00"


def test_the_reception_ends_after_midnight_and_belongs_to_saturday(summit: Summit) -> None:
    reception = summit.session_by_id["reception"]
    assert summit.clock.text(reception.end) == "2026-10-25 00:30"
    assert summit.day_idx(reception.end - 1) == 0


def test_nobody_is_in_two_sessions_at_once(summit: Summit) -> None:
    assert overlapping_sessions(summit) == set()
    assert ordered(summit)


def test_every_meeting_but_one_is_possible_if_it_were_the_only_one(summit: Summit) -> None:
    to_place = summit.to_place(include_pending=True)
    assert [m.id for m in to_place if possible_alone(summit, m) is None] == ["CRV-FRW"]


def test_all_agreed_meetings_but_that_one_fit_into_one_plan(summit: Summit) -> None:
    plan = tuple(_by_hand(summit, *row) for row in BY_HAND)
    assert {a.meeting for a in plan} == {m.id for m in summit.to_place()} - {"CRV-FRW"}
    assert violations(summit, *plan) == []


def _by_hand(
    summit: Summit, meeting: str, start: str, form: str, room: str, interpreter: str, instead: dict[str, str]
) -> Assignment:
    return Assignment(
        meeting=meeting,
        form=form,
        start=summit.clock.minute_of_local(datetime.fromisoformat(start)),
        room=room,
        attendees=tuple(instead.get(seat[0], seat[0]) for seat in summit.seats_by_meeting[meeting]),
        interpreters=tuple(filter(None, (interpreter,))),
    )


def test_the_impossible_meeting_is_of_two_who_are_never_there_together(summit: Summit) -> None:
    assert not stays_overlap(summit, "crv-iriarte", "frw-mirren")


def test_one_request_is_pending_and_one_declined(summit: Summit) -> None:
    states = {(r.meeting, r.delegation): r.reply for r in summit.replies if r.reply is not ReplyState.ACCEPTED}
    assert states == {("BRV-FRW", "FRW"): ReplyState.PENDING, ("DNM-EMK", "EMK"): ReplyState.DECLINED}
    assert (len(summit.to_place()), len(summit.to_place(include_pending=True))) == (13, 14)


@pytest.mark.parametrize("meeting", ["ALD-EMK", "BRV-EMK", "CRV-EMK"])
def test_only_one_of_the_two_interpreters_speaks_the_language_of_estmark(summit: Summit, meeting: str) -> None:
    assert [p.id for p in summit.interpreters if "pl" in p.languages] == ["int-hallan"]
    found = possible_alone(summit, summit.meeting_by_id[meeting])
    assert found is not None
    assert found.interpreters == ("int-hallan",)


def test_a_stand_in_goes_where_the_principal_cannot(summit: Summit) -> None:
    found = possible_alone(summit, summit.meeting_by_id["DNM-FRW"])
    assert found is not None
    assert found.attendees[0] == "dnm-holt"
    assert summit.person_by_id["dnm-holt"].role is Role.STAND_IN


def test_it_has_one_of_each_thing_that_makes_a_plan_hard(summit: Summit) -> None:
    assert len(summit.meetings) == 15
    assert [(a.first, a.second) for a in summit.avoidances] == [("BRV", "CRV")]
    assert [m.id for m in summit.meetings if m.confidential] == ["BRV-EMK"]
    assert [(o.before, o.after) for o in summit.orders] == [
        ("ALD-EMK", "ALD-EMK-signing"),
        ("ALD-EMK-signing", "closing"),
        ("ALD-BRV", "ALD-BRV-FRW"),
    ]
    assert summit.pins == (
        Pin(
            meeting="BRV-DNM", start=summit.session_by_id["working-session"].start - 60, form="sit-down", room="east-1"
        ),
    )
    assert {w.subject for w in summit.closed} == {"BRV", "dnm-ashby"}
    assert {limit.person for limit in summit.limits} == {"ald-weiss", "dnm-ashby", "int-hallan", "int-moreau"}
    assert {r.meeting for r in summit.replies if r.preferred} == {"ALD-BRV", "ALD-FRW"}
