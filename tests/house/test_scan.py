"""Each rule of the house is shown to bite, and to leave sound code alone."""

import pytest

from tests.house import scan

MARK = "#"  # kept apart, so that the samples below are no suppressions of this file


@pytest.mark.parametrize(
    "comment",
    [
        "noqa",
        "noqa: E501",
        "noqa: E501 -- no",
        "type: ignore",
        "type: ignore[arg-type]",
        "type: ignore[arg-type]  # no",
        "pragma: no cover",
    ],
)
def test_a_suppression_without_its_reason_is_found(comment: str) -> None:
    (finding,) = scan.unreasoned_suppressions(f"x = 1\ny = 2  {MARK} {comment}\n")
    assert finding.line == 2


@pytest.mark.parametrize(
    "comment",
    [
        "noqa: E501 -- an address cannot be broken",
        "noqa: ARG001, FBT001 -- the interface asks for it",
        "type: ignore[arg-type]  # the stubs lag behind the library",
        "a plain comment on noqa",
    ],
)
def test_a_suppression_with_its_reason_stands(comment: str) -> None:
    source = f"y = 2  {MARK} {comment}\n"
    assert list(scan.unreasoned_suppressions(source)) == []


def test_a_suppression_in_a_string_is_none() -> None:
    assert list(scan.unreasoned_suppressions(f'y = "{MARK} noqa"\n')) == []


def test_a_long_file_needs_a_reason() -> None:
    lines = "x = 1\n" * (scan.MOST_LINES_A_FILE + 1)
    assert len(list(scan.too_long(lines))) == 1
    assert list(scan.too_long(f"{MARK} Longer than 400 lines, because the table is one thing.\n" + lines)) == []


def test_a_long_function_is_found() -> None:
    body = "    x = 1\n" * scan.MOST_LINES_A_FUNCTION
    (finding,) = scan.too_long(f"\n\ndef long():\n{body}")
    assert finding == (3, "long has 71 lines; at most 70")


def test_a_test_without_its_prefix_is_found() -> None:
    (finding,) = scan.lost_tests("def a_plan_is_clean():\n    assert True\n")
    assert finding.message.startswith("a_plan_is_clean asserts like a test")


@pytest.mark.parametrize(
    "source",
    [
        "def test_a():\n    assert True\n",
        "def helper():\n    assert True\n\ndef test_a():\n    helper()\n",
        "@pytest.fixture\ndef thing():\n    assert True\n",
        "def helper():\n    return 1\n",
    ],
)
def test_tests_helpers_and_fixtures_are_no_lost_tests(source: str) -> None:
    assert list(scan.lost_tests(source)) == []


def test_a_test_that_asserts_nothing_is_found() -> None:
    (finding,) = scan.empty_tests("def helper():\n    return 1\n\ndef test_a():\n    helper()\n")
    assert finding == (4, "test_a asserts nothing")


@pytest.mark.parametrize(
    "source",
    [
        "def test_a():\n    assert True\n",
        "def test_a():\n    with pytest.raises(ValueError):\n        int('x')\n",
        "def helper():\n    assert True\n\ndef test_a():\n    helper()\n",
        "def test_a(board):\n    board.assert_clean()\n",
    ],
)
def test_an_assertion_counts_wherever_it_stands(source: str) -> None:
    assert list(scan.empty_tests(source)) == []


def test_a_hidden_test_is_found() -> None:
    source = "def test_a():\n    assert True\n\ndef test_a():\n    assert True\n"
    assert list(scan.repeated_tests(source)) == [(4, "test_a hides an earlier test of that name")]
