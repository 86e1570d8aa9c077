"""Ctrl-C, as a user presses it: the run ends, and the best plan so far is judged and told."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summitry.planning.planner import plan
from summitry.planning.progress import Point
from summitry.planning.result import Status
from summitry.planning.stop import Stop
from summitry.summit import Session
from tests.builders import meeting, summit

VILNIUS = Path(__file__).parents[2] / "examples" / "vilnius-2023"
COMMAND = Path(sys.executable).parent / "summitry"


def test_ctrl_c_after_the_first_word_of_progress_gives_a_clean_plan_of_the_real_summit(tmp_path: Path) -> None:
    out = tmp_path / "out"
    args = [str(COMMAND), "plan", str(VILNIUS), "--time-limit", "600", "--threads", "2", "--out", str(out)]
    with subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        assert running.stderr.readline().startswith("planning value_held: ")
        running.send_signal(signal.SIGINT)
        running.communicate()
    assert running.returncode == 0
    document = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    assert (document["run"]["interrupted"], document["certificate"]["violations"]) == (True, [])
    assert document["status"] == "feasible"


def test_an_interrupt_at_any_moment_is_heard_and_gives_a_plan() -> None:
    levels: list[str] = []

    def interrupt_once(point: Point) -> None:
        if point.level == "value_held" and not levels:
            signal.raise_signal(signal.SIGINT)  # heard by the main thread, wherever it then is
        levels.append(point.level)

    there = summit(
        meetings=(meeting("m"), meeting("n", "A", "C")),
        sessions=(Session(id="s", title="Photo", start=600, end=630, venue="V", participants=("B", "C")),),
    )
    result = plan(there, threads=1, on_progress=interrupt_once)
    assert (result.interrupted, set(levels)) == (True, {"value_held"})
    assert result.plan is not None
    assert result.levels[-1].bound == 0
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_second_ctrl_c_interrupts_as_usual() -> None:
    stop = Stop()
    with stop.on_interrupt():
        signal.raise_signal(signal.SIGINT)
        assert stop.is_asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_stays_with_whoever_handles_it_already() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    try:
        stop = Stop()
        with stop.on_interrupt():
            signal.raise_signal(signal.SIGINT)
        assert (heard, stop.is_asked) == ([signal.SIGINT], False)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_run_in_another_thread_leaves_ctrl_c_alone() -> None:
    results = []
    there = summit(meetings=(meeting("m"),))
    thread = threading.Thread(target=lambda: results.append(plan(there, threads=1)))
    thread.start()
    thread.join()
    assert [(result.status, result.interrupted) for result in results] == [(Status.OPTIMAL, False)]
