"""Whole runs on a local cluster: as good as one process, whatever befalls workers and head."""

import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from summitry.generate import un_week
from summitry.planning.cluster import ClusterError
from summitry.planning.cluster.link import FAREWELL
from summitry.planning.method import Method
from summitry.planning.planner import plan
from summitry.planning.progress import Point
from summitry.planning.result import Result, Status
from summitry.rules import SOFT_LEVELS, Certificate
from summitry.rules.soft import Sense
from summitry.summit import Plan
from tests import builders
from tests.planning.cluster.processes import descendants, kill

if not Path("/proc/self/stat").exists():
    pytest.skip("the processes of the cluster are found under /proc", allow_module_level=True)
pytest.importorskip("ray")

pytestmark = pytest.mark.xdist_group("cluster")  # one cluster at a time

SUMMIT = un_week(1, 0.05)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    yield
    for thread in threading.enumerate():
        if thread.name == FAREWELL:
            thread.join()
    assert [text for text in descendants().values() if "ray" in text or "cluster.helper" in text] == []


def _on_cluster(time_limit_s: float, *, start: Plan | None = None, after_bound: str = "") -> tuple[Result, int]:
    """Return the result of a run, and how many processes were killed after the first bound was told."""
    num_killed = 0

    def hear(point: Point) -> None:
        nonlocal num_killed
        if after_bound and not num_killed and point.value is None and point.bound is not None:
            num_killed += kill(after_bound)

    result = plan(
        SUMMIT,
        time_limit_s=time_limit_s,
        threads=2,
        start=start,
        cluster="auto",
        method=Method.SEARCH,
        on_progress=hear,
    )
    return result, num_killed


def _rank(certificate: Certificate | None) -> list[tuple[int, ...]]:
    assert certificate is not None
    assert certificate.is_clean
    figures = {name: v if isinstance(v, tuple) else (v,) for name, v in certificate.values.items()}
    return [
        tuple(-figure for figure in figures[name]) if level.sense is Sense.MAXIMISE else figures[name]
        for name, level in SOFT_LEVELS.items()
    ]


@pytest.mark.slow
def test_a_cluster_gives_no_worse_a_plan_than_the_one_process_it_goes_on_from() -> None:
    alone = plan(SUMMIT, time_limit_s=2.0, threads=1, method=Method.SEARCH)
    spread, _ = _on_cluster(12.0, start=alone.plan)
    assert _rank(spread.certificate) <= _rank(alone.certificate)
    assert spread.notes == ()
    assert all(level.name in SOFT_LEVELS for level in spread.levels)


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing_but_its_task() -> None:
    result, num_killed = _on_cluster(14.0, after_bound="ray::search")
    assert num_killed == 1
    assert result.notes == ("One task was lost on the cluster (its worker died), and replaced by others.",)
    assert _rank(result.certificate)


@pytest.mark.slow
@pytest.mark.parametrize("head", ["gcs_server", "raylet/raylet", "cluster.helper"])
def test_the_best_plan_so_far_is_given_and_said_when_the_head_is_gone(head: str) -> None:
    result, num_killed = _on_cluster(60.0, after_bound=head)
    assert num_killed == 1
    assert result.runtime_s < 50.0  # it ended when the head was gone, not with its time
    assert len(result.notes) == 1
    assert result.notes[0].startswith("The cluster is gone: ")
    assert _rank(result.certificate)


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
