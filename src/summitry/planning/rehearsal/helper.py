"""The helper process of a rehearsal on a cluster: it joins the cluster, has parts worked out, and tells each.

Run as ``python -m summitry.planning.rehearsal.helper``; messages come in on standard input and go out on what was
standard output. The end of the input asks it to stop.
"""

import queue
import sys
import threading
from collections.abc import Iterator

from summitry.planning.cluster.helper import Mouth, output, watch_head
from summitry.planning.cluster.messages import Ready, Unreachable, messages
from summitry.planning.cluster.rays import NoClusterError, Rays, TaskLostError, joined
from summitry.planning.rehearsal.parts import Batch, Begin, Part, Told, tally_of

_LOOK_S = 1.0  # between two looks at whether it is to stop


def main() -> None:
    """Serve one rehearsal."""
    heard = messages(sys.stdin.buffer)
    mouth, begin = Mouth(output()), next(heard, None)
    if not isinstance(begin, Begin):
        return
    batches: queue.Queue[Batch | None] = queue.Queue()
    over = threading.Event()
    threading.Thread(target=_listen, args=(heard, batches, over), name="ears", daemon=True).start()
    try:
        with joined(begin.address, begin.num_workers) as rays:
            watch_head(rays, mouth, over)
            mouth.tell(Ready(rays.num_workers()))
            stage = rays.share(begin.stage)
            while (batch := batches.get()) is not None:
                _work(rays, stage, batch, mouth, over)
    except NoClusterError as error:
        mouth.tell(Unreachable(str(error)))


def _listen(heard: Iterator[object], batches: "queue.Queue[Batch | None]", over: threading.Event) -> None:
    for message in heard:
        if isinstance(message, Batch):
            batches.put(message)
    over.set()
    batches.put(None)


def _work(rays: Rays, stage: object, batch: Batch, mouth: Mouth, over: threading.Event) -> None:
    """Have the parts of a batch worked out, and tell each as it is done."""
    tasks: dict[object, Part] = {rays.submit(tally_of, stage, part): part for part in batch.parts}
    while tasks and not over.is_set():
        for task in rays.done(list(tasks), _LOOK_S):
            part = tasks.pop(task)
            try:
                mouth.tell(Told(part.number, rays.result(task)))
            except TaskLostError:
                mouth.tell(Told(part.number, None))


if __name__ == "__main__":
    main()
