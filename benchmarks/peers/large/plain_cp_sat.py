"""CP-SAT on any summit, as one would write it first: optional intervals, and everything in one weighted sum.

Stated are the rules on people, rooms, windows, orders, moves and meetings a day. Not stated are interpreters, the
avoid list, meals and runs of meetings: what breaks those is placed by first fit afterwards. Of comfort it minimises
idle minutes and what is off preferred times.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.peers.large.admitted import Wish, admitted
from benchmarks.peers.large.ledger import Ledger, Way
from benchmarks.peers.large.outcome import Clock, Moment, Outcome, value_of
from ortools.sat.python import cp_model

from summitry.summit import Interval, Meeting, Room, Summit
from summitry.summit.times import union

_WORKERS = 8  # the fewest with which the solver shows all its ways to search, neighbourhoods among them


@dataclass(frozen=True, slots=True)
class Held:
    """The variables of a meeting held in one form at one venue, and the rooms of each kind with theirs."""

    meeting: Meeting
    form: str
    duration: int
    venue: str
    start: cp_model.IntVar
    is_held: cp_model.IntVar
    kinds: list[tuple[frozenset[str], cp_model.IntVar]] = field(default_factory=list)


def solve(summit: Summit, *, time_limit_s: float, threads: int, seed: int) -> Outcome:
    """Maximise value first and then comfort, in one sum."""
    clock = Clock()
    model = cp_model.CpModel()
    placing = _Model(summit, model)
    placing.build()
    clock.is_built()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = max(_WORKERS, threads)
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(1.0, time_limit_s - clock.seconds)
    status = solver.solve(model, _Tracing(clock, placing.value))
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return clock.outcome("plain CP-SAT", summit, (), note="found nothing")
    kept = admitted(summit, placing.wishes(solver))
    bound = int(solver.best_objective_bound // placing.weight_of_value) + 1
    return clock.outcome("plain CP-SAT", summit, kept.assignments, bound=bound, note=kept.note)


class _Tracing(cp_model.CpSolverSolutionCallback):
    """Notes when the solver finds a better solution, and what value it holds."""

    def __init__(self, clock: Clock, value: cp_model.LinearExprT) -> None:
        super().__init__()
        self._clock = clock
        self._value = value

    def on_solution_callback(self) -> None:
        """Note one."""
        self._clock.moments.append(Moment(self._clock.seconds, self.value(self._value), None))


class _Model:
    def __init__(self, summit: Summit, model: cp_model.CpModel) -> None:
        self.summit = summit
        self.model = model
        self.ledger = Ledger(summit)
        self.named = {room for meeting in summit.meetings for room in meeting.rooms} | {s.room for s in summit.sessions}
        self.held: dict[str, list[Held]] = {}
        self.on_day: dict[tuple[str, int], cp_model.IntVar] = {}
        self.value: cp_model.LinearExprT = 0
        self.weight_of_value = 1

    def build(self) -> None:
        """State everything.

        1. Each meeting in at most one form, and in a room of one kind where the form needs one.
        2. Nobody and no room in two meetings at once; moves between venues; orders; meetings a day.
        3. The objective.
        """
        for meeting in self.summit.to_place():
            self.held[meeting.id] = list(self._forms(meeting))
            self.model.add_at_most_one(held.is_held for held in self.held[meeting.id])
            self._days(meeting)
        self._rooms()
        self._people()
        self._orders()
        self._objective()

    def _forms(self, meeting: Meeting) -> Iterator[Held]:
        ways = [(way, self.ledger.starts(meeting, way)) for way in self.ledger.ways(meeting)]
        by_form: defaultdict[tuple[str, str], list[tuple[Way, int]]] = defaultdict(list)
        for way, mask in ways:
            by_form[way.rung.form, way.place.venue].append((way, mask))
        for (form, venue), group in by_form.items():
            everywhere = 0
            for _, mask in group:
                everywhere |= mask
            if everywhere:
                start = self.model.new_int_var_from_domain(self._domain(everywhere), "")
                held = Held(meeting, form, group[0][0].rung.duration_min, venue, start, self.model.new_bool_var(""))
                self._kinds(held, group, everywhere)
                yield held

    def _kinds(self, held: Held, group: Sequence[tuple[Way, int]], everywhere: int) -> None:
        """Have a meeting that takes a room take one of some kind, at a start at which that is open."""
        by_kind: defaultdict[tuple[object, ...], list[tuple[str, int]]] = defaultdict(list)
        for way, mask in group:
            if way.room is not None:
                by_kind[self._kind(self.summit.room_by_id[way.room])].append((way.room, mask))
        for rooms in by_kind.values():
            taken = held.is_held if len(by_kind) == 1 else self.model.new_bool_var("")
            mask = rooms[0][1]
            if mask != everywhere:
                self.model.add_linear_expression_in_domain(held.start, self._domain(mask)).only_enforce_if(taken)
            held.kinds.append((frozenset(room for room, _ in rooms), taken))
        if len(by_kind) > 1:
            self.model.add(sum(taken for _, taken in held.kinds) == held.is_held)

    def _domain(self, mask: int) -> cp_model.Domain:
        return cp_model.Domain.from_values(self.ledger.minutes_of(mask))

    def _interval(self, held: Held, after_min: int, is_taken: cp_model.IntVar) -> cp_model.IntervalVar:
        return self.model.new_optional_fixed_size_interval_var(held.start, held.duration + after_min, is_taken, "")

    def _all(self) -> Iterator[Held]:
        return (held for row in self.held.values() for held in row)

    def _rooms(self) -> None:
        num = defaultdict[tuple[object, ...], int](int)
        for room in self.summit.rooms:
            num[self._kind(room)] += 1
        uses: defaultdict[tuple[object, ...], list[cp_model.IntervalVar]] = defaultdict(list)
        for held in self._all():
            for rooms, taken in held.kinds:
                room = self.summit.room_by_id[min(rooms)]
                uses[self._kind(room)].append(self._interval(held, room.turnaround_min, taken))
        for kind, intervals in uses.items():
            if num[kind] == 1:
                self.model.add_no_overlap(intervals)
            else:
                self.model.add_cumulative(intervals, [1] * len(intervals), num[kind])

    def _people(self) -> None:
        rows: defaultdict[str, list[Held]] = defaultdict(list)
        change_min = self.summit.settings.room_change_min
        for held in self._all():
            for person in self.ledger.attendees(held.meeting):
                rows[person].append(held)
        intervals = {id(held): self._interval(held, change_min, held.is_held) for held in self._all()}
        far: set[tuple[int, int]] = set()
        for person, row in rows.items():
            self.model.add_no_overlap(intervals[id(held)] for held in row)
            for one, other in combinations(row, 2):
                if one.venue != other.venue and one.meeting is not other.meeting and (id(one), id(other)) not in far:
                    far.add((id(one), id(other)))
                    self._far(one, other)
            self._limits(person, row)

    def _far(self, one: Held, other: Held) -> None:
        """Leave the time to go from one venue to another, where the grid alone does not."""
        step = self.summit.settings.step_min
        way, back = (self.summit.move_min(*pair) for pair in ((one.venue, other.venue), (other.venue, one.venue)))
        change_min = self.summit.settings.room_change_min
        if all(
            -(-(held.duration + move) // step) <= -(-(held.duration + change_min) // step)
            for held, move in ((one, way), (other, back))
        ):
            return
        is_first = self.model.new_bool_var("")
        both = (one.is_held, other.is_held)
        self.model.add(one.start + one.duration + way <= other.start).only_enforce_if(is_first, *both)
        self.model.add(other.start + other.duration + back <= one.start).only_enforce_if(~is_first, *both)

    def _days(self, meeting: Meeting) -> None:
        """State on which day a meeting is, if on any."""
        row = self.held[meeting.id]
        for idx, day in enumerate(self.summit.days):
            self.on_day[meeting.id, idx] = is_here = self.model.new_bool_var("")
            for held in row:
                self.model.add_linear_constraint(held.start, day.opens, day.closes).only_enforce_if(
                    is_here, held.is_held
                )
        placed = sum(held.is_held for held in row)
        self.model.add(sum(self.on_day[meeting.id, idx] for idx in range(len(self.summit.days))) == placed)

    def _limits(self, person: str, row: Sequence[Held]) -> None:
        limit = self.summit.limit_by_person.get(person)
        if limit is not None and limit.meetings_a_day is not None:
            meetings = {held.meeting.id for held in row}
            for idx in range(len(self.summit.days)):
                self.model.add(sum(self.on_day[m, idx] for m in sorted(meetings)) <= limit.meetings_a_day)

    def _orders(self) -> None:
        for order in self.summit.orders:
            for one in self.held.get(order.before, []):
                for other in self.held.get(order.after, []):
                    after = self.model.add(one.start + one.duration + order.gap_min <= other.start)
                    after.only_enforce_if(one.is_held, other.is_held)

    def _objective(self) -> None:
        """Value, form and preferred times, and the minutes from each person's first to last meeting of a day."""
        weights = self.summit.settings.comfort
        worth: list[int] = []
        terms: list[tuple[cp_model.IntVar, int]] = []  # of what is lost
        for held in self._all():
            worth.append(value_of(self.summit, held.meeting))
            busy = weights.idle_minute * held.duration * len(self.ledger.attendees(held.meeting))
            terms.append((held.is_held, -busy))
            for code in held.meeting.parties:
                preferred = union(self.summit.reply_of(held.meeting, code).preferred)
                if preferred:
                    terms.append((self._is_off(held, preferred), weights.off_preference))
        terms.extend((span, weights.idle_minute) for span in self._spans())
        self.value = cp_model.LinearExpr.weighted_sum([held.is_held for held in self._all()], worth)
        lost = cp_model.LinearExpr.weighted_sum([variable for variable, _ in terms], [weight for _, weight in terms])
        longest = sum(day.closes - day.opens for day in self.summit.days) * len(self.summit.people)
        self.weight_of_value = weights.idle_minute * longest + weights.off_preference * 2 * len(self.held) + 1
        self.model.maximize(self.weight_of_value * self.value - lost)

    def _is_off(self, held: Held, preferred: Sequence[Interval]) -> cp_model.IntVar:
        is_off = self.model.new_bool_var("")
        inside = cp_model.Domain.from_intervals(
            [[w.start, w.end - held.duration] for w in preferred if w.end - held.duration >= w.start]
        )
        self.model.add_linear_expression_in_domain(held.start, inside).only_enforce_if(~is_off, held.is_held)
        return is_off

    def _spans(self) -> Iterator[cp_model.IntVar]:
        by_person: defaultdict[str, list[Held]] = defaultdict(list)
        for held in self._all():
            for person in self.ledger.attendees(held.meeting):
                by_person[person].append(held)
        for row in by_person.values():
            for idx, day in enumerate(self.summit.days):
                span = self.model.new_int_var(0, day.closes - day.opens, "")
                first = self.model.new_int_var(day.opens, day.closes, "")
                for held in row:
                    here = (self.on_day[held.meeting.id, idx], held.is_held)
                    self.model.add(first <= held.start).only_enforce_if(*here)
                    self.model.add(first + span >= held.start + held.duration).only_enforce_if(*here)
                yield span

    def wishes(self, solver: cp_model.CpSolver) -> Iterator[Wish]:
        """Yield what the solver found."""
        for held in self._all():
            if solver.boolean_value(held.is_held):
                rooms = next((rooms for rooms, taken in held.kinds if solver.boolean_value(taken)), frozenset())
                yield Wish(held.meeting, held.form, solver.value(held.start), rooms)

    def _kind(self, room: Room) -> tuple[object, ...]:
        """Return what makes two rooms alike; one that a meeting or session names is like no other."""
        alike = (room.venue, room.zone, room.seats, room.features, room.open, room.turnaround_min)
        return (room.id,) if room.id in self.named else alike
