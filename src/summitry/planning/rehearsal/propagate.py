"""A chunk of simulated days at once: every delay runs on through people, rooms and transfers, in the plan's order.

Everything is a whole minute in an array over the days; one step of the loop works out one session or one slot of a
meeting on all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from summitry.planning.rehearsal.frame import FAR, Frame, Held, Rung, Slot
from summitry.planning.rehearsal.noise import Habits
from summitry.planning.rehearsal.sessions import NONE, Rows, Sat, sat
from summitry.planning.rehearsal.sources import Amounts, Minutes
from summitry.planning.rehearsal.state import Mask, Relief, Reliefs, State


@dataclass(frozen=True, slots=True)
class Waiting:
    """From when a meeting could begin on each day, and through what that is later than planned."""

    begins: Minutes
    cause: Rows

    def until(self, other: Minutes, cause: "Rows | int") -> "Waiting":
        """Return it after waiting for something more."""
        later = other > self.begins
        return Waiting(np.maximum(self.begins, other), np.where(later, cause, self.cause).astype(np.int32))


@dataclass(frozen=True, slots=True)
class Chosen:
    """In which form a meeting is held on each day, `NONE` if in none; from when, and in which room of its slot."""

    rung: npt.NDArray[np.int8]
    begins: Minutes
    duration: Minutes
    room: npt.NDArray[np.int16]


class Propagation:
    """Works out a chunk of days.

    Parameters
    ----------
    items
        Sessions and slots in order; slots that are gaps make it the fast repair.
    amounts
        By how much each source goes wrong on each day.
    reliefs
        More time than there is, each for as many of the days as the others.
    """

    def __init__(
        self,
        frame: Frame,
        items: Sequence[Held | Slot],
        habits: Habits,
        amounts: Amounts,
        reliefs: Sequence[Relief] = (),
    ) -> None:
        self._frame, self._items, self._habits, self._amounts = frame, items, habits, amounts
        self._num_days = amounts.shape[1]
        self._reliefs = Reliefs(reliefs, self._num_days)
        self._state = State(frame, self._num_days)
        self._sat: dict[int, Sat] = {}
        self._has_gaps = {item.meeting for item in items if isinstance(item, Slot) and item.is_gap}

    def run(self, *, repairs: bool) -> State:
        """Work out everything in order.

        Parameters
        ----------
        repairs
            Whether meetings are cut so that nobody's next engagement suffers, and move to a gap where they can.
        """
        held = [item for item in self._items if isinstance(item, Held)]
        self._sat = sat(held, self._frame.sources, self._amounts)
        for item in self._items:
            if isinstance(item, Held):
                self._sit(item)
            else:
                self._meet(item, repairs=repairs)
        return self._state

    def _sit(self, item: Held) -> None:
        session = self._sat[item.session]
        ends = self._relieved(self._frame.summit.sessions[item.session].id, session.ends, item.end)
        self._state.engage(item.people, item.venue, ends, session.cause)
        if item.room is not None:
            always = np.ones(self._num_days, dtype=np.bool_)
            self._state.use(item.room, ends + np.int32(self._frame.turnaround(item.room)), session.cause, always)

    def _meet(self, slot: Slot, *, repairs: bool) -> None:
        """Work out one slot of a meeting.

        1. Whether it is called off, or was held already.
        2. From when its people, and with a room, could begin, and when it must end.
        3. In which form it is held, if in any.
        4. How long it lasts; its people and its room are engaged so long.

        Who waits in vain leaves in time for what comes next, so that nothing follows from it.
        """
        state, m = self._state, slot.meeting
        open_days = ~state.is_over[m]
        if slot.is_gap and not open_days.any():
            return
        if not slot.is_gap:
            open_days &= ~self._called_off(m)
        people = self._people(slot)
        with_room, room = self._with_room(slot, people)
        must_end = self._must_end(slot)
        chosen = self._choose(slot, people, with_room, room, must_end, repairs=repairs)
        held = open_days & (chosen.rung != NONE)
        self._hold(slot, chosen, held, must_end, people, with_room)
        if not slot.is_gap:  # what was lost first and cut when it was made up for keeps what it was lost by
            np.copyto(state.lost_by[m], with_room.cause, where=open_days)

    def _called_off(self, m: int) -> Mask:
        row = self._frame.sources.called_off + m
        off: Mask = self._amounts[row] > 0
        self._state.is_over[m] |= off
        self._state.lost_by[m][off] = row
        return off

    def _people(self, slot: Slot) -> Waiting:
        """Return from when all people are there, and what must come first is over."""
        state, sources = self._state, self._frame.sources
        planned = np.full(self._num_days, slot.start, dtype=np.int32)
        found = Waiting(planned, np.full(self._num_days, NONE, dtype=np.int32))
        row = sources.transfer + slot.meeting
        slower = np.rint(self._amounts[row]).astype(np.int32)
        nowhere = len(self._frame.moves) - 1
        for person in slot.people:
            where = state.where[person]
            usual = state.ready[person] + self._frame.moves[where, slot.venue]
            there = usual + np.where((where != slot.venue) & (where != nowhere), slower, np.int32(0))
            cause = np.where((there > usual) & (usual <= slot.start), np.int32(row), state.late_by[person])
            found = found.until(there, cause)
        for source, usable in slot.arrivals:
            found = found.until(np.int32(usable) + np.rint(self._amounts[source]).astype(np.int32), source)
        for session, gap_min in slot.after_sessions:
            found = found.until(self._sat[session].ends + np.int32(gap_min), self._sat[session].cause)
        for other, gap_min in slot.after_meetings:
            found = found.until(state.ends[other] + np.int32(gap_min), state.ended_by[other])
        return found

    def _with_room(self, slot: Slot, people: Waiting) -> tuple[Waiting, npt.NDArray[np.int16]]:
        """Return from when it could begin with the room that is free first, and which of the slot's that is."""
        room = np.zeros(self._num_days, dtype=np.int16)
        if not slot.rooms:
            return people, room
        free = self._state.room_free[slot.rooms[0]]
        cause = self._state.room_late_by[slot.rooms[0]]
        for idx, other in enumerate(slot.rooms[1:], 1):
            sooner = np.maximum(self._state.room_free[other], people.begins) < np.maximum(free, people.begins)
            free = np.where(sooner, self._state.room_free[other], free)
            cause = np.where(sooner, self._state.room_late_by[other], cause)
            room[sooner] = idx
        return people.until(free, cause), room

    def _must_end(self, slot: Slot) -> Minutes:
        """Return when it must have ended: by the facts, and for the sessions that its people go to."""
        found = np.full(self._num_days, min(slot.latest, FAR), dtype=np.int32)
        for person in self._departing(slot):
            found = np.maximum(found, slot.latest + self._reliefs.before_departure[person])
        for session, move_min in slot.sessions:
            np.minimum(found, self._sat[session].begins - np.int32(move_min), out=found)
        return found

    def _departing(self, slot: Slot) -> Iterator[str]:
        """Yield the people who are given more time on some days, and whose departure is what ends a slot."""
        summit = self._frame.summit
        for id_ in (summit.people[person].id for person in slot.people):
            if id_ in self._reliefs.before_departure:
                stays = (stay.usable for stay in summit.stays_by_person[id_])
                if any(stay.start <= slot.start < stay.end == slot.latest for stay in stays):
                    yield id_

    def _choose(
        self,
        slot: Slot,
        people: Waiting,
        with_room: Waiting,
        room: npt.NDArray[np.int16],
        must_end: Minutes,
        *,
        repairs: bool,
    ) -> Chosen:
        """Choose the form: the fullest that fits, where forms that disturb nobody come first under the repair.

        A form that makes somebody late for what comes next is taken only after little waiting. One that protocol ends a
        little short still counts.
        """
        habits = self._habits
        wait_min = habits.wait_min if repairs and slot.meeting in self._has_gaps else habits.patience_min
        late_min = habits.late_min if repairs and not slot.is_gap else 0
        quiet_end = np.int32(min(slot.undisturbed + late_min, FAR))
        chosen = np.full(self._num_days, NONE, dtype=np.int8)
        quiet = np.zeros(self._num_days, dtype=np.bool_)
        for idx, rung in enumerate(slot.rungs):
            begins, ends = self._at(rung, people, with_room)
            curtail_min = 0 if slot.is_gap else min(habits.curtail_min, rung.duration_min - 1)
            is_long_enough = ends - np.int32(curtail_min) <= must_end
            fits = is_long_enough & (begins <= slot.start + wait_min)
            most_wait_min = FAR if slot.is_gap else habits.patience_free_min
            fits_quietly = is_long_enough & (ends <= quiet_end) & (begins <= slot.start + most_wait_min)
            if slot.is_gap:
                fits = fits_quietly
            if repairs and not slot.is_gap:  # a lesser form that disturbs nobody beats a fuller one that does
                chosen[(fits | fits_quietly) & ~quiet] = idx
            else:
                chosen[(fits | fits_quietly) & (chosen == NONE)] = idx
            quiet |= fits_quietly
        return self._with_times(slot, chosen, people, with_room, room)

    def _at(self, rung: Rung, people: Waiting, with_room: Waiting) -> tuple[Minutes, Minutes]:
        begins = with_room.begins if rung.needs_room else people.begins
        return begins, begins + np.int32(rung.duration_min)

    def _with_times(
        self,
        slot: Slot,
        chosen: npt.NDArray[np.int8],
        people: Waiting,
        with_room: Waiting,
        room: npt.NDArray[np.int16],
    ) -> Chosen:
        needs_room = np.array([rung.needs_room for rung in slot.rungs])[chosen]
        duration = np.array([rung.duration_min for rung in slot.rungs], dtype=np.int32)[chosen]
        begins = np.where(needs_room, with_room.begins, people.begins)
        return Chosen(chosen, begins, duration, np.where(needs_room, room, np.int16(NONE)))

    def _hold(
        self, slot: Slot, chosen: Chosen, held: Mask, must_end: Minutes, people: Waiting, with_room: Waiting
    ) -> None:
        """Hold it on some days: it overruns as far as it may, and those in it are engaged so long."""
        state, m = self._state, slot.meeting
        late_by = np.where(chosen.room == NONE, people.cause, with_room.cause)
        seats = self._frame.sources.first_seat[m : m + 2]
        shares = self._amounts[seats[0] : seats[1]]
        who = np.int32(seats[0]) + shares.argmax(axis=0).astype(np.int32)
        longer = np.rint(shares.max(axis=0) * chosen.duration.astype(np.float32)).astype(np.int32)
        ends = np.minimum(chosen.begins + chosen.duration + longer, must_end)
        planned_end = slot.start + slot.rungs[0].duration_min
        cause = np.where(longer >= chosen.begins - slot.start, who, late_by)
        cause = np.where(ends > planned_end, cause, np.int32(NONE))
        loss = np.array([rung.loss_percent for rung in slot.rungs], dtype=np.int16)[chosen.rung]
        for target, value in (
            (state.rung[m], chosen.rung),
            (state.begins[m], chosen.begins),
            (state.ends[m], ends),
            (state.loss_percent[m], loss),
            (state.ended_by[m], cause),
        ):
            np.copyto(target, value, where=held)
        state.is_over[m] |= held
        seen = self._relieved(self._frame.summit.meetings[m].id, ends, planned_end)
        state.engage(slot.people, slot.venue, seen, cause, held)
        for idx, room in enumerate(slot.rooms):
            state.use(room, seen + np.int32(self._frame.turnaround(room)), cause, held & (chosen.room == idx))

    def _relieved(self, what: str, ends: Minutes, planned_end: int) -> Minutes:
        """Return an end as what follows sees it where there is more time after it."""
        minutes = self._reliefs.after.get(what)
        if minutes is None:
            return ends
        return np.where(ends > planned_end, np.maximum(planned_end, ends - minutes), ends).astype(np.int32)
