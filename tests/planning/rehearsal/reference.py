"""One simulated summit at a time in plain loops, to set the arrays against; and amounts written out by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from summitry.planning.rehearsal.frame import Held, Rung, Slot
from summitry.planning.rehearsal.noise import Habits, Noise
from summitry.planning.rehearsal.run import Policy, Stage
from summitry.planning.rehearsal.sources import Amounts, Kind
from summitry.planning.rehearsal.state import State
from summitry.summit import Assignment, Plan, Summit

LONG_AGO = -(10**8)
Outcome = tuple[int, int, int]  # place of the form among the slot's, begin, end
Wrong = Mapping[tuple[Kind, str, str], float]


def stage_of(
    there: Summit, *assignments: Assignment, habits: Habits | None = None, noise: Noise | None = None
) -> Stage:
    plan = Plan(summit=there.id, assignments=assignments)
    return Stage(there, plan, noise or Noise(), habits or Habits(curtail_min=0), seed=7)


def amounts(stage: Stage, *days: Wrong) -> Amounts:
    """Return days on which just this goes wrong: by kind, what and who, minutes or a share."""
    found = np.zeros((len(stage.frame.sources.rows), max(1, len(days))), dtype=np.float32)
    for day, wrong in enumerate(days):
        for (kind, what, who), amount in wrong.items():
            rows = [
                row
                for row, s in enumerate(stage.frame.sources.rows)
                if s.kind is kind and s.what == what and (not who or s.who == who)
            ]
            assert rows, (kind, what, who)
            found[rows[0], day] = amount
    return found


def outcomes(stage: Stage, state: State, day: int = 0) -> dict[str, Outcome]:
    """Return the meetings held on a day."""
    found: dict[str, Outcome] = {}
    for assignment in stage.plan.assignments:
        m = stage.frame.meeting_idx[assignment.meeting]
        if state.rung[m][day] >= 0:
            found[assignment.meeting] = (int(state.rung[m][day]), int(state.begins[m][day]), int(state.ends[m][day]))
    return found


def outcomes_of(stage: Stage, wrong: Wrong, policy: Policy = Policy.WITHOUT_REPAIR) -> dict[str, Outcome]:
    """Return the meetings held where this goes wrong."""
    return outcomes(stage, stage.state(policy, amounts(stage, wrong)))


@dataclass
class OneDay:
    """A single simulated summit, worked out engagement by engagement."""

    stage: Stage
    amount: list[float]
    repairs: bool
    ready: dict[int, int] = field(default_factory=dict)
    where: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    sat: dict[int, tuple[int, int]] = field(default_factory=dict)
    held: dict[int, Outcome] = field(default_factory=dict)
    off: set[int] = field(default_factory=set)

    def run(self) -> dict[str, Outcome]:
        items = self.stage.items(Policy.FAST_REPAIR if self.repairs else Policy.WITHOUT_REPAIR)
        self.with_gaps = {item.meeting for item in items if isinstance(item, Slot) and item.is_gap}
        for item in items:
            if isinstance(item, Held):
                self._time(item)
        for item in items:
            if isinstance(item, Held):
                self._sit(item)
            elif item.meeting not in self.held and item.meeting not in self.off:
                self._meet(item)
        return {self.stage.summit.meetings[m].id: outcome for m, outcome in self.held.items()}

    def _minutes(self, row: int, of: int = 1) -> int:
        return int(np.rint(np.float32(self.amount[row]) * np.float32(of)))

    def _time(self, item: Held) -> None:
        sources = self.stage.frame.sources
        begins = item.start + self._minutes(sources.session_start + item.session)
        begins = max([begins, *(self.sat[earlier][1] + move for earlier, move in item.waits_for)])
        length = item.end - item.start
        self.sat[item.session] = (begins, begins + length + self._minutes(sources.session_end + item.session, length))

    def _sit(self, item: Held) -> None:
        end = self.sat[item.session][1]
        for person in item.people:
            self._engage(person, item.venue, end)
        if item.room is not None:
            until = end + self.stage.frame.turnaround(item.room)
            self.free[item.room] = max(until, self.free.get(item.room, LONG_AGO))

    def _engage(self, person: int, venue: int, end: int) -> None:
        if end >= self.ready.get(person, LONG_AGO):
            self.ready[person], self.where[person] = end, venue

    def _meet(self, slot: Slot) -> None:
        sources = self.stage.frame.sources
        if not slot.is_gap and self.amount[sources.called_off + slot.meeting] > 0:
            self.off.add(slot.meeting)
            return
        people = self._people(slot)
        room = min(slot.rooms, key=lambda r: max(people, self.free.get(r, LONG_AGO)), default=None)
        with_room = people if room is None else max(people, self.free.get(room, LONG_AGO))
        must_end = min([slot.latest, *(self.sat[s][0] - move for s, move in slot.sessions)])
        idx = self._form(slot, people, with_room, must_end)
        if idx is not None:
            self._hold(slot, idx, with_room if slot.rungs[idx].needs_room else people, room, must_end)

    def _people(self, slot: Slot) -> int:
        sources = self.stage.frame.sources
        begins = slot.start
        for person in slot.people:
            if person in self.where:
                there = self.ready[person] + int(self.stage.frame.moves[self.where[person], slot.venue])
                if self.where[person] != slot.venue:
                    there += self._minutes(sources.transfer + slot.meeting)
                begins = max(begins, there)
        begins = max([begins, *(usable + self._minutes(row) for row, usable in slot.arrivals)])
        begins = max([begins, *(self.sat[s][1] + gap for s, gap in slot.after_sessions)])
        return max([begins, *(self.held[m][2] + gap for m, gap in slot.after_meetings if m in self.held)])

    def _form(self, slot: Slot, people: int, with_room: int, must_end: int) -> int | None:
        habits = self.stage.habits
        wait_min = habits.wait_min if self.repairs and slot.meeting in self.with_gaps else habits.patience_min

        def fits(rung: Rung, quiet_end: int, most_min: int) -> bool:
            begins = with_room if rung.needs_room else people
            least_min = rung.duration_min if slot.is_gap else max(1, rung.duration_min - habits.curtail_min)
            is_long_enough = begins + least_min <= must_end
            return is_long_enough and begins + rung.duration_min <= quiet_end and begins <= slot.start + most_min

        quiet_min = 10**7 if slot.is_gap else habits.patience_free_min
        late_min = habits.late_min if self.repairs and not slot.is_gap else 0
        quiet = [i for i, rung in enumerate(slot.rungs) if fits(rung, slot.undisturbed + late_min, quiet_min)]
        loud = [i for i, rung in enumerate(slot.rungs) if not slot.is_gap and fits(rung, 10**7, wait_min)]
        if self.repairs:
            return quiet[0] if quiet else max(loud, default=None)
        return min([*quiet, *loud], default=None)

    def _hold(self, slot: Slot, idx: int, begins: int, room: int | None, must_end: int) -> None:
        sources, rung = self.stage.frame.sources, slot.rungs[idx]
        seats = range(sources.first_seat[slot.meeting], sources.first_seat[slot.meeting + 1])
        longer = max(self._minutes(row, rung.duration_min) for row in seats)
        end = min(begins + rung.duration_min + longer, must_end)
        self.held[slot.meeting] = (idx, begins, end)
        for person in slot.people:
            self._engage(person, slot.venue, end)
        if rung.needs_room and room is not None:
            until = end + self.stage.frame.turnaround(room)
            self.free[room] = max(until, self.free.get(room, LONG_AGO))
