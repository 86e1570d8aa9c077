import io
import json
import sys

import pytest

from summitry.cli.output import count, plain, stdout_console, tell_json, tell_table


def test_control_characters_are_replaced_and_line_breaks_stay() -> None:
    assert plain("a\x1b[2Jb\x07\u009bc\nd\te") == "a\ufffd[2Jb\ufffd\ufffdc\nd\te"


@pytest.mark.parametrize(("number", "text"), [(0, "0 rules"), (1, "1 rule"), (2, "2 rules")])
def test_a_number_agrees_with_its_noun(number: int, text: str) -> None:
    assert count(number, "rule") == text


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", '"Türkiye"'), ("ascii", '"T\\u00fcrkiye"')])
def test_json_means_the_same_on_every_terminal(encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, write_through=True))
    tell_json("Türkiye")
    text = raw.getvalue().decode(encoding)
    assert text.strip() == shown
    assert json.loads(text) == "Türkiye"


def test_a_table_folds_what_is_too_wide(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    tell_table(("id", "text"), [("A-B", "[i]" + "x" * 60)], title="Title")
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 30
    assert lines[0].strip() == "Title"
    assert sum(line.count("x") for line in lines[1:]) == 60 + len("x")  # that of the heading "text"
    assert any("[i]xx" in line for line in lines)


@pytest.mark.parametrize(("no_color", "has_colours"), [("", True), ("1", False)])
def test_colours_follow_the_terminal_and_no_color(
    no_color: str, has_colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # stands for a terminal
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", no_color)
    assert (stdout_console().no_color, stdout_console().is_terminal) == (not has_colours, True)


def test_a_pipe_gets_no_escapes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    tell_table(("id",), [("A",)], title="Title")
    assert "\x1b" not in capsys.readouterr().out
