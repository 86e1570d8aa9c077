"""Delays run on as worked out by hand: through people, rooms, transfers, sessions and departures."""

from dataclasses import replace
from typing import Any

import pytest

from summitry.planning.rehearsal.frame import Slot
from summitry.planning.rehearsal.noise import Habits
from summitry.planning.rehearsal.run import Policy, Stage
from summitry.planning.rehearsal.sources import Kind
from summitry.planning.rehearsal.state import Relief
from summitry.summit import Assignment, Order, Presence, Room, Rung, Session, Settings, Summit, Transfer, Venue
from tests import builders
from tests.builders import meeting, summit
from tests.planning.rehearsal.reference import Outcome, amounts, outcomes, outcomes_of, stage_of

LADDER = (Rung("sit-down", 30), Rung("short", 15), Rung("standing", 10))
ROOMS = tuple(Room(id=id_, name=id_, venue="V", seats=10) for id_ in ("R", "S"))
MEETINGS = (meeting("A-B", ladder=LADDER), meeting("B-C", "B", "C", ladder=LADDER), meeting("A-C", "A", "C"))


def there(**fields: Any) -> Summit:
    return summit(**({"meetings": MEETINGS, "rooms": ROOMS} | fields))


def at(id_: str, start: int, room: str | None = "R", form: str = "sit-down") -> Assignment:
    return Assignment(meeting=id_, form=form, start=start, room=room, attendees=tuple(id_.lower().split("-")))


def overrun(id_: str, who: str, minutes: int, length: int = 30) -> dict[tuple[Kind, str, str], float]:
    return {(Kind.OVERRUN, id_, who): minutes / length}


def two(gap_min: int, room: str = "S", **fields: Any) -> Stage:
    """Return A-B from 10:00 to 10:30, and B-C so many minutes later."""
    return stage_of(there(**fields), at("A-B", 600), at("B-C", 630 + gap_min, room))


@pytest.mark.parametrize(("gap_min", "begins"), [(10, 645), (14, 645), (15, 645), (16, 646), (30, 660)], ids=str)
def test_a_delay_of_15_minutes_runs_on_through_a_person(gap_min: int, begins: int) -> None:
    assert outcomes_of(two(gap_min), overrun("A-B", "b", 15)) == {"A-B": (0, 600, 645), "B-C": (0, begins, begins + 30)}


def test_the_longest_overrun_of_those_in_it_counts() -> None:
    wrong = overrun("A-B", "a", 20) | overrun("A-B", "b", 5)
    assert outcomes_of(two(10), wrong)["A-B"] == (0, 600, 650)


def test_a_delay_runs_on_through_a_room_and_its_turnaround() -> None:
    rooms = (replace(ROOMS[0], turnaround_min=10), ROOMS[1])
    people = (*builders.summit().people, builders.principal("D"), builders.principal("E"))
    delegations = tuple(builders.delegation(code) for code in "ABCDE")
    facts = there(rooms=rooms, people=people, delegations=delegations, meetings=(*MEETINGS, meeting("D-E", "D", "E")))
    stage = stage_of(facts, at("A-B", 600), at("D-E", 640))
    assert outcomes_of(stage, overrun("A-B", "a", 7))["D-E"] == (0, 647, 677)


def test_a_slow_transfer_delays_those_who_come_from_another_venue() -> None:
    venues = (Venue(id="V", name="V"), Venue(id="W", name="W"))
    rooms = (ROOMS[0], replace(ROOMS[1], venue="W"))
    stage = two(20, venues=venues, rooms=rooms, transfers=(Transfer(origin="V", destination="W", minutes=20),))
    wrong = {(Kind.TRANSFER, "B-C", ""): 12.0}
    assert outcomes_of(stage, wrong) == {"A-B": (0, 600, 630), "B-C": (0, 662, 692)}
    assert outcomes_of(stage, {(Kind.TRANSFER, "A-B", ""): 12.0})["A-B"] == (0, 600, 630)


def test_a_late_arrival_delays_the_first_meeting_by_what_the_plan_does_not_absorb() -> None:
    stage = two(10, presences=(Presence(person="a", arrival=580),))
    assert outcomes_of(stage, {(Kind.ARRIVAL, "", "a"): 32.0}) == {"A-B": (0, 612, 642), "B-C": (0, 642, 672)}


