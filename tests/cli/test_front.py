import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import summitry
from summitry.cli.front import Front
from summitry.summit import FactsError, Problem, SummitryError
from tests.cli.runner import Run

HEAVY = ("ortools", "matplotlib", "openpyxl", "icalendar", "typst", "rich", "jinja2", "numpy", "jsonschema")
COMMAND = Path(sys.executable).with_name("summitry")


def front(error: BaseException) -> click.Group:
    """Return the front door with one command behind it, which fails."""

    @click.group(cls=Front)
    @click.option("--debug", is_flag=True)
    def group(debug: bool) -> None:
        """Stand for the command line."""

    @group.command()
    def go() -> None:
        raise error

    return group


PROBLEMS = (
    Problem(table="meetings", row=1, column="parties", value="XXX", message="no such delegation"),
    Problem(table="days", message="the summit has no days", expected="a row a day"),
)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (
            FactsError(PROBLEMS),
            2,
            """\
meetings, row 2, column parties: no such delegation (found 'XXX')
days: the summit has no days; expected a row a day
2 problems; nothing was written.
""",
        ),
        (SummitryError("this is a plan of another summit"), 2, "this is a plan of another summit\n"),
        (PermissionError(13, "Permission denied", "out/plan.json"), 2, "out/plan.json: Permission denied\n"),
        (KeyboardInterrupt(), 130, "Stopped before there was anything to show; nothing was written.\n"),
    ],
)
def test_an_error_ends_in_words_and_its_exit_code(error: BaseException, code: int, message: str) -> None:
    result = CliRunner().invoke(front(error), ["go"])
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", message)


def test_a_defect_asks_for_a_report_and_shows_its_traceback_only_on_request() -> None:
    plain = CliRunner().invoke(front(ZeroDivisionError("division by zero")), ["go"])
    debug = CliRunner().invoke(front(ZeroDivisionError("division by zero")), ["--debug", "go"])
    assert (plain.exit_code, debug.exit_code) == (70, 70)
    first, second = plain.stderr.splitlines()
    assert first == "Summitry failed in a way it should not: ZeroDivisionError: division by zero"
    assert second.startswith("Please report this")
    assert debug.stderr.startswith("Traceback")


def test_control_characters_of_the_facts_do_not_reach_the_terminal() -> None:
    result = CliRunner().invoke(front(SummitryError("name \x1b[31mred\x1b[0m\tend")), ["go"])
    assert result.stderr == "name \ufffd[31mred\ufffd[0m\tend\n"


def test_help_names_every_command_with_its_purpose(run: Run) -> None:
    ran = run("--help")
    commands = ran.out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in commands] == [
        "bench",
        "check",
        "compare",
        "convert",
        "explain",
        "generate",
        "new",
        "plan",
        "rehearse",
        "repair",
        "replay",
        "serve",
        "show",
        "standby",
        "starts",
        "whatif",
    ]
    assert all(line.endswith(".") and "..." not in line for line in commands)


@pytest.mark.parametrize("command", ["check", "compare", "convert", "new", "plan", "rehearse", "show"])
def test_help_of_a_command_has_an_example_and_explains_every_option(run: Run, command: str) -> None:
    ran = run(command, "--help")
    text, _, options = ran.out.partition("Options:\n")
    assert f"  Example:\n    summitry {command} " in text
    assert "--json" in options
    assert ran.code == 0


def test_help_loads_nothing_heavy() -> None:
    script = f"""
import sys
from summitry.cli.main import main
sys.argv = ["summitry", "--help"]
try:
    main()
except SystemExit:
    pass
print(sorted(set(sys.modules) & set({HEAVY!r})))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_package_loads_nothing_until_a_name_is_used() -> None:
    script = "import sys, summitry; print([m for m in sys.modules if m.startswith('summitry.')])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_the_public_surface_can_be_loaded_and_nothing_else() -> None:
    missing = [name for name in summitry.__all__ if getattr(summitry, name, None) is None]
    assert missing == []
    assert set(summitry.__all__) <= set(dir(summitry))
    with pytest.raises(AttributeError, match=r"^module 'summitry' has no attribute 'nothing'$"):
        getattr(summitry, "nothing")  # noqa: B009 -- a literal attribute would not pass the type checker


@pytest.mark.parametrize(
    ("args", "code"),
    [(["--version"], 0), (["check", "nowhere", "nowhere.json"], 2), (["unknown"], 2), (["plan"], 2)],
)
def test_the_installed_command_leaves_with_the_exit_code(args: list[str], code: int) -> None:
    ran = subprocess.run([COMMAND, *args], capture_output=True, text=True, check=False)
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr


def test_a_reader_that_stops_listening_is_no_error() -> None:
    script = f"'{COMMAND}' --help | true; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (ran.stdout.strip() in {"0", "1"}, ran.stderr) == (True, "")


def test_names_print_on_a_terminal_without_their_script(facts: Path, clean_plan: Path) -> None:
    people = facts / "delegations.csv"
    people.write_text(
        people.read_text(encoding="utf-8").replace("State A", "대한민국 \u05d9\u05e9\u05e8\u05d0\u05dc"), "utf-8"
    )
    ran = subprocess.run(
        [COMMAND, "show", facts, clean_plan, "--by", "delegation"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "COLUMNS": "80"},
    )
    assert ran.returncode == 0
    assert b"A ???? ?????" in ran.stdout
    assert ran.stdout.isascii()


def test_ctrl_c_takes_the_best_plan_so_far() -> None:
    # The tutorial's last level takes minutes to prove, so that the run is still at work when it is interrupted.
    facts = Path(__file__).parents[2] / "examples" / "tutorial"
    args = [str(COMMAND), "plan", str(facts), "--time-limit", "600", "--threads", "2"]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stderr
        assert any(line.startswith("planning comfort: ") and "none" not in line for line in running.stderr)
        running.send_signal(signal.SIGINT)
        first, second, *_ = running.stdout.read().splitlines()
    assert running.returncode == 0
    assert first == "Lakes Conference 2026: 12 of 13 meetings placed; no rule is broken."
    assert second.startswith("The plan is feasible when it was stopped after ")
