"""``summitry bench b2b``: a row an instance, what is refused, and the exit codes."""

import csv
import json
from pathlib import Path

import pytest

from summitry.cli.bench import HEADER, Read, Row, exit_code, refused, row_of, total
from summitry.planning.progress import Point
from summitry.planning.result import Result, Status
from tests.cli.runner import SUMMIT, Run

SOLVABLE = """\
nBusiness = 3; nMeetings = 3; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [|1, 2, 3|2, 3, 3|1, 3, 3|];
forbidden = [{}, {}, {}];
fixed = [1, 0, 4];
precedences = [{}, {}, {}];
"""
CROWDED = SOLVABLE.replace("nTotalSlots = 4", "nTotalSlots = 2").replace("[1, 0, 4]", "[0, 0, 0]")


@pytest.fixture
def instances(tmp_path: Path) -> Path:
    """A folder of two instances: one with two breaks, one without a plan, and a file that is none."""
    folder = tmp_path / "instances"
    folder.mkdir()
    (folder / "b-crowded.dzn").write_text(CROWDED, encoding="utf-8")
    (folder / "a-solvable.dzn").write_text(SOLVABLE, encoding="utf-8")
    (folder / "README.md").write_text("no instance", encoding="utf-8")
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_instance_of_a_folder_gives_a_row_in_the_order_of_names(run: Run, instances: Path) -> None:
    ran = run("bench", "b2b", instances)

    assert ran.code == 0
    header, *rows = (line.split() for line in ran.out.splitlines())
    assert header == list(HEADER)
    assert rows[0][:5] == ["a-solvable", "2", "optimal", "2", "2"]
    assert rows[1][:3] == ["b-crowded", "2", "infeasible"]
    assert rows[0][-1] == "yes"


def test_the_rows_are_written_as_csv(run: Run, instances: Path, tmp_path: Path) -> None:
    out = tmp_path / "b2b.csv"
    out.write_text("an earlier one", encoding="utf-8")

    assert run("bench", "b2b", instances, "--fairness", "none", "--csv", out).code == 0

    solvable, crowded = rows_of(out)
    assert tuple(solvable) == HEADER
    facts = ("instance", "fairness", "status", "breaks", "bound", "judged")
    assert [solvable[name] for name in facts] == ["a-solvable", "none", "optimal", "2", "2", "yes"]
    assert [crowded[name] for name in facts] == ["b-crowded", "none", "infeasible", "", "", ""]
    assert all(float(row[name]) >= 0 for row in (solvable, crowded) for name in ("read_s", "build_s", "solve_s"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b2b.csv", "instances"]


def test_progress_and_the_total_go_to_standard_error(run: Run, instances: Path) -> None:
    first, second, last = run("bench", "b2b", instances).err.splitlines()

    assert (first, second) == ("1 of 2: a-solvable", "2 of 2: b-crowded")
    assert last.startswith("2 instances: 1 optimal, 1 infeasible; read ")
    assert last.endswith("; every plan is clean.")


def test_json_has_the_same_rows_and_nothing_else_is_said(run: Run, instances: Path) -> None:
    ran = run("bench", "b2b", instances / "a-solvable.dzn", "--json", "--fairness", "0")

    assert (ran.code, ran.err) == (0, "")
    (row,) = json.loads(ran.out)["rows"]
    assert tuple(row) == HEADER
    assert (row["instance"], row["fairness"], row["status"], row["judged"]) == ("a-solvable", 0, "infeasible", None)


@pytest.mark.parametrize(("fairness", "status"), [("0", "infeasible"), ("1", "optimal"), ("none", "optimal")])
def test_fairness_is_a_cap_on_what_breaks_differ(run: Run, instances: Path, fairness: str, status: str) -> None:
    ran = run("bench", "b2b", instances / "a-solvable.dzn", "--fairness", fairness)

    assert ran.out.splitlines()[1].split()[1:3] == [fairness, status]


@pytest.mark.parametrize("fairness", ["-1", "1.5", "some", ""])
def test_a_fairness_that_is_none_is_refused(run: Run, instances: Path, fairness: str) -> None:
    ran = run("bench", "b2b", instances, f"--fairness={fairness}")

    assert ran.code == 2
    assert "neither a whole number from 0 nor none" in ran.err


def test_no_time_gives_a_row_without_a_plan(run: Run, instances: Path) -> None:
    ran = run("bench", "b2b", instances / "a-solvable.dzn", "--time-limit", "0.000001", "--json")

    assert ran.code == 0
    (row,) = json.loads(ran.out)["rows"]
    assert (row["status"], row["breaks"], row["judged"]) == ("unknown", None, None)


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("bench", "b2b", tmp_path / "none.dzn")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{tmp_path / 'none.dzn'}: No such file or directory\n"


def test_a_folder_without_instances_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("bench", "b2b", tmp_path)

    assert ran.code == 2
    assert "holds no .dzn file" in ran.err


def test_bad_files_are_all_told_before_anything_is_planned(run: Run, instances: Path, tmp_path: Path) -> None:
    (instances / "c.dzn").write_text("nBusiness = 3;\n\nnMeetings = many;\n", encoding="utf-8")
    (instances / "d.dzn").write_bytes(b"\xff\xfe\x00")

    ran = run("bench", "b2b", instances, "--csv", tmp_path / "b2b.csv")

    assert (ran.code, ran.out) == (2, "")
    assert f"{instances / 'c.dzn'}, line 3: cannot be read (found 'nMeetings = many')" in ran.err
    assert f"{instances / 'd.dzn'}: is no text in UTF-8" in ran.err
    assert not (tmp_path / "b2b.csv").exists()


@pytest.mark.parametrize(("out", "told"), [("none/b2b.csv", "there is no folder"), (".", "is a folder")])
def test_a_csv_that_cannot_be_written_is_refused_before_the_work(
    run: Run, instances: Path, tmp_path: Path, out: str, told: str
) -> None:
    ran = run("bench", "b2b", instances, "--csv", tmp_path / out)

    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())


# --- what the judge refuses, which no instance is known to bring about ---

READ = Read(SUMMIT, 0.25)


def test_a_plan_that_the_judge_refuses_is_a_row_and_exit_code_1() -> None:
    row = refused(READ, 2, 1.5)

    assert row.cells == ("test", "2", "unknown", "", "", "0.250", "", "1.500", "no")
    assert exit_code([row]) == 1
    assert total([row]).endswith("; 1 plan refused by the judge.")


def test_a_run_without_a_plan_tells_the_bound_it_proved() -> None:
    points = (Point(0.1, "comfort", None, 1), Point(0.2, "comfort", None, 3), Point(0.3, "value_held", 4, 4))
    unknown = row_of(READ, None, Result(status=Status.UNKNOWN, progress=points, runtime_s=2.0, building_s=0.5))

    assert unknown == Row(
        instance="test", fairness=None, status="unknown", bound=3, read_s=0.25, build_s=0.5, solve_s=1.5
    )
    assert row_of(READ, None, Result(status=Status.INFEASIBLE, progress=points)).bound is None
    assert exit_code([unknown]) == 0