def test_a_meeting_is_cut_to_the_fullest_form_that_ends_before_a_departure() -> None:
    leaving = (Presence(person="c", departure=680),)
    for minutes, outcome in ((20, (0, 650, 680)), (21, (1, 651, 666)), (35, (1, 665, 680)), (36, (2, 666, 676))):
        stage = stage_of(
            there(presences=leaving), at("A-B", 600), at("B-C", 640), habits=Habits(patience_min=60, curtail_min=0)
        )
        assert outcomes_of(stage, overrun("A-B", "b", minutes))["B-C"] == outcome, minutes
    assert "B-C" not in outcomes_of(two(10, presences=leaving), overrun("A-B", "b", 41))


@pytest.mark.parametrize("policy", Policy)
def test_a_form_counts_where_protocol_ends_it_a_little_short(policy: Policy) -> None:
    leaving = there(presences=(Presence(person="c", departure=680),))
    for minutes, outcome in ((23, (0, 653, 680)), (25, (0, 655, 680)), (26, (1, 656, 671)), (41, (2, 671, 680))):
        habits = Habits(curtail_min=5, patience_min=60)
        stage = stage_of(leaving, at("A-B", 600), at("B-C", 640), habits=habits)
        assert outcomes_of(stage, overrun("A-B", "b", minutes), policy)["B-C"] == outcome, minutes


def test_protocol_ends_an_overrun_for_a_departure_and_for_a_session() -> None:
    leaving = two(60, presences=(Presence(person="a", departure=640),))
    session = Session(id="s", title="S", start=640, end=660, venue="V", participants=("a",))
    for stage in (leaving, two(60, sessions=(session,))):
        assert outcomes_of(stage, overrun("A-B", "b", 25))["A-B"] == (0, 600, 640)


SESSION = Session(id="s", title="S", start=570, end=600, venue="V", participants=("a", "b"))


def test_a_session_that_ends_late_delays_the_meetings_after_it() -> None:
    stage = two(5, sessions=(SESSION,))
    assert outcomes_of(stage, {(Kind.SESSION_END, "s", ""): 0.3}) == {"A-B": (0, 609, 639), "B-C": (0, 639, 669)}
    assert outcomes_of(stage, {(Kind.SESSION_START, "s", ""): 6.0})["A-B"] == (0, 606, 636)


def test_a_session_waits_for_the_session_that_most_of_its_people_are_in_but_not_for_few() -> None:
    def begins_after(participants: tuple[str, ...]) -> Outcome:
        later = Session(id="t", title="T", start=600, end=610, venue="V", participants=participants)
        free_by = at("A-B", 610) if "a" in participants else at("B-C", 610)
        stage = stage_of(there(sessions=(replace(SESSION, participants=("a",)), later)), free_by)
        return outcomes_of(stage, {(Kind.SESSION_END, "s", ""): 0.5})[free_by.meeting]

    assert begins_after(("a", "b")) == (0, 625, 655)  # the half of them is enough
    assert begins_after(("a", "b", "c")) == (0, 615, 645)  # it begins without a, who comes when the other is over


def test_a_meeting_is_lost_where_people_would_wait_longer_than_their_patience() -> None:
    busy = (at("A-B", 600), at("B-C", 630, "S"), at("A-C", 661))
    for minutes, is_held in ((30, True), (31, False)):
        assert ("B-C" in outcomes_of(stage_of(there(), *busy), overrun("A-B", "b", minutes))) is is_held


def test_they_wait_longer_where_nobodys_next_engagement_suffers() -> None:
    stage = stage_of(there(), at("A-B", 600), at("B-C", 630, "S"))
    wrong = {(Kind.OVERRUN, "A-B", "b"): 3.0}
    assert outcomes_of(stage, wrong)["B-C"] == (0, 720, 750)
    wrong = {(Kind.OVERRUN, "A-B", "b"): 91 / 30}
    assert "B-C" not in outcomes_of(stage, wrong)


def test_those_who_wait_in_vain_leave_in_time_for_what_comes_next() -> None:
    people = (*builders.summit().people, builders.principal("D"))
    delegations = tuple(builders.delegation(code) for code in "ABCD")
    facts = there(people=people, delegations=delegations, meetings=(*MEETINGS, meeting("C-D", "C", "D")))
    stage = stage_of(facts, at("A-B", 600), at("B-C", 630, "S"), at("C-D", 660, "S"))
    found = outcomes_of(stage, overrun("A-B", "b", 60))
    assert found == {"A-B": (0, 600, 690), "C-D": (0, 660, 690)}


