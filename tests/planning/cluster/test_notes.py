"""What a user is told of a run on a cluster."""

from summitry.planning.clock import Stopwatch
from summitry.planning.cluster.messages import Gone, Lost
from summitry.planning.cluster.run import _Run
from summitry.planning.exact.solve import Solving


def _run() -> _Run:
    return _Run(Solving(Stopwatch(60.0), threads=1, seed=0, gap=0.0), None)


def test_tasks_that_were_lost_and_replaced_are_told_together() -> None:
    run = _run()
    for why in ("its worker died", "its machine died"):
        run._take(Lost(why))
    assert run.all_notes() == (
        "2 tasks were lost on the cluster (its machine died, its worker died), and replaced by others.",
    )


def test_nothing_is_said_to_replace_what_a_cluster_took_with_it() -> None:
    run = _run()
    run._take(Lost("its machine died"))
    run._take(Gone("its head does not answer any more"))
    assert run.all_notes() == (
        "The cluster is gone: its head does not answer any more. This is the best plan that was found before.",
    )
