"""The page on the replayed summits: each plan kept beside the facts, run through what really happened.

``python -m benchmarks.replays`` writes docs/replay-vilnius.md and its pictures anew from the plans in
``examples/*/plans``; these are as the commands named on the page gave them, so that the figures stay what they are
until somebody makes other plans. ``--check`` says whether page and pictures are what would be written.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeGuard

from summitry.cli.replayed import fate_text
from summitry.formats import read_summit
from summitry.formats.happened import read_happened
from summitry.formats.plan_json import read_plan
from summitry.formats.time_values import parse_time
from summitry.planning.repair.events import Overruns
from summitry.planning.replay.answers import repairing, waiting
from summitry.planning.replay.fates import Fate, MeetingFate, fates, totals
from summitry.planning.replay.happenings import Happening, Takes
from summitry.planning.replay.replay import Answering, Replay, late_for, replay, without_pins
from summitry.planning.replay.unfolding import TOLD_MIN
from summitry.publish.day_before_after import Moment, day_svg, touched
from summitry.summit import Plan, Summit

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "replay-vilnius.md"
PICTURES = ROOT / "docs" / "pictures"
BEGIN, END = "<!-- begin {}: written by python -m benchmarks.replays -->", "<!-- end {} -->"


@dataclass(frozen=True, slots=True)
class Case:
    """A summit, the plans it is replayed from with what the page calls them, and the day that is drawn."""

    name: str
    plans: tuple[tuple[str, str], ...]
    day: date


CASES = (
    Case(
        "vilnius-2023",
        (
            ("arranged", "as arranged"),
            ("arranged-robust", "as arranged, robust"),
            ("plain", "plain"),
            ("robust", "robust"),
        ),
        date(2023, 7, 12),
    ),
    Case("madrid-2022", (("arranged", "as arranged"),), date(2022, 6, 28)),
)


@dataclass(frozen=True, slots=True)
class Runs:
    """One plan run again: with repairs told in parts and at once, and with nobody planning anew."""

    title: str
    in_parts: Replay
    at_once: Replay
    waited: Replay


def replayed(case: Case) -> tuple[Summit, list[Runs]]:
    """Return the facts of a case and its plans, run again."""
    folder = ROOT / "examples" / case.name
    summit = read_summit(folder).summit
    happened = read_happened(folder / "what-happened.toml", summit)
    plans = [(title, read_plan(folder / "plans" / f"{name}.json", summit).plan) for name, title in case.plans]
    return summit, [_runs(summit, title, without_pins(plan), happened) for title, plan in plans]


def _runs(summit: Summit, title: str, plan: Plan, happened: Sequence[Happening]) -> Runs:
    return Runs(
        title=title,
        in_parts=replay(summit, plan, happened, repairing(), told_min=TOLD_MIN),
        at_once=replay(summit, plan, happened, repairing(), told_min=0),
        waited=replay(summit, plan, happened, waiting(plan), told_min=TOLD_MIN),
    )


# --- the tables of the page ---


def totals_table(summit: Summit, runs: Sequence[Runs]) -> Iterator[str]:
    """Yield how many meetings fared how: a row for each plan and way."""
    shown = [fate for fate in Fate if fate not in {Fate.GAINED, Fate.NEVER_PLACED}]
    yield "| plan | what is done | " + " | ".join(map(str, shown)) + " | late |"
    yield "|---|---|" + "---|" * (len(shown) + 1)
    for run in runs:
        ways = (
            ("nobody plans anew", run.waited),
            (f"repair, overruns known {TOLD_MIN} minutes at a time", run.in_parts),
            ("repair, overruns known at once", run.at_once),
        )
        for way, one in ways:
            counts = totals(fates(summit, one.before, one.after))
            yield (
                f"| {run.title} | {way} | "
                + " | ".join(str(counts[fate]) for fate in shown)
                + f" | {len(late_for(one))} |"
            )


def lost_table(summit: Summit, runs: Sequence[Runs]) -> Iterator[str]:
    """Yield what became, in each run with repairs told in parts, of the meetings that were really lost."""
    yield "| meeting | in reality | " + " | ".join(run.title for run in runs) + " |"
    yield "|---|---|" + "---|" * len(runs)
    columns = [_by_meeting(summit, run.in_parts) for run in runs]
    for meeting, first in columns[0].items():
        if first.recorded:
            cells = " | ".join(fate_text(summit, column[meeting]) for column in columns)
            yield f"| `{meeting}` | {first.recorded} | {cells} |"


def others_table(summit: Summit, run: Runs) -> Iterator[str]:
    """Yield each meeting that did not go as planned in one plan, three ways."""
    ways = [_by_meeting(summit, one) for one in (run.waited, run.in_parts, run.at_once)]
    yield "| meeting | nobody plans anew | repair, known in parts | repair, known at once |"
    yield "|---|---|---|---|"
    for meeting in ways[0]:
        if any(way[meeting].fate is not Fate.AS_PLANNED for way in ways):
            yield f"| `{meeting}` | " + " | ".join(fate_text(summit, way[meeting]) for way in ways) + " |"


# What is assumed of the day, and what it is tried with instead.
_ENDS = ("2023-07-12T15:30", "2023-07-12T15:45", "2023-07-12T16:00", "2023-07-12T16:15")
_MINUTES = (45, 60, 75)


def otherwise(summit: Summit, happened: Sequence[Happening]) -> Iterator[tuple[str, list[Happening]]]:
    """Yield the day with other readings of what no source states: when the Council ended, how long Biden stayed."""
    for end in _ENDS:
        until = parse_time(end, summit.clock)
        ended = [replace(one, until=until) if isinstance(one, Overruns) else one for one in happened]
        yield f"the Council ended at {end[-5:]}", ended
    for minutes in _MINUTES:
        took = [replace(one, times=None, minutes=minutes) if _is_twice(one) else one for one in happened]
        yield f"Biden-Zelenskyy took {minutes} minutes", took


def _is_twice(happening: Happening) -> TypeGuard[Takes]:
    return isinstance(happening, Takes) and happening.times is not None


def readings_table(case: Case) -> Iterator[str]:
    """Yield how many meetings are lost under each reading, from two plans, waited for and repaired."""
    folder = ROOT / "examples" / case.name
    summit = read_summit(folder).summit
    happened = read_happened(folder / "what-happened.toml", summit)
    names = ("arranged", "plain")
    plans = [without_pins(read_plan(folder / "plans" / f"{name}.json", summit).plan) for name in names]
    yield "| if | " + " | ".join(f"{name}: waiting | {name}: repair" for name in names) + " |"
    yield "|---|" + "---|---|" * len(names)
    for title, events in otherwise(summit, happened):
        cells = [_lost(summit, plan, events, answer) for plan in plans for answer in (waiting(plan), repairing())]
        yield f"| {title} | " + " | ".join(cells) + " |"


def _lost(summit: Summit, plan: Plan, events: Sequence[Happening], answer: Answering) -> str:
    run = replay(summit, plan, events, answer)
    lost = [one.meeting for one in fates(summit, plan, run.after) if one.fate is Fate.LOST]
    return f"{len(lost)}" + (f": {', '.join(f'`{meeting}`' for meeting in lost)}" if lost else "")


def _by_meeting(summit: Summit, run: Replay) -> dict[str, MeetingFate]:
    return {one.meeting: one for one in fates(summit, run.before, run.after)}


# --- writing ---


def pictures(case: Case, summit: Summit, runs: Sequence[Runs]) -> dict[Path, str]:
    """Return the pictures of a case by path: the day of each plan as planned and as it went."""
    found: dict[Path, str] = {}
    for (name, title), run in zip(case.plans, runs, strict=True):
        before = Moment(summit=summit, plan=run.in_parts.before)
        after = Moment(summit=run.in_parts.summit, plan=run.in_parts.after)
        heading = f"{summit.name}: {case.day.day} {case.day:%B}, the plan {title}, and as it went"
        picture = day_svg(before, after, case.day, touched(before, after, case.day), title=heading)
        found[PICTURES / f"replay-{case.name}-{name}.svg"] = picture
    return found


def written() -> dict[Path, str]:
    """Return what is to be written: the page and its pictures."""
    page = PAGE.read_text(encoding="utf-8")
    found: dict[Path, str] = {}
    for case in CASES:
        if not (ROOT / "examples" / case.name / "plans").is_dir():
            continue
        summit, runs = replayed(case)
        found |= pictures(case, summit, runs)
        page = _between(page, f"{case.name} totals", totals_table(summit, runs))
        page = _between(page, f"{case.name} lost", lost_table(summit, runs))
        if BEGIN.format(f"{case.name} readings") in page:
            page = _between(page, f"{case.name} readings", readings_table(case))
        for (name, _title), run in zip(case.plans, runs, strict=True):
            page = _between(page, f"{case.name} {name}", others_table(summit, run))
    return {PAGE: page} | found


def _between(page: str, name: str, lines: Iterator[str]) -> str:
    """Return the page with what stands between two marks written anew; without the marks, as it is."""
    begin, end = BEGIN.format(name), END.format(name)
    before, is_marked, rest = page.partition(begin)
    if not is_marked:
        return page
    after = rest.partition(end)[2]
    return f"{before}{begin}\n\n" + "\n".join(lines) + f"\n\n{end}{after}"


def main(args: Sequence[str]) -> int:
    """Write the page and its pictures, or say whether they are what would be written."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replays", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if something would change")
    asked = parser.parse_args(args)
    new = written()
    stale = [path for path, text in new.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if asked.check:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what would be written")
        return 1 if stale else 0
    for path, text in new.items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
