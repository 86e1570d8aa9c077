"""One CP-SAT solve that can be watched and stopped."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from summitry.planning.clock import Stopwatch
from summitry.planning.result import Status
from summitry.planning.stop import Stop

_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one solve ended.

    Parameters
    ----------
    values
        Value of every variable of the model by its index; ``None`` if no solution was found.
    objective, bound
        Best objective and proven bound; ``None`` if there is none.
    """

    status: Status
    values: Sequence[int] | None = None
    objective: int | None = None
    bound: int | None = None
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Solving:
    """What all solves of a run share.

    Parameters
    ----------
    threads
        Workers of the solver; one makes a run reproducible.
    gap
        Relative gap at which a level counts as solved.
    """

    watch: Stopwatch
    threads: int
    seed: int
    gap: float
    stop: Stop = field(default_factory=Stop)

    def solve(
        self,
        model: cp_model.CpModel,
        level: str | None,
        time_limit_s: float,
        *,
        is_first: bool = False,
        known: Callable[[int], int] = round,
    ) -> Outcome:
        """Solve a model for at most so many seconds; told to stop, it gives what it has so far.

        Parameters
        ----------
        level
            The level under which it reports progress; ``None`` for a solve of something else.
        is_first
            Whether there is no plan yet; then it stops no sooner than it has one.
        known
            Makes of a bound the better of it and of what is known beforehand.
        """
        if self.stop.is_asked and not is_first:
            return Outcome(Status.UNKNOWN, interrupted=True)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.threads
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = max(0.01, time_limit_s)
        solver.parameters.relative_gap_limit = self.gap
        solver.parameters.catch_sigint_signal = False
        callback = _Reporter(self.watch, level, known, has_plan=not is_first)
        solver.best_bound_callback = callback.on_bound
        _solve_in_thread(solver, model, callback, self.stop)
        status = _STATUS.get(solver.response_proto.status)
        if status is None:
            raise ValueError(f"the model is not valid: {model.validate()}")
        return _outcome(solver, status, interrupted=self.stop.is_asked)


def default_threads() -> int:
    """Return the number of workers that suits this machine: its cores, but enough for all kinds of search to mix."""
    return max(8, os.cpu_count() or 1)


def _outcome(solver: cp_model.CpSolver, status: Status, *, interrupted: bool) -> Outcome:
    response = solver.response_proto
    if status not in {Status.OPTIMAL, Status.FEASIBLE}:
        return Outcome(status, interrupted=interrupted)
    return Outcome(
        status,
        values=tuple(response.solution),
        objective=round(response.objective_value),
        bound=round(response.best_objective_bound),
        interrupted=interrupted,
    )


def _solve_in_thread(solver: cp_model.CpSolver, model: cp_model.CpModel, callback: "_Reporter", stop: Stop) -> None:
    """Solve away from the main thread, which alone hears of Ctrl-C."""
    failures: list[BaseException] = []
    done = threading.Event()

    def work() -> None:
        try:
            solver.solve(model, callback)
        except BaseException as failure:  # noqa: BLE001 -- handed over to the caller's thread
            failures.append(failure)
        finally:
            done.set()

    threading.Thread(target=work, name="cp-sat", daemon=True).start()
    try:
        while not done.wait(0.1):
            if (
                stop.is_asked and callback.has_plan
            ):  # asked again and again, since the solver does not hear it before its search has begun
                solver.stop_search()
    except KeyboardInterrupt:
        solver.stop_search()
        raise
    if failures:
        raise failures[0]


class _Reporter(cp_model.CpSolverSolutionCallback):
    """Passes every better solution and bound on."""

    def __init__(self, watch: Stopwatch, level: str | None, known: Callable[[int], int], *, has_plan: bool) -> None:
        super().__init__()
        self.has_plan = has_plan
        self._watch = watch
        self._level = level
        self._known = known
        self._value: int | None = None
        self._bound: int | None = None

    def on_solution_callback(self) -> None:
        """Note a better solution."""
        self.has_plan = True
        self._value = round(self.objective_value)
        self._bound = self._known(round(self.best_objective_bound))
        self._report()

    def on_bound(self, bound: float) -> None:
        """Note a better bound."""
        better = self._known(round(bound))
        if better != self._bound:
            self._bound = better
            self._report()

    def _report(self) -> None:
        if self._level is not None:
            self._watch.report(self._level, self._value, self._bound)
