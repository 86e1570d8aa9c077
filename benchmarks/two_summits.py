"""The two summits on which the day is measured: Vilnius and the UN week, each with a plan."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.parts import DOCS, ROOT

from summitry.formats import read_summit
from summitry.generate import un_week
from summitry.planning.method import Method
from summitry.planning.planner import plan as make_plan
from summitry.summit import Plan, Summit

VILNIUS = ROOT / "examples" / "vilnius-2023"


def parser(what: str, number: str) -> argparse.ArgumentParser:
    """Return what a benchmark on both takes from the command line.

    Parameters
    ----------
    number
        What it measures so many of on each plan.
    """
    found = argparse.ArgumentParser(description=what)
    found.add_argument("--number", type=int, default=200, help=f"of {number} on each plan [200]")
    found.add_argument("--seed", type=int, default=1, help="of the week, of the plans and of what is drawn [1]")
    found.add_argument("--scale", type=float, default=1.0, help="of the UN week [1]")
    found.add_argument("--time", type=float, default=60.0, metavar="S", help="seconds for each plan [60]")
    found.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="for planning [the machine's cores]")
    found.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return found


def planned(asked: argparse.Namespace) -> Iterator[tuple[str, Summit, Plan]]:
    """Yield each summit by name, with its plan."""
    vilnius, week = read_summit(VILNIUS).summit, un_week(asked.seed, asked.scale)
    for name, summit, method in (("Vilnius", vilnius, Method.AUTO), ("UN week", week, Method.SEARCH)):
        plan = make_plan(summit, method=method, time_limit_s=asked.time, threads=asked.threads, seed=asked.seed).plan
        if plan is None:
            raise SystemExit(f"{summit.name}: no plan was found in {asked.time:g} s")
        yield name, summit, plan
