import csv
import random
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from benchmarks.peers import first_fit, highs, plain_cp_sat, rc2, sat
from benchmarks.peers.apart import run_apart
from benchmarks.peers.clauses import Clauses
from benchmarks.peers.encoding import clusters
from benchmarks.peers.facts import judged, plan_of, problem_of
from benchmarks.peers.problem import PeerResult, Problem, breaks_of
from benchmarks.peers.renumbered import renumbered
from pysat.solvers import Solver

from summitry.formats.b2b import Instance, read_b2b, summit_of
from summitry.rules import judge
from summitry.summit import Summit

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "b2b"
SEEDS = range(60)


def summit(seed: int) -> Summit:
    """Return a random summit small enough to go through all its schedules."""
    rng = random.Random(seed)
    num_participants, num_slots, num_meetings = rng.randint(4, 6), rng.randint(4, 5), rng.randint(4, 6)
    instance = Instance(
        num_participants=num_participants,
        num_tables=rng.choice((1, 2, 2, 3)),
        num_slots=num_slots,
        pairs=tuple((one, two) for one, two in (rng.sample(range(num_participants), 2) for _ in range(num_meetings))),
        halves=tuple(rng.choice((*5 * [range(num_slots)], range(2), range(2, num_slots))) for _ in range(num_meetings)),
        forbidden=tuple(
            frozenset(slot for slot in range(num_slots) if rng.random() < 0.1) for _ in range(num_participants)
        ),
        fixed=tuple(rng.randrange(num_slots) if rng.random() < 0.1 else None for _ in range(num_meetings)),
        precedences=tuple(
            (one, two) for one in range(num_meetings) for two in range(one + 1, num_meetings) if rng.random() < 0.05
        ),
    )
    return summit_of(instance, name=f"small-{seed}", fairness=rng.choice((None, 1, 1, 0)))


def schedules(problem: Problem) -> Iterator[tuple[int, ...]]:
    """Yield every schedule that breaks no rule."""
    for slots in product(*problem.allowed):
        busy = [(person, slot) for pair, slot in zip(problem.pairs, slots, strict=True) for person in pair]
        breaks = breaks_of(problem, slots)
        if (
            len(set(busy)) == len(busy)
            and all(slots.count(slot) <= problem.num_tables for slot in slots)
            and all(slots[before] < slots[after] for before, after in problem.precedences)
            and (problem.fairness is None or max(breaks) - min(breaks) <= problem.fairness)
        ):
            yield slots


def optimum(problem: Problem) -> int | None:
    return min((sum(breaks_of(problem, slots)) for slots in schedules(problem)), default=None)


def by_cp_sat(problem: Problem) -> PeerResult:
    return plain_cp_sat.solve(problem, time_limit_s=60.0, seed=0)


def by_highs(problem: Problem) -> PeerResult:
    return highs.solve(problem, time_limit_s=60.0, seed=0)


@pytest.mark.parametrize("solve", [sat.search, rc2.search, by_cp_sat, by_highs])
def test_a_peer_that_proves_finds_what_going_through_all_schedules_finds(
    solve: Callable[[Problem], PeerResult],
) -> None:
    for seed in SEEDS:
        small = summit(seed)
        problem = problem_of(small)
        best, found = optimum(problem), solve(problem)
        assert found.status == ("infeasible" if best is None else "optimal"), seed
        assert found.breaks == best, seed
        assert judged(small, found) == ("" if best is None else "clean"), seed
        assert best is None or found.bound == best, seed


def test_the_small_problems_are_of_every_kind() -> None:
    kinds = {optimum(problem_of(summit(seed))) for seed in SEEDS}
    assert {None, 0, 1} <= kinds


def test_the_judge_and_going_through_all_schedules_agree_on_which_are_sound() -> None:
    for seed in range(10):
        small = summit(seed)
        problem = problem_of(small)
        sound = set(schedules(problem))
        every = list(product(*problem.allowed))
        for slots in random.Random(seed).choices(every, k=5) if every else ():
            assert judge(small, plan_of(small, slots)).is_clean == (slots in sound)


