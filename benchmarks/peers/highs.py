"""Peer (d): the paper's mixed-integer programme, solved by HiGHS."""

import math

from benchmarks.peers.problem import PeerResult, Problem, Run, breaks_of
from highspy import Highs, HighsModelStatus, highs_linear_expression, highs_var

_TOLERANCE = 1e-6  # of the solver's own bound, which is whole here
# what the library adds up: variables and sums of them
Term = highs_var | highs_linear_expression
Held = dict[int, Term]


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Minimise the sum of the breaks on one thread."""
    run = Run()
    highs = Highs()  # type: ignore[no-untyped-call]  # so the library has it
    highs.silent()
    held = [{slot: highs.addBinary() for slot in slots} for slots in problem.allowed]
    if not all(held):
        return run.result("infeasible")  # a meeting without a slot is an empty sum, which the library refuses
    _meetings(highs, problem, held)
    breaks = [_breaks(highs, problem, [held[m] for m in meetings]) for meetings in problem.meetings_of()]
    if problem.fairness is not None:
        least = highs.addVariable(0, problem.most_breaks)
        for mine in breaks:
            highs.addConstr(highs.qsum(mine) >= least)
            highs.addConstr(highs.qsum(mine) <= least + problem.fairness)
    for name, value in (("threads", 1), ("random_seed", seed), ("time_limit", time_limit_s), ("mip_rel_gap", 0.0)):
        highs.setOptionValue(name, value)
    run.is_built()
    highs.minimize(highs.qsum([e for mine in breaks for e in mine]))
    return _result(highs, problem, held, run)


def _meetings(highs: Highs, problem: Problem, held: list[Held]) -> None:
    """State everything but breaks and fairness."""
    for of_meeting in held:
        highs.addConstr(highs.qsum(of_meeting.values()) == 1)
    for slot in range(problem.num_slots):
        here = [of_meeting[slot] for of_meeting in held if slot in of_meeting]
        if len(here) > problem.num_tables:
            highs.addConstr(highs.qsum(here) <= problem.num_tables)
    for before, after in problem.precedences:
        for last in range(problem.num_slots):  # if the second is in a slot up to here, the first is in one before
            earlier = [x for slot, x in held[before].items() if slot < last]
            upto = [x for slot, x in held[after].items() if slot <= last]
            if upto:
                highs.addConstr(highs.qsum(upto) <= highs.qsum(earlier) if earlier else highs.qsum(upto) <= 0)


def _breaks(highs: Highs, problem: Problem, held: list[Held]) -> list[Term]:
    """Return a participant's variables of the slots after which a break ends, given the variables of their meetings."""
    busy, had, ends = ([highs.addVariable(0, 1) for _ in range(problem.num_slots - shorter)] for shorter in (0, 0, 1))
    for slot in range(problem.num_slots):
        here = [of_meeting[slot] for of_meeting in held if slot in of_meeting]
        highs.addConstr(busy[slot] == highs.qsum(here) if here else busy[slot] <= 0)
        highs.addConstr(had[slot] >= busy[slot])
        if slot:
            highs.addConstr(had[slot] >= had[slot - 1])
            highs.addConstr(had[slot] <= had[slot - 1] + busy[slot])
        else:
            highs.addConstr(had[slot] <= busy[slot])
    for slot, end in enumerate(ends):
        highs.addConstr(end >= had[slot] - busy[slot] + busy[slot + 1] - 1)
        highs.addConstr(end <= had[slot])
        highs.addConstr(end <= 1 - busy[slot])
        highs.addConstr(end <= busy[slot + 1])
    return ends


def _result(highs: Highs, problem: Problem, held: list[Held], run: Run) -> PeerResult:
    status, info = highs.getModelStatus(), highs.getInfo()
    if status == HighsModelStatus.kInfeasible:
        return run.result("infeasible")
    bound = math.ceil(info.mip_dual_bound - _TOLERANCE) if math.isfinite(info.mip_dual_bound) else None
    if not math.isfinite(info.objective_function_value):
        return run.result("unknown", bound=bound)
    slots = tuple(next(slot for slot, x in of.items() if highs.val(x) > 0.5) for of in held)
    return run.result(
        "optimal" if status == HighsModelStatus.kOptimal else "feasible",
        breaks=sum(breaks_of(problem, slots)),
        bound=bound,
        slots=slots,
    )
