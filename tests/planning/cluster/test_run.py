"""Whole runs on a local cluster: as good as one process, whatever befalls workers and head."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from summitry.formats.folder import write_folder
from summitry.formats.plan_json import read_plan, write_plan
from summitry.generate import un_week
from summitry.planning.cluster import ClusterError
from summitry.planning.cluster.link import FAREWELL
from summitry.planning.method import Method
from summitry.planning.planner import plan
from summitry.planning.progress import OnProgress, Point
from summitry.planning.result import Result, Status
from summitry.rules import SOFT_LEVELS, Certificate, judge
from summitry.rules.soft import Sense
from summitry.summit import Plan
from tests import builders
from tests.planning.cluster.processes import descendants, kill

if not Path("/proc/self/stat").exists():
    pytest.skip("the processes of the cluster are found under /proc", allow_module_level=True)
pytest.importorskip("ray")

pytestmark = pytest.mark.xdist_group("cluster")  # one cluster at a time

COMMAND = Path(sys.executable).parent / "summitry"
SUMMIT = un_week(1, 0.05)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    yield
    for thread in threading.enumerate():
        if thread.name == FAREWELL:
            thread.join()
    assert [text for text in descendants().values() if "ray" in text or "cluster.helper" in text] == []


def _on_cluster(time_limit_s: float, start: Plan | None = None, on_progress: OnProgress | None = None) -> Result:
    return plan(
        SUMMIT,
        time_limit_s=time_limit_s,
        threads=2,
        start=start,
        cluster="auto",
        method=Method.SEARCH,
        on_progress=on_progress,
    )


@dataclass
class Killer:
    """Kills one process of the cluster, once it has told a bound; and perhaps stops the run at the next better plan."""

    part_of_command: str
    then_stops: bool = False
    num_killed: int = 0

    def __call__(self, point: Point) -> None:
        if point.bound is not None and not self.num_killed:
            self.num_killed += kill(self.part_of_command)
        elif point.bound is None and self.num_killed and self.then_stops:
            self.then_stops = False
            signal.raise_signal(signal.SIGINT)


def _rank(certificate: Certificate | None) -> list[tuple[int, ...]]:
    assert certificate is not None
    assert certificate.is_clean
    figures = {name: v if isinstance(v, tuple) else (v,) for name, v in certificate.values.items()}
    return [
        tuple(-figure for figure in figures[name]) if level.sense is Sense.MAXIMISE else figures[name]
        for name, level in SOFT_LEVELS.items()
    ]


def _end_helper() -> None:
    kill("cluster.helper")


@pytest.mark.slow
def test_the_command_gives_no_worse_a_plan_than_the_one_process_it_goes_on_from(tmp_path: Path) -> None:
    alone = plan(SUMMIT, time_limit_s=2.0, threads=1, method=Method.SEARCH)
    write_folder(SUMMIT, tmp_path / "summit")
    write_plan(tmp_path / "plan.json", SUMMIT, alone)
    where = [
        str(tmp_path / "summit"),
        "--from",
        str(tmp_path / "plan.json"),
        "--out",
        str(tmp_path / "out"),
        "--no-pdf",
    ]
    how = ["--cluster", "auto", "--search", "--threads", "2", "--time-limit", "16"]
    subprocess.run([str(COMMAND), "plan", *where, *how], capture_output=True, check=True)
    spread = read_plan(tmp_path / "out" / "plan.json", SUMMIT).plan
    assert _rank(judge(SUMMIT, spread)) <= _rank(alone.certificate)


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing_but_its_task() -> None:
    killer = Killer("ray::search", then_stops=True)
    result = _on_cluster(30.0, on_progress=killer)
    assert killer.num_killed == 1
    assert result.notes == ("One task was lost on the cluster (its worker died), and replaced by others.",)
    assert _rank(result.certificate)


@pytest.mark.slow
@pytest.mark.parametrize("head", ["gcs_server", "raylet/raylet"])
def test_the_best_plan_so_far_is_given_and_said_when_the_head_is_gone(head: str) -> None:
    killer = Killer(head)
    result = _on_cluster(600.0, on_progress=killer)  # it ends when the head is gone, not with its time
    assert killer.num_killed == 1
    assert len(result.notes) == 1
    assert result.notes[0].startswith("The cluster is gone: ")
    assert _rank(result.certificate)


def test_a_cluster_that_cannot_be_started_is_an_error_in_words() -> None:
    with pytest.raises(ClusterError, match=r"^No Ray cluster could be started on this machine: "):
        _on_cluster(600.0, on_progress=lambda _: _end_helper())


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1:1", "There is no Ray cluster at '127.0.0.1:1' that can be used: nothing answers there. Expected"),
        ("nonsense", "'nonsense' is no address of a Ray cluster; expected HOST:PORT, or auto."),
    ],
)
def test_an_address_without_a_cluster_is_an_error_in_words(address: str, why: str) -> None:
    with pytest.raises(ClusterError, match=f"^{why}"):
        plan(builders.summit(), cluster=address)


def test_the_extra_is_named_where_ray_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError, match=r"install summitry\[cluster\]"):
        plan(builders.summit(), cluster="auto")


@pytest.mark.slow
def test_ctrl_c_while_the_cluster_is_joined_gives_the_plan_so_far() -> None:
    def interrupt_once(point: Point) -> None:
        if point.level == "comfort" and not is_asked.is_set():
            is_asked.set()
            signal.raise_signal(signal.SIGINT)

    is_asked = threading.Event()
    result = plan(SUMMIT, time_limit_s=600.0, cluster="auto", method=Method.SEARCH, on_progress=interrupt_once)
    assert (result.interrupted, result.status, result.notes) == (True, Status.FEASIBLE, ())
