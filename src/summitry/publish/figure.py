"""A chart of matplotlib as SVG, the same bytes for the same picture."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

VALUE, BOUND, INK, SOFT = "#1d4f7c", "#b35900", "#1c2329", "#5c6770"


def as_svg(width: float, height: float, draw: Callable[["Figure"], None]) -> bytes:
    """Return what is drawn on a figure of so many inches."""
    import matplotlib as mpl  # noqa: PLC0415 -- slow to import, and only needed for charts
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415 -- as above
    from matplotlib.figure import Figure  # noqa: PLC0415 -- as above

    settings: dict[Any, Any] = {
        "svg.hashsalt": "summitry",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9.0,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure)
        out = BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "Summitry"})
    return out.getvalue()
