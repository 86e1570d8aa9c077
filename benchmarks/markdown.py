"""Tables and figures in Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.rows import Row

from summitry.publish.words import figure_text

REACHED = {None: "", True: "reached", False: "**not reached**"}


def table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(headings)} |"
    yield "|" + "---|" * len(headings)
    for line in lines:
        yield f"| {' | '.join(line)} |"


def targets(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the table of figures, each beside its target and whether that is reached."""
    return table(
        ("figure", "measured", "target", ""),
        ((row.what, row.figure, row.target, REACHED[row.is_reached]) for row in rows),
    )


def figure(value: int | Sequence[int] | None) -> str:
    """Return a whole number, or counts; nothing for ``None``."""
    if value is None:
        return ""
    return figure_text(value if isinstance(value, int) else tuple(value))


def seconds(value: float | None) -> str:
    """Return seconds with as many places as they deserve; nothing for ``None``."""
    if value is None:
        return ""
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def percent(share: float) -> str:
    """Return a share in percent, so that small ones can be told apart."""
    return "over 100 %" if share > 1 else f"{100 * share:.3f} %"
