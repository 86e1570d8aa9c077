"""Disrupt a plan at random, repair it, and measure how soon, how well and how surely, beside greedy re-insertion."""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.disruptions import Disruption, disruptions
from benchmarks.parts import DOCS, ROOT, Part, command_text, measured_on, write_part
from benchmarks.peers.greedy_repair import greedy_repair

from summitry.formats import read_summit
from summitry.generate import un_week
from summitry.planning.method import Method
from summitry.planning.planner import plan as make_plan
from summitry.planning.repair.facts import changed_by
from summitry.planning.repair.repair import repair
from summitry.summit import Plan, Summit

VILNIUS = ROOT / "examples" / "vilnius-2023"
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


def _planned(summit: Summit, method: Method, time_s: float, threads: int) -> Plan:
    found = make_plan(summit, method=method, time_limit_s=time_s, threads=threads, seed=1).plan
    if found is None:
        raise SystemExit(f"{summit.name}: no plan was found in {time_s:g} s")
    return found


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if a repaired plan breaks a rule."""
    asked = _parser().parse_args(args)
    on, command = measured_on(), command_text("benchmarks.repairing", None if args is None else list(args))
    vilnius, week = read_summit(VILNIUS).summit, un_week(asked.seed, asked.scale)
    cases = [
        measured(name, summit, _planned(summit, method, asked.time, asked.threads), asked.number, asked.seed)
        for name, summit, method in (("Vilnius", vilnius, Method.AUTO), ("UN week", week, Method.SEARCH))
    ]
    data = {"number": asked.number, "seed": asked.seed, "scale": asked.scale, "cases": cases}
    part = Part(name="repairing", kind="repairing", command=command, measured_on=on, data=data)
    write_part(part, asked.out)
    from benchmarks.page_of_parts import write_page  # noqa: PLC0415 -- processes apart load what stands at the top

    print(f"Written to {write_page(asked.out)}.")
    return int(not all(row["is_clean"] for case in cases for row in case["rows"]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=200, help="of disruptions on each plan [200]")
    parser.add_argument("--seed", type=int, default=1, help="of the week, of the plans and of the disruptions [1]")
    parser.add_argument("--scale", type=float, default=1.0, help="of the UN week [1]")
    parser.add_argument("--time", type=float, default=60.0, metavar="S", help="seconds for each plan [60]")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="for planning [the machine's cores]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return parser


if __name__ == "__main__":
    sys.exit(main())
