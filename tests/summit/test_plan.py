from dataclasses import replace

from summitry.summit import Assignment, Plan, Reason, Unplaced
from summitry.summit.digest import digest

EARLY = Assignment(meeting="z", form="short", start=600, room="R", attendees=("a", "b"))
LATE = Assignment(meeting="b", form="short", start=660, room="R", attendees=("a", "c"))
ALSO_LATE = Assignment(meeting="a", form="standing", start=660, attendees=("d", "e"))
REASONS = (Reason("presence", 12, "KOR is not there"), Reason("consent", 3, ""))


def test_assignments_are_sorted_by_start_then_meeting_and_unplaced_by_meeting() -> None:
    plan = Plan(
        summit="test",
        assignments=(LATE, EARLY, ALSO_LATE),
        unplaced=(Unplaced(meeting="y"), Unplaced(meeting="x", num_starts=15, reasons=REASONS)),
    )
    assert plan.assignments == (EARLY, ALSO_LATE, LATE)
    assert [unplaced.meeting for unplaced in plan.unplaced] == ["x", "y"]
    assert plan.unplaced[0].reasons == REASONS


def test_plans_that_say_the_same_are_equal_and_have_one_digest() -> None:
    one = Plan(summit="test", assignments=(LATE, EARLY), unplaced=(Unplaced(meeting="y"), Unplaced(meeting="x")))
    other = Plan(summit="test", assignments=(EARLY, LATE), unplaced=(Unplaced(meeting="x"), Unplaced(meeting="y")))
    assert (one, hash(one), digest(one)) == (other, hash(other), digest(other))


def test_plans_that_differ_in_one_attendee_are_not_equal() -> None:
    one = Plan(summit="test", assignments=(EARLY,))
    other = replace(one, assignments=(replace(EARLY, attendees=("a", "b-two")),))
    assert one != other
    assert digest(one) != digest(other)


def test_a_meeting_is_found_in_its_plan() -> None:
    plan = Plan(summit="test", assignments=(LATE, EARLY), unplaced=(Unplaced(meeting="x"),))
    assert plan.of("b") is LATE
    assert plan.of("x") is None
    assert plan.of("nowhere") is None


def test_an_assignment_takes_no_room_and_is_free_unless_stated() -> None:
    assert (ALSO_LATE.room, ALSO_LATE.interpreters, ALSO_LATE.pinned) == (None, (), False)
