"""The chart of a sweep: what the best plan is worth for each value of a number, and what lesser forms take of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from summitry.publish.figure import BOUND, INK, SOFT, VALUE, as_svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class CurvePoint(NamedTuple):
    """One value of the number: what its plan reaches, and what no plan there can do better than.

    All but the number are ``None`` where there is no plan.

    Parameters
    ----------
    num_placed
        How many meetings the plan holds.
    form_loss
        Value lost because meetings are held in a lesser form than their first, in units of value.
    """

    number: int
    num_placed: int | None = None
    value: float | None = None
    value_bound: float | None = None
    form_loss: float | None = None
    form_loss_bound: float | None = None


def curve_svg(points: Sequence[CurvePoint], *, axis: str, title: str) -> bytes:
    """Return the curve as SVG: above the value held, below the loss to lesser forms, each with its proven bound.

    Parameters
    ----------
    axis
        What the number is.
    """

    def draw(figure: "Figure") -> None:
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
        _draw(upper, [(p.number, p.value, p.value_bound) for p in points], "value held")
        _draw(lower, [(p.number, p.form_loss, p.form_loss_bound) for p in points], "lost to lesser forms")
        _label(upper, points)
        lower.set_ylim(bottom=0)
        upper.set_title(title, loc="left", fontsize=10, fontweight="bold", color=INK)
        lower.set_xlabel(axis, color=SOFT)

    return as_svg(7.2, 5.0, draw)


def _draw(axes: Any, points: Sequence[tuple[int, float | None, float | None]], name: str) -> None:
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415 -- slow to import, and only needed for charts

    bounds = [(number, bound) for number, _value, bound in points if bound is not None]
    values = [(number, value) for number, value, _bound in points if value is not None]
    if bounds:
        axes.plot(
            *zip(*bounds, strict=True),
            "--",
            color=BOUND,
            marker="o",
            markersize=8,
            fillstyle="none",
            label="bound",
            clip_on=False,
        )
    if values:
        axes.plot(*zip(*values, strict=True), "-", color=VALUE, marker="o", markersize=4, label="plan", clip_on=False)
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    axes.set_ylabel(name, color=SOFT)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=SOFT)
    axes.grid(axis="y", color="#e6e8e8", linewidth=0.6)
    axes.margins(x=0.06, y=0.25)


def _label(axes: Any, points: Sequence[CurvePoint]) -> None:
    """Write beside each value how many meetings it is of."""
    for point in points:
        if point.value is not None:
            where = (point.number, point.value)
            axes.annotate(
                f"{point.num_placed} held", where, (0, 9), textcoords="offset points", ha="center", color=SOFT
            )
