"""The points of the plot of time over size."""

from benchmarks.parts import Part

_LEAST_S = 1e-3  # what is quicker is not told apart


def points_of(part: Part) -> list[tuple[float, float]]:
    """Return pairs of a number of meetings and the seconds to the gap, where that was reached."""
    steps = part.data["steps"]
    return [(s["num_meetings"], max(_LEAST_S, s["to_gap_s"])) for s in steps if s["to_gap_s"] is not None]
