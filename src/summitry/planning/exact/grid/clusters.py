"""Stars of meetings around one person, of which one at most can be held at a time."""

from summitry.planning.exact.grid.problem import Grid


def clusters_of(grid: Grid) -> list[list[int]]:
    """Return the meetings in sets of which at most one can be held at a time, each the rest of one person's meetings.

    The people with the most meetings left come first, so that there are few sets.
    """
    left = set(range(len(grid.attendees)))
    own = {person: set(meetings) for person, meetings in enumerate(grid.meetings_of)}
    clusters: list[list[int]] = []
    while left:
        person = max(own, key=lambda p: len(own[p] & left))
        cluster = own[person] & left
        clusters.append(sorted(cluster))
        left -= cluster
    return clusters
