"""Peer (f): Timefold, through its package for Python."""

from collections.abc import Callable

from benchmarks.peers.apart import run_apart
from benchmarks.peers.java import timefold_absence
from benchmarks.peers.problem import PeerResult, Problem, Run, breaks_of

_STARTING_S = 180.0  # for Java to start and the rules to be translated; the search itself keeps to its limit


def solve(problem: Problem, *, time_limit_s: float, seed: int) -> PeerResult:
    """Search until the limit, with the solver's own defaults, in a process of its own, where Java is started.

    It proves nothing, and so uses all its time. To start Java and to translate the rules for it counts as building.
    """
    absence = timefold_absence()
    if absence:
        return PeerResult(status="absent", note=absence)
    return run_apart(_Search(time_limit_s, seed), problem, time_limit_s=time_limit_s + _STARTING_S)


class _Search:
    def __init__(self, time_limit_s: float, seed: int) -> None:
        self._time_limit_s = time_limit_s
        self._seed = seed

    def __call__(self, problem: Problem, _report: Callable[[PeerResult], None]) -> PeerResult:
        run = Run()
        if not all(problem.allowed):
            return run.result("unknown", note="a meeting has no slot")
        from benchmarks.peers import timefold_model as model  # noqa: PLC0415 -- starts Java
        from timefold.solver import SolverFactory  # noqa: PLC0415 -- starts Java
        from timefold.solver.config import (  # noqa: PLC0415 -- starts Java
            Duration,
            EnvironmentMode,
            ScoreDirectorFactoryConfig,
            SolverConfig,
            TerminationConfig,
        )

        config = SolverConfig(
            solution_class=model.Schedule,
            entity_class_list=[model.Meeting],
            environment_mode=EnvironmentMode.NO_ASSERT,
            random_seed=self._seed,
            score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=model.constraints),
            termination_config=TerminationConfig(spent_limit=Duration(milliseconds=round(1000 * self._time_limit_s))),
        )
        solver = SolverFactory.create(config).build_solver()
        unsolved = model.schedule_of(problem)
        run.is_built()
        solved = solver.solve(unsolved)
        slots = tuple(meeting.slot.idx if meeting.slot else None for meeting in solved.meetings)
        is_feasible = solved.score is not None and solved.score.is_feasible and None not in slots
        return run.result(
            "feasible" if is_feasible else "unknown",
            breaks=sum(breaks_of(problem, slots)),
            slots=slots,
            note="" if is_feasible else f"score {solved.score}",
        )
