"""A summit as a competition of meetings for resources: what is left of its rules when each is counted by itself.

Every plan is a choice of one mode and start for some of the meetings that keeps each capacity, so that a bound over
all such choices holds for all plans. What is let go: orders between meetings, moves longer than the shortest, distance
between delegations that avoid each other, fairness, runs of interpreters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from summitry.planning.bounds.interpreting import Interpreting
from summitry.planning.bounds.modes import Mode, Modes
from summitry.planning.bounds.points import Numbers, Points
from summitry.planning.bounds.resources import Loads, Resources, least_move_min
from summitry.planning.starts import Mask
from summitry.summit import Assignment, Meeting, Summit

Use = tuple[int, int]
Sets = Mapping[str, Sequence[frozenset[str]]]


class Table(NamedTuple):
    """Meetings, their modes and starts, and the resources they use, as flat arrays for compiled loops.

    Parameters
    ----------
    first_mode, first_start, first_use
        Where the modes of each meeting, and the starts and uses of each mode, begin; one entry more than rows.
    start
        Points at which a mode may start.
    resource, reach
        What each use takes, and how far from the start.
    reach_from, reach_to
        First point and end of each reach by start.
    group, capacity
        Group of each point of each resource (-1: unlimited), and units of each group.
    is_forced
        Meetings that every plan holds.
    """

    first_mode: Numbers
    first_start: Numbers
    start: Numbers
    first_use: Numbers
    resource: Numbers
    reach: Numbers
    reach_from: Numbers
    reach_to: Numbers
    group: Numbers
    capacity: Numbers
    is_forced: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Relaxation:
    """The competition of the meetings of a summit.

    Parameters
    ----------
    meetings
        The meetings to place; row ``i`` of every array by meeting speaks of ``meetings[i]``.
    seats
        For each meeting its seats, and who may fill each.
    modes
        Their modes, meeting by meeting.
    resource_of_person
        The resource that each person is who attends some meeting in any case.
    """

    summit: Summit
    points: Points
    meetings: tuple[Meeting, ...]
    seats: tuple[tuple[tuple[str, ...], ...], ...]
    modes: tuple[Mode, ...]
    table: Table
    resource_of_person: Mapping[str, int]


def relaxation(summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment] = ()) -> Relaxation:
    """Return the relaxation of a summit with these meetings to place and these assignments that stand as they are."""
    points = Points(summit)
    making = Modes(points, kept)
    seats = tuple(making.seats(meeting) for meeting in meetings)
    interpreting = Interpreting(summit)
    found = [
        [m for m in making.of(meeting) if interpreting.is_possible(meeting, own, m.duration_min)]
        for meeting, own in zip(meetings, seats, strict=True)
    ]
    users = _Users(points, interpreting, meetings, seats, found)
    flat = tuple(chain.from_iterable(found))
    uses = [users.of(idx, mode) for idx, own in enumerate(found) for mode in own]
    starts = [np.flatnonzero(mode.mask) for mode in flat]
    reach_from, reach_to = points.reaches()
    both = np.array(list(chain.from_iterable(uses)), dtype=np.int64).reshape(-1, 2)
    forced = [bool(own) and meeting.id in making.forced for meeting, own in zip(meetings, found, strict=True)]
    by_person = users.by_person
    table = Table(
        first_mode=_offsets(map(len, found)),
        first_start=_offsets(map(len, starts)),
        start=np.concatenate([np.empty(0, dtype=np.int64), *starts]).astype(np.int64),
        first_use=_offsets(map(len, uses)),
        resource=both[:, 0].copy(),
        reach=both[:, 1].copy(),
        reach_from=reach_from,
        reach_to=reach_to,
        group=users.resources.groups(),
        capacity=np.array(users.resources.capacity, dtype=np.int64),
        is_forced=np.array(forced, dtype=np.bool_),
    )
    return Relaxation(summit, points, tuple(meetings), seats, flat, table, by_person)


def _offsets(lengths: Iterable[int]) -> Numbers:
    offsets: Numbers = np.cumsum([0, *lengths], dtype=np.int64)
    return offsets


class _Users:
    """Finds the uses of a mode: of people, rooms and interpreters, and of what limits leave of the time of people.

    Several of a kind that stand in for each other are counted together: for each set of them that will do for some
    meeting, all meetings for which nobody and nothing outside the set will do.
    """

    def __init__(
        self,
        points: Points,
        interpreting: Interpreting,
        meetings: Sequence[Meeting],
        seats: Sequence[tuple[tuple[str, ...], ...]],
        found: Sequence[Sequence[Mode]],
    ) -> None:
        summit = points.summit
        self.resources = Resources(points)
        self._points, self._interpreting = points, interpreting
        self._meetings, self._seats = meetings, seats
        self._move_min = least_move_min(summit)
        self._longest_min = max((m.duration_min for own in found for m in own), default=0)
        with_mode = [idx for idx, own in enumerate(found) if own]
        self._people = _by_member({frozenset(seat) for idx in with_mode for seat in seats[idx]})
        self._rooms = _by_member(_with_union(_competed_for(seats, found)))
        teams = {team for idx in with_mode for team in interpreting.teams(meetings[idx], seats[idx])}
        self._teams = _by_member(_with_union(teams))
        self._turnaround = {room.id: room.turnaround_min for room in summit.rooms}
        self._loads = Loads(self.resources, summit, *_of_the_limited(summit, meetings, seats, found))

    @property
    def by_person(self) -> dict[str, int]:
        """Resource of each person who attends some meeting in any case."""
        alone = {next(iter(group)) for groups in self._people.values() for group in groups if len(group) == 1}
        return {person: self._person(frozenset({person})) for person in sorted(alone)}

    def of(self, idx: int, mode: Mode) -> list[Use]:
        """Return resource and reach of each use of a mode of the meeting with this index."""
        return [*self._of_people(idx, mode), *self._of_room(mode), *self._of_interpreters(idx, mode)]

    def _of_people(self, idx: int, mode: Mode) -> list[Use]:
        seats = self._seats[idx]
        reach = self._points.ahead(mode.duration_min + self._move_min)
        sets = {group for seat in seats for group in _holding(self._people, frozenset(seat))}
        found = [(self._person(group), reach) for group in _sorted(sets)]
        for person in sorted({seat[0] for seat in seats if len(seat) == 1}):
            found += self._loads.uses(person, mode.duration_min)
        return found

    def _person(self, group: frozenset[str]) -> int:
        return self.resources.at_each_point(("people", group), len(group))

    def _of_room(self, mode: Mode) -> list[Use]:
        if not mode.rooms:
            return []
        found: list[Use] = []
        for group in _sorted(_holding(self._rooms, mode.rooms)):
            turnaround = min(self._turnaround[name] for name in group)
            found.append((self._open_rooms(group), self._points.ahead(mode.duration_min + turnaround)))
        return found

    def _open_rooms(self, group: frozenset[str]) -> int:
        def capacity() -> Numbers:
            longest = self._longest_min + max(self._turnaround[name] for name in group)
            rooms = [self._points.summit.room_by_id[name] for name in sorted(group)]
            masks = [_reached(self._points, self._points.masks.room(room, 1), longest) for room in rooms]
            open_rooms: Numbers = np.sum(masks, axis=0, dtype=np.int64)
            return open_rooms

        return self.resources.at_each_point(("rooms", group), capacity)

    def _of_interpreters(self, idx: int, mode: Mode) -> list[Use]:
        own = self._interpreting.teams(self._meetings[idx], self._seats[idx])
        reach = self._points.ahead(mode.duration_min + self._move_min)
        sets = {group for team in own for group in _holding(self._teams, team)}
        each = [(self.resources.at_each_point(("interpreters", group), len(group)), reach) for group in _sorted(sets)]
        return each * self._interpreting.team(mode.duration_min)


def _sorted(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    return sorted(sets, key=sorted)


def _by_member(sets: Iterable[frozenset[str]]) -> Sets:
    """Return sets by each of their members."""
    by_member: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for own in sets:
        for member in own:
            by_member[member].append(own)
    return by_member


def _with_union(sets: set[frozenset[str]]) -> set[frozenset[str]]:
    return sets | {frozenset().union(*sets)} if sets else sets


def _holding(by_member: Sets, wanted: frozenset[str]) -> list[frozenset[str]]:
    """Return the sets that hold all that is wanted."""
    return [own for own in by_member.get(next(iter(wanted)), ()) if wanted <= own] if wanted else []


def _competed_for(seats: Sequence[tuple[tuple[str, ...], ...]], found: Sequence[Sequence[Mode]]) -> set[frozenset[str]]:
    """Return the sets of rooms that suit some mode, but those that one person must be in whenever they are used.

    Such a set is never wanted by more at once than that person's time allows.
    """
    common: dict[frozenset[str], frozenset[str]] = {}
    for own, modes in zip(seats, found, strict=True):
        certain = frozenset(seat[0] for seat in own if len(seat) == 1)
        for mode in modes:
            if mode.rooms:
                common[mode.rooms] = common.get(mode.rooms, certain) & certain
    return {rooms for rooms, people in common.items() if not people}


def _of_the_limited(
    summit: Summit,
    meetings: Sequence[Meeting],
    seats: Sequence[tuple[tuple[str, ...], ...]],
    found: Sequence[Sequence[Mode]],
) -> tuple[dict[str, int], frozenset[str]]:
    """Return the shortest meeting of each person with limits, and those of them who may attend a meal."""
    shortest: dict[str, int] = {}
    eating: set[str] = set()
    for meeting, own, modes in zip(meetings, seats, found, strict=True):
        for person in (p for seat in own for p in seat if p in summit.limit_by_person):
            for mode in modes:
                shortest[person] = min(shortest.get(person, mode.duration_min), mode.duration_min)
                form = summit.form_by_name[summit.ladder(meeting)[mode.rung_idx].form]
                eating |= {person} if form.meal else set()
    return shortest, frozenset(eating)


def _reached(points: Points, mask: Mask, length_min: int) -> Mask:
    """Return the points less than so many minutes after a start in a mask, or at it."""
    first, end = points.minutes, points.minutes + length_min
    edges = np.zeros(len(mask) + 1, dtype=np.int64)
    np.add.at(edges, np.flatnonzero(mask), 1)
    np.add.at(edges, np.searchsorted(first, end)[mask], -1)
    reached: Mask = np.cumsum(edges)[:-1] > 0
    return reached
