"""Summits whose meetings fit a grid of slots, so that two meetings meet in one slot or not at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from summitry.planning.exact.grid.fits import fits_grid
from summitry.planning.starts import Mask, Starts
from summitry.summit import Assignment, Meeting, Rung, Summit


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A summit as people, slots and meetings, each numbered from 0.

    Parameters
    ----------
    people
        Ids of those who attend some meeting.
    attendees
        For each meeting the people in it, as indices.
    slots
        Start minute of each slot; neighbouring slots of a day touch: there is just the move between them.
    day_of_slot
        Index of the day of each slot.
    allowed
        For each meeting the slots that the facts allow, in order.
    rooms_by_slot
        Ids of the rooms free in each slot.
    orders
        Pairs of meetings, the first of which ends before the second starts.
    caps
        For each fairness class: its people as indices, the cap, and whether somebody in it never has a break.
    """

    meetings: tuple[Meeting, ...]
    rung: Rung
    people: tuple[str, ...]
    attendees: tuple[tuple[int, ...], ...]
    slots: tuple[int, ...]
    day_of_slot: tuple[int, ...]
    allowed: tuple[tuple[int, ...], ...]
    rooms_by_slot: tuple[tuple[str, ...], ...]
    orders: tuple[tuple[int, int], ...]
    caps: tuple["Cap", ...]

    @property
    def num_slots(self) -> int:
        """How many slots there are."""
        return len(self.slots)

    @property
    def capacity(self) -> tuple[int, ...]:
        """How many meetings each slot has rooms for."""
        return tuple(map(len, self.rooms_by_slot))

    @cached_property
    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """For each person the meetings they attend."""
        found: list[list[int]] = [[] for _ in self.people]
        for meeting, people in enumerate(self.attendees):
            for person in people:
                found[person].append(meeting)
        return tuple(map(tuple, found))

    @cached_property
    def days(self) -> tuple[range, ...]:
        """The slots of each day that has any."""
        by_day: defaultdict[int, list[int]] = defaultdict(list)
        for slot, day in enumerate(self.day_of_slot):
            by_day[day].append(slot)
        return tuple(range(own[0], own[-1] + 1) for own in by_day.values())

    def breaks(self, slot_by_meeting: Sequence[int]) -> int:
        """Return the number of breaks of all people together, every meeting being placed."""
        count = 0
        for own in self.meetings_of:
            taken = sorted(slot_by_meeting[meeting] for meeting in own)
            count += sum(b - a > 1 and self.day_of_slot[a] == self.day_of_slot[b] for a, b in pairwise(taken))
        return count

    def assignments(self, slot_by_meeting: Sequence[int], kept: Mapping[str, Assignment]) -> tuple[Assignment, ...]:
        """Return the assignments of a schedule; rooms are given out in each slot as they come."""
        taken: defaultdict[int, set[str]] = defaultdict(set)
        for assignment in kept.values():
            if assignment.room is not None and assignment.start in self.slots:
                taken[self.slots.index(assignment.start)].add(assignment.room)
        found: list[Assignment] = []
        for idx, (meeting, slot) in enumerate(zip(self.meetings, slot_by_meeting, strict=True)):
            if meeting.id in kept:
                found.append(kept[meeting.id])
                continue
            room = next(room for room in self.rooms_by_slot[slot] if room not in taken[slot])
            taken[slot].add(room)
            attendees = tuple(self.people[person] for person in self.attendees[idx])
            found.append(
                Assignment(
                    meeting=meeting.id, form=self.rung.form, start=self.slots[slot], room=room, attendees=attendees
                )
            )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Cap:
    """How far the numbers of breaks within one fairness class may differ."""

    people: tuple[int, ...]
    most_apart: int
    has_floor: bool


def grid_of(summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment]) -> Grid | None:
    """Return the grid of a summit, or ``None`` if it has none: then only the general formulation is right for it."""
    if not meetings or not fits_grid(summit, meetings, kept):
        return None
    found = _Reading(summit, meetings, kept)
    return None if found.slots is None else found.grid()


