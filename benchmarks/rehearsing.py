"""Rehearse plans: how soon, how the fast repair compares with the real one, and what buffers save and cost."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.apart import work_apart
from benchmarks.parts import DOCS, Part, command_text, measured_on, write_part
from benchmarks.two_summits import VILNIUS

from summitry import read_summit
from summitry.cli.rehearsed import robust_document
from summitry.generate import un_week
from summitry.planning.method import Method
from summitry.planning.planner import plan as make_plan
from summitry.planning.rehearsal import Rehearsal, rehearse
from summitry.planning.rehearsal.agreement import agreement
from summitry.planning.rehearsal.front import plan_robust
from summitry.planning.rehearsal.robust import Robust
from summitry.planning.repair.events import AnyEvent
from summitry.planning.repair.repair import repair
from summitry.summit import Plan, Summit, SummitryError

_MOST_S = 3_600.0


def speed(summit: Summit, method: Method, days: int, plan_s: float, seed: int) -> dict[str, Any]:
    """Plan a summit and return how long it takes to rehearse it, with what came of it."""
    threads = os.cpu_count() or 1
    plan = make_plan(summit, method=method, time_limit_s=plan_s, threads=threads, seed=seed).plan
    if plan is None:
        return {"note": "no plan"}
    began = time.perf_counter()
    found = rehearse(summit, plan, days=days, seed=seed)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "days": days, "num_meetings": len(plan.assignments), **_figures(found)}


def _figures(found: Rehearsal) -> dict[str, Any]:
    return {
        "days_again": found.days_again,
        "policies": {
            str(r.policy): {
                "lost": r.lost,
                "called_off": r.called_off,
                "lost_at": list(r.lost_at),
                "value": r.value,
                "planned_value": r.planned_value,
                "all_held": r.all_held,
            }
            for r in found.rehearsed
        },
    }


def agreed(summit: Summit, plan_s: float, sample: int, seed: int) -> dict[str, Any]:
    """Return how often the fast repair agrees with the real one on the plan of a summit."""
    plan = make_plan(summit, time_limit_s=plan_s, seed=seed).plan
    return {} if plan is None else asdict(agreement(summit, plan, _repaired, sample=sample, seed=seed))


def _repaired(summit: Summit, plan: Plan, events: tuple[AnyEvent, ...], now: int) -> Plan | None:
    try:
        return repair(summit, plan, events, now).plan
    except SummitryError:  # facts that one disruption makes contradict themselves: it is left out
        return None


def buffered(summit: Summit, plan_s: float, days: int, seed: int) -> dict[str, Any]:
    """Return the plain plan of a summit beside the robust one."""
    found = plan_robust(summit, time_limit_s=plan_s, days=days, seed=seed)
    return robust_document(found) if isinstance(found, Robust) else {}


def measure(asked: argparse.Namespace) -> dict[str, Any]:
    """Measure everything, each in a process of its own, one after the other."""
    vilnius, week = read_summit(VILNIUS).summit, un_week(asked.seed, asked.scale)
    tasks: dict[str, tuple[Any, ...]] = {
        "vilnius": (speed, vilnius, Method.AUTO, asked.days, asked.time, asked.seed),
        "un_week": (speed, week, Method.SEARCH, max(1, asked.days // 10), asked.time, asked.seed),
        "agreement": (agreed, vilnius, asked.time, asked.sample, asked.seed),
        "robust": (buffered, vilnius, 2 * asked.time, asked.days, asked.seed),
    }
    data: dict[str, Any] = {"scale": asked.scale, "seed": asked.seed, "time_s": asked.time, "days": asked.days}
    for name, (work, *args) in tasks.items():
        print(f"{name} ...", flush=True)
        apart = work_apart(work, *args, most_s=_MOST_S)
        data[name] = (apart.value or {"note": apart.note}) | {"peak_mb": round(apart.peak_mb, 1)}
        print(f"  {data[name]}", flush=True)
    return data


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    asked = _parser().parse_args(args)
    on = measured_on()
    command = command_text("benchmarks.rehearsing", None if args is None else list(args))
    part = Part(name="rehearsing", kind="rehearsing", command=command, measured_on=on, data=measure(asked))
    write_part(part, asked.out)
    from benchmarks.page_of_parts import write_page  # noqa: PLC0415 -- processes apart load what stands at the top

    print(f"Written to {write_page(asked.out)}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=10_000, help="simulated summits; a tenth for the UN week [10000]")
    parser.add_argument("--scale", type=float, default=1.0, help="of the UN week [1]")
    parser.add_argument("--sample", type=int, default=200, help="disruptions to compare the repairs on [200]")
    parser.add_argument("--time", type=float, default=60.0, metavar="S", help="seconds for each plan [60]")
    parser.add_argument("--seed", type=int, default=1, help="of summit, planning and days [1]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return parser


if __name__ == "__main__":
    sys.exit(main())
