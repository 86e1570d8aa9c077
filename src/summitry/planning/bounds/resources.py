"""What meetings compete for, counted at each point: people, rooms, interpreters, and what limits leave of a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from summitry.planning.bounds.points import Numbers, Points
from summitry.planning.starts import Mask
from summitry.summit import Interval, Limit, Summit


@dataclass
class Resources:
    """A table of resources; each point of each belongs to a group, and each group has a capacity.

    A meeting uses every point that it reaches from its start, one unit each; the units used of a group never exceed
    its capacity, in any plan.

    Attributes
    ----------
    capacity
        Units of each group, shape (number of groups,).
    """

    points: Points
    capacity: list[int] = field(default_factory=list)
    _groups: list[Numbers] = field(default_factory=list)
    _ids: dict[object, int] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many resources there are."""
        return len(self._groups)

    def groups(self) -> Numbers:
        """Return the group of each point of each resource, -1 for none, shape (number of resources, points)."""
        return np.array(self._groups, dtype=np.int64).reshape(len(self._groups), len(self.points.minutes))

    def at_each_point(self, key: object, capacity: Callable[[], Numbers] | int) -> int:
        """Return the id of a resource with a capacity of its own at each point."""
        if key not in self._ids:
            first, num = len(self.capacity), len(self.points.minutes)
            units = [capacity] * num if isinstance(capacity, int) else capacity().tolist()
            self.capacity.extend(units)
            self._add(key, np.arange(first, first + num, dtype=np.int64))
        return self._ids[key]

    def by_stretch(self, key: object, stretches: Callable[[], list[tuple[Mask, int]]]) -> int:
        """Return the id of a resource with a capacity for each of some stretches of points, and no limit elsewhere."""
        if key not in self._ids:
            groups = np.full(len(self.points.minutes), -1, dtype=np.int64)
            for mask, units in stretches():
                groups[mask] = len(self.capacity)
                self.capacity.append(units)
            self._add(key, groups)
        return self._ids[key]

    def _add(self, key: object, groups: Numbers) -> None:
        self._ids[key] = len(self._groups)
        self._groups.append(groups)


def days_of(points: Points, summit: Summit) -> list[Mask]:
    """Return the points of each day."""
    return [(points.minutes >= span.start) & (points.minutes < span.end) for span in summit.day_spans]


def least_move_min(summit: Summit) -> int:
    """Return the fewest minutes between any two engagements of one person, wherever they are."""
    venues = [venue.id for venue in summit.venues]
    return min((summit.move_min(a, b) for a in venues for b in venues), default=0)


@dataclass(frozen=True)
class Loads:
    """What the limits of people leave of their time; for each person, resources and the reach by which to use them.

    Parameters
    ----------
    shortest_min
        For each person with limits, the minutes of the shortest meeting they may attend.
    eating
        Those of them who may attend a meeting that is a meal.
    """

    resources: Resources
    summit: Summit
    shortest_min: Mapping[str, int]
    eating: frozenset[str]

    def uses(self, person: str, duration_min: int) -> list[tuple[int, int]]:
        """Return the resources, with reach, that the limits of a person make of a meeting they attend."""
        limit = self.summit.limit_by_person.get(person)
        if limit is None:
            return []
        points = self.resources.points
        found: list[tuple[int, int]] = []
        if limit.meetings_a_day is not None:
            found.append((self._a_day(person, limit.meetings_a_day), points.behind(1)))
        if limit.meetings_in_a_row is not None:
            found.append(self._in_a_row(person, limit, limit.meetings_in_a_row))
        if limit.meal is not None and person not in self.eating:
            move_min = least_move_min(self.summit)
            found.append((self._meal(person, limit, move_min), points.ahead(duration_min + move_min)))
        return found

    def _a_day(self, person: str, most: int) -> int:
        def stretches() -> list[tuple[Mask, int]]:
            return [(day, most) for day in days_of(self.resources.points, self.summit)]

        return self.resources.by_stretch(("a day", person), stretches)

    def _in_a_row(self, person: str, limit: Limit, most: int) -> tuple[int, int]:
        """Return the resource of starts shortly after each point.

        Of one more meeting than may follow each other, two have a rest between them; so that the first and the last
        start at least this span apart.
        """
        points = self.resources.points
        move_min, shortest = least_move_min(self.summit), self.shortest_min[person]
        span_min = most * shortest + max(0, most - 1) * move_min + max(move_min, limit.rest_min or 0)
        key = ("in a row", person)
        # With none allowed a single meeting is one too many; else the span holds as many as may follow each other.
        return self.resources.at_each_point(key, most), points.behind(max(1, span_min))

    def _meal(self, person: str, limit: Limit, move_min: int) -> int:
        def stretches() -> list[tuple[Mask, int]]:
            points, minutes = self.resources.points, self.resources.points.minutes
            found: list[tuple[Mask, int]] = []
            for window in self.summit.meal_windows(limit):
                sessions = [s for s in self.summit.sessions_by_person.get(person, ()) if s.interval.overlaps(window)]
                inside = (minutes >= window.start) & (minutes < window.end)
                if any(s.is_meal for s in sessions) or not inside.any():
                    continue
                busy = [s.interval for s in sessions]
                found.append((inside, _most_but_meal(points, inside, window, busy, limit.meal_min, move_min)))
            return found

        return self.resources.by_stretch(("meal", person), stretches)


def _most_but_meal(
    points: Points, inside: Mask, window: Interval, busy: list[Interval], meal_min: int, move_min: int
) -> int:
    """Return the most points of a meal window that meetings, with the move after them, can reach.

    A meeting before the meal reaches at most the move minutes into it. One that ends before the window reaches as far
    into that, and one that does not touch the window asks for no meal.
    """
    minutes = points.minutes[inside]
    most = int((minutes < window.start + move_min).sum())
    for begin in range(window.start, window.end - meal_min + 1):
        if not any(interval.overlaps(Interval(begin, begin + meal_min)) for interval in busy):
            taken = (minutes >= begin + move_min) & (minutes < begin + meal_min)
            most = max(most, int((~taken).sum()))
    return most
