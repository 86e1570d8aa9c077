"""The picture of a rehearsal: each meeting by how often it is held, and how often in full."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summitry.planning.rehearsal.outcome import Odds, Rehearsal
from summitry.planning.rehearsal.run import Policy
from summitry.publish.figure import INK, SOFT, as_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FULL, _HELD, _ALONE = "#1d4f7c", "#9dbbd4", "#b35900"
_MOST_MEETINGS = 80  # more cannot be read; the least likely to be held are shown


def odds_svg(rehearsal: Rehearsal) -> bytes:
    """Return the odds of the meetings as SVG, the least likely to be held on top; equal rehearsals give equal files.

    Bars show how often a meeting is held under the fast repair, the dark part in its full form; marks show how often it
    is held without repair.
    """
    shown = rehearsal.of(Policy.FAST_REPAIR).meetings[:_MOST_MEETINGS]

    def draw(figure: "Figure") -> None:
        axes = figure.add_subplot()
        _draw(axes, shown, rehearsal)
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=3, frameon=False, fontsize=8)

    return as_svg(8.0, 1.2 + 0.19 * max(len(shown), 1), draw)


def _draw(axes: "Axes", shown: Sequence[Odds], rehearsal: Rehearsal) -> None:
    alone = {odds.meeting: odds.held for odds in rehearsal.of(Policy.WITHOUT_REPAIR).meetings}
    rows = range(len(shown))
    axes.barh(rows, [100 * o.held for o in shown], color=_HELD, height=0.72, label="held, in a lesser form")
    axes.barh(rows, [100 * o.full for o in shown], color=_FULL, height=0.72, label="held in full")
    axes.plot(
        [100 * alone[o.meeting] for o in shown], rows, "|", color=_ALONE, markersize=8, label="held, without repair"
    )
    axes.set_yticks(rows, [o.meeting for o in shown], fontsize=7.5)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.set_xlabel("% of the simulated summits", fontsize=8, color=SOFT)
    total = len(rehearsal.of(Policy.FAST_REPAIR).meetings)
    what = f"{len(shown)} of {total} meetings" if total > len(shown) else f"{total} meetings"
    axes.set_title(f"{what} on {rehearsal.days:,} simulated summits", loc="left", fontsize=10, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=SOFT, labelsize=7.5)
    axes.grid(axis="x", color="#e6e8e8", linewidth=0.6)
    axes.set_axisbelow(True)
