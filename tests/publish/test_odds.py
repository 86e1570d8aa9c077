"""The picture of a rehearsal."""

from summitry.planning.rehearsal import Rehearsal, rehearse
from summitry.publish.odds import odds_svg
from summitry.summit import Assignment, Plan
from tests.builders import meeting, summit


def rehearsal(num_meetings: int) -> Rehearsal:
    meetings = tuple(meeting(f"m{n}") for n in range(num_meetings))
    there = summit(meetings=meetings)
    assignments = tuple(
        Assignment(meeting=m.id, form="sit-down", start=540 + 5 * n, room="R", attendees=("a", "b"))
        for n, m in enumerate(meetings)
    )
    return rehearse(there, Plan(summit="test", assignments=assignments), days=20)


def test_each_meeting_is_named_and_equal_rehearsals_give_equal_pictures() -> None:
    drawn = odds_svg(rehearsal(3))
    assert drawn == odds_svg(rehearsal(3))
    text = drawn.decode()
    assert all(f">m{n}<" in text for n in range(3))
    assert "3 meetings on 20 simulated summits" in text
    assert "held, without repair" in text


def test_of_very_many_the_least_likely_are_drawn() -> None:
    assert "80 of 85 meetings on 20 simulated summits" in odds_svg(rehearsal(85)).decode()


def test_a_plan_without_meetings_has_a_picture() -> None:
    assert "0 meetings" in odds_svg(rehearsal(0)).decode()
