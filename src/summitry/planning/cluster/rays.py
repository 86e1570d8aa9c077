"""The one place that talks to Ray: joining a cluster or starting one here, and tasks as things to wait for."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ray
from ray.exceptions import RayError

_PATIENCE_S = 5.0  # for a machine to answer at all
_CAUSES = {
    "WorkerCrashedError": "its worker died",
    "NodeDiedError": "its machine died",
    "OutOfMemoryError": "its machine ran out of memory",
}
_resources: Callable[[], dict[str, float]] = ray.cluster_resources
_nodes: Callable[[], list[dict[str, Any]]] = ray.nodes


class NoClusterError(Exception):
    """There is no cluster where one was looked for; says why."""


class TaskLostError(Exception):
    """A task came to nothing; says why in a few words."""


class Rays:
    """A cluster that is joined."""

    def __init__(self) -> None:
        context = ray.get_runtime_context()
        self._head, self._here = context.gcs_address, context.get_node_id()
        self._tasks: dict[Callable[..., Any], Any] = {}

    def num_workers(self) -> int:
        """Return how many tasks the machines that are there now can run at once, one a core."""
        return max(1, int(_resources().get("CPU", 1)))

    def share(self, value: object) -> Any:
        """Send a value to the cluster once, for tasks to take as an argument."""
        return ray.put(value)

    def submit(self, function: Callable[..., Any], *args: object, is_beside: bool = False) -> Any:
        """Start a task.

        Parameters
        ----------
        is_beside
            Whether it runs beside the others instead of taking a core from them.
        """
        if function not in self._tasks:
            # A lost task is not repeated by Ray: the next begins from a better plan.
            self._tasks[function] = ray.remote(max_retries=0)(function)
        return self._tasks[function].options(num_cpus=0 if is_beside else 1).remote(*args)

    def done(self, tasks: Sequence[Any], within_s: float) -> list[Any]:
        """Return the tasks that are done, as soon as one is."""
        return list(ray.wait(list(tasks), num_returns=1, timeout=within_s)[0]) if tasks else []

    def result(self, task: Any) -> Any:
        """Return what a task that is done has found.

        Raises
        ------
        TaskLostError
            If it failed, or its worker or machine died.
        """
        try:
            return ray.get(task, timeout=_PATIENCE_S)
        except RayError as error:
            raise TaskLostError(_cause(error)) from error

    def is_head_there(self) -> bool:
        """Tell whether the head still answers; safe to ask from any thread."""
        return _answers(self._head)

    def is_joined(self) -> bool:
        """Tell whether the machine through which we talk to the cluster is still one of it."""
        return any(node["NodeID"] == self._here and node["Alive"] for node in _nodes())


@contextmanager
def joined(address: str | None, num_workers: int) -> Iterator[Rays]:
    """Join the cluster at an address, or have one here for the time being.

    Raises
    ------
    NoClusterError
        If there is none.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # what is planned here is nobody's business
    try:
        if address is None:
            ray.init(address="local", num_cpus=num_workers, include_dashboard=False, log_to_driver=False)
        else:
            if not _answers(address.removeprefix("ray://")):
                raise NoClusterError("nothing answers there")
            ray.init(address=address, log_to_driver=False)
    except (RayError, OSError, RuntimeError, ValueError, TimeoutError) as error:
        raise NoClusterError(_first_line(error)) from error
    try:
        yield Rays()
    finally:
        ray.shutdown()


def _answers(address: str) -> bool:
    """Tell whether anything listens at ``HOST:PORT``."""
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), _PATIENCE_S):
            return True
    except (OSError, ValueError, OverflowError):
        return False


def _cause(error: RayError) -> str:
    name = type(getattr(error, "cause", None) or error).__name__
    return _CAUSES.get(name, name)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
