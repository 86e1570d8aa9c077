"""Disrupt a plan at random, repair it, and measure how soon, how well and how surely, beside greedy re-insertion."""

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.disruptions import Disruption, disruptions
from benchmarks.parts import Part, command_text, measured_on, write_part
from benchmarks.peers.greedy_repair import greedy_repair
from benchmarks.two_summits import parser, planned

from summitry.planning.repair.facts import changed_by
from summitry.planning.repair.repair import repair
from summitry.summit import Plan, Summit

_FREEZE_MIN = 15
_NUM_ALTERNATIVES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One disruption repaired.

    Parameters
    ----------
    seconds
        From the event to the judged plan, alternatives included.
    is_fewest
        Whether no repair that holds as much changes fewer meetings.
    greedy_value_lost, greedy_num_changed
        What greedy re-insertion gives up.
    """

    kind: str
    seconds: float
    value_lost: int
    num_changed: int
    num_alternatives: int
    is_proven: bool
    is_fewest: bool
    is_clean: bool
    greedy_value_lost: int
    greedy_num_changed: int


def measure(summit: Summit, plan: Plan, disruption: Disruption) -> Measured:
    """Return how one disruption was repaired."""
    began = time.perf_counter()
    found = repair(summit, plan, disruption.events, disruption.now, _FREEZE_MIN, num_alternatives=_NUM_ALTERNATIVES)
    seconds = time.perf_counter() - began
    greedy = greedy_repair(changed_by(summit, plan, disruption.events, disruption.now), disruption.now)
    return Measured(
        kind=disruption.kind,
        seconds=seconds,
        value_lost=found.cost.value_lost,
        num_changed=found.cost.num_changed,
        num_alternatives=len(found.alternatives),
        is_proven=found.is_proven,
        is_fewest=found.is_fewest,
        is_clean=found.is_clean,
        greedy_value_lost=greedy.value_lost,
        greedy_num_changed=greedy.num_changed,
    )


def measured(name: str, summit: Summit, plan: Plan, number: int, seed: int) -> dict[str, Any]:
    """Return what was measured on one plan, in what JSON can hold."""
    rows = [measure(summit, plan, disruption) for disruption in disruptions(summit, plan, number, seed)]
    taken = sorted(row.seconds for row in rows)
    print(f"{name}: median {statistics.median(taken):.3f} s, worst {taken[-1]:.3f} s", flush=True)
    return {
        "name": name,
        "num_placed": len(plan.assignments),
        "rows": [asdict(row) for row in rows],
    }


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if a repaired plan breaks a rule."""
    asked = parser(__doc__ or "", "disruptions").parse_args(args)
    on, command = measured_on(), command_text("benchmarks.repairing", None if args is None else list(args))
    cases = [measured(name, summit, plan, asked.number, asked.seed) for name, summit, plan in planned(asked)]
    data = {"number": asked.number, "seed": asked.seed, "scale": asked.scale, "cases": cases}
    part = Part(name="repairing", kind="repairing", command=command, measured_on=on, data=data)
    write_part(part, asked.out)
    from benchmarks.page_of_parts import write_page  # noqa: PLC0415 -- processes apart load what stands at the top

    print(f"Written to {write_page(asked.out)}.")
    return int(not all(row["is_clean"] for case in cases for row in case["rows"]))


if __name__ == "__main__":
    sys.exit(main())
