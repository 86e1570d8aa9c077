"""A programme in parts: everything in exactly one of them, and no wishes in any."""

from summitry.publish.parts import by_venue_and_day
from summitry.publish.view import programme_for, programmes_for
from summitry.summit import Assignment, Plan, Room, Transfer, Venue
from tests.builders import meeting, summit

FACTS = summit(
    venues=(Venue(id="V", name="Venue"), Venue(id="W", name="Annex")),
    transfers=(Transfer(origin="V", destination="W", minutes=10),),
    rooms=(Room(id="R", name="Room", venue="V", seats=10), Room(id="S", name="Salon", venue="W", seats=10)),
    meetings=(meeting("ab", "A", "B"), meeting("bc", "B", "C"), meeting("ca", "C", "A")),
)
PLAN = Plan(
    summit="test",
    assignments=(
        Assignment(meeting="ab", form="sit-down", start=600, room="R", attendees=("a", "b")),
        Assignment(meeting="bc", form="sit-down", start=700, room="S", attendees=("b", "c")),
    ),
)


def test_each_venue_has_a_part_a_day_with_its_rooms_and_those_who_come() -> None:
    parts = dict(by_venue_and_day(programme_for(FACTS, PLAN, None)))

    assert list(parts) == ["Annex", "Venue"]
    assert [[e.id for e in part.engagements] for part in parts.values()] == [["bc"], ["ab"]]
    assert [[room.name for room in part.rooms] for part in parts.values()] == [["Salon"], ["Room"]]
    assert [[party.code for party in part.delegations] for part in parts.values()] == [["B", "C"], ["A", "B"]]


def test_what_has_no_time_is_in_no_part() -> None:
    parts = dict(by_venue_and_day(programme_for(FACTS, PLAN, None)))
    assert [part.open for part in parts.values()] == [(), ()]


def test_many_views_are_those_that_each_delegation_would_get_alone() -> None:
    codes = ("A", "B", "C")
    assert list(programmes_for(FACTS, PLAN, codes)) == [programme_for(FACTS, PLAN, code) for code in codes]
