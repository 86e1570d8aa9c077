"""Single values: what is understood, what is refused and how, and that writing and reading are inverse."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitry.formats.values import (
    NOWHERE,
    BadValueError,
    Context,
    Kind,
    Ladder,
    NumberList,
    Suggested,
    TextList,
    WholeNumber,
    Word,
    YesNo,
    fold,
    guard,
    join_list,
    refuse_control_characters,
    split_list,
    tidy,
    unguard,
)
from summitry.summit import Role, Rung
from tests.formats.strategies import texts

FORMS = Context(clock=NOWHERE.clock, minutes_by_form={"sit-down": 30, "short": 15, "standing": 10})


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (WholeNumber(), "30", 30),
        (WholeNumber(), "30.0", 30),
        (WholeNumber(), "30,00", 30),
        (WholeNumber(), "-5", -5),
        (WholeNumber(), "\u0663\u0660", 30),
        (YesNo(), "YES", True),
        (YesNo(), "true", True),
        (YesNo(), "1", True),
        (YesNo(), "x", True),
        (YesNo(), "\u2713", True),
        (YesNo(), "No", False),
        (YesNo(), "FALSE", False),
        (YesNo(), "0", False),
        (Word(Role), "PRINCIPAL", Role.PRINCIPAL),
        (Word(Role), "Stand in", Role.STAND_IN),
        (Word(Role), "note_taker", Role.NOTE_TAKER),
        (Suggested(("dinner", "press conference")), "Press Conference", "press conference"),
        (Suggested(("dinner",)), "Breakfast", "Breakfast"),
        (TextList(), "a; b ;;c;", ("a", "b", "c")),
        (TextList(), "a\nb\n\nc", ("a", "b", "c")),
        (TextList(), '"a;b";c', ("a;b", "c")),
        (TextList(), '"Merry" Sue; B', ('"Merry" Sue', "B")),
        (NumberList(), "0;30;60", (0, 30, 60)),
        (NumberList(), "none", ()),
        (Ladder(), "sit-down:45;short; standing : 5", (Rung("sit-down", 45), Rung("short", 15), Rung("standing", 5))),
        (Ladder(), "lying", (Rung("lying", 1),)),
    ],
)
def test_a_value_is_understood(kind: Kind, text: str, value: Any) -> None:
    assert kind.parse(text, FORMS) == value


@pytest.mark.parametrize(
    ("kind", "text", "message", "expected"),
    [
        (WholeNumber(), "thirty", "not a whole number", "a whole number such as 30"),
        (WholeNumber(), "1.5", "not a whole number", "a whole number such as 30"),
        (WholeNumber(), "9" * 5000, "not a whole number", "a whole number such as 30"),
        (WholeNumber(minimum=0), "-1", "too small", "0 or more"),
        (YesNo(), "maybe", "neither yes nor no", "yes or no"),
        (
            Word(Role),
            "principle",
            "not one of the words for this column",
            "principal, delegate, stand-in, note-taker, interpreter, liaison officer; perhaps 'principal'",
        ),
        (NumberList(), "1;two", "not a whole number", "a whole number such as 30"),
        (Ladder(), "short:ten", "'ten' is not a number of minutes", "short:15"),
    ],
)
def test_a_value_is_refused_with_what_was_expected(kind: Kind, text: str, message: str, expected: str) -> None:
    with pytest.raises(BadValueError) as caught:
        kind.parse(text, FORMS)
    assert (str(caught.value), caught.value.expected) == (message, expected)


@given(st.lists(texts()))
def test_lists_of_any_text_come_back(items: list[str]) -> None:
    assert split_list(join_list(items)) == tuple(items)


@given(texts())
def test_the_guard_against_formulas_is_reversible(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("''=1+1", "'''=1+1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'tis", "'tis"),
        ("'", "'"),
        ("a=b", "a=b"),
    ],
)
def test_only_text_that_looks_like_a_formula_is_guarded(text: str, guarded: str) -> None:
    assert (guard(text), unguard(guarded)) == (guarded, text)


@given(st.lists(st.builds(Rung, texts().filter(bool), st.integers(1, 999))))
def test_ladders_come_back(rungs: list[Rung]) -> None:
    assert Ladder().parse(Ladder().write(tuple(rungs), FORMS), FORMS) == tuple(rungs)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\ud800", "\uffff"])
def test_characters_that_no_workbook_holds_are_refused(letter: str) -> None:
    with pytest.raises(BadValueError) as caught:
        refuse_control_characters(f"a{letter}b")
    assert str(caught.value) == f"holds the control character U+{ord(letter):04X}"


def test_line_ends_become_line_feeds_and_white_space_around_is_dropped() -> None:
    assert tidy(" \ta\r\nb\rc\n ") == "a\nb\nc"


@pytest.mark.parametrize("heading", ["Duration min", "DURATION_MIN", " duration-min ", "Duration (min)", "durationMin"])
def test_headings_are_matched_by_their_letters(heading: str) -> None:
    assert fold(heading) == fold("duration_min")


def test_a_letter_and_its_decomposed_form_match() -> None:
    assert fold("e\u0301tage") == fold("\u00e9tage")
