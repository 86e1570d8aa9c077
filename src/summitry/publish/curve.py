"""The chart of a sweep: what the best plan is worth for each value of a number."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

_VALUE, _BOUND, _INK, _SOFT = "#1d4f7c", "#b35900", "#1c2329", "#5c6770"


class CurvePoint(NamedTuple):
    """One value of the number: what its plan is worth, what no plan there is worth more than, and the meetings held.

    `value` is ``None`` where there is no plan, `bound` where nothing was proven.
    """

    number: int
    value: int | None
    bound: int | None
    num_placed: int


def curve_svg(points: Sequence[CurvePoint], *, axis: str, title: str) -> bytes:
    """Return the curve as SVG: the value of the plan found, and above it, where they differ, the proven bound.

    Parameters
    ----------
    axis
        What the number is.
    """
    import matplotlib as mpl  # noqa: PLC0415 -- slow to import, and only needed for charts
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 -- as above
    from matplotlib.figure import Figure  # noqa: PLC0415 -- as above
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 -- as above

    settings: dict[Any, Any] = {
        "svg.hashsalt": "summitry",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9.0,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(7.2, 3.8), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        _draw(axes, points)
        axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color=_INK)
        axes.set_xlabel(axis, color=_SOFT)
        axes.set_ylabel("value held", color=_SOFT)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(colors=_SOFT)
        axes.grid(axis="y", color="#e6e8e8", linewidth=0.6)
        axes.margins(x=0.05, y=0.18)
        out = BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "Summitry"})
    return out.getvalue()


def _draw(axes: Any, points: Sequence[CurvePoint]) -> None:
    bounds = [(point.number, point.bound) for point in points if point.bound is not None]
    values = [(point.number, point.value) for point in points if point.value is not None]
    if bounds:
        axes.plot(*zip(*bounds, strict=True), "--", color=_BOUND, marker="o", fillstyle="none", label="proven bound")
    if values:
        axes.plot(*zip(*values, strict=True), "-", color=_VALUE, marker="o", label="value of the plan")
        axes.legend(loc="lower right", frameon=False)
    for point in points:
        if point.value is not None:
            label = f"{point.num_placed} held"
            axes.annotate(
                label, (point.number, point.value), (0, -13), textcoords="offset points", ha="center", color=_SOFT
            )
