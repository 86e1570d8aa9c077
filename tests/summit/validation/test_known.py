from collections.abc import Iterable

import pytest

from summitry.summit.validate import nearest
from summitry.summit.validation.known import Known


@pytest.mark.parametrize(
    ("value", "known", "found"),
    [
        ("Kor", ["PRK", "KOR"], "KOR"),
        ("sitdown", ["standing", "sit-down"], "sit-down"),
        ("zzz", ["KOR", "JPN"], ""),
        ("", ["KOR"], ""),
        ("KOR", [], ""),
        ("대한민국", ["대한민국 ", "日本"], "대한민국 "),
    ],
)
def test_the_nearest_word_is_found_whatever_its_case(value: str, known: Iterable[str], found: str) -> None:
    assert nearest(value, known) == found


def test_only_the_first_unknown_values_get_a_suggestion() -> None:
    known = Known("person", "an id in people", {"person"})
    asked = [known.expected(f"person{i}") for i in range(25)]
    assert asked == ["an id in people; perhaps 'person'"] * 20 + ["an id in people"] * 5
    assert known.expected("person3") == "an id in people; perhaps 'person'"
