"""Ask for the starts of many meetings, and why they are where they are, and measure how long each answer takes."""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.page_of_parts import write_page
from benchmarks.parts import DOCS, ROOT, Part, command_text, measured_on, write_part

from summitry.formats import read_summit
from summitry.generate import un_week
from summitry.planning.explain import explain
from summitry.planning.legal import Openings
from summitry.planning.method import Method
from summitry.planning.planner import plan as make_plan
from summitry.summit import Plan, Summit

VILNIUS = ROOT / "examples" / "vilnius-2023"


def measured(name: str, summit: Summit, plan: Plan, number: int, seed: int) -> dict[str, Any]:
    """Return how long the index and each answer took on one plan, in seconds, in what JSON can hold.

    Every meeting that is not placed is asked why; placed ones, drawn with a seed, why they do not start when another
    does.
    """
    rng = random.Random(seed)
    index_s, openings = _timed(Openings, summit, plan)
    drawn = rng.sample(plan.assignments, min(number, len(plan.assignments)))
    unplaced = [row.meeting for row in plan.unplaced]
    elsewhere = [(a.meeting, rng.choice(plan.assignments).start) for a in drawn]
    starts_s = [_timed(openings.of, m)[0] for m in [*unplaced, *(a.meeting for a in drawn)]]
    why_s = [_timed(explain, openings, m)[0] for m in unplaced]
    possible = [(m, start) for m, start in elsewhere if openings.at(m, start) is not None]
    elsewhere_s = [_timed(explain, openings, m, start)[0] for m, start in possible]
    print(f"{name}: starts median {statistics.median(starts_s):.4f} s, worst {max(starts_s):.4f} s", flush=True)
    return {
        "name": name,
        "num_placed": len(plan.assignments),
        "num_unplaced": len(unplaced),
        "index_s": index_s,
        "starts_s": starts_s,
        "why_s": why_s,
        "elsewhere_s": elsewhere_s,
    }


def _timed(ask: Callable[..., Any], *about: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = ask(*about)
    return time.perf_counter() - began, answer


def _planned(summit: Summit, method: Method, time_s: float, threads: int) -> Plan:
    found = make_plan(summit, method=method, time_limit_s=time_s, threads=threads, seed=1).plan
    if found is None:
        raise SystemExit(f"{summit.name}: no plan was found in {time_s:g} s")
    return found


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    asked = _parser().parse_args(args)
    on, command = measured_on(), command_text("benchmarks.explaining", None if args is None else list(args))
    vilnius, week = read_summit(VILNIUS).summit, un_week(asked.seed, asked.scale)
    cases = [
        measured(name, summit, _planned(summit, method, asked.time, asked.threads), asked.number, asked.seed)
        for name, summit, method in (("Vilnius", vilnius, Method.AUTO), ("UN week", week, Method.SEARCH))
    ]
    data = {"number": asked.number, "seed": asked.seed, "scale": asked.scale, "cases": cases}
    part = Part(name="explaining", kind="explaining", command=command, measured_on=on, data=data)
    write_part(part, asked.out)
    print(f"Written to {write_page(asked.out)}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200, help="of placed meetings asked about on each plan [200]")
    parser.add_argument("--seed", type=int, default=1, help="of the week, of the plans and of the meetings [1]")
    parser.add_argument("--scale", type=float, default=1.0, help="of the UN week [1]")
    parser.add_argument("--time", type=float, default=60.0, metavar="S", help="seconds for each plan [60]")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="for planning [the machine's cores]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return parser


if __name__ == "__main__":
    sys.exit(main())
