import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

from summitry.publish.day_before_after import Moment, day_svg, most_changed, touched
from summitry.summit import Plan
from tests.planning.replay.day import MORNING, day, placed, plan_of

DAY = day()
JUNE = date(2026, 6, 1)
BEFORE = Moment(summit=DAY, plan=MORNING)


def after(*assignments: object) -> Moment:
    return Moment(summit=DAY, plan=plan_of(*assignments))  # type: ignore[arg-type]  # assignments, as `placed` makes them


def picture(later: Moment) -> str:
    return day_svg(BEFORE, later, JUNE, touched(BEFORE, later, JUNE), title="A & B")


def titles(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 -- our own file
    return [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}title")]


def test_only_delegations_whose_meetings_changed_have_a_lane_the_busiest_first() -> None:
    later = after(placed("A-B", 600), placed("A-C", 800))
    assert touched(BEFORE, later, JUNE) == ("C", "A", "B")
    assert touched(BEFORE, BEFORE, JUNE) == ()


def test_a_lane_has_what_was_planned_and_what_took_place() -> None:
    shown = titles(picture(after(placed("A-B", 600), placed("A-C", 800), placed("B-C", 840))))
    assert "A-C, sit-down (13:10-13:40)" in shown
    assert "A-C, sit-down (13:20-13:50)" in shown
    assert shown.count("Plenary (12:00-13:00)") == 2  # in the lane of A, twice; C does not attend


def test_a_session_that_ran_over_is_longer_below() -> None:
    longer = replace(DAY, sessions=(replace(DAY.sessions[0], end=800),))
    later = Moment(summit=longer, plan=plan_of(placed("A-B", 600), placed("A-C", 800)))
    assert {"Plenary (12:00-13:00)", "Plenary (12:00-13:20)"} <= set(titles(picture(later)))


def test_what_is_lost_is_outlined_and_names_are_escaped() -> None:
    svg = picture(after(placed("A-B", 600)))
    assert (
        len(re.findall(r'fill="#ffffff" stroke="#b3261e"', svg)) == 1 + 4
    )  # in the legend, and twice for two meetings
    assert "A &amp; B" in svg


def test_a_changed_form_has_its_own_colour() -> None:
    short = placed("A-C", 790, form="short")
    assert picture(after(placed("A-B", 600), short, placed("B-C", 840))).count('fill="#b35900" stroke') == 2


def test_the_day_with_most_changes_is_drawn() -> None:
    assert most_changed(BEFORE, BEFORE) == JUNE
    assert most_changed(Moment(summit=DAY, plan=Plan(summit="test")), BEFORE) == JUNE
