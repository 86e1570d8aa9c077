"""Working through the chunks of a rehearsal: here, or spread over the workers of a Ray cluster."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from summitry.planning.rehearsal.run import Chunk, Policy, Stage, summed
from summitry.planning.rehearsal.state import Relief
from summitry.planning.rehearsal.tally import Tally


class Job(NamedTuple):
    """Some chunks that make one figure: a policy, perhaps with sources silenced, or with more time somewhere."""

    policy: Policy
    chunks: tuple[Chunk, ...]
    silenced: tuple[int, ...] = ()
    relief: Relief | None = None


class Worked(NamedTuple):
    """What became of jobs: a tally each, and what the user should know."""

    tallies: tuple[Tally, ...]
    notes: tuple[str, ...] = ()


def worked(stage: Stage, jobs: Sequence[Job], cluster: str | None) -> Worked:
    """Return the tally of each job; the same wherever it is worked out.

    Parameters
    ----------
    cluster
        ``HOST:PORT`` of a Ray cluster, or ``auto``; ``None`` for this process alone.

    Raises
    ------
    ClusterError
        If the cluster cannot be used.
    """
    if cluster is not None:
        return _on_cluster(stage, jobs, cluster)
    return Worked(tuple(summed([_part(stage, job, chunk) for chunk in job.chunks]) for job in jobs))


def _part(stage: Stage, job: Job, chunk: Chunk) -> Tally:
    return stage.tally(job.policy, chunk, job.silenced, job.relief)


def _on_cluster(stage: Stage, jobs: Sequence[Job], cluster: str) -> Worked:
    """Have each chunk worked out by some worker; what is lost on the way is worked out here."""
    from summitry.planning.cluster.run import ClusterError, address_of, no_cluster_text  # noqa: PLC0415 -- loads solvers

    where = address_of(cluster)
    from summitry.planning.cluster.rays import NoClusterError, Rays, TaskLostError, joined  # noqa: PLC0415 -- loads Ray

    def fetched(rays: Rays, task: object, job: Job, chunk: Chunk) -> tuple[Tally, int]:
        try:
            return rays.result(task), 0
        except TaskLostError:
            return _part(stage, job, chunk), 1

    try:
        with joined(where, os.cpu_count() or 1) as rays:
            shared = rays.share(stage)
            tasks = [(job, chunk, rays.submit(_part, shared, job, chunk)) for job in jobs for chunk in job.chunks]
            pending = [task for *_, task in tasks]
            while pending:
                done = set(rays.done(pending, 60.0))
                pending = [task for task in pending if task not in done]
            found = [(job, *fetched(rays, task, job, chunk)) for job, chunk, task in tasks]
    except NoClusterError as error:
        raise ClusterError(no_cluster_text(where, str(error))) from error
    num_lost = sum(lost for *_, lost in found)
    note = f"{num_lost} parts of the rehearsal were lost on the cluster, and worked out here."
    tallies = tuple(summed([tally for of, tally, _ in found if of is job]) for job in jobs)
    return Worked(tallies, (note,) if num_lost else ())
