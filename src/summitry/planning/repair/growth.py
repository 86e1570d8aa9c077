"""Which meetings may have to give way: those in the way of a meeting that is placed anew.

In a repair with the fewest changes, a meeting that was not hit moves only because another's new place needs its old
one; else it could go back, and the change be spared. So with k such meetings more, all are within k steps of the hit.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from summitry.planning.repair.candidate import Candidate
from summitry.planning.repair.modes import Mode
from summitry.planning.repair.world import World
from summitry.planning.starts import Mask
from summitry.summit import Assignment, Interval


@dataclass(frozen=True)
class Ways:
    """The meetings that may give way, and where they stand.

    Parameters
    ----------
    bare
        The world of what never moves.
    full
        The world in which only what was hit is open.
    giving
        The assignments that may give way, by meeting.
    num_moving
        How many meetings may be placed anew at once; so many free rooms or interpreters are always enough for all.
    """

    bare: World
    full: World
    giving: Mapping[str, Assignment]
    num_moving: int

    @cached_property
    def _by_person(self) -> Mapping[str, Sequence[Assignment]]:
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.giving.values():
            for person in (*assignment.attendees, *assignment.interpreters):
                found[person].append(assignment)
        return found

    @cached_property
    def _by_room(self) -> Mapping[str, Sequence[Assignment]]:
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.giving.values():
            if assignment.room is not None:
                found[assignment.room].append(assignment)
        return found

    def in_the_way(self, candidate: Candidate) -> frozenset[str]:
        """Return the meetings whose place some way to hold a candidate may need; its modes are those of the bare world.

        Everything, where breaks must be even: any change of anything may then call for another.
        """
        if self.bare.summit.settings.fairness_cap:
            return frozenset(self.giving)
        return frozenset(m for mode in candidate.modes for m in self._of_mode(mode)) - {candidate.id}

    def cheapest_way(self, candidate: Candidate, most: int) -> tuple[str, ...]:
        """Return up to so many meetings in the way of a candidate: those of the starts with the fewest people's first.

        Where all are too many to open, these are the likeliest to help.
        """
        found: dict[str, None] = {}
        for mode in candidate.modes:
            blocking = list(self._blocking_people(mode))
            if not blocking:
                continue
            blocked = np.array([mask for _, mask in blocking])
            num = blocked.sum(axis=0)
            starts = np.flatnonzero(mode.mask & (num > 0))
            for idx in starts[np.argsort(num[starts], kind="stable")]:
                found |= dict.fromkeys(m for (m, _), is_in in zip(blocking, blocked[:, idx], strict=True) if is_in)
                if len(found) >= most:
                    return tuple(found)[:most]
        return tuple(found)

    def _blocking_people(self, mode: Mode) -> Iterator[tuple[str, Mask]]:
        """Yield each meeting of those who attend that is in the way somewhere, with the starts where it is."""
        ground = self.bare.ground
        for assignment in dict.fromkeys(a for who in mode.attendees for a in self._by_person.get(who, ())):
            there = ground.place(assignment).venue
            way = ground.summit.move_min(mode.place.venue, there)
            back = ground.summit.move_min(there, mode.place.venue)
            taken = mode.mask & ~self.bare.clear(mode.duration_min, ground.interval(assignment), way, back)
            if taken.any():
                yield assignment.meeting, taken

    def _of_mode(self, mode: Mode) -> Iterator[str]:
        yield from self._of_people(mode)
        yield from self._of_interpreters(mode)
        yield from self._of_rooms(mode)
        yield from self._of_orders(mode)
        yield from self._of_avoided(mode)

    def _of_people(self, mode: Mode) -> Iterator[str]:
        for person in mode.attendees:
            yield from self._of_person(person, mode, mode.mask)

    def _of_person(self, person: str, mode: Mode, mask: Mask) -> Iterator[str]:
        is_limited = person in self.bare.summit.limit_by_person
        days = self._days(mask) if is_limited else frozenset()
        for assignment in self._by_person.get(person, ()):
            is_that_day = is_limited and self.bare.summit.day_idx(assignment.start) in days
            if is_that_day or self._meets(mode, mask, assignment):
                yield assignment.meeting

    def _days(self, mask: Mask) -> frozenset[int | None]:
        return frozenset(self.bare.summit.day_idx(int(minute)) for minute in self.bare.minutes[mask])

    def _meets(self, mode: Mode, mask: Mask, assignment: Assignment) -> bool:
        """Tell whether a meeting would be too near another for a person in both, at some of its starts."""
        ground = self.bare.ground
        there = ground.place(assignment).venue
        way = ground.summit.move_min(mode.place.venue, there)
        back = ground.summit.move_min(there, mode.place.venue)
        return self._touches(mode, mask, ground.interval(assignment), way, back)

    def _touches(self, mode: Mode, mask: Mask, busy: Interval, before_min: int, after_min: int) -> bool:
        return bool((mask & ~self.bare.clear(mode.duration_min, busy, before_min, after_min)).any())

    def _of_interpreters(self, mode: Mode) -> Iterator[str]:
        if not mode.gaps:
            return
        free = np.zeros(len(mode.mask), dtype=np.int64)
        for person, mask in mode.interpreters.items():
            free += mask & self.full.person(person, mode.place.venue, mode.duration_min)
        # an interpreter's limits may ask for a rest elsewhere, so where there are any, nobody counts as free
        if any(person in self.bare.summit.limit_by_person for person in mode.interpreters):
            free[:] = 0
        scarce = mode.mask & (free < mode.team * len(mode.gaps) * self.num_moving)
        for person, mask in mode.interpreters.items():
            yield from self._of_person(person, mode, mask & scarce)

    def _of_rooms(self, mode: Mode) -> Iterator[str]:
        if not mode.rooms:
            return
        free = np.zeros(len(mode.mask), dtype=np.int64)
        for room, mask in mode.rooms.items():
            free += mask & self.full.room(room, mode.duration_min)
        scarce = mode.mask & (free < self.num_moving)
        if not scarce.any():
            return
        for room, mask in mode.rooms.items():
            turnaround = self.bare.summit.room_by_id[room].turnaround_min
            for assignment in self._by_room.get(room, ()):
                if self._touches(mode, mask & scarce, self.bare.ground.interval(assignment), turnaround, turnaround):
                    yield assignment.meeting

    def _of_orders(self, mode: Mode) -> Iterator[str]:
        for order in self.bare.ground.orders_of.get(mode.meeting.id, ()):
            yield from ({order.before, order.after} - {mode.meeting.id}) & self.giving.keys()

    def _of_avoided(self, mode: Mode) -> Iterator[str]:
        own = self.bare.ground.starts.delegations_at(mode.meeting)
        for pair in self.bare.summit.avoidances:
            if len(own & {pair.first, pair.second}) == 1:
                (other,) = {pair.first, pair.second} - own
                for assignment in self._of_delegation.get(other, ()):
                    busy = self.bare.ground.interval(assignment)
                    if self._touches(mode, mode.mask, busy, pair.gap_min, pair.gap_min):
                        yield assignment.meeting

    @cached_property
    def _of_delegation(self) -> Mapping[str, Sequence[Assignment]]:
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.giving.values():
            for code in self.bare.ground.starts.delegations_at(self.bare.summit.meeting_by_id[assignment.meeting]):
                found[code].append(assignment)
        return found
