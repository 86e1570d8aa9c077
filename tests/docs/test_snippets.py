"""What the docs show is run: in one folder a page, beside the examples, in the order of the page."""

import doctest
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from summitry.cli.main import cli
from tests.docs.snippets import Code, Command, snippets

ROOT = Path(__file__).parents[2]
PAGES = [page for page in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))) if any(snippets(page))]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_snippets_run_and_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": page.stem}
    for snippet in snippets(page):
        if isinstance(snippet, Code):
            exec(compile("\n" * (snippet.line - 1) + snippet.source, str(page), "exec"), names)  # noqa: S102 -- our own docs
        else:
            check_command(page, snippet)


def check_command(page: Path, command: Command) -> None:
    program, *args = shlex.split(command.text)
    assert program == "summitry", f"{page}:{command.line}: only summitry commands can be run: {command.text}"
    result = CliRunner().invoke(cli, args, env={"COLUMNS": "80"})
    shown = f"{page}:{command.line}: $ {command.text}\n{result.output}"
    assert result.exit_code == command.exit_code, shown
    printed = result.output if command.exit_code else result.stdout
    is_as_shown = doctest.OutputChecker().check_output(command.output, printed, doctest.ELLIPSIS)
    assert not command.output or is_as_shown, f"{shown}\n--- but the page shows ---\n{command.output}"


def test_the_readme_has_a_library_example_and_commands() -> None:
    kinds = {type(snippet) for snippet in snippets(ROOT / "README.md")}
    assert kinds == {Code, Command}
