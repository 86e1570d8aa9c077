"""What the calling process and its helper tell each other, as pickled values over a pipe."""

import pickle
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from summitry.planning.bounds import Bounds
from summitry.planning.cluster.incumbent import Assignments, Rank
from summitry.summit import Meeting, Summit


@dataclass(frozen=True, slots=True)
class Facts:
    """What stays the same for all tasks of a run; two are equal if they have the same token.

    Parameters
    ----------
    meetings
        The meetings to place.
    kept
        Assignments that stand as they are.
    token
        Names the run, so that a worker recognises it.
    """

    summit: Summit = field(compare=False)
    meetings: tuple[Meeting, ...] = field(compare=False)
    kept: Assignments = field(compare=False)
    token: str = field(default_factory=lambda: uuid.uuid4().hex)


@dataclass(frozen=True, slots=True)
class Job:
    """The first word to the helper: which cluster, and for what.

    Parameters
    ----------
    address
        Of the cluster's head; ``None`` for a cluster of its own on this machine.
    num_workers
        Tasks at once on a cluster of its own.
    """

    facts: Facts
    address: str | None
    num_workers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Begin:
    """The second word to the helper: where to begin, how many seconds there are, and how many the whole run has."""

    assignments: Assignments
    left_s: float
    limit_s: float


@dataclass(frozen=True, slots=True)
class Ready:
    """The cluster is there, with room for so many tasks at once."""

    num_workers: int


@dataclass(frozen=True, slots=True)
class Alive:
    """All is well; said every second or so."""


@dataclass(frozen=True, slots=True)
class Better:
    """A better plan than all before."""

    assignments: Assignments
    rank: Rank


@dataclass(frozen=True, slots=True)
class Bounding:
    """Closer bounds than all before."""

    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Lost:
    """A task was lost, and why, in a few words; another takes its place."""

    why: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """There is no cluster to begin with, and why, in words."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The cluster can be used no longer, and why, in words."""

    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """The time is up, and everything is told."""


Told = Ready | Alive | Better | Bounding | Lost | Unreachable | Gone | Done


def send(pipe: IO[bytes], message: object) -> None:
    """Write a message; an end that is closed hears nothing."""
    try:
        pickle.dump(message, pipe, protocol=pickle.HIGHEST_PROTOCOL)
        pipe.flush()
    except (BrokenPipeError, ValueError):
        return


def messages(pipe: IO[bytes]) -> Iterator[object]:
    """Yield messages until the other end is closed."""
    while True:
        try:
            yield pickle.load(pipe)  # noqa: S301 -- both ends are processes of one run on one machine
        except (EOFError, pickle.UnpicklingError):
            return
