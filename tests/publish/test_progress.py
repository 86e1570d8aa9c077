"""The chart of a run: one picture a level, readable however short the run was."""

from xml.etree import ElementTree as ET

import pytest

from summitry.planning.progress import Point
from summitry.planning.result import LevelResult, Result, Status
from summitry.publish.progress import progress_svg
from tests.publish.sample import big_plan, big_summit, result_of

FACTS = big_summit()
RESULT = result_of(FACTS, big_plan(FACTS))
SVG = "{http://www.w3.org/2000/svg}"


def texts(result: Result) -> list[str]:
    root = ET.fromstring(progress_svg(result))  # noqa: S314 -- our own file
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_each_level_has_its_picture_with_value_and_gap() -> None:
    found = texts(RESULT)
    for words in ("Value held", "Fair share", "Form lost", "Slack lacking", "Discomfort", "65, within 7.7\u202f%"):
        assert (words, found.count(words)) == (words, 1)
    assert (found.count("value"), found.count("bound")) == (5, 5)


@pytest.mark.parametrize("progress", [(), (Point(0.0, "value_held", 3, 3),), (Point(0.0, "value_held", None, None),)])
def test_level_solved_at_once_is_readable(progress: tuple[Point, ...]) -> None:
    level = LevelResult(name="value_held", value=3, bound=3)
    found = texts(Result(status=Status.OPTIMAL, levels=(level,), progress=progress))
    assert "3, proven optimal" in found
    assert ("solved at once" in found) == (not progress)


def test_run_without_levels_says_so() -> None:
    assert texts(Result(status=Status.UNKNOWN)) == ["The run reported no progress."]


def test_picture_is_the_same_each_time_and_has_no_date() -> None:
    first, second = progress_svg(RESULT), progress_svg(RESULT)
    assert first == second
    assert b"dc:date" not in first
