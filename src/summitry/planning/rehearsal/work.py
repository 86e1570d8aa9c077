"""Working through a rehearsal: here, or spread over the workers of a Ray cluster, with the same figures."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from summitry.planning.rehearsal.parts import Batch, Begin, Job, Part, Told, tally_of
from summitry.planning.rehearsal.run import Stage
from summitry.planning.rehearsal.tally import Tally, summed

_HELPER = "summitry.planning.rehearsal.helper"
_PATIENCE_S = 120.0  # without a word of the helper


class Talk(Protocol):
    """The end of a pipe to the helper."""

    def tell(self, message: object) -> None:
        """Tell it something."""

    def hear(self, within_s: float) -> object | None:
        """Return its next word, ``None`` if there is none within so many seconds."""


@dataclass
class Work:
    """Works out parts here."""

    stage: Stage
    notes: list[str] = field(default_factory=list)

    def tallies(self, jobs: Sequence[Job]) -> list[Tally]:
        """Return the tally of each job."""
        numbered = enumerate((job, chunk) for job in jobs for chunk in job.chunks)
        parts = [Part(number, job, chunk) for number, (job, chunk) in numbered]
        found = iter(self._worked(parts))
        return [summed([next(found) for _ in job.chunks]) for job in jobs]

    def _worked(self, parts: Sequence[Part]) -> list[Tally]:
        return [tally_of(self.stage, part) for part in parts]


@dataclass
class SpreadWork(Work):
    """Has parts worked out on a cluster; those that it loses, and all once it is gone, are worked out here."""

    link: Talk | None = None

    def _worked(self, parts: Sequence[Part]) -> list[Tally]:
        found: dict[int, Tally | None] = {}
        if self.link is not None:
            self.link.tell(Batch(tuple(parts)))
        while self.link is not None and len(found) < len(parts):
            word = self.link.hear(_PATIENCE_S)
            if isinstance(word, Told):
                found[word.number] = word.tally
            else:
                self.notes.append("The cluster is gone; the rest of the rehearsal was worked out on this machine.")
                self.link = None
        return [found.get(part.number) or tally_of(self.stage, part) for part in parts]


@contextmanager
def working(stage: Stage, cluster: str | None) -> Iterator[Work]:
    """Have somebody who works out parts.

    Parameters
    ----------
    cluster
        ``HOST:PORT`` of a Ray cluster, or ``auto``; ``None`` for this process alone.

    Raises
    ------
    ClusterError
        If the cluster cannot be used.
    """
    if cluster is None:
        yield Work(stage)
        return
    from summitry.planning.cluster.link import linked  # noqa: PLC0415 -- brings the solvers in, which nothing else needs
    from summitry.planning.cluster.messages import Ready, Unreachable  # noqa: PLC0415 -- as above
    from summitry.planning.cluster.run import ClusterError, address_of, no_cluster_text  # noqa: PLC0415 -- as above

    where = address_of(cluster)
    with linked(_HELPER) as link:
        link.tell(Begin(stage, where, os.cpu_count() or 1))
        word = link.hear(_PATIENCE_S)
        if not isinstance(word, Ready):
            why = word.why if isinstance(word, Unreachable) else "it does not answer"
            raise ClusterError(no_cluster_text(where, why))
        yield SpreadWork(stage, link=link)