class _Reading:
    """Reads the slots and what is allowed in them from the masks of starts."""

    def __init__(self, summit: Summit, meetings: Sequence[Meeting], kept: Sequence[Assignment]) -> None:
        self._summit = summit
        self._meetings = tuple(meetings)
        self._kept = {a.meeting: a for a in kept}
        self._starts = Starts(summit)
        self._rung = summit.ladder(meetings[0])[0]
        self._masks = [self._mask(meeting) for meeting in meetings]
        self.slots = self._slots()

    def _mask(self, meeting: Meeting) -> Mask:
        """Return the starts that the facts allow a meeting, rooms left aside."""
        starts, duration = self._starts, self._rung.duration_min
        seats = self._summit.seats_by_meeting[meeting.id]
        people = [seat[0] for seat in seats]
        mask = starts.day_bounds(duration)
        mask &= starts.allowed_time(meeting, (*meeting.parties, *people), duration)
        mask &= starts.order(meeting, duration)
        for person in people:
            mask &= starts.presence(person, duration)
        pin = self._summit.pin_by_meeting.get(meeting.id)
        if pin is not None:
            mask &= starts.minutes == pin.start
        if meeting.id in self._kept:
            mask &= starts.minutes == self._kept[meeting.id].start
        return mask

    def _slots(self) -> tuple[int, ...] | None:
        """Return the start minutes of the slots, or ``None`` if some allowed start lies off them."""
        step = self._rung.duration_min + self._summit.settings.room_change_min
        used = self._starts.minutes[np.logical_or.reduce(self._masks)].tolist()
        slots: list[int] = []
        for day in self._summit.day_spans:
            own = [minute for minute in used if day.start <= minute < day.end]
            if any((minute - own[0]) % step for minute in own):
                return None
            slots += range(own[0], own[-1] + 1, step) if own else ()
        # Days that meet at midnight could let two meetings of different days touch; no summit of slots needs that.
        return None if any(b - a < step for a, b in pairwise(slots)) else tuple(slots)

    def grid(self) -> Grid:
        summit, slots = self._summit, self.slots or ()
        people = tuple(dict.fromkeys(seat[0] for m in self._meetings for seat in summit.seats_by_meeting[m.id]))
        idx_by_person = {person: idx for idx, person in enumerate(people)}
        idx_by_meeting = {meeting.id: idx for idx, meeting in enumerate(self._meetings)}
        at = np.array(slots, dtype=np.int64) // summit.settings.step_min
        return Grid(
            meetings=self._meetings,
            rung=self._rung,
            people=people,
            attendees=tuple(
                tuple(idx_by_person[seat[0]] for seat in summit.seats_by_meeting[m.id]) for m in self._meetings
            ),
            slots=slots,
            day_of_slot=tuple(summit.day_idx(minute) or 0 for minute in slots),
            allowed=tuple(tuple(np.flatnonzero(mask[at]).tolist()) for mask in self._masks),
            rooms_by_slot=self._rooms_by_slot(at),
            orders=tuple(
                (idx_by_meeting[o.before], idx_by_meeting[o.after])
                for o in summit.orders
                if o.before in idx_by_meeting and o.after in idx_by_meeting
            ),
            caps=self._caps(idx_by_person),
        )

    def _rooms_by_slot(self, at: np.ndarray) -> tuple[tuple[str, ...], ...]:
        duration = self._rung.duration_min
        free = {
            room.id: (self._starts.room_fit(room, duration) & self._starts.room_no_overlap(room, duration))[at]
            for room in self._summit.rooms
        }
        return tuple(tuple(room for room, mask in free.items() if mask[slot]) for slot in range(len(at)))

    def _caps(self, idx_by_person: Mapping[str, int]) -> tuple[Cap, ...]:
        num: defaultdict[str, int] = defaultdict(int)
        for meeting in self._meetings:
            for seat in self._summit.seats_by_meeting[meeting.id]:
                num[seat[0]] += 1
        caps: list[Cap] = []
        for name, cap in self._summit.settings.fairness_cap.items():
            members = [p.id for p in self._summit.people if p.fairness_class == name]
            inside = tuple(idx_by_person[person] for person in members if person in idx_by_person)
            if inside:
                caps.append(Cap(inside, cap, any(num[person] < 2 for person in members)))
        return tuple(caps)
