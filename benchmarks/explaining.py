"""Ask for the starts of many meetings, and why they are where they are, and measure how long each answer takes."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.page_of_parts import write_page
from benchmarks.parts import Part, command_text, measured_on, write_part
from benchmarks.two_summits import parser, planned

from summitry.planning.explain import explain
from summitry.planning.legal import Openings
from summitry.summit import Plan, Summit


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


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    asked = parser(__doc__ or "", "placed meetings asked about").parse_args(args)
    on, command = measured_on(), command_text("benchmarks.explaining", None if args is None else list(args))
    cases = [measured(name, summit, plan, asked.number, asked.seed) for name, summit, plan in planned(asked)]
    data = {"number": asked.number, "seed": asked.seed, "scale": asked.scale, "cases": cases}
    part = Part(name="explaining", kind="explaining", command=command, measured_on=on, data=data)
    write_part(part, asked.out)
    print(f"Written to {write_page(asked.out)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
