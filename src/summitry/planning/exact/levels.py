"""The soft levels one after the other: each is solved, then kept while the next is solved."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from summitry.planning.exact import hard, soft
from summitry.planning.exact.breaks import BreakCounts
from summitry.planning.exact.comfort import comfort
from summitry.planning.exact.decisions import Linear, Literal
from summitry.planning.exact.extract import assignments_of, hint, hint_values
from summitry.planning.exact.slack import Slack, slack_kept
from summitry.planning.exact.solve import Outcome, Solving
from summitry.planning.exact.variables import Variables
from summitry.planning.found import Found, SolvedLevel
from summitry.planning.result import Status
from summitry.planning.worth import value_of
from summitry.summit import Assignment, Meeting, Plan, Summit

# Share of the time left that a level may take; the last takes all. Levels solved sooner leave theirs to the next.
_TIME_SHARE = {"value_held": 0.4, "share_floor": 0.25, "form_kept": 0.35, "slack_kept": 0.4, "comfort": 1.0}
_SETTLING_S = 0.3  # seconds for one question of feasibility
_LEARNING_S = 2.0  # seconds for what is not a level itself but helps the next


class Objective(NamedTuple):
    """One linear objective of a level.

    Parameters
    ----------
    is_maximised
        Whether more is better.
    known_bound
        A bound that needs no search.
    reached
        Tells from a solution what it reaches at least, where that can be told without search.
    """

    expression: Linear
    is_maximised: bool
    known_bound: int
    reached: Callable[[Sequence[int]], int] | None = None

    def better(self, bound: int) -> int:
        """Return the better of a bound and the known one."""
        return (min if self.is_maximised else max)(bound, self.known_bound)


class LevelByLevel:
    """The interval formulation of one summit, solved level by level."""

    def __init__(
        self,
        summit: Summit,
        meetings: Sequence[Meeting],
        kept: Sequence[Assignment],
        start: Plan,
        *,
        require_all: bool = False,
    ) -> None:
        self._meetings = meetings
        self._v = Variables(summit, meetings, kept)
        self._values: Sequence[int] | None = None
        self._reached: int | None = None
        self._slack: Slack | None = None
        self._interrupted = False
        self._is_over = False
        self._breaks = _add_hard_rules(self._v)
        if require_all:
            self._v.require_all(meetings)
        hint(self._v, start)

    def run(self, solving: Solving) -> Found:
        """Solve every level as far as time allows; without a plan after the first, there is none."""
        levels: list[SolvedLevel] = []
        for name, objectives in self._levels():
            began = solving.watch.elapsed_s
            bounds: list[int] = []
            for objective in objectives():
                outcome = self._solve(solving, name, objective)
                while self._values is None and outcome.status is Status.UNKNOWN and solving.watch.left_s > 0:
                    outcome = self._solve(solving, name, objective)  # without a plan no later level needs its time
                if self._values is None:
                    return Found(outcome.status, interrupted=self._interrupted)
                self._is_over |= outcome.values is None  # a level that is not kept must not be worsened by the next
                bounds.append(self._keep(outcome, objective))
            self._learn(solving, name)
            bound = tuple(bounds) if name == "share_floor" else bounds[0]
            levels.append(SolvedLevel(name, bound, solving.watch.elapsed_s - began))
        return Found(Status.FEASIBLE, assignments_of(self._v, self._values or ()), tuple(levels), self._interrupted)

    def _levels(self) -> Iterator[tuple[str, Callable[[], list[Objective]]]]:
        v = self._v
        most = sum(value_of(v.summit, m.meeting) for m in v.meetings.values())
        yield "value_held", lambda: [Objective(soft.value_held(v), is_maximised=True, known_bound=most)]
        yield "share_floor", self._share_objectives
        yield "form_kept", lambda: [Objective(soft.form_kept(v), is_maximised=False, known_bound=0)]
        yield "slack_kept", self._slack_objective
        yield "comfort", lambda: [Objective(comfort(v, self._breaks), is_maximised=False, known_bound=0)]

    def _slack_objective(self) -> list[Objective]:
        self._slack = slack_kept(self._v)
        return [Objective(self._slack.others + self._slack.after_overruns, is_maximised=False, known_bound=0)]

    def _learn(self, solving: Solving, name: str) -> None:
        """Take what a solved level implies into the model, where that makes the next ones easier."""
        if self._reached is None:
            return
        if name == "form_kept" and self._reached == 0:
            self._v.rule_out(lambda m, idx: soft.loss(self._v, m, idx) > 0)
        if name == "slack_kept" and self._slack is not None and self._v.buffers:
            others = Objective(self._slack.others, is_maximised=False, known_bound=0)
            outcome = self._solve(solving, name, others, limit_s=_LEARNING_S, is_level=False)
            if outcome.bound is not None:
                self._v.spare_min = self._reached - max(0, outcome.bound)
                self._v.model.add(self._slack.after_overruns <= self._v.spare_min)
            self._settle(solving, self._slack.last_meetings)

    def _settle(self, solving: Solving, literals: Sequence[Literal]) -> None:
        """Fix each literal that can take one value only without worsening the levels solved so far."""
        model = self._v.model
        model.clear_objective()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
        for literal, value in product(literals, (0, 1)):
            if solving.watch.left_s <= 0 or not self._reached:
                return
            trial = model.clone()
            trial.add(trial.get_bool_var_from_proto_index(literal.index) == value)
            if solving.solve(trial, None, _SETTLING_S).status is Status.INFEASIBLE:
                model.add(literal == 1 - value)

    def _share_objectives(self) -> list[Objective]:
        num = len({code for m in self._meetings for code in m.parties})
        return [
            Objective(expression, is_maximised=True, known_bound=num, reached=self._num_with_tenths(tenth))
            for tenth, expression in enumerate(soft.share_floor(self._v, self._meetings), start=1)
        ]

    def _num_with_tenths(self, tenth: int) -> Callable[[Sequence[int]], int]:
        def reached(values: Sequence[int]) -> int:
            return soft.num_with_tenths(self._v, self._meetings, tenth, values)

        return reached

    def _solve(
        self,
        solving: Solving,
        name: str,
        objective: Objective,
        limit_s: float = float("inf"),
        *,
        is_level: bool = True,
    ) -> Outcome:
        if self._values is not None and (self._interrupted or self._is_over or solving.watch.left_s <= 0):
            return Outcome(Status.UNKNOWN)
        if self._values is not None and objective.reached and objective.reached(self._values) == objective.known_bound:
            return Outcome(Status.OPTIMAL, self._values, objective.known_bound, objective.known_bound)
        model = self._v.model
        if self._values is not None:
            hint_values(self._v, self._values)
        model.clear_objective()  # type: ignore[no-untyped-call]  # the solver's stub gives no types
        (model.maximize if objective.is_maximised else model.minimize)(objective.expression)
        time_limit_s = min(limit_s, solving.watch.left_s * _TIME_SHARE[name])
        outcome = solving.solve(
            model,
            name if is_level else None,
            time_limit_s,
            is_first=self._values is None,
            known=objective.better,
        )
        self._interrupted |= outcome.interrupted
        self._values = self._values if outcome.values is None else outcome.values
        return outcome

    def _keep(self, outcome: Outcome, objective: Objective) -> int:
        """Fix for later levels what this one reached, and return its bound."""
        self._reached = outcome.objective
        if outcome.values is not None and outcome.objective is not None:
            if objective.is_maximised:
                self._v.model.add(objective.expression >= outcome.objective)
            else:
                self._v.model.add(objective.expression <= outcome.objective)
        if outcome.bound is None:
            return objective.known_bound
        return objective.better(outcome.bound)


def _add_hard_rules(v: Variables) -> BreakCounts:
    hard.interpretation(v)
    hard.person_no_overlap(v)
    hard.transfer_time(v)
    hard.room_no_overlap(v)
    hard.order(v)
    hard.apart(v)
    hard.pinned(v)
    hard.daily_load(v)
    breaks = BreakCounts(v, hard.everyone(v))
    hard.fairness_cap(v, breaks)
    return breaks
