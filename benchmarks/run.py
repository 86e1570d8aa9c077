"""Plan the Vilnius summit and its variants, one after the other, and put the results on the page."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, Python would only find the modules beside it

from benchmarks.page import section
from benchmarks.page_of_parts import write_page
from benchmarks.parts import DOCS, QUICK, ROOT, Part, command_text, measured_on, write_part
from benchmarks.pictures import has_picture, picture, picture_name
from benchmarks.planned import Run, run_apart
from benchmarks.rows import Measured, rows
from benchmarks.speed import command_times, judge_times
from benchmarks.variants import VARIANTS, Variant

from summitry import read_summit

FOLDER = ROOT / "examples" / "vilnius-2023"
QUICK_S = 6.0


def measure(folder: Path, variants: Sequence[Variant], *, judge_repeats: int, command_repeats: int) -> Measured:
    """Measure everything; the first variant also stands for reading, writing and judging."""
    runs: list[Run] = []
    for variant in variants:
        print(f"{variant.title} ...", flush=True)
        runs.append(run_apart(folder, variant, is_written=not runs))
    print("Judge and command line ...", flush=True)
    found = runs[0].result.plan
    summit = variants[0].change(read_summit(folder).summit)
    return Measured(
        runs=tuple(runs),
        judge=judge_times(summit, found, judge_repeats) if found else None,
        commands=command_times(command_repeats),
    )


def write(part: Part, measured: Measured, out: Path) -> Path:
    """Write the part, its pictures and the page into a folder, and return where the page is."""
    pictures = out / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for run in measured.runs:
        path = pictures / picture_name(run)
        path.unlink(missing_ok=True)  # one of an earlier run would be shown nowhere
        if has_picture(run):
            path.write_bytes(picture(run))
    write_part(part, out)
    return write_page(out)


def main(args: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help=f"plan for {QUICK_S:.0f} s each, to try the benchmarks out"
    )
    parser.add_argument("--out", type=Path, help="folder for the page [docs; with --quick out/benchmarks]")
    asked = parser.parse_args(args)
    out = asked.out or (QUICK if asked.quick else DOCS)
    variants = tuple(replace(v, budget_s=QUICK_S) for v in VARIANTS) if asked.quick else VARIANTS
    on, command = measured_on(), command_text("benchmarks.run", None if args is None else list(args))
    measured = measure(FOLDER, variants, judge_repeats=20, command_repeats=3 if asked.quick else 10)
    data = {"text": section(measured, is_quick=asked.quick)}
    written = write(Part(name="vilnius", kind="vilnius", command=command, measured_on=on, data=data), measured, out)
    for row in rows(measured):
        print(f"{row.what}: {row.figure}" + (f" ({row.target})" if row.target else ""))
    print(f"Written to {written}.")


if __name__ == "__main__":
    main()
