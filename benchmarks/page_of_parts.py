"""Make the page of results from the parts that were measured, without measuring anything."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from benchmarks.contest import Entry
from benchmarks.curves import levels_svg, scaling_svg
from benchmarks.markdown import table
from benchmarks.parts import DOCS, Part, read_parts
from benchmarks.scaling_points import points_of

from benchmarks import explaining_section, ideas_section, published, rehearsal_section, repair_section, sections

_HEAD = """\
# Benchmarks

What Summitry reaches and how long it takes, beside what others reach in the same run. `make bench` measures all of it;
each section says which command measures it alone. Every figure of a plan is the judge's. This page is made from the
files in [benchmarks](benchmarks) by

```sh
python -m benchmarks.page_of_parts
```
"""
_HOW = """\
## How it is measured at size

- Summits are invented by `summitry generate` ([how](reference/generated-summits.md)); each contestant plans in a
  process of its own, one after the other. Its memory is the most that this process held at once, the invented facts and
  the judge among it. The time is that of planning; what Summitry compiles once for a machine was compiled before.
- First fit takes the meetings as they were asked for, or those worth most first, at the first start that breaks no
  rule. Plain CP-SAT is the model one would write first, Timefold runs with its defaults; what breaks rules that
  their models do not state is placed by first fit afterwards. Figures *beside first fit* mean the better of the two.
- *Beside (a)*: (a) is the best published method, written anew and run in the same run on the same core.
- The number placed and the value held are bounded for all plans; the other bounds hold for plans that keep what the
  levels above reached. Gaps are shares of the value. The first plan, and the lines in the plots, are by each
  contestant's own report; the dots are the judge's figures.
"""
_MANY = "Other packages"
_SECTIONS = (
    ("Published business-to-business instances", "b2b", "make bench-published"),
    ("What each idea is worth", "ideas", "make bench-ideas"),
    ("UN week", "un-week", "make bench-un-week"),
    ("Trade exchange", "trade-exchange", "make bench-trade-exchange"),
    ("From 1 % to 200 %", "scaling", "make bench-scaling"),
    ("The Vilnius summit", "vilnius", "make bench-vilnius"),
    ("Repair on the day", "repairing", "make bench-repairing"),
    ("Rehearsal", "rehearsing", "make bench-rehearsing"),
    ("Explanations", "explaining", "make bench-explaining"),
)
_WRITERS: Mapping[str, Callable[[Part], Iterator[str]]] = MappingProxyType(
    {
        "b2b": published.section,
        "ideas": ideas_section.section,
        "un-week": lambda part: sections.large(part, _picture_path(part)),
        "trade-exchange": lambda part: sections.large(part, _picture_path(part)),
        "scaling": lambda part: sections.scaling(part, _picture_path(part)),
        "vilnius": lambda part: iter([part.data["text"]]),
        "repairing": repair_section.section,
        "rehearsing": rehearsal_section.section,
        "explaining": explaining_section.section,
    }
)


def write_page(out: Path) -> Path:
    """Write the page and its pictures from the parts beside it, and return where it is."""
    parts = read_parts(out)
    out.mkdir(parents=True, exist_ok=True)
    for part in parts.values():
        drawn = _picture(part)
        if drawn is not None:
            path = out / _picture_path(part)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn)
    page = out / "benchmarks.md"
    page.write_text(text(list(parts.values())), encoding="utf-8", newline="\n")
    return page


def text(parts: Sequence[Part]) -> str:
    """Return the page; a section that nothing was measured for says what measures it."""
    lines = [_HEAD, *_when(parts)]
    for title, kind, command in _SECTIONS:
        lines += ["", f"## {title}\n"]
        of_kind = [part for part in parts if part.kind == kind]
        for part in of_kind:
            lines += [*_WRITERS[part.kind](part), "", f"Measured by `{part.command}`.\n"]
        if not of_kind:
            lines.append(f"Not measured yet: `{command}` does.")
    return "\n".join([*lines, "", _HOW]).replace("\n\n\n", "\n\n")


def _picture(part: Part) -> bytes | None:
    if part.kind == "scaling":
        series = {f"within {100 * gap:g} %": points_of(part, gap) for gap in part.data["gaps"]}
        return scaling_svg(series, f"{part.data['kind']}: time to each gap of the value held")
    if "entries" in part.data:
        return levels_svg([Entry(**entry) for entry in part.data["entries"]], sections.NAMES)
    return None


def _picture_path(part: Part) -> str:
    return f"pictures/bench-{part.name}.svg"


def _when(parts: Sequence[Part]) -> Iterator[str]:
    """Yield when and on what each part was measured, then the versions that are too many for a table."""
    headings = [h for h in dict.fromkeys(heading for part in parts for heading in part.measured_on) if h != _MANY]
    yield "## When and on what\n"
    yield from table(
        ("part", *headings),
        ((part.name, *(part.measured_on.get(heading, "") for heading in headings)) for part in parts),
    )
    yield ""
    for versions in dict.fromkeys(part.measured_on.get(_MANY, "") for part in parts):
        if versions:
            names = ", ".join(part.name for part in parts if part.measured_on.get(_MANY) == versions)
            yield f"- {names}: {versions}."


def main(args: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DOCS, help="folder of the page and its parts [docs]")
    print(f"Written to {write_page(parser.parse_args(args).out)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
