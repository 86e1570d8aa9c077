"""The chart of a run: value and bound over time, one small picture a level."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summitry.planning.progress import Point
from summitry.planning.result import LevelResult, Result
from summitry.publish.figure import BOUND, INK, SOFT, VALUE, as_svg
from summitry.publish.words import figure_text, gap_text, level_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def progress_svg(result: Result) -> bytes:
    """Return the chart of a run as SVG; equal results give equal files.

    Each level has its own scale of time and of value. A level solved at once is shown as its one point.
    """
    names = list(dict.fromkeys([*(level.name for level in result.levels), *(p.level for p in result.progress)]))
    stated = {level.name: level for level in result.levels}

    def draw(figure: "Figure") -> None:
        for idx, name in enumerate(names):
            axes = figure.add_subplot(len(names), 1, idx + 1)
            points = [point for point in result.progress if point.level == name]
            _draw(axes, name, points, stated.get(name))
        if not names:
            figure.text(0.5, 0.5, "The run reported no progress.", ha="center", va="center", color=SOFT)

    return as_svg(8.0, 0.5 + 1.5 * max(len(names), 1), draw)


def _draw(axes: "Axes", name: str, points: Sequence[Point], level: LevelResult | None) -> None:
    """Draw one level: steps for what is known at each moment, the end of each line marked and written out."""
    points = [*points, *_end(points, level)]
    bounds = [(point.elapsed_s, point.bound) for point in points if point.bound is not None]
    values = [(point.elapsed_s, point.value) for point in points if point.value is not None]
    for label, line, colour, style in (("bound", bounds, BOUND, "--"), ("value", values, VALUE, "-")):
        if line:
            times, figures = zip(*line, strict=True)
            axes.plot(times, figures, style, color=colour, drawstyle="steps-post", linewidth=1.6, label=label)
            axes.plot(
                times[-1:],
                figures[-1:],
                "o",
                color=colour,
                markersize=4 if label == "value" else 7,
                fillstyle="none" if label == "bound" else "full",
            )
    end = f"{figure_text(level.value)}, {gap_text(level)}" if level else ""
    axes.set_title(level_text(name), loc="left", fontsize=10, fontweight="bold", color=INK)
    axes.set_title(end, loc="right", fontsize=9, color=SOFT)
    axes.margins(x=0.04, y=0.18)
    moments = {point.elapsed_s for point in points}
    if len(moments) == 1:
        axes.set_xticks(sorted(moments))
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=SOFT, labelsize=8)
    axes.grid(axis="y", color="#e6e8e8", linewidth=0.6)
    axes.set_xlabel("seconds", fontsize=8, color=SOFT, loc="right", labelpad=1)
    if values or bounds:
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=8)
    else:
        axes.set_xticks([])
        axes.set_yticks([])
        axes.text(0.5, 0.5, "solved at once", ha="center", va="center", transform=axes.transAxes, color=SOFT)


def _end(points: Sequence[Point], level: LevelResult | None) -> list[Point]:
    """Return where a level ended, at the time of its last report; counts as their sum, as in the reports."""
    if not points or level is None:
        return []
    value, bound = (sum(x) if isinstance(x, tuple) else x for x in (level.value, level.bound))
    return [Point(points[-1].elapsed_s, level.name, value, bound)]
