import pytest

from summitry.cli.live import Lines, in_words, watching
from summitry.planning.progress import Point


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (Point(3.4, "value_held", 12, 14), "value_held: 12, bound 14, 3 s"),
        (Point(0.2, "comfort", None, 0), "comfort: none yet, bound 0, 0 s"),
        (Point(61.0, "comfort", 7, None), "comfort: 7, 61 s"),
    ],
)
def test_a_point_in_words(point: Point, words: str) -> None:
    assert in_words(point) == words


def test_lines_come_at_each_level_and_then_seldom(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    for elapsed_s, level in ((0.1, "a"), (0.2, "a"), (4.9, "a"), (5.2, "a"), (5.3, "b"), (6.0, "b"), (10.4, "b")):
        lines(Point(elapsed_s, level, 1, 2))
    shown = [line.removeprefix("planning ") for line in capsys.readouterr().err.splitlines()]
    assert shown == ["a: 1, bound 2, 0 s", "a: 1, bound 2, 5 s", "b: 1, bound 2, 5 s", "b: 1, bound 2, 10 s"]


def test_a_quiet_run_is_not_watched() -> None:
    with watching(is_quiet=True) as on_progress:
        assert on_progress is None
