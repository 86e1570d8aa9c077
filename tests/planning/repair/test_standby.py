from typing import Any

from summitry.planning.repair.events import Cancelled
from summitry.planning.repair.repair import repair
from summitry.planning.repair.standby import Offer, standby
from summitry.rules import judge
from summitry.summit import Assignment, Person, Pin, Plan, Priority, Role, Rung, Summit
from tests.builders import accepted, delegation, meeting, principal, summit

LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))
AB, AC = meeting("ab", "A", "B", ladder=LADDER), meeting("ac", "A", "C", ladder=LADDER)


def at(meeting_id: str, start: int, form: str = "sit-down", room: str | None = "R", **fields: Any) -> Assignment:
    return Assignment(meeting=meeting_id, form=form, start=start, room=room, attendees=tuple(meeting_id), **fields)


def facts(**fields: Any) -> Summit:
    return summit(**({"meetings": (AB, AC)} | fields))


def plan_of(*assignments: Assignment) -> Plan:
    return Plan(summit="test", assignments=assignments)


def test_a_meeting_left_out_is_offered_in_its_fullest_form_as_soon_as_can_be() -> None:
    (offer,) = standby(facts(), plan_of(at("ab", 545)), 540)
    assert offer == Offer(meeting="ac", assignment=at("ac", 575), instead_of=None, gain=400)


def test_a_meeting_cut_short_is_offered_its_full_form_where_it_is_if_it_can_be() -> None:
    held = at("ab", 700, "short")
    (offer,) = standby(facts(meetings=(AB,)), plan_of(held), 540)
    assert offer == Offer(meeting="ab", assignment=at("ab", 700), instead_of=held, gain=120)


def test_the_most_gain_is_offered_first() -> None:
    replies = (*accepted(AB, priority=Priority.LOW), *accepted(AC, priority=Priority.MUST))
    offers = standby(facts(replies=replies), plan_of(), 540)
    assert [offer.meeting for offer in offers] == ["ac", "ab"]
    assert [offer.gain for offer in offers] == [1600, 200]


def test_nothing_is_offered_that_has_begun_or_is_pinned_or_already_full() -> None:
    assert standby(facts(meetings=(AB,)), plan_of(at("ab", 540, "short")), 540) == ()
    assert standby(facts(meetings=(AB,)), plan_of(at("ab", 600, "short", pinned=True)), 540) == ()
    assert standby(facts(meetings=(AB,)), plan_of(at("ab", 600)), 540) == ()


def test_a_pin_of_a_meeting_left_out_is_kept() -> None:
    offers = standby(facts(meetings=(AB,), pins=(Pin(meeting="ab", start=700, form="short"),)), plan_of(), 540)
    assert [(o.assignment.form, o.assignment.start) for o in offers] == [("short", 700)]


def test_an_offer_names_the_interpreters_it_needs_and_no_more() -> None:
    people = (
        *map(principal, "ABC"),
        *(Person(id=i, name=i, role=Role.INTERPRETER, languages=("en", "fr")) for i in ("i1", "i2")),
    )
    parties = (delegation("A", languages=("en",)), delegation("B", languages=("fr",)), delegation("C"))
    day = facts(meetings=(AB,), people=people, delegations=parties)
    (offer,) = standby(day, plan_of(), 540)
    assert offer.assignment.interpreters == ("i1",)
    assert judge(day, plan_of(offer.assignment)).is_clean
    assert standby(facts(meetings=(AB,), people=people[:3], delegations=parties), plan_of(), 540) == ()


def test_the_list_is_made_anew_after_an_event() -> None:
    day = facts(days=(summit().days[0],), meetings=(AB, AC))
    full = plan_of(at("ab", 1045))
    assert standby(day, full, 1040) == ()
    found = repair(day, full, (Cancelled(meeting="ab"),), 1040)
    assert [offer.meeting for offer in standby(found.summit, found.plan, 1040)] == ["ac"]
