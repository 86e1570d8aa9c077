"""Noise files: what they leave out is as usual, and what they get wrong is said with the key and what was expected."""

from dataclasses import replace
from pathlib import Path

import pytest

from summitry.formats.noise_toml import read_noise
from summitry.planning.rehearsal import Chance, Habits, Noise
from summitry.summit import FactsError

EXAMPLE = """
called_off = 0.05

[known_overrun]
probability = 0.7
mean = 1

[habits]
patience_min = 45
"""


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "noise.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read_noise(written(tmp_path, text))
    return [str(problem).removeprefix(f"{tmp_path / 'noise.toml'}") for problem in caught.value.problems]


def test_what_a_file_states_is_read_and_the_rest_is_as_usual(tmp_path: Path) -> None:
    given = read_noise(written(tmp_path, EXAMPLE))
    assert given.noise == replace(Noise(), called_off=0.05, known_overrun=Chance(0.7, 1.0, 2.0))
    assert given.habits == Habits(patience_min=45)


def test_an_empty_file_is_the_usual_noise(tmp_path: Path) -> None:
    assert read_noise(written(tmp_path, "")) == (Noise(), Habits())


NO_SENSE = "the figure makes no sense here"


@pytest.mark.parametrize(
    ("text", "key", "message", "value", "expected"),
    [
        ("overun = 1", "overun", "no such key", "overun", "overrun"),
        ("[arrival]\nmedian = 5", "arrival.median", "no such key", "median", "mean"),
        ("called_off = 'x'", "called_off", "this is no number", "x", "a probability from 0 to 1"),
        ("called_off = true", "called_off", "this is no number", "True", "a probability from 0 to 1"),
        ("called_off = 3", "called_off", NO_SENSE, "3", "a probability from 0 to 1"),
        ("[overrun]\nmost = nan", "overrun.most", NO_SENSE, "nan", "0 or more"),
        ("[habits]\nwait_min = 1.5", "habits.wait_min", "this is no whole number", "1.5", "a whole number"),
        ("[habits]\nwait_min = -1", "habits.wait_min", NO_SENSE, "-1", "0 minutes or more"),
        ("arrival = 5", "arrival", "this is no table", "5", "a table [arrival] with probability, mean, most"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, key: str, message: str, value: str, expected: str) -> None:
    assert problems(tmp_path, text) == [f", column {key}: {message} (found {value!r}); expected {expected}"]


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "x = 1\narrival = 5\n[habits]\nwait_min = 'long'")) == 3


def test_text_in_another_encoding_is_said(tmp_path: Path) -> None:
    assert problems(tmp_path, b"\xff\x00") == [": the text is not in UTF-8; expected a file saved as UTF-8"]


def test_what_is_no_toml_is_said(tmp_path: Path) -> None:
    assert problems(tmp_path, "x = [")[0].startswith(": no valid TOML: ")
