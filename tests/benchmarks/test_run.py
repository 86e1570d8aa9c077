"""The benchmarks work, on a summit so small that nothing in them takes long; nothing here looks at times."""

import platform
import re
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.page import section, settled_s
from benchmarks.parts import Part
from benchmarks.planned import Run
from benchmarks.rows import Measured, Row, rows
from benchmarks.run import FOLDER, measure, write
from benchmarks.variants import VARIANTS, few_rooms, few_rooms_and_long_meetings, long_meetings

from benchmarks import machine
from summitry.formats import read_folder, write_folder
from summitry.planning.progress import Point
from summitry.planning.result import LevelResult, Result, Status
from summitry.summit import Form, Meeting, Room, Rung, Summit
from tests import builders
from tests.builders import meeting

LUNCH = Form(name="lunch", duration_min=50, features=("dining",), meal=True)
ROOMS = tuple(Room(id=f"bilateral-{n}", name=f"Room {n}", venue="V", seats=10) for n in range(1, 6))
DINING = Room(id="dining", name="Dining room", venue="V", seats=10, features=("dining",))
LEVELS = ["value held", "fair share", "form lost", "slack lacking", "discomfort"]


def small_summit() -> Summit:
    meetings: tuple[Meeting, ...] = (
        meeting("A-B", "A", "B"),
        meeting("A-C", "A", "C", ladder=(Rung("short", 15), Rung("standing", 10))),
        meeting("B-C", "B", "C", ladder=(Rung("lunch", 50), Rung("short", 15))),
    )
    forms = (builders.SIT_DOWN, builders.SHORT, builders.STANDING, LUNCH)
    return builders.summit(rooms=(*ROOMS, DINING), forms=forms, meetings=meetings)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("facts") / "small"
    write_folder(small_summit(), folder)
    return measure(folder, VARIANTS, judge_repeats=2, command_repeats=1)


@pytest.fixture
def first(measured: Measured) -> Run:
    return measured.runs[0]


# --- the variants ---


def test_few_rooms_leaves_three_bilateral_rooms_and_every_other_room() -> None:
    summit = few_rooms(small_summit())
    assert [room.id for room in summit.rooms] == ["bilateral-1", "bilateral-2", "bilateral-3", "dining"]


def test_long_meetings_last_45_minutes_and_a_lunch_stays_a_lunch() -> None:
    summit = long_meetings(small_summit())
    assert {m.id: summit.ladder(m) for m in summit.meetings} == {
        "A-B": (Rung("sit-down", 45),),
        "A-C": (Rung("sit-down", 45),),
        "B-C": (Rung("lunch", 45),),
    }


def test_the_variants_of_the_vilnius_summit_change_rooms_and_ladders_only() -> None:
    summit = read_folder(FOLDER).summit
    varied = few_rooms_and_long_meetings(summit)
    assert sum(room.id.startswith("bilateral-") for room in summit.rooms) == 8
    assert {room.id for room in summit.rooms} - {room.id for room in varied.rooms} == {
        f"bilateral-{n}" for n in range(4, 9)
    }
    lunches = {"KOR-NLD", "JPN-LTU"}
    assert {m.id: m.ladder for m in varied.meetings} == {
        m.id: (Rung("lunch" if m.id in lunches else "sit-down", 45),) for m in summit.meetings
    }
    restored = tuple(replace(m, ladder=old.ladder) for m, old in zip(varied.meetings, summit.meetings, strict=True))
    assert replace(varied, rooms=summit.rooms, meetings=restored) == summit


def test_the_times_allowed_are_those_of_the_figures_to_reach() -> None:
    assert [variant.budget_s for variant in VARIANTS] == [30, 60, 60, 60]


# --- what is measured ---


@pytest.mark.slow
def test_every_variant_is_planned_apart_and_judged(measured: Measured) -> None:
    placed = [run.result.certificate and run.result.certificate.num_placed for run in measured.runs]
    assert placed == [3, 3, 3, 3]
    assert [run.writing_s is None for run in measured.runs] == [False, True, True, True]
    assert all(run.peak_mb > 0 and run.judged_s > run.result.runtime_s for run in measured.runs)


@pytest.mark.slow
def test_the_page_has_a_row_for_every_figure(measured: Measured) -> None:
    titles = [variant.title for variant in VARIANTS]
    assert [row.what for row in rows(measured)] == [
        *(f"{titles[0]}: {level}" for level in LEVELS),
        f"{titles[0]}: from start to judged plan",
        f"{titles[0]}: peak memory",
        *(
            f"{title}: {what}"
            for title in titles[1:]
            for what in ("largest gap", "from start to judged plan", "peak memory")
        ),
        "Judge, known facts",
        "Judge, fresh facts",
        "`summitry --help`",
        "`python -c pass`, to compare",
        "Reading the folder",
        "Writing all outputs",
    ]


def part(text: str) -> Part:
    return Part(name="vilnius", kind="vilnius", command="it", measured_on={}, data={"text": text})


