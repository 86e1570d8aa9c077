from dataclasses import replace

from summitry.planning.repair.events import Cancelled, LeavesEarly, Overruns, StartsLate
from summitry.planning.replay.happenings import BeginsLate, Happening, Takes
from summitry.planning.replay.unfolding import Due, due_of, engaged, next_due
from summitry.summit import Interval
from tests.planning.replay.day import MORNING, day, placed, plan_of

DAY = day()


def test_an_overrun_is_known_when_the_session_should_have_ended_and_told_in_parts() -> None:
    overruns = Overruns(what="plenary", until=805)
    told = replace(overruns, until=795, known_at=779)
    assert due_of(DAY, MORNING, overruns, 15) == Due(at=779, told=told, rest=overruns)


def test_the_last_part_ends_where_it_really_ended() -> None:
    overruns = Overruns(what="plenary", until=805)
    later = replace(DAY, sessions=(replace(DAY.sessions[0], end=795),))
    assert due_of(later, MORNING, overruns, 15) == Due(at=794, told=replace(overruns, known_at=794))


def test_told_at_once_it_has_no_rest() -> None:
    overruns = Overruns(what="plenary", until=805)
    assert due_of(DAY, MORNING, overruns, 0) == Due(at=779, told=replace(overruns, known_at=779))


def test_what_has_ended_by_then_does_not_overrun() -> None:
    assert due_of(DAY, MORNING, Overruns(what="plenary", until=780), 15) is None


def test_a_meeting_takes_longer_wherever_the_plan_has_it() -> None:
    takes = Takes(meeting="A-B", minutes=60)
    assert due_of(DAY, MORNING, takes, 0) == Due(at=629, told=Overruns(what="A-B", until=660, known_at=629))
    later = plan_of(placed("A-B", 900))
    assert due_of(DAY, later, takes, 0) == Due(at=929, told=Overruns(what="A-B", until=960, known_at=929))


def test_a_meeting_takes_a_multiple_of_the_form_it_is_held_in() -> None:
    short = plan_of(placed("A-B", 600, form="short"))
    assert due_of(DAY, short, Takes(meeting="A-B", times=2), 0) == Due(
        at=614, told=Overruns(what="A-B", until=630, known_at=614)
    )


def test_a_meeting_that_takes_longer_in_any_case_is_no_news() -> None:
    assert due_of(DAY, MORNING, Takes(meeting="A-B", minutes=30), 0) is None


def test_a_meeting_that_is_not_held_cannot_take_longer_or_begin_late() -> None:
    nothing = plan_of()
    assert due_of(DAY, nothing, Takes(meeting="A-B", minutes=60), 0) is None
    assert due_of(DAY, nothing, BeginsLate(meeting="A-B", by_min=20), 0) is None


def test_a_late_beginning_is_known_at_the_beginning() -> None:
    late = BeginsLate(meeting="A-B", by_min=20)
    told = StartsLate(what="A-B", start=615, known_at=599)
    assert due_of(DAY, MORNING, late, 15) == Due(at=599, told=told, rest=StartsLate(what="A-B", start=620))


def test_what_says_when_it_was_known_is_told_then_and_whole() -> None:
    overruns = Overruns(what="plenary", until=900, known_at=700)
    assert due_of(DAY, MORNING, overruns, 15) == Due(at=700, told=overruns)


def test_what_says_nothing_of_a_time_was_known_from_the_beginning() -> None:
    due = due_of(DAY, MORNING, LeavesEarly(person="a", at=900), 15)
    assert due is not None
    assert due.at == DAY.horizon.start


def test_the_earliest_comes_first_and_what_is_due_together_comes_together() -> None:
    pending: list[Happening] = [
        Overruns(what="plenary", until=805),
        Cancelled(meeting="B-C", known_at=650),
        Takes(meeting="A-B", minutes=60),
        Cancelled(meeting="A-C", known_at=629),
    ]
    assert sorted(next_due(DAY, MORNING, pending, told_min=15)) == [2, 3]
    assert next_due(DAY, MORNING, [], told_min=15) == {}


def test_a_session_and_a_meeting_are_engaged_as_long_as_they_last() -> None:
    assert engaged(DAY, MORNING, "plenary") == Interval(720, 780)
    assert engaged(DAY, MORNING, "A-B") == Interval(600, 630)
    assert engaged(DAY, plan_of(), "A-B") is None