def test_an_order_is_kept() -> None:
    facts = there(orders=(Order(before="A-B", after="A-C", gap_min=20),))
    stage = stage_of(facts, at("A-B", 600), at("A-C", 650, "S"))
    assert outcomes_of(stage, overrun("A-B", "b", 10))["A-C"] == (0, 660, 690)


def test_a_meeting_that_is_called_off_leaves_its_people_free() -> None:
    stage = two(10)
    wrong = {(Kind.CALLED_OFF, "A-B", ""): 1.0} | overrun("A-B", "b", 40)
    assert outcomes_of(stage, wrong) == {"B-C": (0, 640, 670)}


def test_the_fast_repair_shortens_a_late_meeting_that_would_make_others_late() -> None:
    habits = Habits(late_min=5)
    stage = stage_of(there(), at("A-B", 600), at("B-C", 635, "S"), at("A-C", 665), habits=habits)
    assert outcomes_of(stage, overrun("A-B", "b", 10), Policy.FAST_REPAIR)["B-C"] == (0, 640, 670)
    assert outcomes_of(stage, overrun("A-B", "b", 15), Policy.FAST_REPAIR)["B-C"] == (1, 645, 660)
    assert outcomes_of(stage, overrun("A-B", "b", 15))["B-C"] == (0, 645, 675)


def test_the_fast_repair_takes_another_room_that_is_free() -> None:
    people = (*builders.summit().people, builders.principal("D"), builders.principal("E"))
    delegations = tuple(builders.delegation(code) for code in "ABCDE")
    facts = there(people=people, delegations=delegations, meetings=(*MEETINGS, meeting("D-E", "D", "E")))
    stage = stage_of(facts, at("A-B", 600), at("D-E", 630))
    assert outcomes_of(stage, overrun("A-B", "a", 20))["D-E"] == (0, 650, 680)
    assert outcomes_of(stage, overrun("A-B", "a", 20), Policy.FAST_REPAIR)["D-E"] == (0, 630, 660)


def test_the_fast_repair_moves_what_cannot_be_held_to_the_next_gap_its_people_share() -> None:
    stage = stage_of(
        there(), at("A-B", 600), at("B-C", 630, "S"), at("A-C", 660), habits=Habits(wait_min=5, late_min=0)
    )
    wrong = overrun("A-B", "b", 31)
    assert "B-C" not in outcomes_of(stage, wrong)
    assert outcomes_of(stage, wrong, Policy.FAST_REPAIR)["B-C"] == (0, 691, 721)
    pinned = replace(at("B-C", 630, "S"), pinned=True)
    stage = stage_of(there(), at("A-B", 600), pinned, at("A-C", 660), habits=Habits(wait_min=5, late_min=0))
    assert not any(isinstance(i, Slot) and i.is_gap and i.meeting == 1 for i in stage.items(Policy.FAST_REPAIR))


def test_ten_minutes_more_after_a_meeting_take_ten_minutes_off_what_follows() -> None:
    stage = two(10)
    late = amounts(stage, overrun("A-B", "b", 15), overrun("A-B", "b", 30))
    state = stage.state(Policy.WITHOUT_REPAIR, late, [Relief(minutes=10, after=frozenset({"A-B"}))])
    assert [outcomes(stage, state, day)["B-C"][1] for day in (0, 1)] == [640, 650]


def test_ten_minutes_more_before_a_departure_let_a_meeting_end_later() -> None:
    stage = two(10, presences=(Presence(person="c", departure=670),))
    late = amounts(stage, overrun("A-B", "b", 20))
    without = outcomes(stage, stage.state(Policy.WITHOUT_REPAIR, late))["B-C"]
    relief = [Relief(minutes=10, before_departure=frozenset({"c"}))]
    assert without == (1, 650, 665)
    assert outcomes(stage, stage.state(Policy.WITHOUT_REPAIR, late, relief))["B-C"] == (0, 650, 680)


def test_the_programme_may_leave_less_time_than_the_move_takes() -> None:
    settings = replace(builders.PLAIN, room_change_min=5)
    assert isinstance(settings, Settings)
    later = Session(id="t", title="T", start=600, end=610, venue="V", participants=("a", "b"))
    stage = stage_of(there(settings=settings, sessions=(SESSION, later)), at("A-B", 615))
    assert outcomes_of(stage, {}) == {"A-B": (0, 615, 645)}
