"""Counting networks against counting: every assignment of a few literals, every number."""

from collections.abc import Sequence
from itertools import product

import pytest
from pysat.solvers import Cadical153

from summitry.planning.exact.grid.clauses import Clauses

SIZES = range(7)


def can_hold(clauses: Clauses, literals: Sequence[int]) -> bool:
    """Tell whether the clauses can hold together with these literals."""
    with Cadical153(bootstrap_with=clauses.clauses) as solver:
        return bool(solver.solve(assumptions=list(literals)))


def assignments(literals: Sequence[int]) -> list[tuple[int, ...]]:
    """Return every assignment of the literals, each as the literals that hold."""
    return list(product(*((-literal, literal) for literal in literals)))


def num_true(assignment: Sequence[int]) -> int:
    return sum(literal > 0 for literal in assignment)


@pytest.mark.parametrize("size", SIZES)
def test_at_most_one_is_at_most_one(size: int) -> None:
    clauses = Clauses()
    literals = clauses.literals(size)
    clauses.at_most_one(literals)
    for assignment in assignments(literals):
        assert can_hold(clauses, assignment) == (num_true(assignment) <= 1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("most", SIZES)
def test_at_most_leaves_exactly_those_with_no_more(size: int, most: int) -> None:
    clauses = Clauses()
    literals = clauses.literals(size)
    clauses.at_most(literals, most)
    for assignment in assignments(literals):
        assert can_hold(clauses, assignment) == (num_true(assignment) <= most)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("num", range(9))
def test_exactly_leaves_exactly_those_with_that_many(size: int, num: int) -> None:
    clauses = Clauses()
    literals = clauses.literals(size)
    clauses.exactly(literals, num)
    for assignment in assignments(literals):
        assert can_hold(clauses, assignment) == (num_true(assignment) == num)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("num", SIZES)
@pytest.mark.parametrize("is_exact", [False, True])
def test_outputs_count_up_to_as_many_as_are_asked_for(size: int, num: int, is_exact: bool) -> None:
    clauses = Clauses()
    literals = clauses.literals(size)
    outputs = clauses.counted(literals, num, is_exact=is_exact)
    assert len(outputs) == min(size, num)
    for assignment in assignments(literals):
        for idx, output in enumerate(outputs):
            holds = num_true(assignment) > idx
            assert not (is_exact or holds) or can_hold(clauses, (*assignment, output)) == holds
            assert can_hold(clauses, (*assignment, -output)) == (not holds)


@pytest.mark.parametrize("size", SIZES)
def test_any_of_holds_if_one_does(size: int) -> None:
    clauses = Clauses()
    literals = clauses.literals(size)
    whole = clauses.any_of(literals)
    for assignment in assignments(literals):
        assert can_hold(clauses, (*assignment, -whole)) == (num_true(assignment) == 0)


def test_counting_negated_literals_counts_those_that_do_not_hold() -> None:
    clauses = Clauses()
    literals = clauses.literals(4)
    clauses.at_most([-literal for literal in literals], 1)
    for assignment in assignments(literals):
        assert can_hold(clauses, assignment) == (num_true(assignment) >= 3)
