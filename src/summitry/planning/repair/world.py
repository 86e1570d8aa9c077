"""What stands while some meetings are placed anew: the facts, and the meetings that keep their place.

Masks are over the starts of `summitry.planning.masks`, within opening hours. They hold for one more meeting; what
several together would break is for the model to say.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from summitry.planning.held import Held, duration_min, num_breaks
from summitry.planning.masks import Masks
from summitry.planning.overload import overloads
from summitry.planning.places import Places
from summitry.planning.starts import Mask, Starts
from summitry.summit import Assignment, Avoidance, Interval, Meeting, Order, Summit
from summitry.summit.summit import Place

_FAR_MIN = 2 * 24 * 60


class Ground:
    """What follows from the facts alone, worked out once for every world on them."""

    def __init__(self, summit: Summit) -> None:
        self.summit = summit
        shortest = min((r.duration_min for m in summit.meetings for r in summit.ladder(m)), default=0)
        self.masks = Masks(summit, shortest)
        self.places = Places(summit)
        self.starts = Starts(summit)
        self.minutes = self.masks.minutes

    @cached_property
    def orders_of(self) -> Mapping[str, tuple[Order, ...]]:
        """The orders that a meeting stands in."""
        found: defaultdict[str, list[Order]] = defaultdict(list)
        for order in self.summit.orders:
            found[order.before].append(order)
            found[order.after].append(order)
        return {meeting: tuple(orders) for meeting, orders in found.items()}

    def duration_min(self, assignment: Assignment) -> int:
        """Return how long an assignment lasts."""
        return duration_min(self.summit, assignment)

    def interval(self, assignment: Assignment) -> Interval:
        """Return when an assignment takes place."""
        return Interval(assignment.start, assignment.start + self.duration_min(assignment))

    def place(self, assignment: Assignment) -> Place:
        """Return where an assignment takes place."""
        return self.summit.place_of(self.summit.meeting_by_id[assignment.meeting], assignment.room)

    def held(self, assignment: Assignment, person: str) -> Held:
        """Return an assignment as what it is to one who attends it or interprets."""
        return Held.assignment(self.summit, assignment, person)

    def sessions_held(self, person: str) -> list[Held]:
        """Return the sessions of a person."""
        return [Held.session(self.summit, s) for s in self.summit.sessions_by_person.get(person, ())]


@dataclass
class World:
    """The facts and the assignments that stand.

    Parameters
    ----------
    has_open_meals
        Whether meals are left out of the masks, because a meeting placed anew may yet be one.
    """

    ground: Ground
    fixed: Sequence[Assignment]
    has_open_meals: bool = False
    _people: dict[tuple[str, str, int], Mask] = field(default_factory=dict)
    _rooms: dict[tuple[str, int], Mask] = field(default_factory=dict)
    _loads: dict[tuple[object, ...], bool] = field(default_factory=dict)
    _rows: dict[str, list[Held]] = field(default_factory=dict)

    @property
    def summit(self) -> Summit:
        """The facts."""
        return self.ground.summit

    @property
    def minutes(self) -> npt.NDArray[np.int64]:
        """Minute of each start, shape (number of starts,)."""
        return self.ground.minutes

    # --- what stands ---

    @cached_property
    def by_person(self) -> defaultdict[str, list[Assignment]]:
        """The fixed assignments of each person, interpreters included."""
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.fixed:
            for person in (*assignment.attendees, *assignment.interpreters):
                found[person].append(assignment)
        return found

    @cached_property
    def by_room(self) -> defaultdict[str, list[Assignment]]:
        """The fixed assignments in each room."""
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.fixed:
            if assignment.room is not None:
                found[assignment.room].append(assignment)
        return found

    @cached_property
    def by_meeting(self) -> Mapping[str, Assignment]:
        """The fixed assignment of each meeting."""
        return {assignment.meeting: assignment for assignment in self.fixed}

    @cached_property
    def _by_delegation(self) -> Mapping[str, Sequence[tuple[Assignment, frozenset[str]]]]:
        """For each delegation on the avoid list the fixed assignments it is at, each with all delegations there."""
        avoiding = {code for pair in self.summit.avoidances for code in (pair.first, pair.second)}
        found: defaultdict[str, list[tuple[Assignment, frozenset[str]]]] = defaultdict(list)
        for assignment in self.fixed if avoiding else ():
            attending = self.ground.starts.delegations_at(self.summit.meeting_by_id[assignment.meeting])
            for code in attending & avoiding:
                found[code].append((assignment, attending))
        return found

    def place(self, assignment: Assignment) -> None:
        """Let one more assignment stand, and forget what was known of its people and room."""
        people = {*assignment.attendees, *assignment.interpreters}
        for person in people:
            self.by_person[person].append(assignment)
        if assignment.room is not None:
            self.by_room[assignment.room].append(assignment)
        self.fixed = (*self.fixed, assignment)
        for known in ("by_meeting", "_by_delegation"):
            self.__dict__.pop(known, None)
        self._people = {key: mask for key, mask in self._people.items() if key[0] not in people}
        self._rooms = {key: mask for key, mask in self._rooms.items() if key[0] != assignment.room}
        self._loads = {key: holds for key, holds in self._loads.items() if key[0] not in people}
        for person in people:
            self._rows.pop(person, None)

    # --- masks ---

    def clear(self, duration_min: int, busy: Interval, before_min: int = 0, after_min: int = 0) -> Mask:
        """Return the starts of something so long that leave so many minutes before and after a busy stretch."""
        minutes = self.minutes
        return (minutes + (duration_min + before_min) <= busy.start) | (minutes >= busy.end + after_min)

    def person(self, person: str, venue: str, duration_min: int) -> Mask:
        """Return the starts at which a person can be engaged in a venue, their limits left out."""
        key = (person, venue, duration_min)
        if key not in self._people:
            mask = self.ground.masks.person(person, venue, duration_min).copy()
            for assignment in self.by_person.get(person, ()):
                there = self.ground.place(assignment).venue
                way, back = self.summit.move_min(venue, there), self.summit.move_min(there, venue)
                mask &= self.clear(duration_min, self.ground.interval(assignment), way, back)
            self._people[key] = mask
        return self._people[key]

    def room(self, room_id: str, duration_min: int) -> Mask:
        """Return the starts at which a room is open and free."""
        key = (room_id, duration_min)
        if key not in self._rooms:
            room = self.summit.room_by_id[room_id]
            mask = self.ground.masks.room(room, duration_min).copy()
            for assignment in self.by_room.get(room_id, ()):
                busy = self.ground.interval(assignment)
                mask &= self.clear(duration_min, busy, room.turnaround_min, room.turnaround_min)
            self._rooms[key] = mask
        return self._rooms[key]

    def meeting(self, meeting: Meeting, place: Place, duration_min: int) -> Mask:
        """Return the starts that keep what is said of the meeting, its orders and the avoid list."""
        mask = self.ground.masks.meeting(meeting, place, duration_min)
        for order in self.ground.orders_of.get(meeting.id, ()):
            mask &= self._in_order(order, meeting, duration_min)
        if self.summit.avoidances:
            self._keep_apart(mask, meeting, place, duration_min)
        return mask

    def _in_order(self, order: Order, meeting: Meeting, duration_min: int) -> Mask | bool:
        is_before = order.before == meeting.id
        other = self.by_meeting.get(order.after if is_before else order.before)
        if other is None:
            return True
        busy = self.ground.interval(other)
        if is_before:
            return self.minutes + (duration_min + order.gap_min) <= busy.start
        return self.minutes >= busy.end + order.gap_min

    def _keep_apart(self, mask: Mask, meeting: Meeting, place: Place, duration_min: int) -> None:
        own = self.ground.starts.delegations_at(meeting)
        for pair in self.summit.avoidances:
            if len(own & {pair.first, pair.second}) == 1:
                (other,) = {pair.first, pair.second} - own
                mask &= self._clear_of(pair, other, place.zone, duration_min)

    def _clear_of(self, pair: Avoidance, other: str, zone: str, duration_min: int) -> Mask:
        mask = np.ones(len(self.minutes), dtype=np.bool_)
        for assignment, attending in self._by_delegation.get(other, ()):
            if {pair.first, pair.second} <= attending or self.ground.place(assignment).zone != zone:
                continue
            mask &= self.clear(duration_min, self.ground.interval(assignment), pair.gap_min, pair.gap_min)
        return mask

    # --- limits ---

    def row(self, person: str) -> list[Held]:
        """Return what a person does, sessions included, in order."""
        if person not in self._rows:
            held = [self.ground.held(a, person) for a in self.by_person.get(person, ())]
            self._rows[person] = sorted([*self.ground.sessions_held(person), *held])
        return self._rows[person]

    def within_limits(self, person: str, mask: Mask, added: Held) -> Mask:
        """Return the starts of a mask at which a person's limits allow something more.

        Parameters
        ----------
        added
            It as held by the person, at whatever start.
        """
        if person not in self.summit.limit_by_person or not mask.any():
            return mask
        kept = mask.copy()
        for idx in np.flatnonzero(mask):
            kept[idx] = self._keeps(person, int(self.minutes[idx]), added)
        return kept

    def _keeps(self, person: str, start: int, added: Held) -> bool:
        duration = added.interval.length
        key = (person, start, duration, added.is_meal, added.attends, added.work_min)
        if key not in self._loads:
            moved = added._replace(
                interval=Interval(start, start + duration), day_idx=self.summit.day_idx(start), id="", title=""
            )
            self._loads[key] = self.keeps_limits(person, [moved], with_meals=not self.has_open_meals)
        return self._loads[key]

    def keeps_limits(self, person: str, added: Iterable[Held], *, with_meals: bool = True) -> bool:
        """Tell whether a person's limits are kept with some engagements more."""
        limit = self.summit.limit_by_person.get(person)
        if limit is None:
            return True
        more = list(added)
        row = sorted([*self._near(person, more), *more])
        meals = self.summit.meal_windows(limit) if with_meals else ()
        windows = [window for window in meals if any(held.interval.overlaps(window) for held in more)]
        return next(overloads(row, limit, windows), None) is None

    def _near(self, person: str, added: Sequence[Held]) -> list[Held]:
        """Return what a person does within two days of what is added: days and runs are over long before that."""
        first = min((held.interval.start for held in added), default=0) - _FAR_MIN
        last = max((held.interval.end for held in added), default=0) + _FAR_MIN
        return [held for held in self.row(person) if held.interval.end > first and held.interval.start < last]

    def is_even(self, added: Mapping[str, Sequence[Held]]) -> bool:
        """Tell whether the breaks within each class with a cap are as even as it says, with some engagements more."""
        for name, cap in self.summit.settings.fairness_cap.items():
            people = [p.id for p in self.summit.people if p.fairness_class == name]
            rows = {p: sorted([*self.row(p), *added.get(p, ())]) for p in people}
            engaged = {p: any(held.is_meeting for held in row) for p, row in rows.items()}
            breaks = {p: num_breaks(self.summit, row) for p, row in rows.items()}
            for one, other in combinations(people, 2):
                if (engaged[one] or engaged[other]) and abs(breaks[one] - breaks[other]) > cap:
                    return False
        return True
