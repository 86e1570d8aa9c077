"""The clauses of a grid: who is where when, and what breaks are.

Variables: ``x[m][t]`` meeting m is in slot t; ``busy[p][t]`` person p is in a meeting in slot t; ``begun[p][t]`` p has
had or has a meeting on that day in or before slot t; ``ends[p][t]`` a break of p ends after slot t.

References
----------
Bofill et al., JAIR 74 (2022) 263-301, doi 10.1613/jair.1.12670, sections 4.1 to 4.6, for the counts of meetings a
person and of people a slot, and for clusters. That a day without a break is a run of known length
is added here, and that question is asked first and alone.
"""

from collections.abc import Iterator, Sequence

from summitry.planning.exact.grid.clauses import Clauses
from summitry.planning.exact.grid.clusters import clusters_of
from summitry.planning.exact.grid.problem import Cap, Grid


class Schedule(Clauses):
    """Clauses that hold exactly for the schedules of a grid in which every meeting is placed, whatever their breaks."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.grid = grid
        self.x = [dict(zip(slots, self.literals(len(slots)), strict=True)) for slots in grid.allowed]
        self.busy = [[self._busy(person, slot) for slot in range(grid.num_slots)] for person in range(len(grid.people))]
        self._one_slot_a_meeting()
        self._orders()
        self._rooms()
        self._people_a_slot()

    def slots_in(self, true_literals: frozenset[int]) -> tuple[int, ...]:
        """Return the slot of each meeting in a solution."""
        return tuple(next(slot for slot, literal in own.items() if literal in true_literals) for own in self.x)

    def _busy(self, person: int, slot: int) -> int:
        """Return the literal that a person is busy in a slot, bound to their meetings there, of which one at most."""
        busy = self.literal()
        here = [self.x[m][slot] for m in self.grid.meetings_of[person] if slot in self.x[m]]
        self.add(-busy, *here)
        self.clauses += [[-literal, busy] for literal in here]
        self.at_most_one(here)
        return busy

    def _one_slot_a_meeting(self) -> None:
        for own in self.x:
            self.add(*own.values())
            self.at_most_one(list(own.values()))

    def _orders(self) -> None:
        for before, after in self.grid.orders:
            for slot, literal in self.x[before].items():
                self.clauses += [[-literal, -other] for later, other in self.x[after].items() if later <= slot]

    def _rooms(self) -> None:
        """Keep to the rooms in each slot, counted over sets of meetings of which one at most is held at a time."""
        sets = self._rivals()
        for slot, rooms in enumerate(self.grid.capacity):
            active = [[self.x[m][slot] for m in rivals if slot in self.x[m]] for rivals in sets]
            self.at_most([self.any_of(literals) for literals in active if literals], rooms)

    def _rivals(self) -> list[list[int]]:
        """Return the meetings in sets of which one at most can be held at a time."""
        return clusters_of(self.grid)

    def _people_a_slot(self) -> None:
        """Let no more people be busy in a slot than meetings in its rooms can hold."""
        most = max(map(len, self.grid.attendees))
        for slot, rooms in enumerate(self.grid.capacity):
            self.at_most([busy[slot] for busy in self.busy], most * rooms)


class Unbroken(Schedule):
    """The schedules of a grid of one day in which nobody has a break: everybody's meetings are one run of slots.

    How many slots a person is busy in is said by the length of the run.
    """

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        for person in range(len(grid.people)):
            self.clauses += run_of_slots(self, person, begun_of(self, person, range(grid.num_slots)))


class Breaks(Schedule):
    """The schedules of a grid, with their breaks counted and kept within the caps.

    Attributes
    ----------
    counts
        For each person outputs of which the j-th from 1 holds if they have at least j breaks.
    """

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._exact_load()
        self._begun = {
            (person, day): begun_of(self, person, day) for person in range(len(grid.people)) for day in grid.days
        }
        needs_floor = {person for cap in grid.caps if not cap.has_floor for person in cap.people}
        self.counts = [self._counted(person, is_exact=person in needs_floor) for person in range(len(grid.people))]
        for cap in grid.caps:
            self._keep(cap)
        if len(grid.days) == 1:
            self._runs_without_breaks()

    @property
    def num_counted(self) -> int:
        """How many breaks there could be."""
        return sum(map(len, self.counts))

    def in_all(self, num: int) -> list[int]:
        """Return up to `num` outputs of which the j-th from 1 holds if there are at least j breaks in all."""
        return self.counted([output for counts in self.counts for output in counts], num)

    def _exact_load(self) -> None:
        """Let a person be busy in exactly as many slots as they have meetings."""
        for busy, own in zip(self.busy, self.grid.meetings_of, strict=True):
            self.exactly(busy, len(own))

    def _counted(self, person: int, *, is_exact: bool) -> list[int]:
        ends = [end for day in self.grid.days for end in self._break_ends(person, day)]
        most = most_breaks(self.grid, person)
        return self.counted(ends, most + 1, is_exact=is_exact)[: most + 1]

    def _break_ends(self, person: int, day: range) -> Iterator[int]:
        busy, begun = self.busy[person], self._begun[person, day]
        for slot in range(day.start + 1, day.stop - 1):
            end = self.literal()
            idle, was, again = -busy[slot], begun[slot - day.start], busy[slot + 1]
            self.add(end, -idle, -was, -again)
            self.clauses += [[-end, idle], [-end, was], [-end, again]]
            yield end

    def _keep(self, cap: Cap) -> None:
        """Keep the numbers of breaks within a class at most so far apart."""
        counts = [self.counts[person] for person in cap.people]
        if cap.has_floor:
            self.clauses += [[-own[cap.most_apart]] for own in counts if len(own) > cap.most_apart]
            return
        for num in range(max(map(len, counts)) - cap.most_apart):
            everybody = self.literal()  # has at least `num + 1` breaks
            self.clauses += [[-everybody, *own[num : num + 1]] for own in counts]
            self.clauses += [
                [-own[num + cap.most_apart], everybody] for own in counts if len(own) > num + cap.most_apart
            ]

    def _runs_without_breaks(self) -> None:
        """Add what follows for those who have no break: their meetings are one run of slots."""
        day = self.grid.days[0]
        for person, counts in enumerate(self.counts):
            if counts:
                run = run_of_slots(self, person, self._begun[person, day])
                self.clauses += [[counts[0], *clause] for clause in run]


def begun_of(clauses: Schedule, person: int, day: range) -> list[int]:
    """Return for each slot of a day the literal that a person has had or has a meeting on it by then."""
    begun = clauses.literals(len(day))
    for idx, slot in enumerate(day):
        busy, before = clauses.busy[person][slot], begun[max(0, idx - 1) : idx]
        clauses.add(-busy, begun[idx])
        clauses.add(-begun[idx], busy, *before)
        clauses.clauses += [[-literal, begun[idx]] for literal in before]
    return begun


def run_of_slots(clauses: Schedule, person: int, begun: Sequence[int]) -> list[list[int]]:
    """Return clauses that make the meetings of a person one run, in a grid of one day."""
    num, busy = len(clauses.grid.meetings_of[person]), clauses.busy[person]
    found: list[list[int]] = []
    for slot, literal in enumerate(busy):
        over = begun[slot - num : slot - num + 1] if slot >= num else []  # the run began so long ago that it is over
        found += [[-literal, -done] for done in over]
        found.append([-begun[slot], literal, *over])
    if num <= len(busy):
        found.append([begun[len(busy) - num]])
    return found


def most_breaks(grid: Grid, person: int) -> int:
    """Return how many breaks a person can have at most."""
    num, free = len(grid.meetings_of[person]), grid.num_slots - len(grid.meetings_of[person])
    caps = (cap.most_apart for cap in grid.caps if cap.has_floor and person in cap.people)
    return max(0, min(num - 1, free, *caps))
