"""MiniZinc data: what is read, and what is refused on which line."""

from pathlib import Path

import pytest

from summitry.formats.dzn import Value, read_dzn
from summitry.summit import FactsError


def read(path: Path, text: str) -> dict[str, Value]:
    file = path / "some.dzn"
    file.write_text(text, encoding="utf-8")
    return read_dzn(file)


def refused(path: Path, text: str) -> list[str]:
    """Return what is said of each problem, after the name of the file."""
    with pytest.raises(FactsError) as raised:
        read(path, text)
    place = str(path / "some.dzn")
    told = [str(problem) for problem in raised.value.problems]
    assert all(line.startswith(place) for line in told)
    return [line.removeprefix(f"{place}, ") for line in told]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-7", -7),
        ("[]", []),
        ("[1, 2,3]", [1, 2, 3]),
        ("[1,\n 2,\n]", [1, 2]),
        ("[||]", []),
        ("[|1, 2|3, 4|]", [[1, 2], [3, 4]]),
        ("[|1, 2,\n|3, 4,\n|]", [[1, 2], [3, 4]]),
        ("[{}, {3}, {1, 2}]", [[], [3], [1, 2]]),
        ("[1..3, {}, {7}, 5 .. 5]", [[1, 2, 3], [], [7], [5]]),
        ("[3..1]", [[]]),
    ],
)
def test_each_kind_of_value_is_read(tmp_path: Path, text: str, value: Value) -> None:
    assert read(tmp_path, f"x = {text};") == {"x": value}


def test_comments_blank_lines_and_a_missing_last_semicolon_do_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, "% first; not = this\n\nx=1; % one\n\n  y_2 =\n[1, % two\n2];z = 3\n") == {
        "x": 1,
        "y_2": [1, 2],
        "z": 3,
    }


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffx = 1;") == {"x": 1}


def test_an_empty_file_states_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == {}


@pytest.mark.parametrize("text", ["x", "x = ", "= 1", "x = one", "x = 1.5", "x = [1, two]", "x = {1}", "x = [1, {2}]"])
def test_what_is_no_value_is_refused_in_words(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, f"{text};") == [
        f"line 1: cannot be read (found {text.strip()!r}); expected name = number, list or table;"
    ]


def test_a_range_beyond_all_measure_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    (told,) = refused(tmp_path, "x = [1..999999999999];")
    assert told.startswith("line 1: cannot be read (found 'x = [1..999999999999]')")


def test_all_problems_are_told_each_with_the_line_it_begins_on(tmp_path: Path) -> None:
    told = refused(tmp_path, "x = 1;\n\n% a comment\ny = ?;\nz = [1,\n2]; v = !;\n\n\nw = \n#;\nx = 2;\n")
    assert [line.partition(":")[0] for line in told] == ["line 4", "line 6", "line 9", "line 11"]
    assert told[-1] == "line 11: states x again; expected it once"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "some.dzn"
    file.write_bytes(b"\x89PNG\r\n\xff\xfe\x00")
    with pytest.raises(FactsError, match=r"some\.dzn: is no text in UTF-8"):
        read_dzn(file)


def test_bytes_of_no_meaning_that_happen_to_be_text_are_refused(tmp_path: Path) -> None:
    assert len(refused(tmp_path, "\x00\x01\x02")) == 1
