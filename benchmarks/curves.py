"""Pictures of what was measured at size: each level over time for each contestant, and time over size."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from benchmarks.contest import Entry
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter

from summitry.publish.figure import INK, SOFT, as_svg
from summitry.publish.words import level_text, level_unit
from summitry.rules import SOFT_LEVELS
from summitry.rules.soft import Sense

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import XAxis, YAxis
    from matplotlib.figure import Figure

_LEAST_S = 0.01  # what is quicker is drawn there: the scale is logarithmic
_MARKERS = "osD^v"
_RULE = "#e6e8e8"
_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "summitry": "#1d4f7c",
        "first_fit": "#b35900",
        "first_fit_by_value": "#8a6d1f",
        "cp_sat": "#2f7d4f",
        "timefold": "#8c3b6b",
    }
)


def levels_svg(entries: Sequence[Entry], names: Mapping[str, str]) -> bytes:
    """Return each soft level over time, a line for each contestant that tells and a dot where the judge found it.

    Who holds less than half of the best value is named only: it would flatten the rest, and its comfort says nothing.

    Parameters
    ----------
    names
        What the contestants are called.
    """

    def draw(figure: "Figure") -> None:
        for idx, level in enumerate(SOFT_LEVELS):
            axes = figure.add_subplot(len(SOFT_LEVELS), 1, idx + 1)
            for entry in entries:
                name = names.get(entry.who, entry.who)
                if _is_drawn(entry, entries):
                    _draw(axes, level, entry, name)
                else:
                    axes.plot([], [], "x", color=_COLOURS.get(entry.who, INK), label=f"{name}: holds too little")
            _draw_bound(axes, level, entries)
            _dress(axes, f"{level_text(level)}", level_unit(level))
            axes.set_xscale("log")
            _write_out(axes.xaxis)
            axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
            axes.yaxis.set_major_formatter(_plain)
            axes.set_xlabel("seconds", fontsize=8, color=SOFT, loc="right", labelpad=1)
            if idx == 0:
                handles, labels = axes.get_legend_handles_labels()
                figure.legend(handles, labels, loc="outside upper left", ncols=3, frameon=False, fontsize=8)

    return as_svg(8.0, 0.6 + 1.7 * len(SOFT_LEVELS), draw)


def _is_drawn(entry: Entry, entries: Sequence[Entry]) -> bool:
    best = max(_number(other.values.get("value_held", 0)) for other in entries)
    return 2 * _number(entry.values.get("value_held", 0)) >= best > 0


def _draw(axes: "Axes", level: str, entry: Entry, name: str) -> None:
    colour = _COLOURS.get(entry.who, INK)
    line = [(max(took_s, _LEAST_S), value) for took_s, value in entry.trace.get(level, [])]
    value = entry.values.get(level)
    if value is not None and entry.seconds is not None:
        end = (max(entry.seconds, _LEAST_S), _number(value))
        line.append(end)
        axes.plot(*end, "o", color=colour, markersize=5, label=name)
    if len(line) > 1:
        axes.plot(*zip(*line, strict=True), color=colour, drawstyle="steps-post", linewidth=1.5)


def _draw_bound(axes: "Axes", level: str, entries: Sequence[Entry]) -> None:
    """Draw the least bound of a level that is maximised; the others' would leave no room for what is measured."""
    bounds = [_number(entry.bounds[level]) for entry in entries if level in entry.bounds]
    if bounds and SOFT_LEVELS[level].sense is Sense.MAXIMISE:
        axes.axhline(min(bounds), color=SOFT, linestyle=":", linewidth=1.2, label="bound")


def _number(value: int | list[int]) -> int:
    """Return a value as a number; counts as their sum, as in the reports."""
    return value if isinstance(value, int) else sum(value)


def scaling_svg(series: Mapping[str, Sequence[tuple[float, float]]], caption: str) -> bytes:
    """Return seconds over the number of meetings on logarithmic scales, beside lines that grow like n log n.

    Parameters
    ----------
    series
        By name, pairs of a number of meetings and seconds.
    """

    def draw(figure: "Figure") -> None:
        axes = figure.add_subplot(1, 1, 1)
        for idx, (name, points) in enumerate(series.items()):
            colour = list(_COLOURS.values())[idx % len(_COLOURS)]
            marker = _MARKERS[idx % len(_MARKERS)]
            if points:
                axes.plot(*zip(*points, strict=True), marker, color=colour, markersize=9 - 1.5 * idx, label=name)
                axes.plot(*_growth(points), "--", color=colour, linewidth=1.2)
        axes.set_xscale("log")
        axes.set_yscale("log")
        _write_out(axes.xaxis)
        _write_out(axes.yaxis)
        if axes.get_legend_handles_labels()[0]:
            axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=8)
        axes.set_xlabel("meetings to place", fontsize=8, color=SOFT, loc="right", labelpad=1)
        _dress(axes, caption, "seconds; dashed: n log n")

    return as_svg(8.0, 4.0, draw)


def _growth(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Return a line that grows like n log n through the middle of the points."""
    sizes = sorted({n for n, _ in points})
    factor = math.exp(sum(math.log(took_s / (n * math.log(n))) for n, took_s in points) / len(points))
    return sizes, [factor * n * math.log(n) for n in sizes]


def _write_out(axis: "XAxis | YAxis") -> None:
    """Write the numbers of a logarithmic axis out."""
    axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axis.set_major_formatter(_plain)
    axis.set_minor_formatter(NullFormatter())


def _plain(number: float, _place: float) -> str:
    """Return a number written out, with narrow spaces at the thousands."""
    return f"{number:g}" if abs(number) < 1000 else f"{number:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _dress(axes: "Axes", title: str, unit: str) -> None:
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK)
    axes.set_title(unit, loc="right", fontsize=8, color=SOFT)
    axes.margins(x=0.04, y=0.15)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=SOFT, labelsize=8)
    axes.grid(axis="y", color=_RULE, linewidth=0.6)
