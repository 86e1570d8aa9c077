"""Plan an invented summit at size with Summitry and its peers, one after the other, each with the same time."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.contest import KINDS, OURS, PEERS, Entry, Task, ceiling, run, warm_up
from benchmarks.parts import DOCS, Part, command_text, measured_on, write_part

_TIMES = {"un-week": 60.0, "trade-exchange": 600.0}


def measure(task: Task, peers: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the bounds and what the contestants have reached so far, in what JSON can hold, after each of them."""
    warm_up(task)
    print("What no plan can surpass ...", flush=True)
    most = ceiling(task)
    print(f"  {most}", flush=True)
    entries: list[Entry] = []
    for who in (OURS, *peers):
        print(f"{who} ...", flush=True)
        entry = run(who, task)
        entries.append(entry)
        print(
            f"  {entry.num_placed} placed, value {entry.values.get('value_held')}, {entry.comfort_parts}, "
            f"{entry.seconds} s, {entry.peak_mb:.0f} MB {entry.note}",
            flush=True,
        )
        yield {
            "task": asdict(task),
            "ceiling": None if most is None else asdict(most),
            "entries": [asdict(entry) for entry in entries],
        }


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if the judge refuses a plan."""
    asked = _parser().parse_args(args)
    time_s = asked.time or _TIMES[asked.kind]
    task = Task(kind=asked.kind, scale=asked.scale, seed=asked.seed, time_s=time_s, threads=asked.threads)
    on = measured_on()
    command = command_text("benchmarks.large", None if args is None else list(args))
    data: dict[str, Any] = {}
    for data in measure(task, asked.peers):  # written each time, so that a run that is stopped leaves what it has
        part = Part(name=asked.name or asked.kind, kind=asked.kind, command=command, measured_on=on, data=data)
        write_part(part, asked.out)
    from benchmarks.page_of_parts import write_page  # noqa: PLC0415 -- processes apart load what stands at the top

    print(f"Written to {write_page(asked.out)}.")
    return int(any(entry["num_violations"] for entry in data["entries"]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("--scale", type=float, default=1.0, help="[1]")
    parser.add_argument("--seed", type=int, default=1, help="of the summit and of the solvers [1]")
    parser.add_argument("--time", type=float, metavar="S", help=f"seconds for each {_TIMES}")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="[the machine's cores]")
    parser.add_argument("--peers", type=_peers, default=list(PEERS), help=f"[{','.join(PEERS)}]; none for none")
    parser.add_argument("--name", help="of the part [the kind]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return parser


def _peers(text: str) -> list[str]:
    names = [] if text == "none" else text.split(",")
    unknown = sorted(set(names) - set(PEERS))
    if unknown:
        raise argparse.ArgumentTypeError(f"no peer is called {', '.join(unknown)}; there are {', '.join(PEERS)}")
    return names


if __name__ == "__main__":
    sys.exit(main())
