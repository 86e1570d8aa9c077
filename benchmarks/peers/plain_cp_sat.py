"""Peer (c): a CP-SAT model as one would write it first."""

from benchmarks.peers.problem import PeerResult, Problem, Run
from ortools.sat.python import cp_model

_STATUS = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
    cp_model.UNKNOWN: "unknown",
}


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Minimise the sum of the breaks with one worker."""
    run = Run()
    model = cp_model.CpModel()
    held = _meetings(model, problem)
    breaks = _breaks(model, problem, held)
    if problem.fairness is not None:
        least, most = (model.new_int_var(0, problem.most_breaks, name) for name in ("least", "most"))
        for mine in breaks:
            model.add(sum(mine) >= least)
            model.add(sum(mine) <= most)
        model.add(most - least <= problem.fairness)
    model.minimize(sum(e for mine in breaks for e in mine))
    solver = cp_model.CpSolver()
    run.is_built()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = time_limit_s
    status = _STATUS[solver.solve(model)]
    is_found = status in {"optimal", "feasible"}
    return run.result(
        status,
        breaks=round(solver.objective_value) if is_found else None,
        bound=max(0, round(solver.best_objective_bound)) if status in {"optimal", "feasible", "unknown"} else None,
        slots=tuple(next(t for t, x in of.items() if solver.value(x)) for of in held) if is_found else (),
    )


def _meetings(model: cp_model.CpModel, problem: Problem) -> list[dict[int, cp_model.IntVar]]:
    """Return a variable for each meeting and slot, under everything but breaks and fairness."""
    held = [{slot: model.new_bool_var("") for slot in slots} for slots in problem.allowed]
    for of_meeting in held:
        model.add_exactly_one(of_meeting.values())
    for slot in range(problem.num_slots):
        model.add(sum(of_meeting[slot] for of_meeting in held if slot in of_meeting) <= problem.num_tables)
        for meetings in problem.meetings_of():
            model.add_at_most_one(held[m][slot] for m in meetings if slot in held[m])
    for before, after in problem.precedences:
        first, second = (sum(slot * x for slot, x in held[m].items()) for m in (before, after))
        model.add(first < second)
    return held


def _breaks(
    model: cp_model.CpModel, problem: Problem, held: list[dict[int, cp_model.IntVar]]
) -> list[list[cp_model.IntVar]]:
    """Return, for each participant, a variable for each slot after which a break of theirs ends."""
    breaks: list[list[cp_model.IntVar]] = []
    for meetings in problem.meetings_of():
        busy = [sum(held[m][slot] for m in meetings if slot in held[m]) for slot in range(problem.num_slots)]
        had = [model.new_bool_var("") for _ in range(problem.num_slots)]
        ends = [model.new_bool_var("") for _ in range(problem.num_slots - 1)]
        for slot in range(problem.num_slots):
            model.add_max_equality(had[slot], [busy[slot], had[slot - 1] if slot else 0])
        for slot, end in enumerate(ends):
            # 0 <= had - busy + busy' <= 2, and a break is where it is 2
            model.add(had[slot] - busy[slot] + busy[slot + 1] <= 1 + end)
            model.add(had[slot] - busy[slot] + busy[slot + 1] >= 2 * end)
        breaks.append(ends)
    return breaks
