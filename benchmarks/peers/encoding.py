"""The paper's best encoding (sections 4.1 to 4.6), for whatever SAT or MaxSAT solver is to work on it."""

from dataclasses import dataclass

from benchmarks.peers.clauses import Clauses
from benchmarks.peers.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The problem as clauses.

    Parameters
    ----------
    held
        For each meeting, the literal of each slot it may take.
    breaks
        For each participant the breaks in unary: as many literals hold, the first ones, as there are breaks.
    """

    clauses: Clauses
    held: tuple[dict[int, int], ...]
    breaks: tuple[list[int], ...]

    def slots(self, true: set[int]) -> tuple[int, ...]:
        """Return the slot of each meeting in a model, given as the literals that hold."""
        return tuple(next(slot for slot, literal in held.items() if literal in true) for held in self.held)


def encoded(problem: Problem) -> Encoding:
    """Encode a problem.

    1. Every meeting in exactly one slot; precedences slot by slot; a participant's meetings exclude each other.
    2. When each participant is busy, and that they are busy as often as they have meetings (implied 1).
    3. Their breaks in unary, and fairness between them.
    4. The capacity of a slot over clusters of meetings, and over busy participants (implied 2).
    """
    clauses = Clauses()
    held = tuple({slot: clauses.new() for slot in slots} for slots in problem.allowed)
    for literals in held:
        clauses.exactly_one(list(literals.values()))
    _precedences(clauses, problem, held)
    busy = _busy(clauses, problem, held)
    breaks = [_breaks(clauses, problem, of_participant) for of_participant in busy]
    if problem.fairness is not None:
        _fairness(clauses, breaks, problem.most_breaks, problem.fairness)
    _capacity_of_clusters(clauses, problem, held)
    _capacity_of_participants(clauses, problem, busy)
    return Encoding(clauses=clauses, held=held, breaks=tuple(breaks))


def _precedences(clauses: Clauses, problem: Problem, held: tuple[dict[int, int], ...]) -> None:
    for before, after in problem.precedences:
        for slot, literal in held[before].items():
            for later, other in held[after].items():
                if later <= slot:
                    clauses.add(-literal, -other)


def _busy(clauses: Clauses, problem: Problem, held: tuple[dict[int, int], ...]) -> list[dict[int, int]]:
    """Return, for each participant, the literal of each slot in which they may be busy."""
    busy: list[dict[int, int]] = []
    for meetings in problem.meetings_of():
        mine: dict[int, int] = {}
        for slot in range(problem.num_slots):
            literals = [held[m][slot] for m in meetings if slot in held[m]]
            clauses.at_most_one(literals)
            if literals:
                mine[slot] = clauses.either(literals)
        outputs = clauses.sorted(list(mine.values()), len(meetings) + 1)
        for place in range(len(meetings) + 1):
            if place < len(outputs):
                clauses.add(outputs[place] if place < len(meetings) else -outputs[place])
            elif place < len(meetings):
                clauses.add()  # fewer slots than meetings
        busy.append(mine)
    return busy


def _breaks(clauses: Clauses, problem: Problem, busy: dict[int, int]) -> list[int]:
    """Return the breaks of a participant in unary."""
    ends: list[int] = []
    had = 0  # the literal of: has had a meeting in this slot or before; 0 before the first that is possible
    for slot in range(problem.num_slots - 1):
        now, then = busy.get(slot, 0), busy.get(slot + 1, 0)
        had = clauses.either([had, now]) if had and now else had or now
        if had and then and had != now:
            ends.append(_all_of(clauses, [had, then, *([-now] if now else [])]))
    return clauses.sorted(ends, problem.most_breaks)


def _all_of(clauses: Clauses, literals: list[int]) -> int:
    return -clauses.either([-literal for literal in literals])


def _fairness(clauses: Clauses, breaks: list[list[int]], most: int, fairness: int) -> None:
    """Hold everybody's breaks between two unary bounds that lie at most so far apart."""
    upper, lower = ([clauses.new() for _ in range(most)] for _ in range(2))
    for unary in breaks:
        for place in range(most):
            if place < len(unary):
                clauses.add(-unary[place], upper[place])
                clauses.add(unary[place], -lower[place])
            else:
                clauses.add(-lower[place])
    for bounds in (upper, lower):
        for place in range(1, most):
            clauses.add(-bounds[place], bounds[place - 1])
    for place in range(fairness, most):
        clauses.add(-upper[place], lower[place - fairness])


def clusters(problem: Problem) -> list[list[int]]:
    """Return the meetings in sets that share a participant: whoever has most left takes all of theirs."""
    left = {participant: set(meetings) for participant, meetings in enumerate(problem.meetings_of())}
    found: list[list[int]] = []
    while any(left.values()):
        most = max(left, key=lambda participant: len(left[participant]))
        found.append(sorted(left.pop(most)))
        for meetings in left.values():
            meetings.difference_update(found[-1])
    return found


def _capacity_of_clusters(clauses: Clauses, problem: Problem, held: tuple[dict[int, int], ...]) -> None:
    sets = clusters(problem)
    for slot in range(problem.num_slots):
        literals = [[held[m][slot] for m in cluster if slot in held[m]] for cluster in sets]
        possible = [of_cluster for of_cluster in literals if of_cluster]
        if len(possible) > problem.num_tables:
            clauses.at_most([clauses.either(of_cluster) for of_cluster in possible], problem.num_tables)


def _capacity_of_participants(clauses: Clauses, problem: Problem, busy: list[dict[int, int]]) -> None:
    """Hold the participants busy in a slot at twice the tables, and their number even."""
    most = 2 * problem.num_tables
    for slot in range(problem.num_slots):
        outputs = clauses.sorted([mine[slot] for mine in busy if slot in mine], most + 1)
        if len(outputs) > most:
            clauses.add(-outputs[most])
        for odd in range(0, len(outputs), 2):
            if odd + 1 < len(outputs):
                clauses.add(-outputs[odd], outputs[odd + 1])
            else:
                clauses.add(-outputs[odd])
