"""What each idea of the grid formulation is worth: the published instances with one of them left out at a time."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, Python would only find the modules beside it

from benchmarks.b2b import files
from benchmarks.ideas_section import ALL, Trial
from benchmarks.page_of_parts import write_page
from benchmarks.parts import DOCS, Part, command_text, measured_on, write_part
from benchmarks.peers.renumbered import renumbered

from summitry.formats.b2b import read_b2b
from summitry.planning.clock import Stopwatch
from summitry.planning.exact.grid.encoding import Breaks, Schedule, Unbroken
from summitry.planning.exact.grid.planner import GridPlanner
from summitry.planning.exact.grid.problem import grid_of
from summitry.planning.exact.solve import Solving
from summitry.planning.stop import Stop
from summitry.planning.worth import known_bounds
from summitry.summit import Summit


class _NoLoad(Breaks):
    def _exact_load(self) -> None:
        """Leave out how many slots each person is busy in."""


class _NoPeople(Breaks):
    def _people_a_slot(self) -> None:
        """Leave out how many people a slot can hold."""


class _NoRuns(Breaks):
    def _runs_without_breaks(self) -> None:
        """Leave out that the meetings of those without a break are one run."""


class _OneByOne(Breaks):
    def _rivals(self) -> list[list[int]]:
        return [[meeting] for meeting in range(len(self.grid.meetings))]


@dataclass(frozen=True, slots=True)
class _Idea:
    """The clauses to ask where an idea is left out; see `GridPlanner`."""

    unbroken: type[Schedule] | None = Unbroken
    breaks: type[Breaks] = Breaks


WITHOUT: Mapping[str, _Idea] = MappingProxyType(
    {
        ALL: _Idea(),
        "without asking first for no break at all": _Idea(unbroken=None),
        "without runs for those who have no break": _Idea(breaks=_NoRuns),
        "without exact loads": _Idea(breaks=_NoLoad),
        "without people a slot": _Idea(breaks=_NoPeople),
        "with rooms counted over single meetings": _Idea(breaks=_OneByOne),
    }
)


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of .dzn files")
    parser.add_argument("--match", default="*.original", help="only files whose names match [*.original]")
    parser.add_argument("--renumberings", type=int, default=1, help="how many [1]")
    parser.add_argument("--time-limit", type=float, default=30.0, metavar="S", help="for each run [30]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    asked = parser.parse_args(args)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    on, command = measured_on(), command_text("benchmarks.ideas", None if args is None else list(args))
    trials: list[Trial] = []
    for trial in _trials(asked):
        trials.append(trial)
        ending = "proven" if trial.is_proven else "not proven"
        print(
            f"{trial.instance:28} no. {trial.renumbering} {trial.idea:42} {trial.seconds:7.2f} s {ending}", flush=True
        )
    data = {"time_limit_s": asked.time_limit, "trials": [asdict(trial) for trial in trials]}
    write_part(Part(name="ideas", kind="ideas", command=command, measured_on=on, data=data), asked.out)
    print(f"Written to {write_page(asked.out)}.")
    return 0


def _trials(asked: argparse.Namespace) -> Iterator[Trial]:
    for path in files(asked.paths, asked.match):
        for seed in range(1, asked.renumberings + 1):
            summit = renumbered(read_b2b(path), seed)
            for idea in WITHOUT:
                is_proven, taken_s = _run(summit, WITHOUT[idea], asked.time_limit)
                yield Trial(
                    idea=idea, instance=path.stem, renumbering=seed, is_proven=is_proven, seconds=round(taken_s, 3)
                )


def _run(summit: Summit, idea: _Idea, time_limit_s: float) -> tuple[bool, float]:
    """Return whether the fewest breaks are proven, and the seconds that took; no plan is made of them."""
    solving = Solving(Stopwatch(time_limit_s, None), 1, 0, 0.0, Stop())
    meetings = summit.to_place()
    grid = grid_of(summit, meetings, ())
    if grid is None:
        raise SystemExit(f"{summit.id} is no grid")
    weight, above = summit.settings.comfort.break_, known_bounds(summit, meetings)
    planner = GridPlanner(
        grid, kept={}, break_weight=weight, bounds_above=above, unbroken=idea.unbroken, breaks=idea.breaks
    )
    found = planner.run(solving)
    return _is_proven(summit, found.levels[-1].bound if found.levels else None, planner), solving.watch.elapsed_s


def _is_proven(summit: Summit, bound: object, planner: GridPlanner) -> bool:
    return bound is not None and bound == summit.settings.comfort.break_ * planner.num_breaks


if __name__ == "__main__":
    sys.exit(main())
