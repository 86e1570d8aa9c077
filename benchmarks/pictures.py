"""Charts of the runs: value and bound over time of the level that takes longest."""

from dataclasses import replace

from benchmarks.planned import Run

from summitry.publish.progress import progress_svg

DRAWN = "comfort"


def picture(run: Run) -> bytes:
    """Return the chart of the level that takes longest: value and bound over time, as SVG."""
    of_level = replace(
        run.result,
        levels=tuple(level for level in run.result.levels if level.name == DRAWN),
        progress=tuple(point for point in run.result.progress if point.level == DRAWN),
    )
    return progress_svg(of_level)


def has_picture(run: Run) -> bool:
    """Tell whether there is anything to draw: the level was searched."""
    return any(point.level == DRAWN for point in run.result.progress)


def picture_name(run: Run) -> str:
    """Return the file name of a run's chart, in the folder of pictures."""
    return f"{DRAWN}-{run.variant.id}.svg"
