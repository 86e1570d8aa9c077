"""The parts into which a rehearsal is cut, and what is told of them when others work them out."""

from dataclasses import dataclass
from typing import NamedTuple

from summitry.planning.rehearsal.run import Chunk, Policy, Stage, Variant
from summitry.planning.rehearsal.tally import Tally


class Job(NamedTuple):
    """Some chunks that make one figure under a policy, each in these variants."""

    policy: Policy
    chunks: tuple[Chunk, ...]
    variants: tuple[Variant, ...] = (Variant(),)


@dataclass(frozen=True, slots=True)
class Part:
    """One chunk of one job."""

    number: int
    job: Job
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Begin:
    """The first word to the helper: the plan to rehearse, and where the cluster is, ``None`` for one of its own."""

    stage: Stage
    address: str | None
    num_workers: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Parts to work out."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a part came to; ``None`` if it was lost on the cluster."""

    number: int
    tally: Tally | None


def tally_of(stage: Stage, part: Part) -> Tally:
    """Work out a part."""
    return stage.tally(part.job.policy, part.chunk, part.job.variants)
