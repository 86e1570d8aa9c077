"""Run Summitry and its peers on published instances, in one run on one core, and compare.

Each instance is run in random renumberings of its participants and meetings, or as the file has it; all who are
measured get the same. A total is over all instances of one renumbering; shown is the median over the renumberings.
"""

import argparse
import csv
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from fnmatch import fnmatchcase
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, Python would only find the modules beside it

from benchmarks.page_of_parts import write_page
from benchmarks.parts import DOCS, Part, command_text, measured_on, write_part
from benchmarks.peers.field import FIELD, run
from benchmarks.peers.measured import Measured, contradictions, table, totals
from benchmarks.peers.renumbered import renumbered

from summitry.formats.b2b import read_b2b


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line; 1 if the judge refuses a schedule that claims to be one, or proofs contradict."""
    parser = _parser()
    asked = parser.parse_args(args)
    unknown = sorted(set(asked.peers) - set(FIELD))
    if unknown:
        parser.error(f"no peer is called {', '.join(unknown)}; there are {', '.join(FIELD)}")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    on, command = measured_on(), command_text("benchmarks.b2b", None if args is None else list(args))
    rows: list[Measured] = []
    for row in _rows(asked):
        rows.append(row)
        print(row.line(), flush=True)
        if asked.csv:
            write(rows, asked.csv)
        if asked.json:
            write_part(_part(asked, rows, command, on), asked.out)
    if asked.json:
        print(f"Written to {write_page(asked.out)}.")
    print("", *table(rows, asked.peers), "", *totals(rows, asked.peers, asked.time_limit), sep="\n")
    wrong = [f"Refused by the judge: {row.line()}" for row in rows if row.is_refused] + list(contradictions(rows))
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of .dzn files")
    parser.add_argument("--fairness", default="2", type=_names, help="caps or none, separated by commas [2]")
    parser.add_argument("--peers", default=list(FIELD), type=_names, help=f"[{','.join(FIELD)}]")
    parser.add_argument("--renumberings", type=int, default=3, help="how many; 0: as the files have it [3]")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="S", help="for each instance [60]")
    parser.add_argument("--match", default="*", help="only files whose names match, such as '*.original' [*]")
    parser.add_argument("--csv", type=Path, metavar="OUT", help="where to write all rows")
    parser.add_argument("--json", metavar="NAME", help="put them on the page of results as a part of this name")
    parser.add_argument("--title", help="the part's heading on the page [its name]")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page [docs]")
    return parser


def _part(asked: argparse.Namespace, rows: Sequence[Measured], command: str, on: Mapping[str, str]) -> Part:
    data = {
        "title": asked.title or asked.json,
        "time_limit_s": asked.time_limit,
        "renumberings": asked.renumberings,
        "rows": [asdict(row) for row in rows],
    }
    return Part(name=asked.json, kind="b2b", command=command, measured_on=on, data=data)


def _names(text: str) -> list[str]:
    return text.split(",")


def _rows(asked: argparse.Namespace) -> Iterator[Measured]:
    """Yield the runs, those on one renumbering of one instance in a row."""
    caps = [None if text == "none" else int(text) for text in asked.fairness]
    for path in files(asked.paths, asked.match):
        for fairness in caps:
            summit = read_b2b(path, fairness=fairness)
            for seed in range(1, asked.renumberings + 1) if asked.renumberings else [0]:
                same = renumbered(summit, seed)
                for name in asked.peers:
                    found = run(name, same, time_limit_s=asked.time_limit, seed=seed)
                    yield Measured.of(path.stem, fairness, seed, name, found)


def files(paths: Sequence[Path], match: str = "*") -> list[Path]:
    """Return the instance files that are meant, folders opened; of several patterns, one must match the name."""
    found = [file for path in paths for file in (sorted(path.glob("*.dzn")) if path.is_dir() else [path])]
    return [file for file in found if any(fnmatchcase(file.stem, pattern) for pattern in match.split(","))]


def write(rows: Sequence[Measured], path: Path) -> None:
    """Write the rows as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow([f.name for f in fields(Measured)])
        out.writerows(astuple(row) for row in rows)


if __name__ == "__main__":
    sys.exit(main())