@pytest.mark.slow
def test_the_page_shows_every_row_and_every_level_of_every_variant(measured: Measured, tmp_path: Path) -> None:
    text = section(measured, is_quick=False)
    written = write(part(text), measured, tmp_path).read_text(encoding="utf-8")
    assert text in written
    shown = text.partition("### Figures to reach")[2].partition("###")[0]
    assert re.findall(r"^\| (.*?) \|", shown, re.MULTILINE)[1:] == [row.what for row in rows(measured)]
    levels = text.partition("### Level by level")[2].partition("### How")[0]
    assert re.findall(r"^#### (.*)", levels, re.MULTILINE) == [variant.title for variant in VARIANTS]
    assert [name.lower() for name in re.findall(r"^\| ([A-Z].*?) \|", levels, re.MULTILINE)] == LEVELS * len(VARIANTS)


@pytest.mark.slow
def test_every_level_that_was_searched_has_its_picture_the_same_each_time(measured: Measured, tmp_path: Path) -> None:
    searched = (Point(0.1, "comfort", 30, 0), Point(0.2, "comfort", 20, 10))
    runs = [replace(run, result=replace(run.result, progress=searched)) for run in measured.runs]
    runs[1] = replace(runs[1], result=replace(runs[1].result, progress=()))
    measured = replace(measured, runs=tuple(runs))
    text = section(measured, is_quick=False)
    for out in ("once", "again"):
        write(part(text), measured, tmp_path / out)
    shown = re.findall(r"\]\((pictures/.*?)\)", text)
    assert shown == [f"pictures/comfort-{variant.id}.svg" for variant in (VARIANTS[0], *VARIANTS[2:])]
    for name in shown:
        drawn = (tmp_path / "once" / name).read_bytes()
        assert drawn.startswith(b"<?xml")
        assert drawn == (tmp_path / "again" / name).read_bytes()


# --- what is said of it ---


def row_of(measured: Measured, run: Run, what: str) -> Row:
    changed = replace(measured, runs=(*measured.runs[:1], run))
    return next(row for row in rows(changed) if row.what == f"{run.variant.title}: {what}")


@pytest.mark.slow
@pytest.mark.parametrize(("bound", "is_reached"), [(1000, True), (981, True), (980, False), (0, False)])
def test_a_gap_is_reached_below_2_percent(measured: Measured, bound: int, is_reached: bool) -> None:
    levels = (LevelResult(name="comfort", value=1000, bound=bound),)
    run = replace(measured.runs[1], result=replace(measured.runs[1].result, levels=levels))
    assert row_of(measured, run, "largest gap").is_reached is is_reached


@pytest.mark.slow
def test_a_run_without_a_plan_reaches_nothing(measured: Measured) -> None:
    run = replace(measured.runs[1], result=Result(status=Status.UNKNOWN))
    row = row_of(measured, run, "largest gap")
    assert (row.figure, row.is_reached) == ("no plan found (unknown)", False)


@pytest.mark.slow
def test_the_page_says_so_where_no_plan_was_found_and_where_the_run_was_quick(measured: Measured) -> None:
    without = tuple(replace(run, result=Result(status=Status.UNKNOWN), writing_s=None) for run in measured.runs)
    text = section(replace(measured, runs=without, judge=None), is_quick=True)
    assert text.count("No plan was found (unknown).") == len(VARIANTS)
    assert "**A quick run: planning had 30 s" in text
    assert "Judge, " not in text


@pytest.mark.slow
def test_time_and_memory_must_stay_below_their_targets(measured: Measured, first: Run) -> None:
    budget_s = first.variant.budget_s
    late, big = replace(first, judged_s=budget_s), replace(first, peak_mb=1000.0)
    changed = replace(measured, runs=(late, replace(big, variant=VARIANTS[1])))
    reached = {row.what: row.is_reached for row in rows(changed)}
    assert not reached[f"{VARIANTS[0].title}: from start to judged plan"]
    assert not reached[f"{VARIANTS[1].title}: peak memory"]


def test_a_figure_is_settled_when_it_changed_last() -> None:
    progress = (
        Point(1.0, "comfort", None, 10),
        Point(2.0, "comfort", 90, 10),
        Point(3.0, "slack_kept", 5, 5),
        Point(4.0, "comfort", 80, 20),
        Point(5.0, "comfort", 80, 30),
    )
    result = Result(status=Status.FEASIBLE, progress=progress)
    assert settled_s(result, "comfort", lambda point: point.value) == 4.0
    assert settled_s(result, "comfort", lambda point: point.bound) == 5.0
    assert settled_s(result, "form_kept", lambda point: point.value) is None


def test_the_machine_is_described_without_its_name() -> None:
    described = dict(machine.lines(None))
    assert {"Date", "Commit", "Processor", "System", "Python", "OR-Tools", "Other packages"} <= described.keys()
    assert "matplotlib" in described["Other packages"]
    names = {platform.node(), str(Path.home())} - {""}
    assert not any(name in text for text in described.values() for name in names)