def test_first_fit_breaks_no_rule_but_fairness_and_leaves_nothing_that_would_fit() -> None:
    for seed in SEEDS:
        small = summit(seed)
        problem = problem_of(small)
        found = first_fit.solve(problem, time_limit_s=1.0, seed=0)
        broken = {violation.rule for violation in judge(small, plan_of(small, found.slots)).violations}
        assert broken <= {"fairness_cap"}
        assert (found.status == "feasible") == (judged(small, found) == "clean")
        for left in (idx for idx, slot in enumerate(found.slots) if slot is None):
            for slot in problem.allowed[left]:
                tried = plan_of(small, (*found.slots[:left], slot, *found.slots[left + 1 :]))
                assert {v.rule for v in judge(small, tried).violations} - {"fairness_cap"}


def test_a_renumbered_summit_is_the_same_problem_in_another_order() -> None:
    for seed in SEEDS:
        small = summit(seed)
        other = renumbered(small, seed=seed + 1)
        assert optimum(problem_of(other)) == optimum(problem_of(small))
        assert sorted(map(len, problem_of(other).meetings_of())) == sorted(map(len, problem_of(small).meetings_of()))
    assert renumbered(summit(0), seed=1) != summit(0)
    assert renumbered(summit(0), seed=1) == renumbered(summit(0), seed=1)
    assert renumbered(summit(0), seed=0) == summit(0)


def test_a_search_in_another_process_finds_the_same() -> None:
    problem = problem_of(summit(1))
    here, apart = sat.search(problem), sat.solve(problem, time_limit_s=60.0, seed=0)
    assert (here.status, here.breaks, here.slots) == (apart.status, apart.breaks, apart.slots)


def test_a_search_that_reaches_its_limit_gives_the_last_that_it_reported() -> None:
    found = run_apart(endless, problem_of(summit(1)), time_limit_s=0.0)
    assert (found.status, found.bound, found.note) in {("unknown", 3, "time limit"), ("unknown", None, "time limit")}


def endless(_problem: Problem, report: Callable[[PeerResult], None]) -> PeerResult:
    while True:
        report(PeerResult(status="unknown", bound=3))


@pytest.mark.parametrize(("num", "most"), [(n, most) for n in range(1, 6) for most in range(1, n + 1)])
def test_a_counting_network_says_how_many_hold(num: int, most: int) -> None:
    clauses = Clauses()
    inputs = [clauses.new() for _ in range(num)]
    outputs = clauses.sorted(inputs, most)
    with Solver(bootstrap_with=clauses.added) as solver:
        for signs in product((-1, 1), repeat=num):
            assert solver.solve(assumptions=[s * x for s, x in zip(signs, inputs, strict=True)])
            true = set(solver.get_model())
            assert [output in true for output in outputs] == [signs.count(1) > place for place in range(most)]


@pytest.mark.parametrize("num", range(1, 9))
def test_exactly_one_and_at_most_so_many_allow_just_that(num: int) -> None:
    one, few = Clauses(), Clauses()
    inputs = [one.new() for _ in range(num)]
    _same = [few.new() for _ in range(num)]
    one.exactly_one(inputs)
    few.at_most(inputs, 2)
    with Solver(bootstrap_with=one.added) as single, Solver(bootstrap_with=few.added) as two:
        for signs in product((-1, 1), repeat=num):
            assumed = [s * x for s, x in zip(signs, inputs, strict=True)]
            assert single.solve(assumptions=assumed) == (signs.count(1) == 1)
            assert two.solve(assumptions=assumed) == (signs.count(1) <= 2)


def test_clusters_share_a_participant_and_hold_every_meeting_once() -> None:
    for seed in SEEDS:
        problem = problem_of(summit(seed))
        sets = clusters(problem)
        assert sorted(meeting for cluster in sets for meeting in cluster) == list(range(problem.num_meetings))
        assert all(set.intersection(*(set(problem.pairs[m]) for m in cluster)) for cluster in sets)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published instances are not beside the checkout")
@pytest.mark.parametrize("stem", ["tic-12.original", "tic-12.fixed020-Forb", "tic-12.forb0003", "forumt-14.original"])
def test_the_best_published_encoding_finds_the_published_optimum(stem: str) -> None:
    with (PUBLISHED / "optima.csv").open(encoding="utf-8") as file:
        published = {row["instance"]: row["optimum"] for row in csv.DictReader(file) if row["fairness"] == "2"}
    facts = read_b2b(PUBLISHED / "instances" / f"{stem}.dzn", fairness=2)
    found = sat.search(problem_of(facts))
    assert published[stem] == (found.status if found.breaks is None else str(found.breaks))
    assert judged(facts, found) in {"", "clean"}
