"""The sections of the page on summits at size."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from benchmarks.contest import OURS, Ceiling, Entry
from benchmarks.markdown import figure, percent, seconds, table, targets
from benchmarks.parts import Part
from benchmarks.scaling_points import points_of
from benchmarks.targets import AIMS, NO_PLAN, gap_of, large_rows, scaling_row, value_bound

from summitry.planning.result import LevelResult
from summitry.publish.words import level_text
from summitry.rules import SOFT_LEVELS

NAMES: Mapping[str, str] = MappingProxyType(
    {
        OURS: "Summitry",
        "first_fit": "first fit, as asked",
        "first_fit_by_value": "first fit, by value",
        "cp_sat": "plain CP-SAT",
        "timefold": "Timefold",
    }
)
_COMFORT = {
    "break_": "breaks",
    "venue_change": "changes of venue",
    "idle_minute": "idle minutes",
    "room_change": "changes of room",
    "off_preference": "off preferred times",
}


def large(part: Part, picture: str) -> Iterator[str]:
    """Yield what stands on the page of a large summit; `picture` is where its plot is."""
    entries = [Entry(**entry) for entry in part.data["entries"]]
    most = None if part.data["ceiling"] is None else Ceiling(**part.data["ceiling"])
    yield from _intro(part, most)
    yield from (*targets(large_rows(part.kind, entries, most)), "")
    ours = next((entry for entry in entries if entry.who == OURS), None)
    if ours is not None and ours.values:
        yield "Summitry, level by level; a bound holds for plans that keep what the levels above it reached:\n"
        yield from (*_levels(ours), "")
    yield "Beside the others, in the same run with the same time:\n"
    headings = ("", *(NAMES.get(entry.who, entry.who) for entry in entries))
    yield from (*table(headings, _lines(entries, most)), "")
    yield from _notes(entries)
    yield f"![Each level over time for each contestant]({picture})"


def _intro(part: Part, most: Ceiling | None) -> Iterator[str]:
    task = part.data["task"]
    size = (
        "" if most is None else f": {figure(most.num_meetings)} meetings of {figure(most.num_delegations)} delegations"
    )
    yield (
        f"`summitry generate {part.kind} --seed {task['seed']} --scale {task['scale']:g}`{size}. Each contestant had "
        f"{task['time_s']:g} s and {task['threads']} threads, one after the other, in a process of its own.\n"
    )
    if task["scale"] != 1 or task["time_s"] != AIMS[part.kind].time_s:
        yield f"**A trial: the targets are stated for scale 1 and {AIMS[part.kind].time_s:g} s.**\n"


def _levels(ours: Entry) -> Iterator[str]:
    return table(("level", "value", "bound", "gap", "status"), _level_lines(ours))


def _level_lines(ours: Entry) -> Iterator[Sequence[str]]:
    for name, value in ours.values.items():
        bound = ours.bounds.get(name)
        if bound is None:
            yield level_text(name), figure(value), "", "", ""
            continue
        kept, proven = (x if isinstance(x, int) else tuple(x) for x in (value, bound))
        level = LevelResult(name=name, value=kept, bound=proven)
        yield level_text(name), figure(value), figure(bound), percent(level.gap), str(level.status)


def _lines(entries: Sequence[Entry], most: Ceiling | None) -> Iterator[Sequence[str]]:
    bound = value_bound(entries, most)

    def line(heading: str, of: Callable[[Entry], str]) -> Sequence[str]:
        return heading, *(of(entry) for entry in entries)

    placed = "meetings placed" if most is None else f"meetings placed, of at most {figure(most.num_placed)}"
    yield line(placed, lambda entry: NO_PLAN if entry.num_placed is None else figure(entry.num_placed))
    yield line("gap of the value to the bound", lambda entry: _value_gap(entry, bound))
    for name in SOFT_LEVELS:
        yield line(level_text(name).lower(), lambda entry, name=name: figure(entry.values.get(name)))  # type: ignore[misc]  # the default binds the loop's name
    yield line("smallest share, tenths", lambda entry: figure(entry.smallest_share))
    for part, heading in _COMFORT.items():
        yield line(heading, lambda entry, part=part: figure(entry.comfort_parts.get(part)))  # type: ignore[misc]  # as above
    yield line("rules broken, by the judge", lambda entry: figure(entry.num_violations))
    yield line("own bound of the value", lambda entry: figure(entry.bounds.get("value_held")))
    yield line("first plan after", lambda entry: seconds(entry.first_plan_s))
    yield line("time to state the problem", lambda entry: seconds(entry.build_s))
    yield line("time in all", lambda entry: seconds(entry.seconds))
    yield line("the judge", lambda entry: seconds(entry.judge_s))
    yield line("peak memory", lambda entry: f"{entry.peak_mb:.0f} MB")


def _value_gap(entry: Entry, bound: int | None) -> str:
    value = entry.values.get("value_held")
    return percent(gap_of(value, bound)) if isinstance(value, int) and bound is not None else ""


def _notes(entries: Sequence[Entry]) -> Iterator[str]:
    noted = [f"- {NAMES.get(entry.who, entry.who)}: {entry.note}." for entry in entries if entry.note]
    if noted:
        yield from (*noted, "")


def scaling(part: Part, picture: str) -> Iterator[str]:
    """Yield what stands on the page of one kind of summit from small to large."""
    steps, gaps = part.data["steps"], part.data["gaps"]
    yield f"### {part.data['kind']}\n"
    yield "Seconds until the value held was so near the bound that stood at the end of the run:\n"
    found = ((gap, points_of(part, gap)) for gap in gaps)
    yield from (*targets(scaling_row(gap, points, len(steps) - len(points)) for gap, points in found), "")
    near = [f"within {100 * gap:g} %" for gap in gaps]
    headings = ("scale", "seed", "meetings", "given", "first plan", *near, "gap at the end", "peak memory")
    yield from table(headings, (_step_line(step, gaps) for step in steps))
    yield f"\n![Time to each gap over the number of meetings]({picture})"


def _step_line(step: Mapping[str, Any], gaps: Sequence[float]) -> Sequence[str]:
    return (
        f"{step['scale']:g}",
        str(step["seed"]),
        figure(step["num_meetings"]),
        seconds(step["limit_s"]),
        seconds(step["first_plan_s"]) or step["note"] or "none",
        *(seconds(step["to_gap_s"].get(f"{gap:g}")) or "never" for gap in gaps),
        "" if step["gap"] is None else percent(step["gap"]),
        f"{step['peak_mb']:.0f} MB",
    )
