"""The points of the plot of time over size."""

from benchmarks.parts import Part

_LEAST_S = 1e-3  # what is quicker is not told apart


def points_of(part: Part, gap: float) -> list[tuple[float, float]]:
    """Return pairs of a number of meetings and the seconds to a gap, where that was reached."""
    times = [(step["num_meetings"], step["to_gap_s"].get(f"{gap:g}")) for step in part.data["steps"]]
    return [(n, max(_LEAST_S, took_s)) for n, took_s in times if took_s is not None]
