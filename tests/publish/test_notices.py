from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from summitry.planning.repair.facts import changed_by
from summitry.planning.repair.repair import repair
from summitry.publish.notices import Notice, notices
from summitry.summit import Assignment, Plan, Priority, Room, Rung, Session, Summit
from tests.agreement.random_summits import UNHURRIED
from tests.builders import accepted, meeting, summit
from tests.planning.repair.day import NOW, one_of_each_kind, planned

LADDER = (Rung("sit-down", 30), Rung("short", 15))
AB, AC = meeting("ab", "A", "B", ladder=LADDER), meeting("ac", "A", "C", ladder=LADDER)


def at(meeting_id: str, start: int, form: str = "sit-down", room: str = "R") -> Assignment:
    return Assignment(meeting=meeting_id, form=form, start=start, room=room, attendees=tuple(meeting_id))


def plan_of(*assignments: Assignment) -> Plan:
    return Plan(summit="test", assignments=assignments)


def facts(**fields: Any) -> Summit:
    rooms = tuple(Room(id=id_, name=f"Room {id_}", venue="V", seats=9) for id_ in "RS")
    return summit(**({"meetings": (AB, AC), "rooms": rooms} | fields))


def told(before: Plan, after: Plan, **fields: Any) -> dict[str, Notice]:
    day = facts(**fields)
    return {notice.party.code: notice for notice in notices((day, before), (day, after))}


def test_each_party_of_a_moved_meeting_is_told_and_nobody_else() -> None:
    found = told(plan_of(at("ab", 700), at("ac", 800)), plan_of(at("ab", 760, room="S"), at("ac", 800)))
    assert list(found) == ["A", "B"]
    assert found["A"].people == ("Head A",)
    assert found["A"].sentences == ("bilateral with State B: moved from 1 June 11:40 to 12:40, now in Room S, Venue",)
    assert found["B"].sentences == ("bilateral with State A: moved from 1 June 11:40 to 12:40, now in Room S, Venue",)


def test_a_shorter_form_is_told_with_its_minutes() -> None:
    found = told(plan_of(at("ab", 700)), plan_of(at("ab", 700, "short")))
    assert found["B"].sentences == ("bilateral with State A: short (15 min) instead of sit-down (30 min)",)


def test_a_meeting_that_comes_or_has_no_time_any_more_is_told() -> None:
    found = told(plan_of(at("ab", 700)), plan_of(at("ac", 700)))
    assert found["B"].sentences == ("bilateral with State A: has no time any more (was on 1 June 11:40-12:10)",)
    assert found["C"].sentences == ("bilateral with State A: new, on 1 June 11:40-12:10 as sit-down, in Room R, Venue",)


def test_a_meeting_that_is_no_more_among_the_facts_will_not_take_place() -> None:
    before, after = facts(), facts(meetings=(AC,))
    found = notices((before, plan_of(at("ab", 700))), (after, plan_of()))
    assert found[0].sentences == ("bilateral with State B: will not take place (was on 1 June 11:40-12:10)",)


def test_who_attends_a_session_is_told_that_it_lasts_longer() -> None:
    council = Session(id="council", title="Council", start=600, end=660, venue="V", participants=("A",), public=False)
    before, after = facts(sessions=(council,)), facts(sessions=(replace(council, end=690),))
    found = notices((before, plan_of()), (after, plan_of()))
    assert [(n.party.code, n.sentences) for n in found] == [("A", ("Council: until 11:30",))]


def test_nobody_is_told_of_nothing() -> None:
    plan = plan_of(at("ab", 700))
    assert told(plan, plan) == {}


@UNHURRIED
@given(idx=st.integers(0, 10), reader=st.sampled_from("ABCD"))
def test_what_a_delegation_is_told_is_the_same_whatever_others_keep_to_themselves(idx: int, reader: str) -> None:
    day, plan = planned()
    event = one_of_each_kind(plan)[idx]
    found = repair(day, plan, (event,), NOW)
    after = (found.summit, found.plan)
    secret = _with_secrets(day, reader), _with_secrets(found.summit, reader)
    assert _of(notices((day, plan), after), reader) == _of(notices((secret[0], plan), (secret[1], found.plan)), reader)


@UNHURRIED
@given(idx=st.integers(0, 10))
def test_no_sentence_names_a_party_that_is_not_in_the_readers_own_programme(idx: int) -> None:
    day, plan = planned()
    event = one_of_each_kind(plan)[idx]
    found = repair(day, plan, (event,), NOW)
    changed = changed_by(day, plan, (event,), NOW)
    for notice in notices((day, plan), (found.summit, found.plan)):
        own = {
            code
            for summit_, plan_ in ((day, plan), (found.summit, found.plan))
            for a in plan_.assignments
            if notice.party.code in (parties := summit_.meeting_by_id[a.meeting].parties)
            for code in parties
        }
        for other in changed.summit.delegations:
            if other.code not in own | {notice.party.code}:
                assert all(other.name not in sentence for sentence in notice.sentences)


def _with_secrets(day: Summit, reader: str) -> Summit:
    """Return the same day with other priorities and notes of the others than the reader."""
    replies = tuple(
        r if r.delegation == reader else replace(r, priority=Priority.LOW, note="secret") for r in day.replies
    )
    return replace(day, replies=replies)


def _of(found: tuple[Notice, ...], code: str) -> list[Notice]:
    return [notice for notice in found if notice.party.code == code]


def test_a_confidential_meeting_of_others_moves_without_a_word() -> None:
    hidden = meeting("ab", "A", "B", ladder=LADDER, confidential=True)
    before, after = plan_of(at("ab", 700), at("ac", 800)), plan_of(at("ab", 740), at("ac", 800))
    assert "C" not in told(before, after, meetings=(hidden, AC), replies=accepted(hidden, AC))
