"""Rehearsals spread over a cluster come to the same as here, whatever is lost on the way."""

from pathlib import Path

import pytest

from summitry.planning.cluster import ClusterError
from summitry.planning.cluster.messages import Gone
from summitry.planning.rehearsal import rehearse
from summitry.planning.rehearsal.parts import Job, Told
from summitry.planning.rehearsal.run import Policy, Stage
from summitry.planning.rehearsal.work import SpreadWork, Work
from tests.planning.rehearsal.test_rehearse import PLAN, SUMMIT, rehearsed

STAGE = Stage(SUMMIT, PLAN, rehearsed(days=1).noise, rehearsed(days=1).habits, 1)
JOBS = [Job(policy, tuple(STAGE.chunks(5_000))) for policy in Policy]


class Pipe:
    """Tells what it was given to tell, whatever it hears."""

    def __init__(self, *words: object) -> None:
        self._words = iter(words)

    def tell(self, message: object) -> None:
        """Hear a message, and do nothing."""

    def hear(self, _: float) -> object | None:
        return next(self._words, None)


def losses(work: Work) -> list[list[int]]:
    return [tally.loss_on.tolist() for tally in work.tallies(JOBS)]


@pytest.mark.parametrize(
    "words", [[Told(1, None)], [Gone("its head does not answer")], []], ids=["lost", "gone", "mute"]
)
def test_what_a_cluster_loses_is_worked_out_here(words: list[object]) -> None:
    spread = SpreadWork(STAGE, link=Pipe(*words))
    assert losses(spread) == losses(Work(STAGE))
    assert spread.notes == ["The cluster is gone; the rest of the rehearsal was worked out on this machine."]


def test_parts_may_come_back_in_any_order() -> None:
    parts = [(job, chunk) for job in JOBS for chunk in job.chunks]
    told = [Told(number, STAGE.tally(job.policy, chunk)) for number, (job, chunk) in enumerate(parts)]
    spread = SpreadWork(STAGE, link=Pipe(*reversed(told)))
    assert losses(spread) == losses(Work(STAGE))
    assert spread.notes == []


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ClusterError, match="is no address of a Ray cluster"):
        rehearse(SUMMIT, PLAN, days=5, cluster="nowhere")


@pytest.mark.slow
@pytest.mark.xdist_group("cluster")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="as for the other tests of clusters")
def test_a_rehearsal_on_a_cluster_is_that_of_one_process() -> None:
    pytest.importorskip("ray")
    assert rehearse(SUMMIT, PLAN, days=3_000, seed=1, cluster="auto") == rehearsed()
